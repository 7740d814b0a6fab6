"""Years, decades and centuries: 1989, '89, fiscal 1990, 1939–45, the late 1980s, the 19th century."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point
from sourceline.extract.rules.times.reading import Reading, read_date
from sourceline.extract.rules.times.scene import Scene

# A number of four digits before one of these counts things; it is no year.
COUNTED = re.compile(
    r"[ \n-](?:years?[ -]old|years|months|weeks|days|hours|people|persons|men|women|children|troops|soldiers|workers|employees|jobs|students|"
    r"members|votes|voters|points?|shares|dollars|pounds|euros|francs|marks|yen|miles|km|kilomet\w+|"
    r"met(?:er|re)s?|feet|foot|yards|inches|acres|hectares|tons?|tonnes|barrels|gallons|lit(?:er|re)s|"
    r"degrees|percent|per cent|copies|pages|units|items|homes|houses|rooms|seats|ships|aircraft|"
    r"planes|tanks|guns|prisoners|casualties|deaths|dead|wounded|refugees|families|passengers|"
    r"square|cubic|sq|kg|g|mm|cm|m|mph|rpm|hp|kw|mw|megawatts?|watts|volts|calories|words|times|"
    r"bushels|ounces|carats|or more|or so|million|billion|cars|vehicles|companies|stores|others|"
    r"different|additional|more|civilians|officers|infantry|cavalry|horses|fighters|rebels|"
    r"militia\w*|strong|Americans|British|Germans|French|Italians|Russians|Japanese|Chinese)\b"
)
# Outside of 1700 to 2059 a number is a year only after one of these.
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|through|during|from|to|between|and|or|of|for|before|after|"
    r"early|late|mid|around|about|circa|year|the|fiscal|calendar|than|again|"
    r"election|season|its|his|their|our)|[(\[,;–—-])\s*['\"“]?$",
    re.IGNORECASE,
)
# Before these a number is a number: page, flight and telephone numbers, and counts.
_NUMBERED = re.compile(
    r"(?:\d[-–]|\b(?:Nos?|pp?|[Vv]ol|[Ff]light|Route|Highway|[Rr]oom|[Pp]age|number|nearly|some|"
    r"than|least|over|only|almost)\.?|#)\s*$"
)
_SHORT_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|since|by|from|to|until|late|early|mid|for|and|the|summer|fall|spring|winter|"
    r"autumn|[A-Z][a-z]{2,8}\.?)\s*-?$"
)
# "in his thirties", "in the low twenties" are ages and degrees.
_NO_DECADE = re.compile(
    r"\b(?:his|her|their|its|my|in the (?:low|high|upper|mid))[\s-]+(?:early |late |mid-?)?$"
)


def full_year(number: int, scene: Scene) -> int:
    """The year of '89: the nearest one that is not far ahead of the text."""
    if scene.published is None:
        return number + (2000 if number < 50 else 1900)
    now = scene.published.year
    year = now // 100 * 100 + number
    return year - 100 if year > now + 15 else year


def read_relative_year(found: Found, scene: Scene) -> Point | None:
    """ "of last year", "of that year": the year meant by the group `rel`."""
    words = frozenset(found.words("rel"))
    if words & {"that", "same"}:
        return scene.shift_topic("Y", 0)
    back, ahead = words & {"last", "previous"}, words & {"next", "following"}
    return scene.shift_now("Y", -1 if back else 1 if ahead else 0)


def _read_year(found: Found, _scene: Scene) -> Reading | None:
    year = found.int_value("year")
    if not found.has("mod") and not found.has("lead") and not _is_year(found, year):
        return None
    return read_date(Point(year, 1, 1, "Y"), None, "about" if found.has("about") else found.mod)


def _is_year(found: Found, year: int) -> bool:
    after, before = found.text_after(24), found.text_before(24)
    joined = re.match(r"-(?!to\b|based\b)[a-z]", after, re.IGNORECASE)
    if COUNTED.match(after) or joined or _NUMBERED.search(before):
        return False
    if 1700 <= year <= 2059:
        return True
    return bool(_BEFORE_YEAR.search(before)) and (year % 100 != 0 or "in " in before[-4:].lower())


def _read_year_range(found: Found, _scene: Scene) -> Sequence[Reading] | None:
    """ "1989-90", "1939–1945": begin and end."""
    first, last = found.int_value("year"), found.int_value("last")
    last += first // 100 * 100 if last < 100 else 0
    if not first < last <= first + 200:
        return None
    return [
        Reading(type="DATE", value=f"{year:04d}", span=found.span(name))
        for name, year in (("year", first), ("last", last))
    ]


def _read_short_year(found: Found, scene: Scene) -> Reading | None:
    if not _SHORT_YEAR_BEFORE.search(found.text_before(12)):
        return None
    return read_date(Point(full_year(found.int_value("year"), scene), 1, 1, "Y"), None, found.mod)


