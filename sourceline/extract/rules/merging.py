"""Many sentences about one event → one claim with all its evidence."""

from __future__ import annotations

from dataclasses import replace

from sourceline.extract.rules.document import Document
from sourceline.model import Date, EventClaim, Participant


def merge_events(document: Document, found: list[EventClaim]) -> tuple[EventClaim, ...]:
    """Each event once: same id means same kind and same main participants."""
    del document
    merged: dict[str, EventClaim] = {}
    for event in found:
        key = _find_key(merged, event)
        old = merged.get(key)
        merged[key] = replace(event, id=key) if old is None else join_events(old, event)
    return tuple(merged.values())


def _find_key(merged: dict[str, EventClaim], event: EventClaim) -> str:
    """The id of the event it is, or a free one: two dates make two events."""
    key, n = event.id, 1
    while key in merged and _are_apart(merged[key].date, event.date):
        n += 1
        key = f"{event.id}-{n}"
    return key


def _are_apart(one: Date | None, two: Date | None) -> bool:
    if one is None or two is None or "published" in (one.basis, two.basis):
        return False
    short = min(len(one.edtf), len(two.edtf))
    return one.edtf[:short] != two.edtf[:short]


def join_events(one: EventClaim, two: EventClaim) -> EventClaim:
    """Two claims of one event: the surer words, every participant, the better known date."""
    better = two if two.confidence > one.confidence else one
    return replace(
        one,
        title=better.title,
        status=one.status,
        date=_choose_date(one.date, two.date),
        participants=_join_participants(one.participants, two.participants),
        evidence=tuple(dict.fromkeys((*one.evidence, *two.evidence))),
        confidence=min(0.99, max(one.confidence, two.confidence) + 0.02),
    )


def _choose_date(one: Date | None, two: Date | None) -> Date | None:
    if one is None or two is None:
        return one or two
    if one.basis == "published" and two.basis != "published":
        return two
    return one


def _join_participants(
    one: tuple[Participant, ...], two: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    known = {p.profile or p.name for p in one}
    roles = {p.role for p in one if p.profile}
    fresh = [p for p in two if p.profile and p.profile not in known]
    return (*one, *(p for p in fresh if p.role not in roles - {"location"}))
