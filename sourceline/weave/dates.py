"""Whether two dates may be of one event, and which of several dates says most."""

from __future__ import annotations

from functools import lru_cache
from math import inf

from sourceline import edtf
from sourceline.model import Date, Status

REPORTED_WITHIN = 31
"""Days: news is reported this long after it happened, at most, when no day is stated."""

_BASES = {"stated": 0, "relative": 1, "published": 2}


def may_coincide(one: Date | None, other: Date | None, status: Status) -> bool:
    """Whether two dated claims can mean one day or period. An unknown date fits only another."""
    if one is None or other is None:
        return one is other
    first, last = bound_claim(one, status)
    begin, end = bound_claim(other, status)
    return first <= end and begin <= last


def bound_claim(date: Date, status: Status) -> tuple[float, float]:
    """First and last day a claim may mean, as day numbers.

    A day of reporting means the weeks before it; for what is planned, any time after it.
    """
    first, last = bound_date(date.edtf)
    if date.basis != "published":
        return first, last
    return (first, inf) if status == "planned" else (first - REPORTED_WITHIN, last)


@lru_cache(maxsize=100_000)
def bound_date(text: str) -> tuple[float, float]:
    """Earliest and latest day of an EDTF date, widened where it is vague, as day numbers."""
    date = edtf.parse(text)
    first, last = date.earliest_fuzzy, date.latest_fuzzy
    return (
        _number_day(first) if first is not None else -inf,
        _number_day(last) if last is not None else inf,
    )


def _number_day(day: edtf.Day) -> float:
    """Days on a calendar whose months all have 31: keeps the order, exact enough for weeks."""
    return (day.year * 12 + day.month - 1) * 31 + day.day


def rank_basis(date: Date | None) -> int:
    """0 stated, 1 counted from another date, 2 only reported, 3 unknown."""
    return len(_BASES) if date is None else _BASES[date.basis]


def rank_date(date: Date | None) -> tuple[int, float]:
    """The lower, the more a date says: stated before counted before reported, then the shorter."""
    if date is None:
        return rank_basis(date), inf
    first, last = bound_date(date.edtf)
    return rank_basis(date), last - first


def order_date(date: Date | None) -> tuple[bool, tuple[object, ...]]:
    """A key for sorting by time; what has no date comes last."""
    return (True, ()) if date is None else (False, edtf.sort_key(edtf.parse(date.edtf)))
