"""Between which days, months or years a date lies, for formats that can say no more than two ends.

`spans` gives the numbers that a date states; here "about", "perhaps" and "one of" are widened to all that they
may mean, and an end is as coarse as it can be: a year that is whole is a year, not its first of January.
"""

from __future__ import annotations

from typing import NamedTuple

from sourceline import edtf
from sourceline.edtf import Day
from sourceline.edtf.bounds import month_length
from sourceline.interchange.spans import Part
from sourceline.model import Date


class Bounds(NamedTuple):
    """The first and the last that a date may mean; None where that is open or not known."""

    first: Part | None
    last: Part | None


def find_bounds(date: Date | None) -> Bounds:
    """Of a date, whatever is known of it; of a report, of the day of reporting."""
    if date is None:
        return Bounds(None, None)
    value = edtf.parse(date.edtf)
    return shorten_bounds(value.earliest_fuzzy, value.latest_fuzzy)


def shorten_bounds(first: Day | None, last: Day | None) -> Bounds:
    """Two days as the years or months that they are the ends of."""
    begins_year = first is None or first[1:] == (1, 1)
    ends_year = last is None or last[1:] == (12, 31)
    begins_month = first is None or first.day == 1
    ends_month = last is None or last.day == month_length(last.year, last.month)
    if begins_year and ends_year:
        length = 1
    elif begins_month and ends_month:
        length = 2
    else:
        length = 3
    return Bounds(_cut_day(first, length), _cut_day(last, length))


def _cut_day(day: Day | None, length: int) -> Part | None:
    if day is None:
        return None
    return Part(day.year, day.month if length > 1 else None, day.day if length > 2 else None)
