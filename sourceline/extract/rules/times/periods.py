"""Seasons, quarters and halves of a year, and the periods of financial reports."""

from __future__ import annotations

import re
from dataclasses import replace

from sourceline.extract.rules.times.days import OF_YEAR
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.durations import write_duration
from sourceline.extract.rules.times.numbers import read_number
from sourceline.extract.rules.times.points import SEASON_MONTHS, Point, coarsen, move, write_value
from sourceline.extract.rules.times.reading import Reading, read_date
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.years import read_relative_year


def _season(
    year: int, season: str, scene: Scene, found: Found, *, relative: bool = True
) -> Reading:
    return Reading(
        type="DATE",
        value=f"{year:04d}-{season}",
        mod=found.mod,
        basis="relative" if relative else "stated",
        anchor=scene.now if relative else None,
    )


def _read_season_year(found: Found, scene: Scene) -> Reading | None:
    season = str(found.value("season"))
    if found.has("rel"):
        year = read_relative_year(found, scene)
        return _season(year.year, season, scene, found) if year else None
    return _season(found.int_value("year"), season, scene, found, relative=False)


def _read_season(found: Found, scene: Scene) -> Reading | None:
    season = str(found.value("season"))
    rel = found.words("rel") if found.has("rel") else []
    if not rel and not _is_season(found):
        return None
    year = _season_year(found, scene, season, rel)
    if year is None:
        return Reading(type="DATE", value=f"XXXX-{season}", spoken=False)
    return _season(year, season, scene, found)


def _is_season(found: Found) -> bool:
    """ "in the fall", "summer" are seasons; "a fall", "fall in prices", "spring from" are not."""
    before, after = found.text_before(20).lower(), found.text_after(12)
    word = found.word("season")
    if re.search(r"\b(?:a|an|no|to|will|would|could|may|might|and|hot|that)\s+$", before):
        return False
    if word in ("fall", "spring"):
        return bool(
            re.search(
                r"\b(?:in|by|since|until|during|early|late|mid|of|for|through|before|after)[\s-]+(?:the\s+)?(?:early\s+|late\s+)?$",
                before,
            )
        ) and not re.match(r"\s+(?:of (?!\d)|in |from )", after)
    return bool(
        re.search(
            r"\b(?:in|by|since|until|during|early|late|mid|of|for|through|before|after|the|over|throughout)[\s-]+(?:the\s+)?$",
            before,
        )
    )


def _season_year(found: Found, scene: Scene, season: str, rel: list[str]) -> int | None:
    base = scene.spoken if scene.narrative and scene.spoken else scene.now
    if base is None:
        return None
    month = SEASON_MONTHS[season]
    if scene.narrative and not rel:
        return base.year + (
            1
            if season in ("SP", "WI")
            and base.month >= 9
            and base.unit in ("D", "M")
            and season == "SP"
            else 0
        )
    if "last" in rel or "past" in rel or "previous" in rel:
        passed = base.month > month + 2
        return base.year if passed else base.year - 1
    if "next" in rel or "coming" in rel or "following" in rel:
        return base.year if base.month < month else base.year + 1
    if rel:
        return base.year
    tense = scene.tense(found)
    if tense == "future":
        return base.year if base.month <= month + 2 else base.year + 1
    return base.year if base.month >= month else base.year - 1


def _quarter_number(found: Found) -> int:
    return found.int_value("number")


def _read_quarter_year(found: Found, scene: Scene) -> Reading | None:
    number = _quarter_number(found)
    if not 1 <= number <= 4:
        return None
    if found.has("rel"):
        year = read_relative_year(found, scene)
        return read_date(Point(year.year, number * 3 - 2, 1, "Q"), scene.now) if year else None
    return read_date(Point(found.int_value("year"), number * 3 - 2, 1, "Q"))


def _read_quarter(found: Found, scene: Scene) -> Reading | None:
    """ "the third quarter": of this year, unless that lies ahead and the verb looks back."""
    number, now = _quarter_number(found), scene.now
    if not 1 <= number <= 4 or now is None:
        return None
    near = scene.spoken_near(found)
    point = Point(now.year, number * 3 - 2, 1, "Q")
    if near and near.year != now.year and near.unit == "Y" and scene.narrative:
        return read_date(point._replace(year=near.year), scene.now)
    ahead = point.month - now.month
    tense = scene.tense(found)
    if ahead > 0 and (tense == "past" or ahead > 6):
        point = point._replace(year=now.year - 1)
    if ahead < -5 and tense == "future":
        point = point._replace(year=now.year + 1)
    return read_date(point, scene.now)


def _read_this_quarter(found: Found, scene: Scene) -> Reading | None:
    """ "the quarter", "the latest period": the one last spoken of, else the one last completed."""
    rel = found.words("rel")
    if found.word("what") == "period" and scene.period is None:
        return None
    if {"last", "previous"} & set(rel):
        return _as_date(scene.shift_now("Q", -1), scene)
    if "next" in rel or "coming" in rel:
        return _as_date(scene.shift_now("Q", 1), scene)
    if "this" in rel or "current" in rel:
        return _as_date(scene.shift_now("Q", 0), scene)
    if scene.period is not None:
        return _as_date(scene.period, scene)
    return _as_date(scene.shift_now("Q", -1), scene)


def _as_date(point: Point | None, scene: Scene) -> Reading | None:
    return read_date(point, scene.now) if point else None


