"""What a person probably meant by a date that is no EDTF date, and how to write it."""

from __future__ import annotations

import calendar
import re

from sourceline import edtf

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def suggest_date(text: str) -> str | None:
    """A remedy ("Write 2024-03-26.") for a date in another shape; None when nothing fits."""
    words = " ".join(text.strip().lower().replace(",", " ").split())
    for guess in (
        _guess_day,
        _guess_numbers,
        _guess_month,
        _guess_season,
        _guess_vague,
        _guess_span,
    ):
        dates = [date for date in guess(words) if edtf.is_edtf(date)]
        if dates:
            return f"Write {' or '.join(dates)}."
    return None


def _guess_day(words: str) -> list[str]:
    """Year, month, day in order: the day may be too late, month and day may be swapped."""
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words)
    if not match:
        return []
    year, month, day = map(int, match.groups())
    if month > 12:
        return [_write_day(year, day, month)]
    if not month:
        return [f"{year:04}"]
    last = calendar.monthrange(max(year, 1), month)[1]
    if day > last:
        return [_write_day(year, month, last), f"{year:04}-{month:02}"]
    return [_write_day(year, month, day) if day else f"{year:04}-{month:02}"]


def _guess_numbers(words: str) -> list[str]:
    """Day and month in either order, year last; both readings when both are possible."""
    match = re.fullmatch(r"(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4})", words)
    if not match:
        return []
    first, second, year = map(int, match.groups())
    readings = [_write_day(year, second, first), _write_day(year, first, second)]
    return list(dict.fromkeys(date for date in readings if edtf.is_edtf(date)))


def _guess_month(words: str) -> list[str]:
    """A month by name, with or without a day."""
    name = next((n for n, month in enumerate(_MONTHS, 1) if re.search(rf"\b{month}", words)), 0)
    year = re.search(r"\b\d{4}\b", words)
    if not name or not year:
        return []
    day = re.search(r"\b(\d{1,2})(st|nd|rd|th)?\b", words)
    return [_write_day(int(year[0]), name, int(day[1])) if day else f"{year[0]}-{name:02}"]


def _guess_season(words: str) -> list[str]:
    match = re.fullmatch(r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})", words)
    return [f"{match[2]}-{_SEASONS[match[1]]}"] if match else []


def _guess_vague(words: str) -> list[str]:
    """About, before and after a year; a decade."""
    for pattern, written in (
        (r"(?:c\.?|ca\.?|circa|about|around) ?(\d{4}(?:-\d\d)?)", "{}~"),
        (r"(?:before|until|by) (\d{4}(?:-\d\d){0,2})", "../{}"),
        (r"(?:after|since|from) (\d{4}(?:-\d\d){0,2})", "{}/.."),
        (r"(?:the )?(\d{3})0'?s", "{}X"),
    ):
        match = re.fullmatch(pattern, words)
        if match:
            return [written.format(match[1])]
    return []


def _guess_span(words: str) -> list[str]:
    match = re.fullmatch(r"(\d{4}(?:-\d\d){0,2}) ?(?:-|–|—|to|until) ?(\d{4}(?:-\d\d){0,2})", words)
    return [f"{match[1]}/{match[2]}"] if match else []


def _write_day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
