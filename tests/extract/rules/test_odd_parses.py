"""Parses as no parser should make them: whatever reads a text, the rules read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.extract.rules.order import read_document
from sourceline.extract.rules.tokens import split_words
from sourceline.extract.tagger.reading import Parse, Reading
from sourceline.extract.tagger.words import Word
from sourceline.model import Mention
from sourceline.read import read_plain


@dataclass(frozen=True)
class OddReader:
    """Has one parse for every sentence, and "Acme" for a name."""

    parses: tuple[Parse, ...]

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> Reading:
        """As any reader does."""
        (span,) = sentences
        words = tuple(Word(t.text, t.start, t.end, glued=False) for t in split_words(text, *span))
        mentions = (Mention(at := text.index("Acme"), at + 4, "Acme", "ORG"),)
        return Reading(mentions, (words,), (self.parses,))


def test_subject_that_is_only_an_ending() -> None:
    """The "'s" of a name that is the subject by itself is written as it is, and no rule fails."""
    rows = (("POS", 1, "nsubj"), ("VBD", -1, "root"), ("NNP", 1, "obj"), (".", 1, "punct"))
    parses = tuple(Parse("X", tag, head, relation) for tag, head, relation in rows)
    document = read_document(read_plain("'s bought Acme."), OddReader(parses))
    assert [event.title for event in document.events] == ["'s buys Acme"]