def _read_year_ago(found: Found, scene: Scene) -> Reading | None:
    """ "a year ago" beside a quarter's result means that quarter a year before."""
    if found.has("count"):
        value = write_duration(read_number(found, "count"), str(found.value("unit")), clock=False)
        return Reading(type="DURATION", value=value, spoken=False)
    if scene.period_value and scene.period_value.startswith("P") and found.has("what"):
        return Reading(
            type="DURATION", value=scene.period_value, basis="relative", anchor=scene.now
        )
    base = scene.period
    if base is None or scene.period_value:
        return _as_date(scene.shift_now("Y", -1), scene)
    point = move(base, "M", -12)
    return replace(read_date(coarsen(point, base.unit), base), compared=True) if point else None


def _read_year_period(found: Found, scene: Scene) -> Reading | None:
    """ "the 1989 period", "the 1988 quarter": that of the year, of the quarter spoken of."""
    year = found.int_value("year")
    if scene.period is None or scene.period_value:
        return read_date(Point(year, 1, 1, "Y"))
    return replace(read_date(scene.period._replace(year=year)), compared=True)


def _read_half(found: Found, scene: Scene) -> Reading | None:
    words = found.words("half")
    number = 1 if "first" in words else 2
    if found.has("year"):
        return read_date(Point(found.int_value("year"), number * 6 - 5, 1, "H"))
    if found.has("rel"):
        year = read_relative_year(found, scene)
        return read_date(Point(year.year, number * 6 - 5, 1, "H"), scene.now) if year else None
    if found.has("decade"):
        decade = found.int_value("decade")
        return read_date(
            Point(decade if decade > 100 else 1900 + decade, 1, 1, "E"),
            None,
            "start" if number == 1 else "end",
        )
    now = scene.now
    if now is None:
        return None
    year_number = (
        now.year - 1 if number == 2 and now.month < 7 and scene.tense(found) == "past" else now.year
    )
    return read_date(Point(year_number, number * 6 - 5, 1, "H"), scene.now)


def _read_fiscal(found: Found, scene: Scene) -> Reading | None:
    year = found.int_value("year")
    if year < 100:
        year += 2000 if year < 70 else 1900
    return read_date(Point(year, 1, 1, "Y"))


REL = "(?P<rel>LAST | NEXT | THIS (?: PAST | COMING )? | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING | CURRENT | LATEST | LAST | NEXT ) | THE )"

RULES = (
    Rule(
        "season year",
        f"(?P<mod>{{mod}})? THE? (?P<season>SEASON) (?: OF? COMMA? (?P<year>{{year}}) | {OF_YEAR} )",
        _read_season_year,
    ),
    Rule("year season", "THE? (?P<year>{year}) (?P<season>SEASON)", _read_season_year),
    Rule(
        "season",
        "(?P<mod>{mod})? (?: (?P<rel>LAST | NEXT | THIS (?: PAST | COMING )? | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING ) | EACH ) | THE )? (?P<mod2>{mod})? (?P<season>SEASON)",
        _read_season,
    ),
    Rule(
        "quarter of year",
        f"THE? FISCAL? (?P<number>ORDINAL | DAYTH) HYPHEN? QUARTER (?: OF? THE? FISCAL? UNIT? (?P<year>{{year}}) | {OF_YEAR} )",
        _read_quarter_year,
    ),
    Rule(
        "year's quarter",
        "THE? (?P<year>{year}) POSSESSIVE? FISCAL? (?P<number>ORDINAL | DAYTH) HYPHEN? QUARTER",
        _read_quarter_year,
    ),
    Rule(
        "last year's quarter",
        "(?P<rel>LAST | THIS | NEXT) UNIT POSSESSIVE? (?P<number>ORDINAL | DAYTH) HYPHEN? QUARTER",
        _read_quarter_year,
    ),
    Rule(
        "quarter code with year",
        "(?P<number>QUARTERCODE) OF? (?: FISCAL UNIT? )? (?P<year>{year})",
        _read_quarter_year,
    ),
    Rule("quarter code", "THE? (?P<number>QUARTERCODE)", _read_quarter),
    Rule(
        "quarter",
        "(?: THE (?: LATEST | CURRENT | FISCAL | SAME )? | A )? FISCAL? (?P<number>ORDINAL | DAYTH) HYPHEN? FISCAL? QUARTER (?: OF THE FISCAL? UNIT )?",
        _read_quarter,
    ),
    Rule("this quarter", f"{REL} FISCAL? (?P<what>QUARTER | PERIOD)", _read_this_quarter),
    Rule(
        "year-ago period",
        "(?: THE | A )? UNIT HYPHEN (?: AGO | EARLIER | BEFORE ) (?: (?P<what>PERIOD | QUARTER) | (?P<count>{count}) (?P<unit>UNITS) )?",
        _read_year_ago,
    ),
    Rule("year's period", "THE (?P<year>{year}) (?: QUARTER | PERIOD )", _read_year_period),
    Rule(
        "half",
        f"THE? (?P<half>ORDINAL | LAST | LATTER) HYPHEN? HALF (?: OF? (?: (?P<year>{{year}}) | {OF_YEAR} | THE? (?P<decade>DECADE) | THE UNIT ) )?",
        _read_half,
    ),
    Rule("fiscal code", "(?P<year>FISCALCODE)", _read_fiscal),
)
