"""From a TIMEX3 value to an EDTF date: never finer, and never coarser, than the words."""

from __future__ import annotations

import re

from sourceline.edtf import is_edtf
from sourceline.edtf.bounds import month_length
from sourceline.extract.rules.times.points import Point, move, read_value

_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def edtf_of(value: str, mod: str | None = None) -> str | None:
    """The EDTF date of a TIMEX3 value; None for durations, sets and vague references.

    "early 2023" is one of its first months, "mid-August" one of its middle days: `mod` is
    "start", "mid", "end" or "about".
    """
    base, _, _ = value.partition("T")
    if base.startswith(("P", "F", "X")) or value.startswith("P"):
        return None
    text = _plain(base)
    if text is None:
        return None
    if mod == "about":
        text = "/".join(f"{end}~" for end in text.split("/"))
    elif mod in ("start", "mid", "end"):
        text = _part(base, mod) or text
    return text if is_edtf(text) else None


def _plain(value: str) -> str | None:
    point = read_value(value)
    if point is None:
        return None
    if re.search(r"-(?:SP|SU|FA|WI)$", value):
        return f"{_year(point.year)}-{_SEASONS[value[-2:]]}"
    if value.endswith("-WE"):
        return _days(point, 5, 6)
    year = _year(point.year)
    match point.unit:
        case "W":
            return _days(point, 0, 6)
        case "Q":
            return f"{year}-{33 + (point.month - 1) // 3}"
        case "H":
            return f"{year}-{40 + (point.month - 1) // 6}"
        case "E":
            return f"{year[:-1]}X" if point.year > 0 else None
        case "C":
            return f"{year[:-2]}XX" if point.year > 0 else None
        case "M":
            return f"{year}-{point.month:02d}"
        case "D":
            return f"{year}-{point.month:02d}-{point.day:02d}"
    return year


def _year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _days(week: Point, first: int, last: int) -> str | None:
    begin, end = move(week._replace(unit="D"), "D", first), move(week._replace(unit="D"), "D", last)
    if begin is None or end is None:
        return None
    return f"{_plain_day(begin)}/{_plain_day(end)}"


def _plain_day(point: Point) -> str:
    return f"{point.year:04d}-{point.month:02d}-{point.day:02d}"


def _part(value: str, mod: str) -> str | None:
    """The first, middle or last third of a month, year, decade or century, as a one-of set."""
    point = read_value(value)
    if point is None or point.year < 1:
        return None
    third = ("start", "mid", "end").index(mod)
    year, month = point.year, point.month
    if point.unit == "M" and not value[-2:].isalpha():
        first, last = ((1, 10), (11, 20), (21, month_length(year, month)))[third]
        return f"[{year:04d}-{month:02d}-{first:02d}..{year:04d}-{month:02d}-{last:02d}]"
    if point.unit == "Y":
        first, last = ((1, 4), (5, 8), (9, 12))[third]
        return f"[{year:04d}-{first:02d}..{year:04d}-{last:02d}]"
    if point.unit == "E":
        first, last = ((0, 3), (4, 6), (7, 9))[third]
        return f"[{year + first:04d}..{year + last:04d}]"
    if point.unit == "C":
        first, last = ((0, 33), (34, 66), (67, 99))[third]
        return f"[{year + first:04d}..{year + last:04d}]"
    return None
