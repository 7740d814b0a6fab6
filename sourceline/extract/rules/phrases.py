"""Sentences → phrases: noun phrases, verb groups and the small words between them.

A grammar of regular expressions over one letter per tag; no tree is built. Names are never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from sourceline.extract.rules.document import Document, Token
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.parses import Children, gather_children, read_parses, read_senses
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.seasons import find_seasons
from sourceline.extract.rules.verbs import BE, HAVE, MODALS, NEGATIONS, find_base
from sourceline.extract.tagger.reading import Parse, Sense
from sourceline.model import Mention

Form = Literal["finite", "gerund", "participle", "infinitive"]
"""Of a verb group."""
PhraseKind = Literal[
    "noun", "verb", "preposition", "comma", "and", "who", "adverb", "to", "mark", "that"
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (exclusive) of a sentence, and the word that matters in them."""

    kind: PhraseKind
    first: int
    last: int
    head: int
    """Of a noun phrase its last noun; of a verb group its main verb."""


AGENT, OBJECT = 0, 1
_NEITHER = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as the fact rules see it."""

    number: int
    """Index of the sentence."""
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    names: dict[int, Mention]
    """Token index → the name it is part of."""
    pieces: tuple[str, ...]
    """The tokens' texts, with a space before those that stand apart."""
    parses: tuple[Parse, ...] = ()
    """The parse of every token; empty where the tagger does not parse."""
    timed: frozenset[int] = frozenset()
    """The tokens of dates that stand for themselves."""
    words: tuple[str, ...] = ()
    """The tokens' texts in lower case."""
    verbs: dict[int, Verb] = field(default_factory=dict)
    """First token of a verb group → its verb, once it was asked for: every rule asks again."""
    children: Children = ()
    """Of each token what hangs on it in `parses`."""
    senses: tuple[Sense, ...] = ()
    """What each token tells of; empty where the tagger does not say."""
    clauses: list[Any] = field(default_factory=list)
    """The clauses (`clauses.Clause`), once they were asked for."""

    def word(self, n: int) -> str:
        """The text of token `n` in lower case; "" outside the sentence."""
        return self.words[n] if 0 <= n < len(self.words) else ""

    def tag(self, n: int) -> str:
        """The tag of token `n`; "" outside the sentence."""
        return self.tags[n] if 0 <= n < len(self.tags) else ""

    def find_sense(self, n: int) -> Sense | None:
        """What token `n` tells of; None where the tagger does not say."""
        return self.senses[n] if self.senses else None

    def weigh_part(self, verb: int, n: int, side: int) -> float:
        """The chance that token `n`, or the name it is part of, does what `verb` tells (AGENT) or has it done to it
        (OBJECT); 1 where the tagger does not say."""
        if not self.senses:
            return 1.0
        parts = self.senses[verb].parts
        return max(parts.get(self.tokens[k].start, _NEITHER)[side] for k in self.list_name_at(n))

    def list_name_at(self, n: int) -> range:
        """The tokens of the name at `n`; `n` alone where none is."""
        first = n
        while n in self.names and self.names.get(first - 1) is self.names[n]:
            first -= 1
        return range(first, self.find_name_end(n) + 1)

    def find_phrase(self, n: int) -> int | None:
        """Index of the phrase that holds token `n`."""
        return next((k for k, p in enumerate(self.phrases) if p.first <= n < p.last), None)

    def list_names(self) -> Iterator[tuple[int, int, Mention]]:
        """The names: first token, behind the last, and the mention."""
        for n, mention in self.names.items():
            if self.names.get(n - 1) is not mention:
                yield n, self.find_name_end(n) + 1, mention

    def find_name_end(self, n: int) -> int:
        """The last token of the name at `n`; `n` where none is."""
        while n in self.names and self.names.get(n + 1) is self.names[n]:
            n += 1
        return n

    def find_name_start(self, n: int) -> int:
        """The first token of the name at `n`; `n` where none is."""
        while n in self.names and self.names.get(n - 1) is self.names[n]:
            n -= 1
        return n

    def write(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last`, white space made single."""
        return "".join(self.pieces[first:last]).lstrip(" ")


@keep_last("source", "tokens", "tags", "times", "mentions")
def read_lines(document: Document) -> tuple[Line, ...]:
    """Every sentence with its phrases and names."""
    return tuple(_read_line(document, n) for n in range(len(document.tokens)))


def _read_line(document: Document, number: int) -> Line:
    tokens, tags = document.tokens[number], document.tags[number]
    names = _place_names(document, number, tokens)
    times = _place_times(document, number, tokens, tags)
    words = tuple(token.text.lower() for token in tokens)
    parses = read_parses(document)[number]
    seasons = (season for season in find_seasons(words) if not _is_thing(parses, season[-1]))
    times = times.union(*seasons)
    phrases = tuple(find_phrases(words, tags, names, times))
    return Line(
        number,
        tokens,
        tags,
        phrases,
        names,
        _write_pieces(tokens),
        parses,
        times,
        words,
        children=gather_children(parses),
        senses=read_senses(document, number),
    )


def _write_pieces(tokens: Sequence[Token]) -> tuple[str, ...]:
    apart = (one.end < two.start for one, two in pairwise(tokens))
    spaced = (f" {t.text}" if a else t.text for t, a in zip(tokens[1:], apart, strict=True))
    return (*(t.text for t in tokens[:1]), *spaced)


def _place_times(
    document: Document, number: int, tokens: Sequence[Token], tags: Sequence[str]
) -> frozenset[int]:
    """The tokens of dates that stand for themselves: not "the 2014 protests"."""
    sentence = document.source.sentences[number]
    here = [
        t
        for t in list_within(document.times, sentence.start, sentence.end)
        if t.type in ("DATE", "TIME")
    ]
    found: set[int] = set()
    for time in here:
        inside = [n for n, token in enumerate(tokens) if time.start <= token.start < time.end]
        if not inside:
            continue
        after = tags[inside[-1] + 1] if inside[-1] + 1 < len(tags) else ""
        before = tags[inside[0] - 1] if inside[0] else ""
        if not (
            before in ("DT", "JJ", "PRP$", "POS", "NN", "NNP") and after.startswith(("NN", "JJ"))
        ):
            found.update(inside)
    return frozenset(found)


def _is_thing(parses: Sequence[Parse], n: int) -> bool:
    return bool(parses) and parses[n].relation in ("obj", "nsubj")


def _place_names(document: Document, number: int, tokens: Sequence[Token]) -> dict[int, Mention]:
    sentence = document.source.sentences[number]
    here = list_within(document.mentions, sentence.start, sentence.end)
    return {n: m for n, t in enumerate(tokens) for m in here if m.start <= t.start < m.end}


_LETTERS = {
    "DT": "D", "PDT": "D", "PRP$": "D", "WP$": "W", "JJ": "J", "JJR": "J", "JJS": "J",
    "NN": "N", "NNS": "N", "NNP": "N", "NNPS": "N", "FW": "N", "CD": "C", "$": "C", "POS": "S",
    "PRP": "P", "EX": "P", "VBZ": "V", "VBP": "V", "VBD": "V", "VB": "V", "VBG": "G", "VBN": "n",
    "MD": "M", "TO": "T", "IN": "I", "RB": "R", "RBR": "R", "RBS": "R", "WDT": "W", "WP": "W",
    "WRB": "W", "CC": "A", ",": ",", "RP": "L", "HYPH": "H", "#": "C",
}  # fmt: skip


@cache
def _grammar() -> re.Pattern[str]:
    before = "(?:R(?=[Jn]))?(?:[JCN]|[nG](?!C)(?=[JCNnG]*N)|(?<=[DJC])[nG](?=C[JCNnG]*N)|H)"
    noun = rf"(?:D{{0,3}}(?:{before})*N|D?(?:{before})*[NC](?=$|[^JCNSH])|D[JC]*[CJ]|C+|P)"
    chain = rf"{noun}(?:S(?:{before})*[NC])*(?:(?<=N)C+(?![NJC]))?S?"
    verb = r"(?:(?:[MV](?:R|P(?=[RVnG]))*)*(?:T?R*[VGn])(?:R*(?:TR*)?[VGn])*)L?|M"
    return re.compile(rf"(?P<noun>{chain})|(?P<verb>{verb})|.")


def find_phrases(
    words: Sequence[str],
    tags: Sequence[str],
    names: dict[int, Mention],
    times: frozenset[int] = frozenset(),
) -> list[Phrase]:
    """The phrases of one sentence, whose words are in lower case, in order; together they cover it."""
    letters = "".join(
        "R" if n in times and n not in names else _letter(words, tags, names, n)
        for n in range(len(words))
    )
    return [_make_phrase(names, letters, match) for match in _grammar().finditer(letters)]


def _letter(words: Sequence[str], tags: Sequence[str], names: dict[int, Mention], n: int) -> str:
    word = words[n]
    if n in names and word not in ("'s", "’s"):
        return "N"
    if word in (";", ":", "(", ")", "[", "]"):
        return "."
    if _counts(words, tags, n):
        return "D"
    if word in ("–", "-", "—") and 0 < n < len(words) - 1 and tags[n - 1] == tags[n + 1] == "CD":
        return "C"
    if word == "that" and (tags[n] in ("IN", "WDT") or n + 1 in names):
        return "Q"
    if word in ("'s", "’s", "'", "’") and tags[n] == "POS":
        return "S"
    return _LETTERS.get(tags[n], ".")


_ABOUT = frozenset(
    {
        "over",
        "about",
        "around",
        "under",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "some",
        "only",
        "just",
    }
)
_PAIRS = frozenset(
    {"at least", "at most", "more than", "less than", "up to", "fewer than", "as many", "close to"}
)


def _counts(words: Sequence[str], tags: Sequence[str], n: int) -> bool:
    """Whether a small word belongs to the number behind it: "over 700", "at least 12"."""
    word = words[n]
    if n + 1 < len(words) and tags[n + 1] in ("CD", "$"):
        before = words[n - 1] if n else ""
        return word in _ABOUT or f"{before} {word}" in _PAIRS
    two = n + 2 < len(words) and tags[n + 2] in ("CD", "$")
    return two and f"{word} {words[n + 1]}" in _PAIRS


def _make_phrase(names: dict[int, Mention], letters: str, match: re.Match[str]) -> Phrase:
    first, last = match.span()
    if match["noun"]:
        head = last - 1
        while head > first and letters[head] in "SH":
            head -= 1
        # "Sweden beat Korea 1 – 0": the score is not what the phrase names.
        scored = head
        while scored > first and letters[scored] == "C":
            scored -= 1
        if scored in names and scored < head - 1:
            head = scored
        return Phrase("noun", first, last, head)
    if match["verb"]:
        head = max(n for n in range(first, last) if letters[n] in "MVGn" or n == first)
        return Phrase("verb", first, last, head)
    # A word that is part of no phrase ("void") ends none either.
    loose: PhraseKind = "mark" if match[0] == "." else "adverb"
    return Phrase(_KINDS.get(match[0], loose), first, last, first)


_KINDS: dict[str, PhraseKind] = {
    "I": "preposition",
    ",": "comma",
    "A": "and",
    "W": "who",
    "R": "adverb",
    "T": "to",
    "Q": "that",
}


# --- verb groups ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb group says: its verb, and how it says it."""

    base: str
    particle: str = ""
    passive: bool = False
    form: Form = "finite"
    past: bool = False
    perfect: bool = False
    future: bool = False
    modal: str = ""
    """may, could, would …"""
    negated: bool = False
    control: str = ""
    """The verb before "to": "plan" in "plans to launch", "be" in "is to meet"."""


_DO = frozenset({"do", "does", "did"})


def read_verb(line: Line, phrase: Phrase) -> Verb:
    """The verb of a verb group."""
    found = line.verbs.get(phrase.first)
    if found is None:
        found = line.verbs[phrase.first] = _read_verb(line, phrase)
    return found


def _read_verb(line: Line, phrase: Phrase) -> Verb:
    words = list(line.words[phrase.first : phrase.last])
    head = phrase.head - phrase.first
    tag, word = line.tags[phrase.head], words[head]
    helpers = set(words[:head])
    if tag == "VBN" and not helpers & _AUXILIARIES and _is_past(line, phrase, word):
        tag = "VBD"
    being = bool(helpers & BE)
    passive = being and (tag in ("VBN", "VBD") or _is_participle(word)) and tag != "VBG"
    return Verb(
        base=find_base(word) or word,
        particle=" ".join(words[head + 1 :]) if head + 1 < len(words) else "",
        passive=passive,
        form=_find_form(tag, words, helpers),
        past=tag == "VBD" or bool(helpers & {"was", "were", "had", "did"}),
        perfect=bool(helpers & HAVE),
        future=bool(helpers & {"will", "'ll", "wo", "shall"}),
        modal=next((w for w in words[:head] if w in MODALS), ""),
        negated=bool(set(words) & NEGATIONS),
        control=_find_control(words, head),
    )


_AUXILIARIES = BE | HAVE | frozenset({"get", "got", "gets"})


def _find_control(words: list[str], head: int) -> str:
    if "to" not in words[1:head]:
        return ""
    before = words[: words.index("to", 1)]
    verbs = [find_base(w) or w for w in before if not w.endswith("ly") and w not in ("not", "n't")]
    return verbs[-1] if verbs else ""


def _is_past(line: Line, phrase: Phrase, word: str) -> bool:
    """Whether a form in -ed that was taken for a participle is the past tense after all."""
    if _has_object(line, phrase) or find_base(word) in read_words(
        "verbs", "classes", "intransitive"
    ):
        return True
    place = line.phrases.index(phrase)
    finite = any(t in ("VBD", "VBZ", "VBP", "MD") for t in line.tags)
    return not finite and place > 0 and line.phrases[place - 1].kind == "noun"


def _has_object(line: Line, phrase: Phrase) -> bool:
    """Whether a noun stands right before and after: then "-ed" is a past tense."""
    place = line.phrases.index(phrase)
    before = line.phrases[place - 1].kind if place else ""
    after = line.phrases[place + 1].kind if place + 1 < len(line.phrases) else ""
    return before == "noun" and after == "noun"


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en"))


def _find_form(tag: str, words: list[str], helpers: set[str]) -> Form:
    if words[0] == "to":
        return "infinitive"
    if helpers & (BE | HAVE | _DO | MODALS | {"will", "'ll", "wo", "shall"}):
        return "finite" if words[0] not in ("being", "been", "be", "having") else "gerund"
    if tag == "VBG":
        return "gerund"
    if tag == "VBN":
        return "participle"
    return "finite"
