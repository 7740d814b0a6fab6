"""What a date says as year, month and day, for formats that know no EDTF: never finer than it is known.

A day that is not known is left out, not made up; where only bounds are known, both are given. What cannot be
said so ("about", "perhaps", "reported") the words say (`tellings`), and the EDTF text that goes with it.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import NamedTuple

from sourceline import edtf
from sourceline.edtf import Day, Edtf
from sourceline.model import Date
from sourceline.site.dates import format_year

_CLOCK = re.compile(r"(\d{2}):(\d{2})(?::(\d{2}))?")


class Part(NamedTuple):
    """A year, a month of it or a day of that. `year` is astronomical: 0 is 1 BC."""

    year: int
    month: int | None = None
    day: int | None = None
    time: str = ""
    """As EDTF has it: "10:35:00", perhaps with a zone."""


class Span(NamedTuple):
    """Where a date begins and ends."""

    begin: Part | None = None
    """None: not known, or open."""
    end: Part | None = None
    """None where it is one day, month or year; or not known, or open."""
    exact: bool = False
    """Whether these numbers say all that the date says: it is neither approximate nor uncertain, nor the day of
    a report, nor open, nor two bounds between which it lies."""

    @property
    def sure(self) -> Part | None:
        """The one day, month or year that it surely is; None where it is none or two."""
        return self.begin if self.exact and self.end is None else None


UNKNOWN = Span()


def find_span(date: Date | None) -> Span:
    """The numbers of a date; none where it is not known."""
    if date is None:
        return UNKNOWN
    value = edtf.parse(date.edtf)
    span = _find_span(value)
    plain = date.basis != "published" and not (value.approximate or value.uncertain)
    return span._replace(exact=span.exact and plain)


def write_edtf(begin: Part | None, end: Part | None = None) -> str | None:
    """The EDTF text of numbers, which must make a date; None where there are none. Two equal parts are one."""
    if begin is None:
        return f"../{_write_timed(end)}" if end else None
    if end is None or end == begin:
        return _write_timed(begin)
    return f"{_write_timed(begin)}/{_write_timed(end)}"


def write_day(day: Day | None) -> str:
    """A bound as EDTF: "2024-03-26"; "" where there is none."""
    return "" if day is None else write_part(Part(*day))


def write_part(part: Part) -> str:
    """A year, month or day as EDTF, without its time: "2024-03"."""
    text = format_year(part.year)
    if part.month is not None:
        text += f"-{part.month:02d}"
        if part.day is not None:
            text += f"-{part.day:02d}"
    return text


def _write_timed(part: Part) -> str:
    time = f"T{part.time}" if part.time and part.day is not None else ""
    return f"{write_part(part)}{time}"


def _find_span(value: Edtf) -> Span:
    if value.precision == "interval":
        first, last = value.parts
        begin, end = _find_span(first), _find_span(last)
        whole = begin.exact and end.exact
        return Span(begin.begin, end.end or end.begin, whole)
    if value.precision == "set":
        return _bound_set(value)
    if value.fields is None:  # ".." or "", the open end of an interval
        return UNKNOWN
    return _find_plain(value)


def _bound_set(value: Edtf) -> Span:
    """One of several, or all: between the first and the last."""
    spans = [(part, _find_span(part)) for part in value.parts]
    begins = [(part.earliest, span.begin) for part, span in spans if part.earliest and span.begin]
    ends = [(part.latest, span.end or span.begin) for part, span in spans if part.latest]
    begin = min(begins, key=itemgetter(0))[1] if begins and value.earliest else None
    end = max(ends, key=itemgetter(0))[1] if ends and value.latest else None
    return Span(begin, end)


def _find_plain(value: Edtf) -> Span:
    fields = value.fields
    assert fields is not None  # noqa: S101 - the caller has looked
    first, last = value.earliest, value.latest
    if first is None or last is None or not fields.year.strip("-X"):
        return UNKNOWN
    if fields.digits is not None:
        first, last = value.earliest_fuzzy or first, value.latest_fuzzy or last
    if "X" in fields.year or fields.digits is not None:
        return Span(Part(first.year), Part(last.year))
    if fields.month is None or fields.month == "XX":
        return Span(Part(first.year), exact=fields.month is None)
    if "X" in fields.month or int(fields.month) > 12:
        return Span(Part(first.year, first.month), Part(last.year, last.month))
    if fields.day is None or fields.day == "XX":
        return Span(Part(first.year, first.month), exact=fields.day is None)
    if "X" in fields.day:
        return Span(Part(*first), Part(*last))
    return Span(Part(*first, fields.time or ""), exact=True)
