"""Scores found times against annotated ones, as TempEval-3 does: F1 in percent.

An annotated time counts as found when a found one overlaps it (relaxed), each matched once, equal
spans first, then the largest overlap; its value counts when the TIMEX3 values are equal. "Calendar"
looks at annotated years, months and days alone: found times that overlap other annotations only,
or have exactly such a span, are left out; those that overlap nothing count against us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Timex(NamedTuple):
    """A time: where, its TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str | None


class Scores(NamedTuple):
    """F1 in percent, rounded to two places."""

    relaxed: float
    value: float
    calendar: float


def score(pairs: Iterable[tuple[Sequence[Timex], Sequence[Timex]]]) -> Scores:
    """The scores over (annotated, found) of every document."""
    rows = [(gold, found, *_keep_calendar(gold, found)) for gold, found in pairs]
    every = [_count(gold, found) for gold, found, _, _ in rows]
    dated = [_count(gold, found) for _, _, gold, found in rows]
    return Scores(_f1(every, 2), _f1(every, 3), _f1(dated, 3))


def _count(gold: Sequence[Timex], found: Sequence[Timex]) -> tuple[int, int, int, int]:
    """How many are annotated, found, matched, and matched with the right value."""
    matched = match(gold, found)
    right = sum(1 for a, b in matched if a.value is not None and a.value == b.value)
    return len(gold), len(found), len(matched), right


def _f1(rows: Sequence[tuple[int, int, int, int]], which: int) -> float:
    gold, found, good = (sum(row[n] for row in rows) for n in (0, 1, which))
    return round(200 * good / (gold + found), 2) if gold + found else 0.0


def match(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs of annotated and found times, each used once."""
    left, right = list(range(len(gold))), list(range(len(found)))
    pairs: list[tuple[Timex, Timex]] = []

    def take(a: int, b: int) -> None:
        left.remove(a)
        right.remove(b)
        pairs.append((gold[a], found[b]))

    for b in list(right):
        same = [a for a in left if gold[a][:2] == found[b][:2]]
        if same:
            take(
                max(
                    same,
                    key=lambda a: (
                        (gold[a].value == found[b].value) + (gold[a].type == found[b].type)
                    ),
                ),
                b,
            )
    common = [
        (-_overlap(gold[a], found[b]), gold[a].start, found[b].start, a, b)
        for a in left
        for b in right
    ]
    for size, _, _, a, b in sorted(common):
        if size < 0 and a in left and b in right:
            take(a, b)
    return pairs


def _overlap(one: Timex, other: Timex) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _keep_calendar(
    gold: Sequence[Timex], found: Sequence[Timex]
) -> tuple[list[Timex], list[Timex]]:
    dated = [t for t in gold if t.type == "DATE" and CALENDAR.fullmatch(t.value or "")]
    others = [t for t in gold if t not in dated]
    spans = {t[:2] for t in others} - {t[:2] for t in dated}
    kept = [
        t
        for t in found
        if t[:2] not in spans
        and (any(_overlap(t, d) > 0 for d in dated) or not any(_overlap(t, o) > 0 for o in others))
    ]
    return dated, kept
