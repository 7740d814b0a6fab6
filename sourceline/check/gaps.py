"""Stretches of time of which nothing is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from sourceline import edtf
from sourceline.check.desk import EVENTS, Desk, make_note
from sourceline.errors import Paste, Position, Problem
from sourceline.model import Chronicle
from sourceline.weave.dates import bound_date

_YEAR = 372.0
"""Days on the calendar of `bound_date`."""

_TIMES = 10
"""How many times the usual distance of two entries a stretch must last."""

_BESIDE = 5
"""Days with an entry that must lie on each side: one entry that stands far off leaves no gap."""

_LISTED = 10


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event's date, with its first and last day as numbers."""

    event: str
    date: str
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class _Gap:
    days: float
    before: _Entry
    after: _Entry


def list_gaps(chronicle: Chronicle, _: Desk) -> Iterator[Problem]:
    """The longest stretches without an entry, where they are long for this chronicle; the others are
    counted. The usual distance is that of the entries dated to a month or finer."""
    entries = [
        _Entry(event.id, event.date.edtf, *bound_date(event.date.edtf))
        for event in chronicle.events
        if event.date is not None
    ]
    days = sorted({entry.first for entry in entries if _is_fine(entry)})
    if len(days) < 2 * _BESIDE:
        return
    usual = median(after - before for before, after in pairwise(days))
    gaps = [
        gap
        for gap in _find_gaps(entries)
        if gap.days > max(_YEAR, _TIMES * usual) and _is_inside(gap, days)
    ]
    gaps.sort(key=lambda gap: -gap.days)
    for gap in gaps[:_LISTED]:
        yield _report(gap, usual)
    if len(gaps) > _LISTED:
        yield make_note(
            Position("content"),
            "gap",
            f"{len(gaps) - _LISTED:,} more stretches without an entry are shorter than those listed.",
            "Look at the longest first.",
        )


def _is_fine(entry: _Entry) -> bool:
    return edtf.parse(entry.date).precision in ("time", "day", "month")


def _find_gaps(entries: Iterable[_Entry]) -> Iterator[_Gap]:
    """Every stretch that no entry touches; an open end counts as none."""
    before: _Entry | None = None
    reached = -inf
    for entry in sorted(entries, key=lambda entry: (entry.first, entry.last, entry.event)):
        if entry.first == -inf:
            continue
        if before is not None and entry.first > reached:
            yield _Gap(entry.first - reached, before, entry)
        last = entry.first if entry.last == inf else entry.last
        if before is None or last >= reached:
            before, reached = entry, last


def _is_inside(gap: _Gap, days: Sequence[float]) -> bool:
    """Whether enough entries lie before and after."""
    before = bisect_right(days, gap.before.last)
    return before >= _BESIDE and len(days) - bisect_left(days, gap.after.first) >= _BESIDE


def _report(gap: _Gap, usual: float) -> Problem:
    return make_note(
        Position("content"),
        "gap",
        f"Nothing is told between {gap.before.date} ({gap.before.event}) and {gap.after.date}"
        f" ({gap.after.event}): {gap.days / _YEAR:.1f} years, where entries are usually"
        f" {_word_distance(usual)} apart.",
        "If something happened then, add a source that tells it to content/sources/, or an event of"
        f" your own to {EVENTS}/; or leave it.",
        Paste(f"{EVENTS}/NEW-NAME.yaml", "title: WHAT HAPPENED\ndate: YYYY-MM-DD"),
    )


def _word_distance(days: float) -> str:
    if days < _YEAR:
        return "1 day" if days == 1 else f"{days:g} days"
    return f"{days / _YEAR:.1f} years"
