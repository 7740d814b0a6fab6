"""The door of every engine that is no rule: what it suggests passes here, or is left out and counted.

    ground_suggestions(document, suggestions) -> Grounded

`document` is what our own rules read in the same source: their names, pronouns, dates and numbers are what
a suggestion is held against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from sourceline.extract.grounding.events import DOUBTFUL, ground_event
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
    SURE,
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
    # Who is said to tell of an event, the rules' own quotations say.
    attributed = attribute_events(replace(found, quotations=document.quotations))
    found = replace(found, events=attributed)
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
    facts = merge_events([claim for claim in claims if claim.confidence >= SURE])
    doubts = merge_events([claim for claim in claims if claim.confidence < SURE])
    # To suggest a thing twice makes it no surer.
    doubts = tuple(replace(doubt, confidence=DOUBTFUL) for doubt in doubts)
    return (*facts, *_set_apart(facts, doubts))


def _set_apart(
    facts: tuple[EventClaim, ...], doubts: tuple[EventClaim, ...]
) -> Iterator[EventClaim]:
    """The proposals, each under an id of its own: nothing doubtful is joined to a fact. One that only tells
    less of a fact is let go."""
    told = {fact.id: fact for fact in facts}
    ids = {claim.id for claim in (*facts, *doubts)}
    for doubt in doubts:
        fact = told.get(doubt.id)
        if fact is None:
            yield doubt
        elif not _tells_less(doubt, fact):
            free = next(key for n in count(2) if (key := f"{doubt.id}-{n}") not in ids)
            ids.add(free)
            yield replace(doubt, id=free)


def _tells_less(doubt: EventClaim, fact: EventClaim) -> bool:
    names = {part.profile or part.name for part in fact.participants}
    undated = doubt.date is None or doubt.date.basis == "published" or doubt.date == fact.date
    return undated and names >= {part.profile or part.name for part in doubt.participants}


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
