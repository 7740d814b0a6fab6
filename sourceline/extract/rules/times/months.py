"""Months, with or without their year: March 2024, last March, in May, mid-August, Aug '22."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.days import OF_YEAR
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point
from sourceline.extract.rules.times.reading import Reading, read_date, read_vague
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.years import full_year, read_relative_year

# Months whose names are also names of people or other words.
_AMBIGUOUS = frozenset({"may", "march", "april", "june", "august", "mar", "jan"})
_TIMELY = re.compile(
    r"\b(?:in|since|by|until|till|through|during|from|to|between|and|or|of|for|before|after|last|"
    r"next|this|past|early|late|mid|each|every|around|about|the|on|a|previous|following|that|"
    r"earlier|later|than|end)[ \t\n]+$|[-–—(,]\s*$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    r"['’]s?\b|[ \t]+(?!(?:I|It|The|A|An|He|She|They|We|In|On|At)\b)[A-Z][a-z]+"
)


def _read_month_year(found: Found, scene: Scene) -> Reading | None:
    month = found.int_value("month")
    if not found.has("rel"):
        return read_date(Point(found.int_value("year"), month, 1, "M"), None, found.mod)
    year = read_relative_year(found, scene)
    return read_date(Point(year.year, month, 1, "M"), scene.now, found.mod) if year else None


def _read_month_short_year(found: Found, scene: Scene) -> Reading | None:
    year = full_year(found.int_value("year"), scene)
    return read_date(Point(year, found.int_value("month"), 1, "M"), None, found.mod)


def _read_month(found: Found, scene: Scene) -> Reading | None:
    month = found.int_value("month")
    if not found.has("mod") and not found.has("rel") and not _is_month(found):
        return None
    rel = frozenset(found.words("rel"))
    point = _relative_month(scene, month, rel) or scene.nearest(found, month)
    if point is None:
        return read_vague(f"XXXX-{month:02d}")
    return read_date(point, scene.year_anchor, found.mod, year_taken=not rel)


def _relative_month(scene: Scene, month: int, rel: frozenset[str]) -> Point | None:
    """ "last March", "next May"; None for a plain month and where a tale sets the year."""
    now = scene.now
    if now is None or not rel or (scene.narrative and rel & {"previous", "following"}):
        return None
    year = now.year
    if rel & {"last", "past", "previous"}:
        # "Last February" is seldom said in March: then the one before is meant.
        year -= not month < now.month - ("last" in rel)
    elif rel & {"next", "coming", "following"}:
        year += month <= now.month
    return Point(year, month, 1, "M")


def _is_month(found: Found) -> bool:
    """Whether a bare month name is one, and no person (April), verb (May) or act (March)."""
    word, after, before = found.word("month"), found.text_after(24), found.text_before(30)
    timely = bool(_TIMELY.search(before))
    if word not in _AMBIGUOUS:
        return len(word) > 3 or after[:1] == "." or timely
    if not timely or _NAME_AFTER.match(after):
        return False
    return word not in ("march", "mar") or not re.match(r"\s+(?:on|to|of|through|in)\b", after)


RULES = (
    Rule(
        "month year",
        "(?P<mod>{mod})? (?P<month>MONTH) DOT?"
        f" (?: COMMA? POSSESSIVE? OF? (?P<year>{{year}}) | COMMA? {OF_YEAR} )",
        _read_month_year,
    ),
    Rule(
        "month short year",
        "(?P<mod>{mod})? (?P<month>MONTH) DOT? COMMA? OF? (?P<year>SHORTYEAR)",
        _read_month_short_year,
    ),
    Rule(
        "month",
        "(?P<rel>LAST | NEXT | THIS (?: PAST | COMING )? | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING ) )?"
        " (?P<mod>{mod})? LAST? (?P<month>MONTH)",
        _read_month,
    ),
)
