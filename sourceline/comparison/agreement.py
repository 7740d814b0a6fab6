"""What two engines tell alike, and what one of them tells alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from sourceline.comparison.matching import (
    Names,
    is_sure,
    list_pairs,
    pair,
    weigh_events,
    weigh_figures,
    weigh_mentions,
    weigh_quotations,
    weigh_relations,
    weigh_roles,
)
from sourceline.comparison.values import Agreement, Difference, Entrant, Fact
from sourceline.errors import Position
from sourceline.model import (
    EventClaim,
    Extraction,
    FigureClaim,
    Mention,
    QuotationClaim,
    RoleClaim,
)
from sourceline.store.places import Places

Weigh = Callable[[Any, Any, Names], float]
Block = Callable[[Any, Names], Hashable]

FACTS: tuple[tuple[Fact, str, Block, Weigh], ...] = (
    ("name", "mentions", lambda each, _: each.start, weigh_mentions),
    ("event", "events", lambda _, __: None, weigh_events),
    ("role", "roles", lambda each, names: names.identify(each.person.name), weigh_roles),
    ("figure", "figures", lambda each, _: (each.value, each.low), weigh_figures),
    ("quotation", "quotations", lambda each, _: each.direct, weigh_quotations),
    ("relation", "relations", lambda each, _: each.predicate, weigh_relations),
)
"""Fact, field of an extraction, what two of them must have in common at least, and how alike they are. Dates are
those of the events that both tell."""


def compare_entrants(
    one: Entrant, other: Entrant, places: Mapping[str, Places], names: Names
) -> tuple[list[Agreement], list[Difference]]:
    """How often two engines agree, by kind of fact, and where they do not; proposals are left out."""
    agreements: list[Agreement] = []
    differences: list[Difference] = []
    sides = list(zip(one.extractions, other.extractions, strict=True))
    for fact, field, block, weigh in FACTS:
        both = alone = lone = 0
        events: list[tuple[EventClaim, EventClaim, Places]] = []
        for mine, yours in sides:
            where = places[mine.source]
            told = _list_told(mine, field), _list_told(yours, field)
            pairs = _pair_told(*told, names, block, weigh)
            known = {id(claim) for each in pairs for claim in each}
            left, right = ([claim for claim in side if id(claim) not in known] for side in told)
            both, alone, lone = both + len(pairs), alone + len(left), lone + len(right)
            for claims, teller, silent in ((left, one, other), (right, other, one)):
                differences += [
                    Difference(locate(where, c), teller.name, silent.name, fact, describe(c))
                    for c in claims
                ]
            events += [(a, b, where) for a, b in pairs if fact == "event"]
        agreements.append(Agreement(one.name, other.name, fact, both, alone, lone))
        if fact == "event":
            dates = list(_compare_dates(one, other, events))
            dated = sum(bool(a.date or b.date) for a, b, _ in events)
            same = dated - len(dates) // 2
            agreements.append(
                Agreement(one.name, other.name, "date", same, dated - same, dated - same)
            )
            differences += dates
    return agreements, differences


def _pair_told(
    one: Sequence[Any], other: Sequence[Any], names: Names, block: Block, weigh: Weigh
) -> list[tuple[Any, Any]]:
    near = list_pairs(one, other, lambda claim: block(claim, names))
    return pair(one, other, ((n, m, weigh(one[n], other[m], names)) for n, m in near))


def _list_told(extraction: Extraction, field: str) -> list[Any]:
    return [
        claim
        for claim in getattr(extraction, field)
        if isinstance(claim, Mention) or is_sure(claim)
    ]


def _compare_dates(
    one: Entrant, other: Entrant, events: list[tuple[EventClaim, EventClaim, Places]]
) -> Iterator[Difference]:
    for a, b, where in events:
        told = [claim.date and claim.date.edtf for claim in (a, b)]
        if told[0] == told[1]:
            continue
        place = locate(where, a)
        mine, yours = f"{told[0] or 'no date'} | {a.title}", f"{told[1] or 'no date'} | {b.title}"
        yield Difference(place, one.name, other.name, "date", mine)
        yield Difference(place, other.name, one.name, "date", yours)


def locate(where: Places, claim: Any) -> Position:
    """Where a claim stands in the file of its source."""
    start = claim.start if isinstance(claim, Mention) else claim.evidence[0].start
    return where.locate(start)


def describe(claim: Any) -> str:
    """A claim in a few words."""
    if isinstance(claim, Mention):
        return f"{claim.label} | {claim.text}"
    if isinstance(claim, EventClaim):
        return f"{claim.kind} | {claim.title}"
    if isinstance(claim, RoleClaim):
        where = f" | {claim.organization.name}" if claim.organization else ""
        return f"{claim.person.name} | {claim.role}{where}"
    if isinstance(claim, FigureClaim):
        return claim.phrase
    if isinstance(claim, QuotationClaim):
        said = claim.text if len(claim.text) <= 60 else f"{claim.text[:57]}…"
        return f"{claim.speaker.name if claim.speaker else 'somebody'} | {said}"
    return f"{claim.subject.name} | {claim.predicate} | {claim.object.name}"
