"""The dates of Markwhen, out and in: what stands before the colon of an event.

After `src/regex.ts` of @markwhen/parser 1.2: EDTF of level 0, ranges with "/", and, as it reads them too, American dates
("3/25/2024"), months by name, and years before Christ. What hangs on another event or on today is not read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from sourceline import edtf
from sourceline.interchange.bounds import Bounds
from sourceline.interchange.spans import Part, write_edtf, write_part

_MOST_DIGITS = 5
"""Of a year."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?:\d{1,2}(?::\d{2})?(?:[ap]m)?)"
_WEEK = r"\d{4}-?W\d{2}(?:-?[1-7])?"
_PLAIN = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+Z?|\s+{_TIME})?|{_WEEK}|\d{{4}}(?:-\d{{2}})?)"
_CASUAL = (
    rf"(?:\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|{_MONTH}\s+\d{{1,4}}"
    rf"|\d{{1,5}}/\d{{1,5}}/\d{{1,5}}(?:[,\s]+{_TIME})?|\d{{1,5}}/\d{{1,5}}|\d{{1,5}})"
)
_ERA = r"\d{1,5}\s?(?:BCE|BC|AD|CE)"
_UNIT = (
    r"(?:milliseconds|ms|seconds?|secs?|s|minutes?|mins?|hours?|h|(?:week\s*|work\s*|business\s*)?(?:days?|d)"
    r"|weeks?|w|months?|years?|y)"
)
# Possessive throughout, so that no line takes longer than its length.
_RELATIVE = (
    rf"(?:(?:by|before|after)\b\s*+)?(?:!\w++(?:\.(?:start|end))?|\.(?:start|end))?\s*+(?:plus|\+)?"
    rf"\s*+(?:-?\d++\s*+{_UNIT}\b[\s,]*+)*+"
)
_EVERY = r"(?P<every>\s*+every[^:]++)?"


def _compile(one: str, other: str, between: str) -> re.Pattern[str]:
    dates = rf"(?P<first>{one})(?:\s*+(?:{between})\s*+(?P<last>{other}))?"
    return re.compile(rf"\s*+(?=[^:])(?P<dates>{dates}){_EVERY}\s*+:(?P<text>.*)", re.IGNORECASE)


_READ = (
    _compile(_PLAIN, rf"{_PLAIN}|now", "/"),
    _compile(rf"{_PLAIN}|{_CASUAL}", rf"{_PLAIN}|{_CASUAL}|now", r"-|\bto\b"),
    _compile(_ERA, _ERA, "-|–"),
)
_UNREAD_DATE = rf"{_PLAIN}|{_CASUAL}|{_MONTH}|now|{_RELATIVE}"
_UNREAD = _compile(_UNREAD_DATE, _UNREAD_DATE, r"/|-|\bto\b")


class Start(NamedTuple):
    """The first line of an event."""

    dates: str
    """As they stand there."""
    edtf: str | None
    """What they say; None where they are not understood."""
    repeats: bool
    text: str
    """What follows the colon."""


def write_dates(bounds: Bounds) -> str | None:
    """Two ends as Markwhen reads them; None where it has no way to say them. Of an open one, the end that is known.

    Before Christ it knows years only.
    """
    ends = list(dict.fromkeys(end for end in bounds if end))
    if not ends or any(len(str(_count_year(end)[0])) > _MOST_DIGITS for end in ends):
        return None
    if all(1 <= end.year <= 9999 for end in ends):
        return "/".join(map(write_part, ends))
    return "-".join(dict.fromkeys(f"{number} {era}" for number, era in map(_count_year, ends)))


def _count_year(part: Part) -> tuple[int, str]:
    return (part.year, "AD") if part.year > 0 else (1 - part.year, "BC")


def read_start(line: str, *, day_first: bool = False) -> Start | None:
    """A line that begins an event; None for any other. With `day_first`, 3/4/2024 is the third of April."""
    for pattern in _READ:
        match = pattern.match(line)
        if match:
            known = _read_range(match["first"], match["last"], day_first)
            return Start(match["dates"].strip(), known, bool(match["every"]), match["text"])
    match = _UNREAD.match(line)
    if match and match["dates"].strip():
        return Start(match["dates"].strip(), None, bool(match["every"]), match["text"])
    return None


def _read_range(first: str, last: str | None, day_first: bool) -> str | None:  # noqa: FBT001 - handed on
    """The EDTF text of one date or two; None where they are none."""
    try:
        begin, _ = _read_date(first, day_first)
        if last is None:
            return edtf.parse(write_edtf(*_read_date(first, day_first)) or "").text
        if last.lower() == "now":
            return edtf.parse(f"{write_edtf(begin)}/..").text
        one, two = _read_date(last, day_first)
        return edtf.parse(write_edtf(begin, two or one) or "").text
    except ValueError:
        return None


def _read_date(text: str, day_first: bool) -> tuple[Part, Part | None]:  # noqa: FBT001 - handed on
    """A date, or both ends of a week; ValueError where it is none."""
    text = text.strip().lower()
    if re.fullmatch(_WEEK, text, re.IGNORECASE):
        return _read_week(text)
    if era := re.fullmatch(r"(\d+)\s?(bce|bc|ad|ce)", text):
        return Part(1 - int(era[1]) if era[2].startswith("b") else int(era[1])), None
    if plain := re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|t|\s)", text):
        return _make_part(plain[1], plain[2], plain[3]), None
    if slashed := re.match(r"(\d+)(?:/(\d+)(?:/(\d+))?)?", text):
        if slashed[3]:
            month, day = (2, 1) if day_first else (1, 2)
            return _make_part(slashed[3], slashed[month], slashed[day]), None
        if slashed[2]:
            return _make_part(slashed[2], slashed[1], None), None
        if text == slashed[1]:
            return Part(int(text)), None
    return _read_named(text), None


def _make_part(year: str, month: str | None, day: str | None) -> Part:
    return Part(int(year), int(month) if month else None, int(day) if day else None)


def _read_named(text: str) -> Part:
    """ "25 March 2024", "March 25, 2024", "March 2024"; without a year it is another one each year."""
    name = re.search(r"[a-z]+", text)
    numbers = re.findall(r"\d+", text)
    if name is None or not numbers:
        raise ValueError(text)
    month = _MONTHS.index(name[0][:3]) + 1
    if len(numbers) == 1 and len(numbers[0]) < 3:  # "March 24": the day of no year
        raise ValueError(text)
    return Part(int(numbers[-1]), month, int(numbers[0]) if len(numbers) > 1 else None)


def _read_week(text: str) -> tuple[Part, Part | None]:
    match = re.fullmatch(r"(\d{4})-?w(\d{2})(?:-?([1-7]))?", text)
    if match is None:
        raise ValueError(text)
    day = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
    first = Part(day.year, day.month, day.day)
    last = day + timedelta(days=6)
    return first, None if match[3] else Part(last.year, last.month, last.day)
