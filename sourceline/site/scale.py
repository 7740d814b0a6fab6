"""The axis of time under a drawing: from dates to per cent of its width, and its labelled places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline import edtf
from sourceline.edtf import Day
from sourceline.site.dates import format_year
from sourceline.site.labels import Labels
from sourceline.site.values import Tick

MOST_YEARS = 6
# "26 September" needs more room than "2024".
MOST_DAYS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """From one place on the axis of years to another; a year and a half is 2024.5."""

    first: float
    last: float

    def place(self, year: float) -> float:
        """Per cent of the width, within it."""
        return min(max(100 * (year - self.first) / (self.last - self.first), 0), 100)


def draw_ticks(scale: Scale, labels: Labels) -> tuple[Tick, ...]:
    """Round places, few enough to stand side by side on a phone: years, months or days."""
    for step in ("day", "5 days", "month", "3 months", "6 months"):
        places = list(_list_days(scale, step)) if scale.last - scale.first < 4 else []
        if 2 <= len(places) <= MOST_DAYS:
            return tuple(_draw_day(scale, day, n, labels) for n, day in enumerate(places))
    first, last = -int(-scale.first // 1), int(scale.last // 1)
    pace = next(p for p in list_paces() if last // p - (first - 1) // p <= MOST_YEARS)
    return tuple(
        _draw_tick(scale.place(year), edtf.word_year(year, labels.language))
        for year in range(-(-first // pace) * pace, last + 1, pace)
    )


def list_paces() -> Iterator[int]:
    """1, 2, 5, 10, 20, …"""
    scale = 1
    while True:
        yield from (scale, 2 * scale, 5 * scale)
        scale *= 10


def _list_days(scale: Scale, step: str) -> Iterator[Day]:
    months = {"3 months": (1, 4, 7, 10), "6 months": (1, 7)}.get(step, tuple(range(1, 13)))
    days = {"day": tuple(range(1, 29)), "5 days": (1, 6, 11, 16, 21, 26)}.get(step, (1,))
    for year in range(int(scale.first // 1), int(scale.last // 1) + 1):
        for month in months:
            for day in days:
                if scale.first <= place_day(Day(year, month, day)) <= scale.last:
                    yield Day(year, month, day)


def _draw_day(scale: Scale, day: Day, number: int, labels: Labels) -> Tick:
    """The year is said at the first place and with each new year."""
    if day.day != 1:
        stated = edtf.parse(f"{format_year(day.year)}-{day.month:02d}-{day.day:02d}")
        text = edtf.words_below(stated, language=labels.language)
    elif number == 0 or day.month == 1:
        text = edtf.word_month(day.year, day.month, labels.language)
    else:
        text = edtf.name_month(day.month, labels.language)
    return _draw_tick(scale.place(place_day(day)), text)


def _draw_tick(place: float, text: str) -> Tick:
    return Tick(percent(place), text, "start" if place < 12 else "end" if place > 88 else "middle")


def place_day(day: Day) -> float:
    """A day on an axis of years."""
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 365.25


def percent(number: float) -> str:
    """A number as per cent with two digits at most: "12.5%"."""
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"
