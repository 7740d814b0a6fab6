"""Quarters and halves of a year, and the periods of financial reports."""

from __future__ import annotations

import re
from dataclasses import replace

from sourceline.extract.rules.times.days import OF_YEAR
from sourceline.extract.rules.times.durations import write_duration
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.numbers import read_number
from sourceline.extract.rules.times.points import Point, coarsen, move
from sourceline.extract.rules.times.reading import Reading, read_date, read_length
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.years import read_relative_year

# Games have quarters and halves too; a half of the year is spoken of with money or trade.
_GAME = re.compile(
    r"\b(?:scor\w+|goals?|touchdowns?|yards?|passe[ds]|kick\w*|team|coach|match|game|halftime|"
    r"players?|rebounds?|penalty|fans)\b",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:profits?|sales|earn\w*|revenues?|results?|income|loss\w*|dividend|growth|econom\w+|output|"
    r"exports?|imports?|fiscal|orders|shipments|net\b|trade|prices|GDP|inflation|production|spending|"
    r"million|billion|percent|%)",
    re.IGNORECASE,
)


def _around(found: Found) -> str:
    return found.text_before(120) + found.text_after(120)


def _is_game(found: Found) -> bool:
    text = _around(found)
    return bool(_GAME.search(text)) and not _BUSINESS.search(text)


def _quarter(year: int, number: int) -> Point:
    return Point(year, number * 3 - 2, 1, "Q")


def _read_quarter_year(found: Found, scene: Scene) -> Reading | None:
    number = found.int_value("number")
    if not 1 <= number <= 4:
        return None
    if not found.has("rel"):
        return read_date(_quarter(found.int_value("year"), number))
    year = read_relative_year(found, scene)
    return read_date(_quarter(year.year, number), scene.now) if year else None


def _read_quarter(found: Found, scene: Scene) -> Reading | None:
    """ "the third quarter": of this year, unless that lies ahead and the verb looks back."""
    number, now = found.int_value("number"), scene.now
    if not 1 <= number <= 4 or now is None or _is_game(found):
        return None
    near = scene.spoken_near(found)
    if scene.narrative and near and near.unit == "Y":
        return read_date(_quarter(near.year, number), near)
    point, tense = _quarter(now.year, number), scene.tense(found)
    ahead = point.month - now.month
    if ahead > 6 or (ahead > 0 and tense == "past"):
        point = point._replace(year=now.year - 1)
    elif ahead < -5 and tense == "future":
        point = point._replace(year=now.year + 1)
    return read_date(point, now)


def _read_this_quarter(found: Found, scene: Scene) -> Reading | None:
    """ "the quarter", "the latest period": the one reported, else the one last completed."""
    rel = frozenset(found.words("rel"))
    if found.word("what") == "period" and scene.period is None and "latest" not in rel:
        return None
    if found.text_after(4) == "-to-":
        return None  # "the quarter-to-quarter comparison"
    if rel & {"next", "coming"}:
        point = scene.shift_now("Q", 1)
    elif rel & {"this", "current"}:
        point = scene.shift_now("Q", 0)
    elif rel & {"last", "previous"} or scene.period is None:
        point = scene.shift_now("Q", -1)
    else:
        point = scene.period
    return read_date(point, scene.now) if point else None


def _read_year_ago(found: Found, scene: Scene) -> Reading | None:
    """ "the year-ago quarter": beside a quarter's result, that quarter a year before."""
    if found.has("count"):
        unit = str(found.value("unit"))
        return read_length(write_duration(read_number(found, "count"), unit, clock=False))
    if scene.months_reported and found.has("what"):
        reading = read_length(scene.months_reported)
        return replace(reading, basis="relative", anchor=scene.now)
    return read_year_ago(scene)


def _read_quarter_year_ago(_found: Found, scene: Scene) -> Reading | None:
    """ "the quarter a year ago"."""
    return read_year_ago(scene)


def read_year_ago(scene: Scene) -> Reading | None:
    """ "a year ago": of the quarter reported that quarter a year before, else last year."""
    if scene.period is None or scene.months_reported:
        point = scene.shift_now("Y", -1)
        return read_date(point, scene.now) if point else None
    before = move(scene.period, "M", -12)
    if before is None:
        return None
    return replace(read_date(coarsen(before, scene.period.unit), scene.period), compared=True)


