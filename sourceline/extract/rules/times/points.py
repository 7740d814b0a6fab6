"""Points in time: a day with a granularity, moved and written as a TIMEX3 value.

Granularities, finest first: D day, W week, M month, Q quarter, H half-year, Y year, E decade,
C century, L millennium. Years are astronomical (0 is 1 BC); TIMEX3 writes 44 BC as BC0044.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from sourceline.edtf.bounds import month_length

MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
"""Length in months of the granularities that are whole months."""

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Point(NamedTuple):
    """A day (the first of what is meant) and how coarse it is."""

    year: int
    month: int = 1
    day: int = 1
    unit: str = "D"

    @property
    def date(self) -> date | None:
        """The first day, where the calendar of `datetime` holds it."""
        return date(self.year, self.month, self.day) if 1 <= self.year <= 9999 else None


def point_of(day: date, unit: str = "D") -> Point:
    """The day, week, month … that `day` lies in."""
    if unit == "W":
        day -= timedelta(days=day.weekday())
    if unit in ("D", "W"):
        return Point(day.year, day.month, day.day, unit)
    return _floor(day.year, day.month, unit)


def _floor(year: int, month: int, unit: str) -> Point:
    size = MONTHS[unit]
    index = (year * 12 + month - 1) // size * size
    return Point(index // 12, index % 12 + 1, 1, unit)


def coarsen(point: Point, unit: str) -> Point:
    """The week, month, year … that holds `point`."""
    if unit in MONTHS:
        return _floor(point.year, point.month, unit)
    day = point.date
    return point_of(day, unit) if day else point


def move(point: Point, unit: str, count: int) -> Point | None:
    """The point `count` units later (or earlier), as coarse as `unit` but no finer than it was.

    None where it leaves the years 1 to 9999 by days or weeks.
    """
    if unit in MONTHS:
        size = MONTHS[unit]
        index = point.year * 12 + point.month - 1 + count * size
        return _floor(index // 12, index % 12 + 1, unit)
    day = point.date
    if day is None:
        return None
    try:
        return point_of(day + timedelta(days=count * (7 if unit == "W" else 1)), unit)
    except OverflowError:
        return None


def write_value(point: Point) -> str:
    """The TIMEX3 value: 2024-03-26, 2024-W13, 2024-03, 2024-Q1, 2024-H1, 2024, 202, 20."""
    year, month, day, unit = point
    if unit == "W" and (first := point.date):
        iso = first.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}"
    text = f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"
    cut = {"E": 3, "C": 2, "L": 1}.get(unit)
    if cut:
        return text[:cut] if year > 0 else text[: cut + 2]
    tails = {
        "D": f"-{month:02d}-{day:02d}",
        "M": f"-{month:02d}",
        "Q": f"-Q{(month + 2) // 3}",
        "H": f"-H{(month + 5) // 6}",
    }
    return text + tails.get(unit, "")


_VALUE = re.compile(
    r"(BC)?(\d{2,4}|(?<=BC)\d{5,9})(?:-(?:W(\d\d)(?:-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d\d)(?:-(\d\d))?))?(?:T.*)?"
)


def read_value(value: str) -> Point | None:
    """The point a TIMEX3 value stands for; None for durations, sets and vague references."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    before, digits, week, quarter, half, season, month, day = found.groups()
    year = int(digits.ljust(4, "0"))
    year = 1 - year if before else year
    if week:
        return _read_week(year, int(week))
    if len(digits) < 4:
        return Point(year, 1, 1, {3: "E", 2: "C"}[len(digits)])
    if quarter or half:
        return Point(
            year,
            (int(quarter) * 3 - 2) if quarter else int(half) * 6 - 5,
            1,
            "Q" if quarter else "H",
        )
    if season:
        return Point(year, SEASON_MONTHS[season], 1, "M")
    if day:
        return Point(year, int(month), int(day), "D")
    return Point(year, int(month), 1, "M") if month else Point(year, 1, 1, "Y")


def _read_week(year: int, week: int) -> Point | None:
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Point(first.year, first.month, first.day, "W")


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether the day exists."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)
