"""The fast tagger: a conditional random field over words, their neighbours and the document.

Method: Lafferty et al. 2001, by CRFsuite (Okazaki 2007). Its word list (`lexicon.txt`) is what the
good tagger thinks of each word alone; part of its training texts were labelled by the good tagger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pycrfsuite

from sourceline.errors import UsageError
from sourceline.extract.tagger.reading import Parse
from sourceline.extract.tagger.shapes import word_shape
from sourceline.extract.tagger.spans import LABELS, Span
from sourceline.extract.tagger.words import Word

MODEL = Path(__file__).parent / "model"

CHANCES = {label: tuple(0.8 if other == label else 0.05 for other in LABELS) for label in LABELS}
"""How far a tag of the field is trusted; asking it for real chances takes twice the time."""

Features = list[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word in lower case → its class and its group; and what each written form gives as features,
    found once. A class is the likely label and how likely, as "PER8"; a group holds words that the
    good tagger's embeddings place together."""

    classes: dict[str, tuple[str, str]]
    own: dict[str, Features] = field(default_factory=dict)
    before: dict[str, Features] = field(default_factory=dict)
    after: dict[str, Features] = field(default_factory=dict)

    def describe(self, words: Sequence[str], document: Document) -> list[Features]:
        """The features of each word of a sentence."""
        own, before, after = self.own, self.before, self.after
        for word in words:
            if word not in own:
                self._learn(word)
        kinds = ["^", *(own[word][3] for word in words), "$"]
        found = []
        for n, word in enumerate(words):
            previous, following = words[n - 1 : n], words[n + 1 : n + 3]
            features = own[word] + document.describe(word, first=n == 0)
            features += before[previous[0]] if previous else ["^"]
            features += after[following[0]] if following else ["$"]
            features.append(f"{kinds[n]}|{kinds[n + 1]}|{kinds[n + 2]}")
            if n > 1:
                features.append("-2" + words[n - 2].lower())
            if len(following) > 1:
                features.append("+2" + following[1].lower())
            found.append(features)
        return found

    def _learn(self, word: str) -> None:
        low, shape = word.lower(), word_shape(word)
        kind, group = self.classes.get(low, ("?", "?"))
        own = [f"w{low}", f"s{shape}", f"c{kind}", f"c{kind}s{shape}", f"g{group}s{shape}"]
        if shape:
            own += [f"p{low[:3]}", f"e{low[-3:]}", f"e{low[-2:]}s{shape}", f"n{min(len(low), 9)}"]
        if shape in {2, 5} and kind == "?":
            own += [f"e{low[-4:]}", f"p{low[:4]}"]
        self.own[word] = own
        self.before[word] = [
            f"-w{low}",
            f"-s{shape}",
            f"-c{kind}s{shape}",
            f"-e{low[-3:]}",
            f"-g{group}",
        ]
        self.after[word] = [
            f"+w{low}",
            f"+s{shape}",
            f"+c{kind}s{shape}",
            f"+e{low[-3:]}",
            f"+g{group}",
        ]


@dataclass(frozen=True, slots=True)
class Document:
    """Which words a document also writes small, and which it capitalizes within a sentence."""

    small: frozenset[str]
    big: frozenset[str]

    def describe(self, word: str, *, first: bool) -> Features:
        if not word[0].isupper():
            return []
        low = word.lower()
        place = "first" if first else "inner"
        return [f"d{place}{'s' if low in self.small else ''}{'b' if low in self.big else ''}"]


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
    ) -> tuple[list[list[Span]], list[list[Parse]]]:
        """For each sentence its names; no parse."""
        texts = [[word.text for word in words] for words in sentences]
        document = survey_document(texts)
        return [self._read(words, document) if words else [] for words in texts], []

    def _read(self, words: list[str], document: Document) -> list[Span]:
        if not any(word[0].isupper() for word in words):
            return []  # measured: the few names written small are not worth the time
        tags = self.tagger.tag(self.lexicon.describe(words, document))
        return join_tags(tags)


def join_tags(tags: Sequence[str]) -> list[Span]:
    """The names that "B-PER", "I-PER", "O" … spell out."""
    spans: list[Span] = []
    for n, tag in enumerate(tags):
        if tag[0] == "O":
            continue
        if tag[0] == "B" or not spans or spans[-1].last != n or spans[-1].label != tag[2:]:
            spans.append(Span(n, n + 1, tag[2:], CHANCES[tag[2:]]))
        else:
            spans[-1] = spans[-1]._replace(last=n + 1)
    return spans


def read_lexicon(path: Path) -> Lexicon:
    """Lines of "class group: word word word …"."""
    classes: dict[str, tuple[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        head, _, words = line.partition(": ")
        kind, _, group = head.partition(" ")
        classes.update(dict.fromkeys(words.split(" "), (kind, group)))
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
