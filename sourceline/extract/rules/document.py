"""What the rules pass along: a source, its words, and what has been found so far. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sourceline.extract.tagger.reading import NOTHING, Reading
from sourceline.model import (
    EventClaim,
    FigureClaim,
    Mention,
    ProfileClaim,
    QuotationClaim,
    RelationClaim,
    RoleClaim,
    Source,
    TimeExpression,
)


class Token(NamedTuple):
    """A word, number or mark: a span of the source text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source on its way through the rules; each rule's findings are a new field of a new value."""

    source: Source
    tokens: tuple[tuple[Token, ...], ...]
    """One tuple per sentence, in the order of `source.sentences`."""
    reading: Reading = NOTHING
    """What the tagger says: its names, and the parse of its words where it has one."""
    tags: tuple[tuple[str, ...], ...] = ()
    """The Penn Treebank tag of every token, sentence by sentence."""
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    profiles: tuple[ProfileClaim, ...] = ()
    anaphors: tuple[Mention, ...] = ()
    """Pronouns and nouns ("the company") that stand for a profile."""
    roles: tuple[RoleClaim, ...] = ()
    events: tuple[EventClaim, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    quotations: tuple[QuotationClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()
    topics: tuple[str, ...] = ()
