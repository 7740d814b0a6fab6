"""From the parts of a date to its four bounds. Years are astronomical and of any size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sourceline.edtf.value import Day, Fields, Precision

MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# First and last month of each grouping of ISO 8601-2; 13 and 14 are January and February of the
# year after. A season without a hemisphere is taken as northern; winter begins in December of
# the year it is named after (meteorological seasons; the standard leaves this open).
GROUPINGS: dict[int, tuple[int, int]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip

# What "about" and "perhaps" add on each side, (unit, count); doubled where a date is both. A date
# that is qualified as a whole is widened by its own unit ("about 26 March 2024" is a matter of
# days), one of which only a part is, by that of the coarsest such part.
PADDING: dict[Precision, tuple[str, int]] = {
    "time": ("day", 1),
    "day": ("day", 1),
    "month": ("month", 1),
    "season": ("month", 3),
    "quarter": ("month", 3),
    "half": ("month", 6),
    "year": ("month", 12),
    "decade": ("month", 120),
    "century": ("month", 1200),
    "millennium": ("month", 12000),
}


def is_leap(year: int) -> bool:
    """Whether `year` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days of a month, 28 to 31."""
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def day_number(day: Day) -> int:
    """Days since 1970-01-01, negative before (Howard Hinnant's days_from_civil)."""
    year = day.year - (day.month <= 2)
    era, of_era = divmod(year, 400)
    of_year = (153 * ((day.month + 9) % 12) + 2) // 5 + day.day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def day_of_number(number: int) -> Day:
    """The inverse of `day_number`."""
    era, of_era = divmod(number + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return Day(year + era * 400 + (month <= 2), month, day)


def add_months(day: Day, count: int) -> Day:
    """The same day `count` months later (or earlier), or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return Day(year, month + 1, min(day.day, month_length(year, month + 1)))


def add_days(day: Day, count: int) -> Day:
    """The day `count` days later (or earlier)."""
    return day_of_number(day_number(day) + count)


def strict_bounds(fields: Fields) -> tuple[Day, Day] | None:
    """The first and last day the date may mean; None when there is no such day."""
    if fields.month is None and "X" not in fields.year:
        year = int(fields.year)
        return Day(year, 1, 1), Day(year, 12, 31)
    if fields.month is not None and fields.month.isdigit() and int(fields.month) in GROUPINGS:
        first, last = GROUPINGS[int(fields.month)]
        years = list(_years(fields.year, first=True)), list(_years(fields.year, first=False))
        return _first_of(years[0][0], first), _last_of(years[1][0], last)
    if fields.day is None:
        return _month_bounds(fields)
    return _day_bounds(fields)


def fuzzy_bounds(
    earliest: Day, latest: Day, fields: Fields, precision: Precision
) -> tuple[Day, Day]:
    """The bounds widened by what `fields.qualifiers` and significant digits say."""
    if fields.digits is not None:
        return _significant(int(fields.year), fields.digits)
    if not fields.qualifiers:
        return earliest, latest
    marked = [(place, mark) for place, mark in enumerate(fields.qualifiers) if mark]
    whole = len(marked) == len(fields.qualifiers)
    place, mark = marked[-1] if whole else marked[0]
    unit, count = PADDING[_part_precision(place, fields, precision)]
    count *= 2 if mark == "%" else 1
    add = add_days if unit == "day" else add_months
    return add(earliest, -count), _end_of(add(latest, count), latest, unit)


def year_precision(year: str) -> Precision:
    """ "decade" for "198X", "century" for "19XX", "millennium" for "1XXX", otherwise "year"."""
    digits = year.lstrip("-")
    names: dict[str, Precision] = {"X": "decade", "XX": "century", "XXX": "millennium"}
    return names.get(digits[digits.find("X") :] if "X" in digits else "", "year")


def _part_precision(place: int, fields: Fields, precision: Precision) -> Precision:
    if place == 0:
        return year_precision(fields.year)
    if place == 1:
        return precision if precision in ("season", "quarter", "half") else "month"
    return "day"


def _end_of(day: Day, before: Day, unit: str) -> Day:
    """A month's last day, moved by months, is again a month's last day."""
    if unit == "month" and before.day == month_length(before.year, before.month):
        return Day(day.year, day.month, month_length(day.year, day.month))
    return day


def _significant(year: int, digits: int) -> tuple[Day, Day]:
    size = 10 ** max(len(str(abs(year))) - digits, 0)
    low = abs(year) // size * size
    first, last = sorted((low, low + size - 1) if year >= 0 else (-low, -low - size + 1))
    return Day(first, 1, 1), Day(last, 12, 31)


def _years(mask: str, *, first: bool) -> Iterator[int]:
    """The years a mask can mean, earliest or latest first."""
    sign, digits = (-1, mask[1:]) if mask.startswith("-") else (1, mask)
    rising = first == (sign == 1)
    choices = [("0123456789" if rising else "9876543210") if c == "X" else c for c in digits]
    return (sign * int("".join(chosen)) for chosen in product(*choices))


def _matches(mask: str, numbers: range) -> list[int]:
    return [n for n in numbers if all(m in ("X", c) for m, c in zip(mask, f"{n:02d}", strict=True))]


def _first_of(year: int, month: int) -> Day:
    return Day(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _last_of(year: int, month: int) -> Day:
    day = _first_of(year, month)
    return day._replace(day=month_length(day.year, day.month))


def _month_bounds(fields: Fields) -> tuple[Day, Day] | None:
    months = [1, 12] if fields.month is None else _matches(fields.month, range(1, 13))
    if not months:
        return None
    early, late = next(_years(fields.year, first=True)), next(_years(fields.year, first=False))
    return Day(early, months[0], 1), _last_of(late, months[-1])


def _day_bounds(fields: Fields) -> tuple[Day, Day] | None:
    months = _matches(fields.month or "XX", range(1, 13))
    days = _matches(fields.day or "XX", range(1, 32))
    first = _first_day(fields.year, months, days, first=True)
    last = _first_day(fields.year, months[::-1], days[::-1], first=False)
    return None if first is None or last is None else (first, last)


def _first_day(year: str, months: list[int], days: list[int], *, first: bool) -> Day | None:
    # In a leap year every day of the calendar exists; what is not there, is nowhere.
    if not any(day <= month_length(2000, month) for month in months for day in days):
        return None
    for number in _years(year, first=first):
        for month in months:
            for day in days:
                if day <= month_length(number, month):
                    return Day(number, month, day)
    return None
