"""The fast tagger: a conditional random field over words, their neighbours and the document.

Method: Lafferty et al. 2001, by CRFsuite (Okazaki 2007). Its word list (`lexicon.txt`) is what the
good tagger thinks of each word alone; part of its training texts were labelled by the good tagger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from sourceline.errors import UsageError
from sourceline.extract.tagger.reading import Parse, Sense
from sourceline.extract.tagger.shapes import word_shape
from sourceline.extract.tagger.spans import LABELS, Span
from sourceline.extract.tagger.words import Word

MODEL = Path(__file__).parent / "model"

CHANCES = {label: tuple(0.8 if other == label else 0.05 for other in LABELS) for label in LABELS}
"""How far a tag of the field is trusted; asking it for real chances takes twice the time."""

REACH = 2
"""Words beside a capitalized one that are read with it. The others are no names, untried: that
spares half the time, and a field that learned from the same stretches loses nothing."""
KEPT = 50_000
"""Written forms whose features are kept; a long batch of texts starts anew then."""

Features = list[bytes]


class Traits(NamedTuple):
    """What a written form gives as features, to itself and to the words beside it. Bytes: strings
    would be encoded again at each use, a fifth of the whole time."""

    own: Features
    before: Features
    """For the word behind it."""
    after: Features
    """For the word before it."""
    second: tuple[bytes, bytes]
    """For the word two behind it, and two before."""
    last: Features
    """For the words of the run of capitals that it ends."""
    kind: bytes
    big: bool
    small: str
    """In lower case."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word in lower case → its class and its group; and the traits of each written form, found
    once. A class is the likely label and how likely, as "PER8", and the label of a name that ends
    in the word, as "o"; a group holds words that the good tagger's embeddings place together."""

    classes: dict[str, tuple[str, str, str]]
    known: dict[str, Traits] = field(default_factory=dict)

    def describe(
        self, words: Sequence[str], stretches: Sequence[tuple[int, int]], document: Document
    ) -> list[list[Features]]:
        """The features of each word of the stretches of a sentence."""
        known = self.known
        traits = [known.get(word) or self._learn(word) for word in words]
        ends = _find_ends(traits)
        return [
            [_join(traits, n, ends[n], document) for n in range(first, last)]
            for first, last in stretches
        ]

    def _learn(self, word: str) -> Traits:
        low, shape = word.lower(), word_shape(word)
        kind, tail, group = self.classes.get(low, ("?", "?", "?"))
        own = [f"w{low}", f"s{shape}", f"c{kind}", f"c{kind}s{shape}", f"g{group}s{shape}"]
        if shape:
            own += [f"p{low[:3]}", f"e{low[-3:]}", f"e{low[-2:]}s{shape}", f"n{min(len(low), 9)}"]
        if shape in {2, 5} and kind == "?":
            own += [f"e{low[-4:]}", f"p{low[:4]}"]
        beside = [f"w{low}", f"s{shape}", f"c{kind}s{shape}", f"e{low[-3:]}", f"g{group}"]
        if len(self.known) >= KEPT:
            self.known.clear()
        traits = self.known[word] = Traits(
            own=_encode("", own),
            before=_encode("-", beside),
            after=_encode("+", beside),
            second=(f"-2{low}".encode(), f"+2{low}".encode()),
            last=_encode("l", [low, f"#{tail}", f"|{group}"]),
            kind=kind.encode(),
            big=word[0].isupper(),
            small=low,
        )
        return traits


def _encode(mark: str, features: Sequence[str]) -> Features:
    # As one text: a feature holds no blank, and encoding each alone takes twice the time.
    return (mark + f" {mark}".join(features)).encode().split(b" ")


def _find_ends(traits: Sequence[Traits]) -> list[int]:
    """For each capitalized word the end (exclusive) of its run of such words; 0 for the others."""
    ends = [0] * len(traits)
    end = 0
    for n in range(len(traits) - 1, -1, -1):
        if traits[n].big:
            ends[n] = end = end or n + 1
        else:
            end = 0
    return ends


