"""Date lines and bylines: the stamps that pages put around an article.

Only whole, absolute days are read here; every other time expression is the extractor's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905 - a list of words reads best as words
)
_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_LABEL = r"(?:date|dated|published|posted|updated|last updated|created|publication date|first published)(?: on| at)?"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?|T\d{2}:\d{2}\S*)?"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date at the beginning of a line: the span of the line that it fills, and the day."""

    end: int
    """Index in the line after the stamp and the white space or dash behind it."""
    day: str
    labelled: bool
    """Whether a word such as "date" or "Published" stands before it."""


def find_stamp(line: str) -> Stamp | None:
    """The date at the beginning of `line`, label and clock time included; None when there is none."""
    match = _stamp_pattern().match(line)
    if match is None:
        return None
    day = _read_day(match)
    if day is None:
        return None
    return Stamp(match.end(), day, match["label"] is not None or match["weekday"] is not None)


def find_author(line: str) -> str | None:
    """The author named by a byline ("By Jane Roe"), without "By"; None when it is no byline."""
    match = _byline_pattern().fullmatch(line.strip())
    return match["author"].strip() if match else None


def _read_day(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    for n in ("0", "1", "2"):
        if groups[f"year{n}"]:
            month = groups[f"month{n}"]
            number = int(month) if month.isdigit() else _month_number(month)
            return _format_day(int(groups[f"year{n}"]), number, int(groups[f"day{n}"]))
    return None


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _format_day(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year:04}-{month:02}-{day:02}"


@cache
def _stamp_pattern() -> re.Pattern[str]:
    iso = r"(?P<year0>[12]\d{3})[-/.](?P<month0>\d{2})[-/.](?P<day0>\d{2})"
    american = (
        rf"{_MONTH.format(n=1)}\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year1>[12]\d{{3}})"
    )
    british = rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format(n=2)},?\s+(?P<year2>[12]\d{{3}})"
    weekday = rf"(?P<weekday>{_WEEKDAYS})\.?,?\s+(?:the\s+)?"
    label = rf"(?P<label>{_LABEL})\b\s*[:\-–]?\s*"
    return re.compile(
        rf"\s*(?:{label})?(?:{weekday})?(?:{iso}|{american}|{british})\b{_CLOCK}(?P<rest>\s*[|·•–—:-]?\s*)",
        re.IGNORECASE,
    )


@cache
def _byline_pattern() -> re.Pattern[str]:
    # A name: capitalized words, initials and the small words inside names.
    name = r"[A-Z][\w.’'-]+(?:\s+(?:(?:de|da|di|van|von|der|den|la|le|al|bin|ibn)\s+)*[A-Z][\w.’'-]*){1,4}"
    return re.compile(
        rf"(?:[Bb][Yy]|[Ww]ritten by|Author:|Reporter:)\s+(?P<author>{name}(?:(?:,| and|, and| &)\s+{name})*)(?:,? .{{0,40}}(?:correspondent|reporter|editor|writer))?\.?"
    )
