"""Which claims are one event.

Claims of different sources are one event when they are of one kind, have the same main
participants and dates that may coincide. What one source tells as two events stays two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from sourceline.model import EventClaim, EventRecord, Participant
from sourceline.weave.dates import may_coincide
from sourceline.weave.groups import Apart, Group, Sourced, name_groups
from sourceline.weave.names import fold_name

Lot = list[Sourced[EventClaim]]
Identify = Callable[[str, Participant], str]
"""(source, participant) → what tells it from others: a profile's id or a folded name."""

_MAIN_ROLES = frozenset({"agent", "object", "recipient"})
# What is planned may come true; what is denied or alleged is another matter.
_HAPPENING = {"asserted": "fact", "planned": "fact"}


def group_events(
    claims: Iterable[Sourced[EventClaim]], records: Sequence[EventRecord], identify: Identify
) -> list[Group[EventClaim]]:
    """Every event claim in exactly one group, in the order of first sources."""
    apart = Apart(records)
    lots: list[Lot] = []
    blocks: dict[tuple[str, ...], list[Lot]] = {}
    for item in sorted(claims, key=lambda item: item.rank):
        block = blocks.setdefault(_make_key(item, identify), [])
        lot = next((lot for lot in block if _is_same(lot, item, apart)), None)
        if lot is None:
            lot = []
            lots.append(lot)
            block.append(lot)
        lot.append(item)
    return name_groups(lots, apart, _describe_date)


def _make_key(item: Sourced[EventClaim], identify: Identify) -> tuple[str, ...]:
    """Only claims with one key are compared: kind, how it is said, and who it is about."""
    claim = item.claim
    main = [part for part in claim.participants if part.role in _MAIN_ROLES] or claim.participants
    who = sorted({identify(item.source, part) for part in main})
    said = _HAPPENING.get(claim.status, claim.status)
    return (claim.kind, said, *(who or ["title", fold_name(claim.title)]))


def _is_same(lot: Lot, item: Sourced[EventClaim], apart: Apart) -> bool:
    if any(other.rank == item.rank for other in lot) or apart.forbids(lot, [item]):
        return False
    return all(may_coincide(other.claim.date, item.claim.date, item.claim.status) for other in lot)


def _describe_date(lot: Sequence[Sourced[EventClaim]]) -> str:
    date = lot[0].claim.date
    return re.sub(r"[^0-9a-z]+", "-", date.edtf.lower()).strip("-") if date else ""
