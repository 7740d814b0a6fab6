"""What an engine that is no rule may suggest of one source, before anything of it is believed.

Every suggestion names the words it rests on (`quote`). There is no field for an offset, an id, an
address or a confidence: these are ours to find.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourceline.model import ParticipantRole, Status

Predicate = Literal[
    "founder_of",
    "maker_of",
    "owner_of",
    "part_of",
    "member_of",
    "works_for",
    "invested_in",
    "sued",
    "succeeded",
    "located_in",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedParticipant:
    """Who takes part in an event, as the source calls them."""

    name: str
    role: ParticipantRole


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedEvent:
    """That something happened, will happen, or did not."""

    quote: str
    kind: str
    title: str
    status: Status
    date: str | None
    """EDTF, as the engine understands `date_words`."""
    date_words: str | None
    """The source's own words for the time."""
    participants: tuple[SuggestedParticipant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedRole:
    """That a person holds, begins or ends a role."""

    quote: str
    person: str
    role: str
    organization: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedFigure:
    """A number with what it measures."""

    quote: str
    phrase: str
    measure: str | None
    of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedQuotation:
    """What somebody said."""

    quote: str
    text: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedRelation:
    """That two names stand in a relation."""

    quote: str
    subject: str
    predicate: Predicate
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """All that was suggested of one source, in the order in which it was."""

    events: tuple[SuggestedEvent, ...] = ()
    roles: tuple[SuggestedRole, ...] = ()
    figures: tuple[SuggestedFigure, ...] = ()
    quotations: tuple[SuggestedQuotation, ...] = ()
    relations: tuple[SuggestedRelation, ...] = ()
