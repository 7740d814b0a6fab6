"""Days of the calendar, with or without their year: 26 March 2024, Nov. 15, 3/4/98, 3–5 June."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point, coarsen, valid_day
from sourceline.extract.rules.times.reading import Reading, read_date, read_part, read_vague
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.years import full_year, read_relative_year


def _read_day(found: Found, scene: Scene) -> Reading | None:
    month, day = found.int_value("month"), found.int_value("day")
    if not valid_day(2000, month, day) or not _is_one_phrase(found):
        return None
    if found.has("year"):
        return _read_exact(Point(found.int_value("year"), month, day), None)
    if found.has("rel"):
        year = read_relative_year(found, scene)
        return _read_exact(Point(year.year, month, day), scene.now) if year else None
    point = scene.nearest(found, month, day)
    if point is None:
        return read_vague(f"XXXX-{month:02d}-{day:02d}")
    return _read_exact(point, scene.year_anchor, year_taken=True)


def _read_exact(point: Point, anchor: Point | None, *, year_taken: bool = False) -> Reading | None:
    """The day, if there is one."""
    if not valid_day(*point[:3]):
        return None
    return read_date(point, anchor, year_taken=year_taken)


def _is_one_phrase(found: Found) -> bool:
    """Whether a full stop after the weekday is of a short name ("Fri."), not of a sentence."""
    if not found.has("weekday") or len(found.word("weekday")) <= 5:
        return True
    return found.tokens.words[found.match.start("weekday") + 1] != "."


def _read_day_range(found: Found, scene: Scene) -> Sequence[Reading] | None:
    """ "March 3-5, 1995", "3 to 5 June": two days that share a month."""
    month, first, last = (found.int_value(name) for name in ("month", "day", "last"))
    stated = found.has("year")
    point = (
        Point(found.int_value("year"), month, last) if stated else scene.nearest(found, month, last)
    )
    if point is None or not valid_day(*point[:3]) or not 1 <= first < last:
        return None
    anchor = None if stated else scene.year_anchor
    middle = found.span("day")[1]
    spans = ((found.start, middle), (found.span("last")[0], found.end))
    return [
        _spanned(read_date(point._replace(day=day), anchor, year_taken=True), span)
        for day, span in zip((first, last), spans, strict=True)
    ]


def _spanned(reading: Reading, span: tuple[int, int]) -> Reading:
    return Reading(
        type="DATE",
        value=reading.value,
        span=span,
        basis=reading.basis,
        anchor=reading.anchor,
        year_taken=reading.year_taken,
    )


def _read_shared_year(found: Found, _scene: Scene) -> Sequence[Reading] | None:
    """ "January to March 1990", "3 June to 5 July 1990": two dates, the year said once."""
    year = found.int_value("year")
    first = _point(found, year, "month", "day")
    second = _point(found, year, "other", "last")
    if (first.month, first.day) > (second.month, second.day):
        first = first._replace(year=year - 1)
    if not (valid_day(*first[:3]) and valid_day(*second[:3])):
        return None
    joint = found.match.start("joint")
    left = found.start, found.tokens.ends[joint - 1]
    right = found.tokens.starts[joint + 1], found.end
    return [_spanned(read_date(first), left), _spanned(read_date(second), right)]


def _point(found: Found, year: int, month: str, day: str) -> Point:
    if found.has(day):
        return Point(year, found.int_value(month), found.int_value(day), "D")
    return Point(year, found.int_value(month), 1, "M")


def _read_iso(found: Found, _scene: Scene) -> Reading | None:
    text = found.word("date")
    year, month, day = (int(part) for part in re.split(r"[-/.]", re.split(r"[t ]", text)[0]))
    if not valid_day(year, month, day) or not 1000 <= year <= 2199:
        return None
    time = re.search(r"\d\d:\d\d(?::\d\d)?", text)
    point = Point(year, month, day)
    return read_part(point, time[0], None) if time else read_date(point)


def _read_numeric(found: Found, scene: Scene) -> Reading | None:
    """ "8/22/22", "11-02-89", "22.08.2022": month first, unless full stops or numbers forbid it."""
    parts = re.split(r"[-/.]", found.word("date"))
    first, second, year = (int(part) for part in parts)
    pointed = "." in found.word("date")
    if pointed and len(parts[2]) == 2:
        return None  # as likely a version or a section
    if len(parts[2]) == 2:
        year = full_year(year, scene)
    day_first = pointed or first > 12 or scene.language != "en"
    month, day = (second, first) if day_first else (first, second)
    if not valid_day(year, month, day) or not 1000 <= year <= 2199:
        return None
    return read_date(Point(year, month, day))


def _read_week(found: Found, scene: Scene) -> Reading | None:
    """ "week 12", "week 12 of 2024"."""
    week = found.int_value("week")
    year = found.int_value("year") if found.has("year") else scene.now.year if scene.now else 0
    if found.word("unit") != "week" or not year or not 1 <= week <= 53:
        return None
    anchor = None if found.has("year") else scene.now
    return Reading(
        type="DATE",
        value=f"{year:04d}-W{week:02d}",
        basis="relative" if anchor else "stated",
        anchor=anchor,
    )


def _read_week_of(found: Found, scene: Scene) -> Reading | None:
    """ "the week of March 6": the week a day lies in."""
    month, day, stated = found.int_value("month"), found.int_value("day"), found.has("year")
    point = (
        Point(found.int_value("year"), month, day) if stated else scene.nearest(found, month, day)
    )
    if found.word("unit") != "week" or point is None or not valid_day(*point[:3]):
        return None
    return read_date(coarsen(point, "W"), None if stated else scene.now)


WEEKDAY = (
    "(?: (?: (?: THIS | LAST | NEXT ) (?: PAST | COMING )? )?"
    " (?P<weekday>WEEKDAY) DOT? COMMA? (?: THE | ON )? )?"
)
OF_YEAR = (
    "OF? (?P<rel>LAST | THIS | NEXT | THE PREVIOUS | THE FOLLOWING | THE SAME | THAT SAME?) UNIT"
)
YEAR = "(?: COMMA? (?P<year>{year}) )?"
JOINT = "(?P<joint>HYPHEN | TO | AND | OR | SLASH)"

RULES = (
    Rule("iso date", "(?P<date>ISODATE)", _read_iso),
    Rule("numeric date", f"{WEEKDAY} (?P<date>NUMERICDATE)", _read_numeric),
    Rule(
        "month day",
        f"{WEEKDAY} (?: (?: EARLY | LATE ) ON? )? (?P<month>MONTH) DOT?"
        f" (?P<day>{{day}} | {{dayth}} | ORDINAL) (?: COMMA? (?: (?P<year>{{year}}) | {OF_YEAR} ) )?",
        _read_day,
    ),
    Rule(
        "day month",
        f"{WEEKDAY} THE? (?P<day>{{day}}) (?: DOT | OF )? (?P<month>MONTH) DOT?"
        f" (?: COMMA? OF? (?P<year>{{year}}) | {OF_YEAR} )?",
        _read_day,
    ),
    Rule("spelled day of month", f"THE? (?P<day>ORDINAL) OF (?P<month>MONTH) {YEAR}", _read_day),
    Rule(
        "month day to day",
        f"(?P<month>MONTH) DOT? (?P<day>{{day}}) {JOINT} (?P<last>{{day}}) {YEAR}",
        _read_day_range,
    ),
    Rule(
        "day to day month",
        f"(?P<day>{{day}}) DOT? {JOINT} (?P<last>{{day}}) (?: DOT | OF )? (?P<month>MONTH) DOT? {YEAR}",
        _read_day_range,
    ),
    Rule(
        "day month to day month",
        f"(?P<day>{{day}}) (?P<month>MONTH) DOT? {JOINT} (?P<last>{{day}}) (?P<other>MONTH) DOT?"
        " COMMA? (?P<year>{year})",
        _read_shared_year,
    ),
    Rule(
        "month day to month day",
        f"(?P<month>MONTH) DOT? (?P<day>{{day}}) {JOINT} (?P<other>MONTH) DOT? (?P<last>{{day}})"
        " COMMA? (?P<year>{year})",
        _read_shared_year,
    ),
    Rule(
        "month to month",
        f"(?P<month>MONTH) DOT? {JOINT} (?P<other>MONTH) DOT? (?: COMMA | OF )? (?P<year>{{year}})",
        _read_shared_year,
    ),
    Rule(
        "week number",
        "(?P<unit>UNIT) (?P<week>DAYNUMBER | TWODIGITS) (?: COMMA? OF? (?P<year>{year}) )?",
        _read_week,
    ),
    Rule(
        "week of a day",
        f"THE? (?P<unit>UNIT) OF (?P<month>MONTH) DOT? (?P<day>{{day}}) {YEAR}",
        _read_week_of,
    ),
)
