"""A text through a pipeline: our sentences and words go in, names and parses in our terms come out.

The pipeline splits words as it learned to, but sentences are ours: they are set before it parses. What it
finds is laid over the words that the rules know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sourceline.extract.rules.tokens import split_words as split_tokens
from sourceline.extract.spacy.dependencies import convert_parses
from sourceline.extract.spacy.labels import make_span
from sourceline.extract.tagger import make_mention
from sourceline.extract.tagger.agree import agree
from sourceline.extract.tagger.reading import Parse, Reading, align_parses
from sourceline.extract.tagger.spans import Span
from sourceline.extract.tagger.words import Word, split_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

ROOM = 20_000
"""Characters that are read together, as far as whole sentences allow: a pipeline refuses texts of a million."""
_UNUSED = ("lemmatizer", "textcat", "textcat_multilabel", "entity_linker")

Sentence = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SpacyReader:
    """A loaded pipeline. Pure."""

    name: str
    pipeline: Language

    def tag(self, text: str, sentences: Sequence[Sentence]) -> Reading:
        """The names and parses of `sentences` (spans of `text`, in order, without overlap); no parses where
        the pipeline gives none, or no tags."""
        read = [one for some in _gather(sentences) for one in self._read(text, some)]
        words = [split_words(text, *sentence) for sentence in sentences]
        spans = [list(_find_spans(own, one.names)) for own, one in zip(words, read, strict=True)]
        mentions = tuple(
            make_mention(text, row, span)
            for row, found in zip(words, agree(words, spans), strict=True)
            for span in found
        )
        if not all(one.parses is not None for one in read):
            return Reading(mentions)
        tokens, parses = _lay_over(text, sentences, read)
        return Reading(mentions, tokens, parses)

    def _read(self, text: str, sentences: Sequence[Sentence]) -> Iterator[_Read]:
        from spacy.tokens import Doc  # noqa: PLC0415 - for types alone above

        # A line that is wrapped is no end of anything.
        parts = [self.pipeline.make_doc(text[a:b].replace("\n", " ")) for a, b in sentences]
        joined = Doc.from_docs(parts, ensure_whitespace=True)
        firsts = [0]
        for part in parts:
            firsts.append(firsts[-1] + len(part))
        starts = frozenset(firsts)
        for token in joined:
            token.is_sent_start = token.i in starts
        doc = self.pipeline(joined)
        parsed = doc.has_annotation("DEP") and doc.has_annotation("TAG")
        for (first, last), (begin, _) in zip(pairwise(firsts), sentences, strict=True):
            yield _read_sentence(doc, first, last, begin, parsed=parsed)


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as the pipeline read it."""

    words: tuple[Word, ...]
    """As the pipeline splits them."""
    names: tuple[tuple[int, int, str], ...]
    """(start, end, label): places in the text, and the pipeline's label."""
    parses: tuple[Parse, ...] | None


def _gather(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences in heaps of about `ROOM` characters."""
    heap: list[Sentence] = []
    size = 0
    for start, end in sentences:
        if heap and size + end - start > ROOM:
            yield heap
            heap, size = [], 0
        heap.append((start, end))
        size += end - start
    if heap:
        yield heap


def _read_sentence(doc: Doc, first: int, last: int, begin: int, *, parsed: bool) -> _Read:
    """The tokens first..last of what was read, which begin at `begin` in the text."""
    tokens = [doc[n] for n in range(first, last)]
    shift = begin - tokens[0].idx if tokens else 0
    kept = [token for token in tokens if not token.is_space]
    words = tuple(
        Word(
            token.text,
            token.idx + shift,
            token.idx + shift + len(token),
            n > 0 and kept[n - 1].idx + len(kept[n - 1]) == token.idx,
        )
        for n, token in enumerate(kept)
    )
    names = tuple(
        (span.start_char + shift, span.end_char + shift, span.label_)
        for span in doc.ents
        if first <= span.start and span.end <= last
    )
    return _Read(words, names, tuple(_parse(kept)) if parsed else None)


def _parse(tokens: Sequence[Token]) -> list[Parse]:
    """The parses of a sentence, in universal relations. What hangs outside of it is a root."""
    places = {token.i: n for n, token in enumerate(tokens)}
    parses = [
        Parse(token.pos_ or "X", token.tag_ or "FW", _find_head(token, places), token.dep_)
        for token in tokens
    ]
    return convert_parses([token.lower_ for token in tokens], parses)


def _find_head(token: Token, places: dict[int, int]) -> int:
    """The nearest word above it that is no white space; −1 where there is none."""
    head = token.head
    while head.i not in places and head.head.i != head.i:
        head = head.head
    return -1 if head.i == token.i else places.get(head.i, -1)


def _find_spans(words: Sequence[Word], names: Sequence[tuple[int, int, str]]) -> Iterator[Span]:
    """The names over our words: those that a name touches are in it."""
    taken = 0
    for start, end, label in names:
        inside = [n for n, word in enumerate(words) if word.start < end and start < word.end]
        if not inside or inside[0] < taken:
            continue
        span = make_span(words, inside[0], inside[-1] + 1, label)
        if span is not None:
            taken = span.last
            yield span


# --- over the words of the rules --------------------------------------------------------------


def _lay_over(
    text: str, sentences: Sequence[Sentence], read: Sequence[_Read]
) -> tuple[tuple[tuple[Word, ...], ...], tuple[tuple[Parse, ...], ...]]:
    """The rules' tokens of every sentence, and their parses."""
    rows = [
        tuple(
            Word(token.text, token.start, token.end, glued=False)
            for token in split_tokens(text, *sentence)
        )
        for sentence in sentences
    ]
    whole = Reading((), tuple(one.words for one in read), tuple(one.parses or () for one in read))
    return tuple(rows), tuple(
        _fit(whole, number, row) if row else () for number, row in enumerate(rows)
    )


def _fit(whole: Reading, number: int, row: Sequence[Word]) -> tuple[Parse, ...]:
    """The parse of the rules' tokens: that of the pipeline's word in each; of several words the one that leads
    out says what the token is ("co-founder" is a founder); a token without one is part of the one before."""
    parses = align_parses(whole, number, [(word.start, word.end) for word in row])
    words, own = whole.words[number], whole.parses[number]
    fitted = list(parses)
    at = 0
    for n, word in enumerate(row):
        inside = []
        end = row[n + 1].start if n + 1 < len(row) else word.end
        while at < len(words) and words[at].start < end:
            inside.append(at)
            at += 1
        if not inside and n:
            before = fitted[n - 1]
            fitted[n] = Parse(before.pos, before.xpos, n - 1, "part")
        elif len(inside) > 1:
            outer = next((k for k in inside if own[k].head not in inside), inside[0])
            fitted[n] = parses[n]._replace(pos=own[outer].pos, xpos=own[outer].xpos)
    return tuple(fitted)


@cache
def load_reader(name: str) -> SpacyReader:
    """The installed pipeline of that name."""
    import spacy  # noqa: PLC0415 - seconds

    return SpacyReader(name, spacy.load(name, exclude=_UNUSED))
