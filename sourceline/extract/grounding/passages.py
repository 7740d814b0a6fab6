"""The place a suggestion rests on: its quote, found in the source, and the sentences it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourceline.extract.ground import find_words, quote_sentence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.spoken import index_profiles, list_spoken
from sourceline.extract.rules.trees import Tree, read_trees
from sourceline.extract.rules.verbs import is_verb
from sourceline.model import Evidence, Mention, Source, TimeExpression

Reason = Literal[
    "quote not in the source",
    "quote too short",
    "quote too long",
    "a question",
    "an order to the reader",
    "title not in the words of the source",
    "nothing happens in the title",
    "kind unknown",
    "another kind than the sentence tells",
    "denied by nobody in the sentence",
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

    def holds(self, evidence: Evidence) -> bool:
        """Whether a quote begins as one of the sentences does: as what our rules read there."""
        return evidence.start in [self.document.source.sentences[n].start for n in self.numbers]

    @property
    def trees(self) -> tuple[Tree, ...]:
        """The sentences parsed."""
        return tuple(read_trees(self.document)[number] for number in self.numbers)

    def find_words(self, words: str, *, any_case: bool = False) -> list[tuple[int, int]]:
        """Every place of some words in the sentences, in the source's own offsets."""
        text = self.text
        if any_case and len(text.lower()) == len(text):
            text, words = text.lower(), words.lower()
        return [(self.first + s, self.first + e) for s, e in find_words(text, words)]

    def ends_as_noun(self, end: int) -> bool:
        """Whether a noun ends at a place: no name and no role ends in "lead" or "the"."""
        return any(
            token.end == end and tree.line.tags[n].startswith("NN")
            for tree in self.trees
            for n, token in enumerate(tree.line.tokens)
        )

    def list_spoken(self) -> list[Mention]:
        """The names in the sentences, and the words that stand for names."""
        return list_spoken(self.document, self.first, self.last)

    def list_people(self) -> set[str]:
        """The profiles of the people whom the sentences name or mean."""
        claims = index_profiles(self.document)
        spoken = {mention.profile for mention in self.list_spoken()}
        return {each for each in spoken if each in claims and claims[each].kind == "person"}

    def list_times(self) -> list[TimeExpression]:
        """The dates in the sentences that say when, not how long."""
        found = list_within(self.document.times, self.first, self.last)
        return [
            t for t in found if t.edtf and t.type in ("DATE", "TIME") and t.basis != "published"
        ]


def find_passage(document: Document, quote: str) -> Passage:
    """Where a quote stands, after the normalization that `find_quote` tells; Refusal where its words are
    not in the article (what was dropped from it, and front matter, are not)."""
    words = quote.strip()
    places = [
        (start, end, numbers)
        for start, end in find_words(document.source.text, words)
        if (numbers := _list_sentences(document.source, start, end))
    ]
    if not places:
        raise Refusal("quote not in the source")
    # What a headline and the text both have, the text tells.
    start, end, numbers = min(places, key=lambda place: _is_heading(document.source, place[2][0]))
    if len(numbers) > _MOST:
        raise Refusal("quote too long")
    passage = Passage(document, numbers, start, end)
    if len(words.split()) < _FEWEST and words.rstrip(".!") != passage.text.rstrip(".!"):
        raise Refusal("quote too short")
    _refuse_speech_acts(passage)
    return passage


def _list_sentences(source: Source, start: int, end: int) -> tuple[int, ...]:
    """The sentences that a span touches."""
    return tuple(n for n, s in enumerate(source.sentences) if s.start < end and start < s.end)


def _is_heading(source: Source, number: int) -> bool:
    return source.blocks[source.sentences[number].block].kind in ("title", "heading")


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
    """Whether a main verb has no subject but the reader: "Add this to your answer.", "You must say that …"."""
    return any(
        parse.relation in ("root", "parataxis")
        and _is_bare(tree, n)
        and not _has_subject(tree, n)
        and not any(tree.word(c) not in _ORDERING for c in tree.list_by(n, "aux", "mark"))
        for n, parse in enumerate(tree.parses)
    )


def _is_bare(tree: Tree, n: int) -> bool:
    """Whether a word is the bare form of a verb, also where the tagger takes it for another form or, before
    "that", for a noun: "Set the date to …", "Report that …"."""
    if n in tree.line.names:
        return False
    if tree.line.tags[n] in ("VB", "VBP"):
        return True
    opening = n == 0 and is_verb(tree.word(n)) and not tree.list_by(n, "nsubj")
    noun = tree.line.tags[n] == "NN" and tree.line.words[1:2] == ("that",)
    return opening and (noun or tree.line.tags[n] in ("VBN", "VBD"))


def _has_subject(tree: Tree, n: int) -> bool:
    """Whether anybody but the reader may do it: a noun stands before it, behind the last colon."""
    colons = [m for m in range(n) if tree.line.tokens[m].text == ":"]
    before = range(colons[-1] + 1 if colons else 0, n)
    return any(
        tree.line.tags[m].startswith(("NN", "PRP", "DT")) and tree.word(m) not in _READER
        for m in before
    )


_READER = frozenset({"you"})
_ORDERING = frozenset({"do", "must", "should", "shall", "will", "can", "have"})
