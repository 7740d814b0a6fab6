"""Times of day: 10:35 a.m., 9 p.m. EST Nov. 9, noon, midnight Friday, the morning of 3 May."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point, valid_day, write_value
from sourceline.extract.rules.times.reading import Reading
from sourceline.extract.rules.times.relative import _weekday_point, part_of_day
from sourceline.extract.rules.times.scene import Scene


def _day_of(found: Found, scene: Scene) -> tuple[Point | None, Point | None]:
    """The day a time of day belongs to, and what it was counted from."""
    if found.has("month") or found.has("month2"):
        which = "" if found.has("month") else "2"
        month, day = found.int_value("month" + which), found.int_value("day" + which)
        if found.has("year"):
            point: Point | None = Point(found.int_value("year"), month, day)
            return (point if point and valid_day(*point[:3]) else None), None
        point = scene.nearest(found, month, day)
        return (point if point and valid_day(*point[:3]) else None), scene.now
    if found.has("weekday"):
        return _weekday_point(found, scene, found.int_value("weekday")), scene.now
    if found.has("today"):
        return scene.shift_now("D", found.int_value("today")), scene.now
    near = scene.spoken_near(found, 400)
    if near and near.unit == "D":
        return near, near
    day_known = scene.spoken_day if scene.narrative else None
    base = day_known or (scene.now if scene.now and scene.now.unit == "D" else None)
    return base, base


def _read_clock(found: Found, scene: Scene) -> Reading | None:
    clock = _clock(found)
    if clock is None:
        return None
    day, anchor = _day_of(found, scene)
    if day is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{clock}", spoken=False)
    value = write_value(day)
    return Reading(
        type="TIME",
        value=f"{value}T{clock}",
        basis="relative" if anchor else "stated",
        anchor=anchor,
        edtf=value if day.year > 0 else None,
    )


def _clock(found: Found) -> str | None:
    """hh:mm of the groups clock or hour, with a.m. and p.m. applied; None when there is none."""
    if found.has("noon"):
        return "12:00"
    if found.has("midnight"):
        return "00:00"
    parts = (
        [int(p) for p in found.word("clock").split(":")]
        if found.has("clock")
        else [found.int_value("hour"), 0]
    )
    hour, rest = parts[0], parts[1:]
    if found.has("half"):
        half = found.words("half")
        if "pm" in half or "p.m." in half:
            hour = hour % 12 + 12
        elif hour == 12 and ("am" in half or "a.m." in half):
            hour = 0
    elif found.has("part") and str(found.value("part")) in ("AF", "EV", "NI") and hour < 12:
        hour += 12
    if hour > 24 or any(p > 59 for p in rest):
        return None
    return ":".join(f"{p:02d}" for p in (hour, *rest))


def _read_bare_clock(found: Found, scene: Scene) -> Reading | None:
    """ "10:35" by itself: a time of day after "at" and the like, no score or verse."""
    if not re.search(
        r"\b(?:at|by|until|before|after|about|around|from|since|to|till|,)\s*$",
        found.text_before(10),
    ) and not found.has("zone"):
        return None
    return _read_clock(found, scene)


def _read_part_of(found: Found, scene: Scene) -> Reading | None:
    """ "the night of April 18, 1775", "the morning of 3 May"."""
    day, anchor = _day_of(found, scene)
    return part_of_day(day, str(found.value("part")), anchor) if day else None


def _read_early_hours(found: Found, scene: Scene) -> Reading | None:
    """ "the early hours of Sunday"."""
    day, anchor = _day_of(found, scene)
    part = "MO" if found.word("early") == "early" else "NI"
    return part_of_day(day, part, anchor) if day else None


def _read_part_alone(found: Found, scene: Scene) -> Reading | None:
    """ "in the morning", "the evening": of the day in hand."""
    if not re.search(
        r"\b(?:in|during|later in|by|until|since|throughout|early in|late in)\s+$",
        found.text_before(16),
    ):
        return None
    day, anchor = _day_of(found, scene)
    return part_of_day(day, str(found.value("part")), anchor) if day else None


ON_DAY = (
    "(?: COMMA? ON? (?: THE? (?P<weekday>WEEKDAY) | (?P<today>TODAY) )"
    " | COMMA? ON? (?: WEEKDAY COMMA? )? (?P<month>MONTH) DOT? (?P<day>{day}) (?: COMMA? (?P<year>{year}) )?"
    " )?"
)
DAY = "(?: WEEKDAY DOT? COMMA? )? (?: (?P<month>MONTH) DOT? (?P<day>{day}) | (?P<day2>{day}) (?P<month2>MONTH) ) DOT? COMMA? (?P<year>{year})"
ZONE = "(?P<zone>(?: OPEN? ZONE CLOSE? | LOCAL (?: LOCAL )? TIME ) )?"
HALF = "(?P<half>AM | PM | OCLOCK (?: IN THE PART )? )"
APPROX = "(?: ABOUT | NEARLY )?"

RULES = (
    Rule(
        "clock with half",
        f"{APPROX} (?: (?P<clock>CLOCK) | (?P<hour>DAYNUMBER | CARDINAL) ) {HALF} {ZONE} {ON_DAY}",
        _read_clock,
    ),
    Rule(
        "clock in part",
        f"{APPROX} (?: (?P<clock>CLOCK) | (?P<hour>DAYNUMBER | CARDINAL) ) IN THE (?P<part>PART) {ON_DAY}",
        _read_clock,
    ),
    Rule("clock", f"{APPROX} (?P<clock>CLOCK) {ZONE} {ON_DAY}", _read_bare_clock),
    Rule(
        "noon",
        f"{APPROX} (?: (?P<noon>NOON) | (?P<midnight>MIDNIGHT) ) {ZONE} {ON_DAY}",
        _read_clock,
    ),
    Rule(
        "part of a day",
        "(?: EARLY | LATE )? ON? THE (?: EARLY | LATE )? (?P<part>PART) OF (?: THE? (?P<day>{day}) OF? (?P<month>MONTH) (?: COMMA? (?P<year>{year}) )? )",
        _read_part_of,
    ),
    Rule(
        "part of a day 2",
        "(?: EARLY | LATE )? ON? THE (?: EARLY | LATE )? (?P<part>PART) OF (?: (?: WEEKDAY COMMA? )? (?P<month>MONTH) DOT? (?P<day>{day}) (?: COMMA? (?P<year>{year}) )? )",
        _read_part_of,
    ),
    Rule(
        "early hours",
        "THE? (?P<early>EARLY | LATE) HYPHEN? (?: PART )? CLOCKUNITS (?: OF THE? (?: PART | (?P<weekday>WEEKDAY) | (?P<today>TODAY) ) PART? )?",
        _read_early_hours,
    ),
    Rule("part alone", "THE (?P<part>PART)", _read_part_alone),
)
