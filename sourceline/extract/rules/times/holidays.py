"""Named days with a fixed or computable date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point
from sourceline.extract.rules.times.reading import Reading, read_date
from sourceline.extract.rules.times.scene import Scene


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The `count`-th weekday (Monday 1) of a month; -1 is the last."""
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    following = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return following - timedelta(days=(following.isoweekday() - weekday) % 7)


# Name → month-day, or (month, weekday, count), or days from Easter.
DAYS: dict[str, str | tuple[int, int, int] | int] = {
    "new year day": "01-01",
    "new year eve": "12-31",
    "christmas": "12-25",
    "christmas day": "12-25",
    "christmas eve": "12-24",
    "xmas": "12-25",
    "halloween": "10-31",
    "boxing day": "12-26",
    "independence day": "07-04",
    "veterans day": "11-11",
    "veteran day": "11-11",
    "armistice day": "11-11",
    "bastille day": "07-14",
    "valentine day": "02-14",
    "groundhog day": "02-02",
    "juneteenth": "06-19",
    "anzac day": "04-25",
    "earth day": "04-22",
    "canada day": "07-01",
    "australia day": "01-26",
    "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4),
    "memorial day": (5, 1, -1),
    "election day": (11, 1, 1),  # of the United States: the day after the first Monday
    "labor day": (9, 1, 1),
    "labour day": (9, 1, 1),
    "columbus day": (10, 1, 2),
    "martin luther king day": (1, 1, 3),
    "mother day": (5, 7, 2),
    "father day": (6, 7, 3),
    "easter": 0,
    "easter day": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "good friday": -2,
    "palm sunday": -7,
    "ash wednesday": -46,
}


def day_of(name: str, year: int) -> date:
    """The date of a named day in a year."""
    rule = DAYS[name]
    if isinstance(rule, str):
        return date(year, int(rule[:2]), int(rule[3:]))
    if isinstance(rule, int):
        return easter(year) + timedelta(days=rule)
    day = nth_weekday(year, *rule)
    return day + timedelta(days=1) if name == "election day" else day


# "Johnnie Christmas", "Merry Christmas" name no day.
_NAME_BEFORE = re.compile(
    r"\b(?!(?:Last|Next|This|On|By|At|For|In|Until|Since|Before|After|Every|Each|The|And|From|To)\b)"
    r"[A-Z]\w+[ \t]+$"
)


def _read_holiday(found: Found, scene: Scene) -> Reading | None:
    words = [word for word in found.words("name") if word not in ("'s", "’s", "'")]
    name = " ".join(words)
    if name not in DAYS or _NAME_BEFORE.search(found.text_before(24)):
        return None
    if found.has("year"):
        year, anchor = found.int_value("year"), None
        if not 1583 <= year <= 2199:
            return None
    else:
        base = scene.spoken if scene.narrative and scene.spoken else scene.now
        if base is None or not 1583 <= base.year <= 2199:
            return None
        year, anchor = _nearest_year(found, scene, name, base), base
    day = day_of(name, year)
    return read_date(Point(day.year, day.month, day.day), anchor)


def _nearest_year(found: Found, scene: Scene, name: str, base: Point) -> int:
    today = base.date
    if today is None or scene.narrative:
        return base.year
    words = found.words("rel") if found.has("rel") else []
    this = day_of(name, base.year)
    if "last" in words:
        return base.year if this < today else base.year - 1
    if "next" in words:
        return base.year if this > today else base.year + 1
    if "this" in words:
        return base.year
    tense = scene.tense(found)
    years = range(base.year - 1, base.year + (1 if tense == "past" else 2))
    return min(years, key=lambda year: abs((day_of(name, year) - today).days))


RULES = (
    Rule(
        "holiday",
        "(?P<rel>LAST | NEXT | THIS)? (?P<name>HOLIDAY (?: UNIT | EVE | WEEKDAY )? | NEW UNIT POSSESSIVE (?: UNIT | EVE )"
        " | NAMED POSSESSIVE? UNIT | GOOD WEEKDAY ) (?: COMMA? (?P<year>{year}) )?",
        _read_holiday,
    ),
)
