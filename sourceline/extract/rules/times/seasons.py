"""Seasons, with or without their year: spring 2020, last fall, in the summer."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.days import OF_YEAR
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import SEASON_MONTHS, Point
from sourceline.extract.rules.times.reading import Reading, read_vague
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.years import full_year, read_relative_year

_VERB_OR_NOUN = re.compile(r"\b(?:a|an|no|to|will|would|could|may|might|and|hot|that)\s+$")
_PREPOSITION = (
    r"\b(?:in|by|since|until|during|early|late|mid|of|for|through|before|after{more})[\s-]+"
)
_BEFORE_SEASON = re.compile(
    _PREPOSITION.replace("{more}", "|the|over|throughout") + r"(?:the\s+)?$"
)
# "fall" and "spring" are also what prices and leaves do.
_BEFORE_FALL = re.compile(_PREPOSITION.replace("{more}", "") + r"(?:the\s+)?(?:early\s+|late\s+)?$")
_FALL_OF = re.compile(r"\s+(?:of (?!\d)|in |from )")


def _read_season_year(found: Found, scene: Scene) -> Reading | None:
    season = str(found.value("season"))
    if not found.has("rel"):
        year = found.int_value("year")
        return _season(found, full_year(year, scene) if year < 100 else year, season, None)
    point = read_relative_year(found, scene)
    return _season(found, point.year, season, scene.now) if point else None


def _season(found: Found, year: int, season: str, anchor: Point | None) -> Reading:
    value = f"{year:04d}-{season}" if year > 0 else f"BC{1 - year:04d}-{season}"
    return Reading(
        type="DATE",
        value=value,
        mod=found.mod,
        basis="relative" if anchor else "stated",
        anchor=anchor,
    )


def _read_season(found: Found, scene: Scene) -> Reading | None:
    season, rel = str(found.value("season")), frozenset(found.words("rel"))
    if not rel and not _is_season(found):
        return None
    base = scene.year_anchor
    if base is None:
        return read_vague(f"XXXX-{season}")
    return _season(found, _season_year(found, scene, base, rel), season, base)


def _is_season(found: Found) -> bool:
    """ "in the fall", "summer" are seasons; "a fall", "fall in prices", "spring from" are not."""
    before, after = found.text_before(20).lower(), found.text_after(12)
    name = found.tokens.text[found.span("season")[0]].isupper() and before.endswith(("of ", "for "))
    if name or _VERB_OR_NOUN.search(before):
        return False
    if found.word("season") in ("fall", "spring"):
        return bool(_BEFORE_FALL.search(before)) and not _FALL_OF.match(after)
    return bool(_BEFORE_SEASON.search(before))


def _season_year(found: Found, scene: Scene, base: Point, rel: frozenset[str]) -> int:
    """The year of a season without one; a tale in its autumn comes next to the spring after."""
    season = str(found.value("season"))
    month, year = SEASON_MONTHS[season], base.year
    if rel & {"last", "past", "previous"}:
        return year if base.month > month + 2 else year - 1
    if rel & {"next", "coming", "following"}:
        return year if base.month < month else year + 1
    if rel:
        return year
    if scene.narrative:
        return year + (season == "SP" and base.month >= 9 and base.unit in ("D", "M"))
    if scene.tense(found) == "future":
        return year if base.month <= month + 2 else year + 1
    return year if base.month >= month else year - 1


RULES = (
    Rule(
        "season year",
        f"(?P<mod>{{mod}})? THE? (?P<season>SEASON) (?: OF? COMMA? (?P<year>{{year}} | SHORTYEAR) | {OF_YEAR} )",
        _read_season_year,
    ),
    Rule("year season", "THE? (?P<year>{year}) (?P<season>SEASON)", _read_season_year),
    Rule(
        "season",
        "(?P<mod>{mod})? (?: (?P<rel>LAST | NEXT | THIS (?: PAST | COMING )?"
        " | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING ) | EACH ) | THE )? {mod}? (?P<season>SEASON)",
        _read_season,
    ),
)
