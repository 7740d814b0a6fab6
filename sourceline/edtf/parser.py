"""EDTF text → `Edtf`. Grammar: ISO 8601-2:2019 as profiled by the Library of Congress."""

from __future__ import annotations

import re
from functools import lru_cache

from sourceline.edtf.bounds import (
    GROUPINGS,
    fuzzy_bounds,
    month_length,
    strict_bounds,
    year_precision,
)
from sourceline.edtf.value import Day, Edtf, EdtfError, Fields, Precision

# Years beyond this are refused: nothing happened then, and 10**10**9 would stop the machine.
MAX_YEAR_DIGITS = 18

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_DATE = re.compile(
    r"(?P<q1>[~?%]?)(?:(?P<year>-?[0-9X]{4})|Y(?P<long>-?[1-9][0-9]*)(?:E(?P<power>[0-9]{1,9}))?)"
    r"(?:S(?P<digits>[1-9][0-9]{0,2}))?(?P<q2>[~?%]?)"
    r"(?:-(?P<q3>[~?%]?)(?P<month>[0-9X]{2})(?P<q4>[~?%]?)"
    r"(?:-(?P<q5>[~?%]?)(?P<day>[0-9X]{2})(?P<q6>[~?%]?))?)?"
)
_TIME = re.compile(
    r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_OPEN = Edtf("..", "open")
_UNKNOWN = Edtf("", "unknown")
_NO_DATE = (
    "%r is no date. Write a year, a month or a day as 2024, 2024-03 or 2024-03-26 "
    "(with ~ for about, ? for perhaps, X for an unknown digit, / between begin and end)."
)


@lru_cache(maxsize=16384)
def parse(text: str) -> Edtf:
    """Read an EDTF date; EdtfError, with the 0-based column of the fault, when it is none."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _plain_date(text, *plain.groups())
    if text[:1] in ("[", "{"):
        return _parse_set(text)
    if "/" in text:
        return _parse_interval(text)
    return _parse_date(text, 0)


def is_edtf(text: str) -> bool:
    """Whether `parse` would read it."""
    try:
        parse(text)
    except EdtfError:
        return False
    return True


def _plain_date(text: str, year: str, month: str | None, day: str | None) -> Edtf:
    number = int(year)
    if month is None:
        return _certain(text, "year", Day(number, 1, 1), Day(number, 12, 31), Fields(year))
    length = month_length(number, int(month))
    if day is None:
        first, last = Day(number, int(month), 1), Day(number, int(month), length)
        return _certain(text, "month", first, last, Fields(year, month))
    if not 1 <= int(day) <= length:
        raise EdtfError(f"There is no day {day} in {year}-{month}: it has {length} days.", 8)
    only = Day(number, int(month), int(day))
    return _certain(text, "day", only, only, Fields(year, month, day))


def _certain(text: str, precision: Precision, first: Day, last: Day, fields: Fields) -> Edtf:
    return Edtf(text, precision, first, last, first, last, fields=fields)


def _parse_date(text: str, column: int) -> Edtf:
    """One date, with or without a time of day; `column` is where `text` stands in the whole."""
    date, mark, time = text.partition("T")
    found = _DATE.match(date)
    if found is None or found.end() != len(date):
        raise EdtfError(_NO_DATE % text, column + (found.end() if found else 0))
    fields = _read_fields(found, text, column)
    if mark:
        fields = _with_time(fields, time, column + len(date) + 1)
    precision = _precision(fields)
    bounds = strict_bounds(fields)
    if bounds is None:
        raise EdtfError(f"There is no such day or month as {text}.", column + 5)
    fuzzy = fuzzy_bounds(*bounds, fields, precision)
    marks = "".join(fields.qualifiers)
    return Edtf(
        _format_fields(fields, date),
        precision,
        *bounds,
        *fuzzy,
        approximate="~" in marks or "%" in marks or fields.digits is not None,
        uncertain="?" in marks or "%" in marks,
        fields=fields,
    )


def _read_fields(found: re.Match[str], text: str, column: int) -> Fields:
    year = found["year"] or _long_year(found, text, column)
    if year == "-0000":
        raise EdtfError("There is no year -0000; 1 BC is 0000.", column)
    month, day, digits = found["month"], found["day"], found["digits"]
    if digits and ("X" in year or month):
        raise EdtfError("Significant digits (S) belong to a whole year.", column)
    if month and month.isdigit() and not (1 <= int(month) <= 12 or int(month) in GROUPINGS):
        raise EdtfError(f"There is no month or season {month}.", column + found.start("month"))
    if day and int(month.replace("X", "0")) > 12:
        raise EdtfError("A season has no days.", column + found.start("day"))
    marks = _qualifiers(found)
    return Fields(year, month, day, None, marks, int(digits) if digits else None)


def _long_year(found: re.Match[str], text: str, column: int) -> str:
    base, power = str(found["long"]), int(found["power"] or 0)
    if len(base) + power > MAX_YEAR_DIGITS:
        raise EdtfError(f"The year of {text} has more than {MAX_YEAR_DIGITS} digits.", column)
    year = base + "0" * power
    if not power and len(year.lstrip("-")) < 5:
        raise EdtfError(f"A year of four digits is written without Y: {year:0>4}.", column)
    return year


def _qualifiers(found: re.Match[str]) -> tuple[str, ...]:
    """A mark before a part is of that part; a mark after it is of it and all before it."""
    count = 1 + (found["month"] is not None) + (found["day"] is not None)
    marks = [found[f"q{2 * n + 1}"] or "" for n in range(count)]
    for n in range(count):
        after = found[f"q{2 * n + 2}"] or ""
        marks[: n + 1] = [_join_marks(mark, after) for mark in marks[: n + 1]]
    return tuple(marks) if any(marks) else ()


def _join_marks(one: str, other: str) -> str:
    return one if not other or one == other else other if not one else "%"


def _with_time(fields: Fields, time: str, column: int) -> Fields:
    whole = fields.day is not None and "X" not in fields.year + (fields.month or "") + fields.day
    if not whole or fields.qualifiers:
        raise EdtfError("A time of day needs a whole date before it.", column)
    if not _TIME.fullmatch(time):
        raise EdtfError("A time of day is written 10:35:00, 10:35:00Z or 10:35:00+02:00.", column)
    return Fields(fields.year, fields.month, fields.day, time)


def _precision(fields: Fields) -> Precision:
    if fields.time is not None:
        return "time"
    if fields.day is not None:
        return "day"
    if fields.month is None:
        return year_precision(fields.year)
    code = int(fields.month) if fields.month.isdigit() else 1
    if code < 21:
        return "month"
    return "season" if code < 33 else "quarter" if code < 37 else "half"


def _format_fields(fields: Fields, written: str) -> str:
    long = "Y" in written
    year = written.strip("~?%").partition("S")[0] if long and fields.month is None else fields.year
    if long and fields.month is not None:
        year = f"Y{fields.year}"
    if fields.digits is not None:
        year += f"S{fields.digits}"
    parts = [part for part in (year, fields.month, fields.day) if part is not None]
    if fields.qualifiers:
        parts = _mark_parts(parts, fields.qualifiers)
    text = "-".join(parts)
    return f"{text}T{fields.time}" if fields.time else text


def _mark_parts(parts: list[str], marks: tuple[str, ...]) -> list[str]:
    """One mark after the last of the leading equal parts, then one before each other part."""
    first = marks[0]
    shared = next((n for n, mark in enumerate(marks) if mark != first), len(marks))
    if not first:
        return [mark + part for mark, part in zip(marks, parts, strict=True)]
    head = parts[:shared]
    head[-1] += first
    return head + [m + p for m, p in zip(marks[shared:], parts[shared:], strict=True)]


def _parse_interval(text: str) -> Edtf:
    left, _, right = text.partition("/")
    if "/" in right:
        raise EdtfError(
            f"{text!r} has two slashes. A day is written 2024-03-26, an interval begin/end.",
            len(left) + 1 + right.index("/"),
        )
    begin, end = _parse_end(left, 0), _parse_end(right, len(left) + 1)
    if begin.fields is None and end.fields is None:
        raise EdtfError("An interval needs a begin or an end.", 0)
    if begin.earliest and end.latest and begin.earliest > end.latest:
        raise EdtfError(f"The interval {text} ends before it begins.", len(left) + 1)
    return _span("interval", f"{begin.text}/{end.text}", (begin, end), begin, end)


def _parse_end(text: str, column: int) -> Edtf:
    if text == "..":
        return _OPEN
    if not text:
        return _UNKNOWN
    date = _parse_date(text, column)
    if date.precision == "time":
        raise EdtfError("An interval runs between days, not times of day.", column)
    return date


def _span(
    precision: Precision, text: str, parts: tuple[Edtf, ...], first: Edtf, last: Edtf
) -> Edtf:
    return Edtf(
        text,
        precision,
        first.earliest,
        last.latest,
        first.earliest_fuzzy,
        last.latest_fuzzy,
        approximate=any(part.approximate for part in parts),
        uncertain=any(part.uncertain for part in parts),
        parts=parts,
    )


def _parse_set(text: str) -> Edtf:
    close = "]" if text[0] == "[" else "}"
    if len(text) < 3 or text[-1] != close:
        raise EdtfError(f"A set that begins with {text[0]} ends with {close}.", len(text) - 1)
    members, column = [], 1
    pieces = text[1:-1].split(",")
    for number, piece in enumerate(pieces):
        start = column + len(piece) - len(piece.lstrip())
        place = (number == 0, number == len(pieces) - 1)
        members.append(_parse_member(piece.strip(), start, *place))
        column += len(piece) + 1
    canonical = text[0] + ",".join(_member_text(member) for member in members) + close
    return _set_of(canonical, tuple(members))


def _parse_member(text: str, column: int, first: bool, last: bool) -> Edtf:  # noqa: FBT001 - the place in the set, passed by position from one caller
    if ".." not in text:
        return _parse_end(text, column) if text else _no_member(column)
    left, _, right = text.partition("..")
    if (not left and not first) or (not right and not last) or not (left or right):
        raise EdtfError("Only the first or last date of a set can be open (..).", column)
    begin = _parse_end(left, column) if left else _OPEN
    end = _parse_end(right, column + len(left) + 2) if right else _OPEN
    if begin.earliest and end.latest and begin.earliest > end.latest:
        raise EdtfError(f"The range {text} ends before it begins.", column)
    return _span("interval", text, (begin, end), begin, end)


def _no_member(column: int) -> Edtf:
    raise EdtfError("A date is missing between the commas.", column)


def _member_text(member: Edtf) -> str:
    if not member.parts:
        return member.text
    return "..".join("" if part is _OPEN else part.text for part in member.parts)


def _set_of(text: str, members: tuple[Edtf, ...]) -> Edtf:
    def bound(name: str, *, first: bool) -> Day | None:
        days: list[Day | None] = [getattr(member, name) for member in members]
        known = [day for day in days if day is not None]
        return None if len(known) < len(days) else (min if first else max)(known)

    return Edtf(
        text,
        "set",
        bound("earliest", first=True),
        bound("latest", first=False),
        bound("earliest_fuzzy", first=True),
        bound("latest_fuzzy", first=False),
        approximate=any(member.approximate for member in members),
        uncertain=any(member.uncertain for member in members),
        parts=members,
    )
