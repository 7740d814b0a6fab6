"""Which claims are one event.

Claims of different sources are one event when they tell one happening (see `sameness`). What one
source tells as two events stays two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite

from sourceline.model import EventClaim, EventRecord, Pair
from sourceline.weave.casts import Cast, Stage, read_cast
from sourceline.weave.dates import bound_claim
from sourceline.weave.groups import Apart, Group, Sourced, name_groups
from sourceline.weave.sameness import (
    CERTAIN,
    Happening,
    explain_doubt,
    is_single_time,
    list_blocks,
    weigh_sameness,
)

_QUARTER = 93.0
"""Days, on the calendar of `dates`: claims are looked for in their quarters of a year."""

_MOST_QUARTERS = 24
"""What lasts longer, or has no end, is compared with everything that shares a name."""


_LONGEST_PLAN = 8 * _QUARTER
"""What is planned is looked for so long after it was reported."""


def group_events(
    claims: Iterable[Sourced[EventClaim]], records: Sequence[EventRecord], stage: Stage
) -> tuple[list[Group[EventClaim]], list[Pair]]:
    """Every event claim in exactly one group, in the order of first sources; and which groups are
    perhaps one."""
    apart = Apart(records)
    shelf = _Shelf()
    happenings: list[Happening] = []
    doubts: list[tuple[Happening, Happening, str]] = []
    for item in sorted(claims, key=lambda item: item.rank):
        cast = read_cast(item, stage)
        near = shelf.find(item, cast)
        best = _choose_happening(near, item, cast, apart)
        if best is None:
            best = Happening()
            happenings.append(best)
            doubts += _list_doubts(shelf.find_any_time(cast), best, item, cast)
        best.add(item, cast)
        shelf.add(best, item, cast)
    groups = name_groups([each.claims for each in happenings], apart, _describe_date)
    return groups, _address_doubts(doubts, groups, apart)


def _choose_happening(
    near: Iterable[Happening], item: Sourced[EventClaim], cast: Cast, apart: Apart
) -> Happening | None:
    """The happening that a claim most surely tells; of equals the first."""
    weights = [
        (weigh_sameness(happening, item, cast), happening)
        for happening in near
        if _may_tell_both(happening, item) and not apart.forbids(happening.claims, [item])
    ]
    fitting = [
        (weight, happening)
        for weight, happening in weights
        if weight >= CERTAIN or (weight and item.rank not in happening.ranks)
    ]
    certain = sum(weight >= CERTAIN for weight, _ in fitting)
    if item.claim.date is None and certain > 1 and not is_single_time(item.claim.kind):
        return None  # what has no date and fits several tells none of them
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def _may_tell_both(happening: Happening, item: Sourced[EventClaim]) -> bool:
    """What one source tells as two events stays two, unless it happens but once."""
    return item.rank not in happening.ranks or is_single_time(item.claim.kind)


def _list_doubts(
    others: Iterable[Happening], new: Happening, item: Sourced[EventClaim], cast: Cast
) -> Iterator[tuple[Happening, Happening, str]]:
    for other in others:
        if item.rank not in other.ranks and (why := explain_doubt(other, item, cast)):
            yield other, new, why


def _address_doubts(
    doubts: Iterable[tuple[Happening, Happening, str]],
    groups: Sequence[Group[EventClaim]],
    apart: Apart,
) -> list[Pair]:
    homes = {item.names[1]: group for group in groups for item in group.claims}
    found: dict[tuple[str, str], Pair] = {}
    for one, other, why in doubts:
        first, second = (homes[happening.claims[0].names[1]] for happening in (one, other))
        if not apart.forbids(first.claims, second.claims):
            found.setdefault((first.id, second.id), Pair("event", first.id, second.id, why))
    return list(found.values())


def _describe_date(lot: Sequence[Sourced[EventClaim]]) -> str:
    date = lot[0].claim.date
    return re.sub(r"[^0-9a-z]+", "-", date.edtf.lower()).strip("-") if date else ""


# --- where to look ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Shelf:
    """Happenings by what their claims have in common with others, and by time."""

    by_time: dict[tuple[str, int | None], dict[int, Happening]] = field(default_factory=dict)
    """(name, quarter of a year) → happenings; None for those that lie anywhere."""
    by_name: dict[str, dict[int, Happening]] = field(default_factory=dict)

    def add(self, happening: Happening, item: Sourced[EventClaim], cast: Cast) -> None:
        """Put a happening where a further claim of it will look."""
        key = id(happening)
        for name in list_blocks(cast):
            self.by_name.setdefault(name, {})[key] = happening
            for quarter in _list_quarters(item.claim) or (None,):
                self.by_time.setdefault((name, quarter), {})[key] = happening

    def find(self, item: Sourced[EventClaim], cast: Cast) -> list[Happening]:
        """The happenings that share a name and a time with a claim, in the order they were put."""
        found: dict[int, Happening] = {}
        quarters = _list_quarters(item.claim)
        for name in sorted(list_blocks(cast)):
            if quarters is None:
                found.update(self.by_name.get(name, {}))
                continue
            for quarter in (*quarters, None):
                found.update(self.by_time.get((name, quarter), {}))
        return sorted(found.values(), key=lambda happening: happening.claims[0].rank)

    def find_any_time(self, cast: Cast) -> list[Happening]:
        """The happenings that share a name, whenever; of a name with very many, none."""
        found: dict[int, Happening] = {}
        for name in sorted(cast.all_named):
            named = self.by_name.get(name, {})
            if len(named) <= _MOST_NAMESAKES:
                found.update(named)
        return sorted(found.values(), key=lambda happening: happening.claims[0].rank)


_MOST_NAMESAKES = 200
"""Above it an author could not answer for every doubt, and looking would take too long."""


def _list_quarters(claim: EventClaim) -> Sequence[int] | None:
    """The quarters of a year that a claim may mean; None where they are too many to list."""
    if claim.date is None:
        return None
    first, last = bound_claim(claim.date, claim.status)
    if claim.status == "planned":
        last = min(last, first + _LONGEST_PLAN)
    if not (isfinite(first) and isfinite(last)) or last - first > _MOST_QUARTERS * _QUARTER:
        return None
    return range(int(first // _QUARTER), int(last // _QUARTER) + 1)
