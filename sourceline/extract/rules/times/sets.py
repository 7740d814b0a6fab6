"""Times that return: every Monday, daily, twice a year, each quarter."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.durations import RATE_BEFORE, read_unit, write_duration
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.numbers import read_number
from sourceline.extract.rules.times.reading import Reading, read_set
from sourceline.extract.rules.times.scene import Scene

# "LA Weekly", "the China Daily" are newspapers.
_NAME = re.compile(r"\b[A-Z]\w*\s+$")


def _read_every_unit(found: Found, _scene: Scene) -> Reading | None:
    unit, clock = read_unit(found)
    count = (
        read_number(found, "count") if found.has("count") else 2.0 if found.has("other") else 1.0
    )
    return read_set(write_duration(count, unit, clock=clock))


def _read_every_weekday(found: Found, _scene: Scene) -> Reading | None:
    part = f"T{found.value('part')}" if found.has("part") else ""
    return read_set(f"XXXX-WXX-{found.int_value('weekday')}{part}")


def _read_every_month(found: Found, _scene: Scene) -> Reading | None:
    day = f"-{found.int_value('day'):02d}" if found.has("day") else ""
    return read_set(f"XXXX-{found.int_value('month'):02d}{day}")


def _read_every_season(found: Found, _scene: Scene) -> Reading | None:
    return read_set(f"XXXX-{found.value('season')}")


def _read_every_part(found: Found, _scene: Scene) -> Reading | None:
    return read_set(f"XXXX-XX-XXT{found.value('part')}")


def _read_adverb(found: Found, scene: Scene) -> Reading | None:
    if RATE_BEFORE.search(found.text_before(14)):
        return None  # part of a figure
    if _NAME.search(found.text_before(24)) and scene.text[found.start].isupper():
        return None
    return read_set(str(found.value("adverb")))


def _read_rate(found: Found, _scene: Scene) -> Reading | None:
    unit, clock = read_unit(found)
    return read_set(write_duration(1.0, unit, clock=clock))


EVERY = "(?: EVERY | EACH )"

RULES = (
    Rule(
        "every unit",
        f"{EVERY} (?: (?P<other>OTHER) | (?P<count>{{count}}) )? (?: AND EVERY )? (?P<unit>{{allunits}})",
        _read_every_unit,
    ),
    Rule(
        "every weekday", f"{EVERY} OTHER? (?P<weekday>WEEKDAY) (?P<part>PART)?", _read_every_weekday
    ),
    Rule("weekdays", "(?P<weekday>WEEKDAYS) (?P<part>PARTS)?", _read_every_weekday),
    Rule("weekday parts", "(?P<weekday>WEEKDAY) (?P<part>PARTS)", _read_every_weekday),
    Rule("every month", f"{EVERY} (?P<month>MONTH) (?P<day>{{day}})?", _read_every_month),
    Rule("every season", f"{EVERY} (?P<season>SEASON)", _read_every_season),
    Rule("every part", f"{EVERY} (?P<part>PART)", _read_every_part),
    Rule("adverb", "(?P<adverb>ADVERB)", _read_adverb),
    Rule("times a unit", "(?: ONCE A | ONCE? PER ) (?P<unit>UNIT | CLOCKUNIT)", _read_rate),
)