def _join(traits: Sequence[Traits], n: int, end: int, document: Document) -> Features:
    """The features of word `n` of a sentence, whose run of capitals has an end."""
    trait, count = traits[n], len(traits)
    features = [*trait.own]
    kind = following = b"^"
    if n:
        features += traits[n - 1].before
        kind = traits[n - 1].kind
    else:
        features.append(b"^")
    if n + 1 < count:
        features += traits[n + 1].after
        following = traits[n + 1].kind
    else:
        features.append(b"$")
        following = b"$"
    features.append(b"%b|%b|%b" % (kind, trait.kind, following))
    if n > 1:
        features.append(traits[n - 2].second[0])
    if n + 2 < count:
        features.append(traits[n + 2].second[1])
    if trait.big:
        features.append(document.describe(trait.small, first=n == 0))
        features.append(b"r%d%d" % (bool(n and traits[n - 1].big), min(end - n, 4)))
        if end - n > 1:
            features += traits[end - 1].last
    return features


def find_stretches(words: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches (first word, last exclusive) of a sentence that may hold names: its capitals
    and REACH words beside them."""
    found: list[tuple[int, int]] = []
    first, last = 0, -1
    for n, word in enumerate(words):
        if not word[0].isupper():
            continue
        if n - REACH > last:
            if last > 0:
                found.append((first, last))
            first = max(0, n - REACH)
        last = min(n + 1 + REACH, len(words))
    return [*found, (first, last)] if last > 0 else found


@dataclass(frozen=True, slots=True)
class Document:
    """Which words a document also writes small, and which it capitalizes within a sentence."""

    small: frozenset[str]
    big: frozenset[str]

    def describe(self, low: str, *, first: bool) -> bytes:
        """What the document says of a capitalized word, here in lower case."""
        place = b"dfirst" if first else b"dinner"
        return place + (b"s" if low in self.small else b"") + (b"b" if low in self.big else b"")


def survey_document(sentences: Sequence[Sequence[str]]) -> Document:
    """What the whole document says of letter case."""
    small = {word for words in sentences for word in words if word.islower()}
    big = {
        word.lower()
        for words in sentences
        for word in words[1:]
        if word[0].isupper() and not word.isupper()
    }
    return Document(frozenset(small), frozenset(big))


@dataclass(frozen=True, slots=True)
class Field:
    """The loaded conditional random field."""

    tagger: Any
    lexicon: Lexicon

    def read(
        self, sentences: Sequence[Sequence[Word]]
    ) -> tuple[list[list[Span]], list[list[Parse]], list[list[Sense]]]:
        """For each sentence its names; no parse, no senses."""
        texts = [[word.text for word in words] for words in sentences]
        document = survey_document(texts)
        return [self.find_names(words, document) for words in texts], [], []

    def find_names(self, words: Sequence[str], document: Document) -> list[Span]:
        """The names of one sentence."""
        stretches = find_stretches(words)
        described = self.lexicon.describe(words, stretches, document) if stretches else []
        return [
            span
            for (first, _), features in zip(stretches, described, strict=True)
            for span in join_tags(self.tagger.tag(features), first)
        ]


def join_tags(tags: Sequence[str], at: int = 0) -> list[Span]:
    """The names that "B-PER", "I-PER", "O" … spell out, the first of which is word `at`."""
    spans: list[Span] = []
    for n, tag in enumerate(tags, at):
        if tag[0] == "O":
            continue
        if tag[0] == "B" or not spans or spans[-1].last != n or spans[-1].label != tag[2:]:
            spans.append(Span(n, n + 1, tag[2:], CHANCES[tag[2:]]))
        else:
            spans[-1] = spans[-1]._replace(last=n + 1)
    return spans


def read_lexicon(path: Path) -> Lexicon:
    """Lines of "class tail group: word word word …"."""
    classes: dict[str, tuple[str, str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        head, _, words = line.partition(": ")
        kind, tail, group = head.split(" ")
        classes.update(dict.fromkeys(words.split(" "), (kind, tail, group)))
    return Lexicon(classes)


@cache
def load_field(folder: Path = MODEL) -> Field:
    """The field in `folder`; UsageError when it is not there."""
    path = folder / "fast.crfsuite"
    if not path.exists():
        raise UsageError(
            f"The fast name reader's model is missing: {path.name}. Install Sourceline again,"
            " or choose --engine rules."
        )
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return Field(tagger, read_lexicon(folder / "lexicon.txt"))
