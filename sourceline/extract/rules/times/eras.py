"""Years before and after Christ: 44 BC, c. 466 BC, 490–480 BC, AD 79, August 480 BC."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point
from sourceline.extract.rules.times.reading import Reading, read_date
from sourceline.extract.rules.times.scene import Scene

_DATED = re.compile(r"\b(?:in|by|since|until|from|early|late|of|after|before)\s+$", re.IGNORECASE)
# A count has its noun behind it ("270 ships"); a year has a comma or a small word.
_NOUN_AFTER = re.compile(
    r"[,\d]*\s+(?!(?:and|to|when|until|as|the|after|before|by|with|in|was|but|at)\b)[a-z]"
)


def _about(found: Found) -> str | None:
    return "about" if found.has("approx") else None


def _read_before(found: Found, _scene: Scene) -> Sequence[Reading] | Reading | None:
    year = found.int_value("year")
    last = read_date(Point(1 - year, 1, 1, "Y"), None, _about(found))
    if not found.has("first"):
        return last
    first = found.int_value("first")
    if first <= year:
        return None
    spans = found.span("first"), (found.span("year")[0], found.end)
    values = f"BC{first:04d}", f"BC{year:04d}"
    return [Reading(type="DATE", value=v, span=s) for v, s in zip(values, spans, strict=True)]


def _read_day_before(found: Found, _scene: Scene) -> Reading | None:
    year, month = 1 - found.int_value("year"), found.int_value("month")
    if found.has("day"):
        return read_date(Point(year, month, found.int_value("day")))
    return read_date(Point(year, month, 1, "M"), None, found.mod)


def _read_bare(found: Found, scene: Scene) -> Reading | None:
    """ "in 492", where the text has spoken of years before Christ."""
    if not scene.before_christ or not _DATED.search(found.text_before(10)):
        return None
    if _NOUN_AFTER.match(found.text_after(24)):
        return None
    return read_date(Point(1 - found.int_value("year"), 1, 1, "Y"), None, found.mod)


def _read_after(found: Found, _scene: Scene) -> Reading | None:
    return read_date(Point(found.int_value("year"), 1, 1, "Y"), None, _about(found))


APPROX = "(?P<approx>CIRCA DOT? | ABOUT)?"

RULES = (
    Rule(
        "before christ",
        f"{APPROX} (?: (?P<first>{{digits}}) (?: HYPHEN | TO | AND ) )? (?P<year>{{digits}}) BC",
        _read_before,
    ),
    Rule(
        "day before christ",
        "(?P<mod>{mod})? (?: THE? (?P<day>{day}) OF? )? (?P<month>MONTH) COMMA? (?P<year>{digits}) BC",
        _read_day_before,
    ),
    Rule("bare year before christ", "(?P<mod>{mod})? (?P<year>THREEDIGITS)", _read_bare),
    Rule("anno domini", f"{APPROX} AD (?P<year>{{digits}})", _read_after),
    Rule("anno domini behind", f"{APPROX} (?P<year>{{digits}}) AD", _read_after),
)
