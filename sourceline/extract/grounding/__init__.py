"""The door of every engine that is no rule: what it suggests passes here, or is left out and counted.

    ground_suggestions(document, suggestions) -> Grounded

`document` is what our own rules read in the same source: their names, pronouns, dates and numbers are what
a suggestion is held against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from sourceline.extract.grounding.events import ground_event
from sourceline.extract.grounding.facts import (
    ground_figure,
    ground_quotation,
    ground_relation,
    ground_role,
)
from sourceline.extract.grounding.passages import Reason, Refusal
from sourceline.extract.grounding.suggestions import Suggestions
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.merging import merge_events
from sourceline.extract.rules.order import judge_document
from sourceline.extract.rules.quotations import attribute_events
from sourceline.extract.rules.roles import date_roles
from sourceline.model import (
    EventClaim,
    Evidence,
    FigureClaim,
    QuotationClaim,
    RelationClaim,
    RoleClaim,
)

__all__ = ["Grounded", "Suggestions", "ground_suggestions"]

S = TypeVar("S")
C = TypeVar("C", RoleClaim, FigureClaim, QuotationClaim, RelationClaim)


@dataclass(frozen=True, slots=True)
class Grounded:
    """What holds, and how much did not."""

    document: Document
    """The rules' reading with the facts of the suggestions in the place of its own."""
    left_out: tuple[tuple[str, int], ...]
    """(what and why, how often), by name: "event: quote not in the source", 3."""


def ground_suggestions(document: Document, suggestions: Suggestions) -> Grounded:
    """The suggestions of which every part stands in the source, as facts of the document."""
    counts: Counter[str] = Counter()
    figures = _ground_all(document, suggestions.figures, ground_figure, "figure", counts)
    found = replace(
        document,
        events=_ground_events(document, suggestions, counts),
        roles=_ground_all(document, suggestions.roles, ground_role, "role", counts),
        figures=tuple(sorted(figures, key=_find_place)),
        quotations=tuple(
            sorted(
                _ground_all(
                    document, suggestions.quotations, ground_quotation, "quotation", counts
                ),
                key=_find_place,
            )
        ),
        relations=_ground_all(document, suggestions.relations, ground_relation, "relation", counts),
    )
    found = replace(found, events=attribute_events(found))
    found = replace(found, roles=date_roles(found))
    found = _forget_events(found)
    return Grounded(judge_document(found), tuple(sorted(counts.items())))


def _forget_events(document: Document) -> Document:
    """What the rules' own roles and figures say of events that nobody suggested is let go."""
    known = {event.id for event in document.events}
    return replace(
        document,
        roles=tuple(
            role if role.event in known else replace(role, event=None) for role in document.roles
        ),
        figures=tuple(
            each if each.event in known else replace(each, event=None) for each in document.figures
        ),
    )


def _ground_events(
    document: Document, suggestions: Suggestions, counts: Counter[str]
) -> tuple[EventClaim, ...]:
    claims: list[EventClaim] = []
    for suggestion in suggestions.events:
        try:
            claim, left_out = ground_event(document, suggestion)
        except Refusal as refusal:
            _count(counts, "event", refusal.reason)
            continue
        claims.append(claim)
        for reason in left_out:
            _count(counts, "part of an event", reason)
    claims.sort(key=lambda claim: claim.evidence[0].start)
    return merge_events(claims)


def _ground_all(
    document: Document,
    suggestions: Iterable[S],
    ground: Callable[[Document, S], C],
    noun: str,
    counts: Counter[str],
) -> tuple[C, ...]:
    """Each claim once, in the order of the suggestions."""
    claims: dict[C, None] = {}
    for suggestion in suggestions:
        try:
            claims[ground(document, suggestion)] = None
        except Refusal as refusal:
            _count(counts, noun, refusal.reason)
    return tuple(claims)


def _count(counts: Counter[str], noun: str, reason: Reason) -> None:
    counts[f"{noun}: {reason}"] += 1


def _find_place(claim: FigureClaim | QuotationClaim) -> int:
    place: Evidence = claim.evidence[0]
    return place.start
