"""Dates as people write them into tables → EDTF, by the reader of times that reads the sources, too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from sourceline import edtf

Order = Literal["day first", "month first"]
"""How a column writes 03/04/2024."""

_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|circa|ca?\.|~)", re.IGNORECASE
)
# What a reading may leave over of a cell; anything else may change what the date means ("before 1900").
_REST = re.compile(
    r"(?:[\s,;.()–—-]|\b(?:on|in|the|of|from|to|until|till|through|between|and|since|by|at)\b)*",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A date that was read."""

    edtf: str
    doubtful: bool = False
    """Whether day and month may stand the other way round: then it is one of two days."""


def find_order(cells: Iterable[str]) -> Order | None:
    """How a column writes days and months in numbers, as one of its dates shows; None when none does, or two
    show each another way."""
    found: set[Order] = set()
    for cell in cells:
        match = _NUMERIC.fullmatch(cell.strip())
        if match and int(match[1]) > 12:
            found.add("day first")
        elif match and int(match[3]) > 12:
            found.add("month first")
    return found.pop() if len(found) == 1 else None


def read_when(cell: str, order: Order | None = None) -> Found | None:
    """The date of a cell: EDTF, numbers or English words; None where there is none, or it is not clear which."""
    text = " ".join(cell.split())
    if edtf.is_edtf(text):
        return Found(edtf.parse(text).text)
    digits = _DIGITS.fullmatch(text)
    if digits:
        return _check("-".join(digits.groups()))
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _read_numeric(numeric, order)
    return _read_words(text)


def _read_numeric(cell: re.Match[str], order: Order | None) -> Found | None:
    one, other, year = int(cell[1]), int(cell[3]), cell[4]
    if len(year) == 2:
        known = _read_words(cell[0])  # which century it is
        year = known.edtf[:4] if known else year
    if cell[2] == ".":  # nobody writes the month first between points
        order = "day first"
    day_first, month_first = f"{year}-{other:02d}-{one:02d}", f"{year}-{one:02d}-{other:02d}"
    if order or one == other:
        return _check(month_first if order == "month first" else day_first)
    both = [date for date in sorted({day_first, month_first}) if edtf.is_edtf(date)]
    if len(both) == 2:
        return Found(f"[{','.join(both)}]", doubtful=True)
    return Found(both[0]) if both else None


def _check(text: str) -> Found | None:
    return Found(edtf.parse(text).text) if edtf.is_edtf(text) else None


def _read_words(text: str) -> Found | None:
    from sourceline.extract.rules.times import read_times  # noqa: PLC0415 - only where dates are words

    times = read_times(text, published=None)
    dates = {time.edtf for time in times if time.type in ("DATE", "TIME")}
    (date,) = dates if len(dates) == 1 else (None,)
    if date is None:
        return None
    rest = text
    for time in reversed(times):
        rest = f"{rest[: time.start]} {rest[time.end :]}"
    plain, about = _ABOUT.subn(" ", rest)
    if not _REST.fullmatch(plain):
        return None
    known = edtf.parse(date)
    if about and not known.approximate:
        return _check(f"{known.text}~") if known.fields else None
    return Found(known.text)