def _read_spelled_year(found: Found, _scene: Scene) -> Reading | None:
    """ "nineteen ninety-six", "January nineteen ninety-seven"."""
    rest = sum(found.numbers("rest"))
    year = found.int_value("century") * 100 + rest
    if not 15 <= year // 100 <= 20 or rest < 10:
        return None
    if found.has("month"):
        return read_date(Point(year, found.int_value("month"), 1, "M"))
    return read_date(Point(year, 1, 1, "Y"))


def _read_spelled_thousand(found: Found, _scene: Scene) -> Reading | None:
    """ "the year two thousand"."""
    first, scale, *rest = found.numbers("number")
    year = first * scale + sum(rest)
    return read_date(Point(year, 1, 1, "Y")) if 1900 <= year <= 2199 else None


def _read_decade(found: Found, _scene: Scene) -> Reading | None:
    """ "the 1980s", "the '80s"; "the 1800s" is a century."""
    number = found.int_value("decade")
    if number < 100:
        if found.tokens.text[found.span("decade")[0]].isdigit() and _NO_DECADE.search(
            found.text_before(24)
        ):
            return None
        number += 1900
    century = number % 100 == 0 and number < 2000 and found.mod is None
    return read_date(Point(number, 1, 1, "C" if century else "E"), None, found.mod)


def _read_spelled_decade(found: Found, _scene: Scene) -> Reading | None:
    bare = found.tokens.text[found.start].isupper() and not found.has("mod")  # "Roaring Forties"
    if _NO_DECADE.search(found.text_before(24)) or (
        bare and found.word("decade") == found.tokens.words[found.match.start()]
    ):
        return None
    return read_date(Point(1900 + found.int_value("decade"), 1, 1, "E"), None, found.mod)


def _read_century(found: Found, _scene: Scene) -> Reading | None:
    number = sum(found.numbers("number"))
    if found.value("unit") != "C" or not 1 <= number <= 30:
        return None
    if found.word("era").startswith("b"):
        edtf = f"-{number * 100 - 1:04d}/{_before(number * 100 - 100)}"
        return Reading(type="DATE", value=f"BC{number - 1:02d}", edtf=edtf, spoken=False)
    return Reading(type="DATE", value=f"{number - 1:02d}", mod=found.mod, spoken=False)


def _read_centuries(found: Found, _scene: Scene) -> Sequence[Reading] | None:
    """ "the 18th and 19th centuries"."""
    numbers = found.int_value("first"), found.int_value("last")
    if found.tokens.values[found.match.end() - 1] != "C" or not 0 < numbers[0] < numbers[1] <= 30:
        return None
    spans = (found.start, found.span("first")[1]), (found.span("last")[0], found.end)
    return [
        Reading(type="DATE", value=f"{number - 1:02d}", span=span, spoken=False)
        for number, span in zip(numbers, spans, strict=True)
    ]


def _before(number: int) -> str:
    """An astronomical year before the year 1, as EDTF."""
    return f"-{number:04d}" if number else "0000"


def _read_circa(found: Found, _scene: Scene) -> Reading | None:
    year = found.int_value("year")
    if not 100 <= year < 2200 or re.match(r"\s+[a-z]+s\b", found.text_after(24)):
        return None  # "ca. 1000 authors"
    return read_date(Point(year, 1, 1, "Y"), None, "about")


RULES = (
    Rule(
        "year range",
        "(?P<year>{year}) (?: HYPHEN | SLASH ) (?P<last>{year} | TWODIGITS | DAYNUMBER)",
        _read_year_range,
    ),
    Rule(
        "year",
        "(?P<mod>{mod})? (?P<about>ABOUT)? (?P<lead>THE? FISCAL UNIT? | THE UNIT | IN UNIT)? (?P<year>{year})",
        _read_year,
    ),
    Rule("short year", "(?P<mod>{mod})? (?P<year>SHORTYEAR)", _read_short_year),
    Rule(
        "spelled year",
        "(?P<month>MONTH)? (?P<century>CARDINAL) HYPHEN? (?P<rest>CARDINAL (?: HYPHEN? CARDINAL )?)",
        _read_spelled_year,
    ),
    Rule(
        "spelled thousand",
        "THE? UNIT (?P<number>CARDINAL SCALE (?: AND? CARDINAL )?)",
        _read_spelled_thousand,
    ),
    Rule("decade", "(?P<mod>{mod})? THE? (?P<decade>DECADE)", _read_decade),
    Rule(
        "spelled decade",
        "(?P<mod>{mod})? THE? (?: CARDINAL HYPHEN? )? (?P<decade>TENS)",
        _read_spelled_decade,
    ),
    Rule(
        "century",
        "(?P<mod>{mod})? THE? (?: EARLY | LATE | MID )? HYPHEN?"
        " (?P<number>DAYTH | DAYNUMBER DOT | ORDINAL | CARDINAL HYPHEN? ORDINAL) HYPHEN? (?P<unit>UNIT) (?P<era>BC | AD)?",
        _read_century,
    ),
    Rule(
        "centuries",
        "THE? (?P<first>DAYTH | ORDINAL) (?P<joint>AND | TO | OR | HYPHEN) (?P<last>DAYTH | ORDINAL) UNITS",
        _read_centuries,
    ),
    Rule("circa", "CIRCA DOT? (?P<year>{digits})", _read_circa),
)
