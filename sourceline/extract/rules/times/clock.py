"""Times of day: 10:35 a.m., 9 p.m. EST Nov. 9, noon, midnight Friday, the morning of 3 May."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point, valid_day
from sourceline.extract.rules.times.reading import Reading, read_part
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.weekdays import find_weekday

_CLOCK_BEFORE = re.compile(
    r"(?:\b(?:at|by|until|before|after|about|around|from|since|to|till)|,)\s*$"
)
_PART_BEFORE = re.compile(
    r"\b(?:in|during|later in|by|until|since|throughout|early in|late in)\s+$"
)


def _day_of(found: Found, scene: Scene) -> tuple[Point | None, Point | None]:
    """The day a time of day belongs to, and what that was counted from."""
    if found.has("month"):
        return _calendar_day(found, scene)
    if found.has("weekday"):
        return find_weekday(found, scene), scene.day
    if found.has("today"):
        return scene.shift_now("D", found.int_value("today")), scene.now
    near = scene.spoken_near(found, 400)
    if near is None or near.unit != "D":
        near = scene.day
    return near, near


def _calendar_day(found: Found, scene: Scene) -> tuple[Point | None, Point | None]:
    month, day = found.int_value("month"), found.int_value("day")
    if found.has("year"):
        point: Point | None = Point(found.int_value("year"), month, day)
    else:
        point = scene.nearest(found, month, day)
    anchor = None if found.has("year") else scene.year_anchor
    return (point if point and valid_day(*point[:3]) else None), anchor


def _read_clock(found: Found, scene: Scene) -> Reading | None:
    clock = _clock(found)
    if clock is None or found.word_before() == "high":
        return None
    day, anchor = _day_of(found, scene)
    if day is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{clock}", spoken=False)
    return read_part(day, clock, anchor)


def _clock(found: Found) -> str | None:
    """hh:mm of the groups clock or hour, with a.m. and p.m. applied; None when there is none."""
    if found.has("noon") or found.has("midnight"):
        return "12:00" if found.has("noon") else "24:00"
    if found.has("clock"):
        hour, *rest = (int(part) for part in re.split("[:.]", found.word("clock")))
    else:
        hour, rest = found.int_value("hour"), [0]
    half, part = found.word("half"), str(found.value("part")) if found.has("part") else ""
    if half.startswith("p") or part in ("AF", "EV", "NI"):
        hour = hour % 12 + 12 if hour <= 12 else hour
    elif half.startswith("a") and hour == 12:
        hour = 0
    if hour > 24 or any(part > 59 for part in rest):
        return None
    return ":".join(f"{part:02d}" for part in (hour, *rest))


def _read_bare_clock(found: Found, scene: Scene) -> Reading | None:
    """ "10:35" by itself: a time of day after "at" and the like, no score or verse."""
    if not found.has("zone") and not _CLOCK_BEFORE.search(found.text_before(10)):
        return None
    return _read_clock(found, scene)


def _read_four_digits(found: Found, scene: Scene) -> Reading | None:
    """ "0730 GMT", "1605EST", "1430 hours"."""
    digits = found.word("clock")
    day, anchor = _day_of(found, scene)
    if len(digits) != 4 or not digits.isdigit() or digits[:2] > "24" or digits[2:] > "59":
        return None
    if day is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{digits[:2]}:{digits[2:]}", spoken=False)
    return read_part(day, f"{digits[:2]}:{digits[2:]}", anchor)


def _read_part_of(found: Found, scene: Scene) -> Reading | None:
    """ "the night of April 18, 1775", "the morning of 3 May"."""
    day, anchor = _day_of(found, scene)
    return read_part(day, str(found.value("part")), anchor) if day else None


def _read_part_alone(found: Found, scene: Scene) -> Reading | None:
    """ "in the morning": of the day in hand."""
    if not _PART_BEFORE.search(found.text_before(16)):
        return None
    recent = scene.spoken_day if found.start - scene.spoken_at < 300 else None
    day = recent or scene.day
    return read_part(day, str(found.value("part")), day) if day else None


def _read_early_hours(found: Found, scene: Scene) -> Reading | None:
    """ "the early hours of Sunday"."""
    day, anchor = _day_of(found, scene)
    part = "MO" if found.word("early") == "early" else "NI"
    return read_part(day, part, anchor) if day else None


MONTH_DAY = "(?P<month>MONTH) DOT? (?P<day>{day}) (?: COMMA? (?P<year>{year}) )?"
DAY_MONTH = "(?P<day>{day}) OF? (?P<month>MONTH) DOT? (?: COMMA? (?P<year>{year}) )?"
ON_DAY = (
    "(?: COMMA? ON? (?: THE? (?P<weekday>WEEKDAY) | (?P<today>TODAY) )"
    f" | COMMA? ON? (?: WEEKDAY COMMA? )? {MONTH_DAY} )?"
)
ZONE = "(?P<zone>(?: OPEN? ZONE CLOSE? | LOCAL (?: LOCAL )? TIME ) )?"
HALF = "(?P<half>AM | PM | OCLOCK (?: IN THE PART )? )"
APPROX = "(?: ABOUT | NEARLY )?"
TIME = "(?: (?P<clock>CLOCK) | (?P<hour>DAYNUMBER | CARDINAL) )"
OF_PART = "(?: (?: EARLY | LATE ) ON? )? THE (?: EARLY | LATE )? (?P<part>PART) OF"

RULES = (
    Rule("clock with half", f"{APPROX} {TIME} {HALF} {ZONE} {ON_DAY}", _read_clock),
    Rule("clock in part", f"{APPROX} {TIME} IN THE (?P<part>PART) {ON_DAY}", _read_clock),
    Rule("clock", f"{APPROX} (?P<clock>CLOCK) {ZONE} {ON_DAY}", _read_bare_clock),
    Rule("pointed clock", f"{APPROX} (?P<clock>DECIMAL) {HALF} {ZONE} {ON_DAY}", _read_clock),
    Rule(
        "four digits",
        f"(?P<clock>NUMBER | FOURDIGITS) (?: ZONE | CLOCKUNITS ) {ON_DAY}",
        _read_four_digits,
    ),
    *(
        Rule(
            f"{name} with clock",
            f"(?: WEEKDAY DOT? COMMA? )? {day} (?: COMMA | HYPHEN | AT )* {TIME} {half} {ZONE}",
            _read_clock,
        )
        for name, day, half in (
            ("month day", MONTH_DAY, HALF),
            ("day month", DAY_MONTH, HALF),
            ("month day bare", f"{MONTH_DAY} (?<= FOURDIGITS )", "(?<= CLOCK )"),
            ("day month bare", f"{DAY_MONTH} (?<= FOURDIGITS )", "(?<= CLOCK )"),
        )
    ),
    Rule(
        "noon",
        f"{APPROX} (?: (?P<noon>NOON) | (?P<midnight>MIDNIGHT) ) {ZONE} {ON_DAY}",
        _read_clock,
    ),
    Rule("part of a day", f"{OF_PART} THE? {DAY_MONTH}", _read_part_of),
    Rule(
        "part of a day, month first", f"{OF_PART} (?: WEEKDAY COMMA? )? {MONTH_DAY}", _read_part_of
    ),
    Rule(
        "early hours",
        "THE? (?P<early>EARLY | LATE) HYPHEN? PART? CLOCKUNITS"
        " (?: OF THE? (?: PART | (?P<weekday>WEEKDAY) | (?P<today>TODAY) ) PART? )?",
        _read_early_hours,
    ),
    Rule("part alone", "THE (?P<part>PART)", _read_part_alone),
)
