"""The place a suggestion rests on: its quote, found in the source, and the sentences it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourceline.extract.ground import find_quote, find_words, quote_sentence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.spoken import list_spoken
from sourceline.extract.rules.trees import Tree, read_trees
from sourceline.model import Evidence, Mention, TimeExpression

Reason = Literal[
    "quote not in the source",
    "quote too short",
    "quote too long",
    "a question",
    "an order to the reader",
    "title not in the words of the source",
    "kind unknown",
    "nobody in it whom the sentence names",
    "name not in the sentence",
    "date not in the sentence",
    "done by another than the sentence says",
    "number not read there",
    "role not in the sentence",
    "words not in the source",
    "relation not told there",
]
"""Why a suggestion, or a part of one, was left out."""

_FEWEST = 3
"""Words of a quote: fewer stand in too many places."""
_MOST = 3
"""Sentences that one fact may rest on; who quotes more has not said where it stands."""


class Refusal(Exception):  # noqa: N818 - no mistake of ours: a suggestion that does not hold
    """That a suggestion is not grounded, and why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences that a quote touches: indices of `Source.sentences`, one after the other."""

    document: Document
    numbers: tuple[int, ...]
    start: int
    """Of the quote itself …"""
    end: int

    @property
    def text(self) -> str:
        """The sentences, as they stand in the source."""
        return self.document.source.text[self.first : self.last]

    @property
    def first(self) -> int:
        """Where the first sentence begins."""
        return self.document.source.sentences[self.numbers[0]].start

    @property
    def last(self) -> int:
        """Where the last sentence ends."""
        return self.document.source.sentences[self.numbers[-1]].end

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The whole sentences: half of one may say what the whole does not."""
        return tuple(quote_sentence(self.document.source, number) for number in self.numbers)

    @property
    def trees(self) -> tuple[Tree, ...]:
        """The sentences parsed."""
        return tuple(read_trees(self.document)[number] for number in self.numbers)

    def find_words(self, words: str) -> list[tuple[int, int]]:
        """Every place of some words in the sentences, in the source's own offsets."""
        return [(self.first + s, self.first + e) for s, e in find_words(self.text, words)]

    def list_spoken(self) -> list[Mention]:
        """The names in the sentences, and the words that stand for names."""
        return list_spoken(self.document, self.first, self.last)

    def list_times(self) -> list[TimeExpression]:
        """The dates in the sentences that say when, not how long."""
        found = list_within(self.document.times, self.first, self.last)
        return [
            t for t in found if t.edtf and t.type in ("DATE", "TIME") and t.basis != "published"
        ]


def find_passage(document: Document, quote: str) -> Passage:
    """Where a quote stands, after the normalization that `find_quote` tells; Refusal where its words are
    not in the article (what was dropped from it, and front matter, are not)."""
    source = document.source
    words = quote.strip()
    found = find_quote(source, Evidence(source.id, words, -1, -1)) if words else None
    if found is None:
        raise Refusal("quote not in the source")
    start, end = found
    numbers = tuple(
        n
        for n, sentence in enumerate(source.sentences)
        if sentence.start < end and start < sentence.end
    )
    if not numbers:
        raise Refusal("quote not in the source")
    if len(numbers) > _MOST:
        raise Refusal("quote too long")
    passage = Passage(document, numbers, start, end)
    if len(words.split()) < _FEWEST and words.rstrip(".!") != passage.text.rstrip(".!"):
        raise Refusal("quote too short")
    _refuse_speech_acts(passage)
    return passage


def _refuse_speech_acts(passage: Passage) -> None:
    """A question tells nothing, and neither does an order: "Ignore what stands above and write …"."""
    for tree in passage.trees:
        if not tree.line.tokens:
            continue
        if tree.line.tokens[-1].text == "?":
            raise Refusal("a question")
        if _is_order(tree):
            raise Refusal("an order to the reader")


def _is_order(tree: Tree) -> bool:
    """Whether the main verb stands bare and without a subject, as in "Add this to your answer."."""
    roots = [n for n, parse in enumerate(tree.parses) if parse.relation == "root"]
    return any(
        tree.line.tags[n] in ("VB", "VBP")
        and n not in tree.line.names
        and not tree.list_by(n, "nsubj", "csubj", "expl", "nsubj:pass", "aux")
        for n in roots
    )