def _read_year_period(found: Found, scene: Scene) -> Reading | None:
    """ "the 1989 period", "the 1988 quarter": that of the year, of the quarter spoken of."""
    year = found.int_value("year")
    if scene.period is None or scene.months_reported:
        return read_date(Point(year, 1, 1, "Y"))
    return replace(read_date(scene.period._replace(year=year)), compared=True)


def _half_of(whole: Point, *, first: bool) -> Reading:
    """Half a decade or century: TIMEX3 gives the whole, EDTF the years it is one of."""
    size = 5 if whole.unit == "E" else 50
    begin = whole.year + (0 if first else size)
    return replace(read_date(whole), edtf=f"[{begin:04d}..{begin + size - 1:04d}]")


def _read_half(found: Found, scene: Scene) -> Reading | None:
    """ "the first half of 1989", "the second half", "the last half of the '80s"."""
    first = "first" in found.words("half")
    month, now = 1 if first else 7, scene.now
    if found.has("decade"):
        decade = found.int_value("decade")
        return _half_of(Point(decade + (1900 if decade < 100 else 0), 1, 1, "E"), first=first)
    if found.has("century"):
        return _half_of(Point((found.int_value("century") - 1) * 100, 1, 1, "C"), first=first)
    if found.has("year"):
        return read_date(Point(found.int_value("year"), month, 1, "H"))
    if found.has("rel"):
        year = read_relative_year(found, scene)
        return read_date(Point(year.year, month, 1, "H"), now) if year else None
    if now is None or _is_game(found) or not _BUSINESS.search(_around(found)):
        return None
    gone = not first and now.month < 7 and scene.tense(found) == "past"
    return read_date(Point(now.year - gone, month, 1, "H"), now)


def _read_fiscal(found: Found, _scene: Scene) -> Reading | None:
    year = found.int_value("year")
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return read_date(Point(year, 1, 1, "Y"))


NUMBER = "(?P<number>ORDINAL | DAYTH)"

RULES = (
    Rule(
        "quarter of year",
        f"THE? FISCAL? {NUMBER} HYPHEN? QUARTER (?: OF? THE? FISCAL? UNIT? (?P<year>{{year}}) | {OF_YEAR} )",
        _read_quarter_year,
    ),
    Rule(
        "year's quarter",
        f"THE? (?P<year>{{year}}) POSSESSIVE? FISCAL? {NUMBER} HYPHEN? QUARTER",
        _read_quarter_year,
    ),
    Rule(
        "last year's quarter",
        f"(?P<rel>LAST | THIS | NEXT) UNIT POSSESSIVE? {NUMBER} HYPHEN? QUARTER",
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
        f"(?: THE (?: LATEST | CURRENT | FISCAL | SAME )? | A )? FISCAL? {NUMBER} HYPHEN? FISCAL?"
        " QUARTER (?: OF THE FISCAL? UNIT )?",
        _read_quarter,
    ),
    Rule(
        "this quarter",
        "(?P<rel>LAST | NEXT | THIS (?: PAST | COMING )?"
        " | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING | CURRENT | LATEST | LAST | NEXT ) | THE )"
        " FISCAL? (?P<what>QUARTER | PERIOD)",
        _read_this_quarter,
    ),
    Rule(
        "year-ago period",
        "(?: THE | A )? UNIT HYPHEN (?: AGO | EARLIER | BEFORE )"
        " (?: (?P<what>PERIOD | QUARTER) | (?P<count>{count}) (?P<unit>UNITS) )?",
        _read_year_ago,
    ),
    Rule(
        "quarter a year ago",
        "THE (?: QUARTER | PERIOD ) A UNIT (?: AGO | EARLIER | BEFORE )",
        _read_quarter_year_ago,
    ),
    Rule("year's period", "THE (?P<year>{year}) (?: QUARTER | PERIOD )", _read_year_period),
    Rule(
        "half",
        "THE? (?P<half>ORDINAL | LAST | LATTER) HYPHEN? HALF"
        f" (?: OF? (?P<year>{{year}}) | {OF_YEAR} | OF THE? (?P<decade>DECADE)"
        " | OF THE? (?P<century>DAYTH | ORDINAL) HYPHEN? UNIT | OF THE UNIT )?",
        _read_half,
    ),
    Rule("fiscal code", "(?P<year>FISCALCODE)", _read_fiscal),
)
