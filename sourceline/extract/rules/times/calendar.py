"""Dates of the calendar: days, months, years, decades, centuries, with or without their year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point, coarsen, move, valid_day
from sourceline.extract.rules.times.reading import Reading, read_date
from sourceline.extract.rules.times.scene import Scene

_MODS = {
    "early": "start", "beginning": "start", "start": "start", "outset": "start",
    "mid": "mid", "middle": "mid",
    "late": "end", "end": "end", "close": "end", "latter": "end",
}  # fmt: skip

# A number of four digits before one of these counts things; it is no year.
_COUNTED = re.compile(
    r"[ \n-](?:people|persons|men|women|children|troops|soldiers|workers|employees|jobs|students|"
    r"members|votes|voters|points?|shares|dollars|pounds|euros|francs|marks|yen|miles|km|kilomet\w+|"
    r"met(?:er|re)s?|feet|foot|yards|inches|acres|hectares|tons?|tonnes|barrels|gallons|lit(?:er|re)s|"
    r"degrees|percent|per cent|copies|pages|units|items|homes|houses|rooms|seats|ships|aircraft|"
    r"planes|tanks|guns|prisoners|casualties|deaths|dead|wounded|refugees|families|passengers|"
    r"square|cubic|sq|kg|g|mm|cm|m|mph|rpm|hp|kw|mw|megawatts?|watts|volts|calories|words|times|"
    r"bushels|ounces|carats|or more|or so|million|billion|cars|vehicles|companies|stores|others|"
    r"different|additional|more|civilians|officers|infantry|cavalry|horses|fighters|rebels|militia\w*|strong|"
    r"Americans|British|Germans|French|Italians|Russians|Japanese|Chinese)\b"
)
# What stands before a number that is a year: a preposition of time, a bracket, a month …
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|through|during|from|to|between|and|or|of|for|before|after|"
    r"early|late|mid|around|about|circa|year|the|fiscal|calendar|than|until|around|again|"
    r"Olympics?|election|season|its|his|their|our)|[(\[,;–—-])\s*['\"“]?$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    r"['’]s?\b|[ \t]+(?!(?:I|It|The|A|An|He|She|They|We|In|On|At)\b)[A-Z][a-z]+"
)
_TIME_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|through|during|from|to|between|and|or|of|for|before|after|last|"
    r"next|this|past|early|late|mid|each|every|around|about|the|on|a|previous|following|that|"
    r"earlier|later|than|end)[ \t\n]+$|[-–—(,]\s*$",
    re.IGNORECASE,
)
# Months whose names are also names of people or other words.
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august", "mar", "jan", "sun"})


def read_mod(found: Found) -> str | None:
    """ "start", "mid", "end" or None, from the words of the group `mod`."""
    if not found.has("mod"):
        return None
    return next((_MODS[word] for word in found.words("mod") if word in _MODS), None)


def _read_day(found: Found, scene: Scene) -> Reading | None:
    month, day = found.int_value("month"), found.int_value("day")
    if not _is_one_phrase(found):
        return None
    if found.has("year"):
        year = found.int_value("year")
        return read_date(Point(year, month, day)) if valid_day(year, month, day) else None
    if not valid_day(2000, month, day):
        return None
    if found.has("rel"):
        return _read_day_of_year(found, scene, month, day)
    point = scene.nearest(found, month, day)
    if point is None:
        return Reading(
            type="DATE", value=f"XXXX-{month:02d}-{day:02d}", basis="stated", spoken=False
        )
    if not valid_day(*point[:3]):
        return None
    return read_date(point, scene.spoken if scene.narrative and scene.spoken else scene.now)


def _is_one_phrase(found: Found) -> bool:
    """Whether a full stop after the weekday is of a short name ("Fri."), not of a sentence."""
    if not found.has("weekday") or len(found.word("weekday")) <= 5:
        return True
    return found.tokens.words[found.match.start("weekday") + 1] != "."


def _read_day_of_year(found: Found, scene: Scene, month: int, day: int) -> Reading | None:
    year = read_relative_year(found, scene)
    if year is None or not valid_day(year.year, month, day):
        return None
    return read_date(Point(year.year, month, day), scene.now)


def read_relative_year(found: Found, scene: Scene) -> Point | None:
    """ "of last year", "of that year": the year meant by the group `rel`."""
    word = found.words("rel")
    if "last" in word or "previous" in word:
        return scene.shift_now("Y", -1)
    if "next" in word or "following" in word:
        return scene.shift_now("Y", 1)
    if "that" in word or "same" in word:
        return scene.shift_topic("Y", 0)
    return scene.shift_now("Y", 0)


def _read_day_range(found: Found, scene: Scene) -> Sequence[Reading] | None:
    """ "March 3-5, 1995", "3 to 5 June": two days that share a month."""
    first = found.int_value("day")
    last = found.int_value("last")
    month = found.int_value("month")
    if found.has("year"):
        point: Point | None = Point(found.int_value("year"), month, last)
    else:
        point = scene.nearest(found, month, last)
    if point is None or not valid_day(*point[:3]) or not 1 <= first < last:
        return None
    begin, end = Point(point.year, month, first), point
    anchor = None if found.has("year") else scene.now
    spans = _range_spans(found)
    edtf = f"{begin.year:04d}-{month:02d}-{first:02d}/{end.year:04d}-{month:02d}-{last:02d}"
    return [
        Reading(type="DATE", value=read_date(p).value, span=span, edtf=edtf if p.year > 0 else None,
                basis="relative" if anchor else "stated", anchor=anchor)
        for p, span in zip((begin, end), spans, strict=True)
    ]  # fmt: skip


def _range_spans(found: Found) -> tuple[tuple[int, int], tuple[int, int]]:
    day, last = found.span("day"), found.span("last")
    if found.span("month")[0] < day[0]:
        return (found.start, day[1]), (last[0], found.end)
    return (found.start, day[1]), (last[0], found.end)


def _read_month_range(found: Found, scene: Scene) -> Sequence[Reading] | None:
    """ "between January and March 1990", "3 June to 5 July 1990": the year is said once."""
    year = found.int_value("year")
    readings = []
    for month, day in (("month", "day"), ("other", "last")):
        number = found.int_value(day) if found.has(day) else None
        point = Point(year, found.int_value(month), number or 1, "D" if number else "M")
        if number and not valid_day(*point[:3]):
            return None
        readings.append(read_date(point))
    if readings[0].value > readings[1].value:
        readings[0] = read_date(
            Point(
                year - 1,
                found.int_value("month"),
                found.int_value("day") if found.has("day") else 1,
                "D" if found.has("day") else "M",
            )
        )
    middle = found.span("joint")
    edges = ((found.start, middle[0]), (middle[1], found.end))
    text = scene.text
    return [
        Reading(
            type="DATE",
            value=r.value,
            span=_strip(text, *edge),
            edtf=f"{readings[0].value}/{readings[1].value}"
            if "and" not in found.words("joint") or found.word_before() == "between"
            else None,
        )
        for r, edge in zip(readings, edges, strict=True)
    ]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _read_month_year(found: Found, scene: Scene) -> Reading | None:
    if found.has("rel"):
        year = read_relative_year(found, scene)
        return (
            read_date(
                Point(year.year, found.int_value("month"), 1, "M"), scene.now, read_mod(found)
            )
            if year
            else None
        )
    return read_date(
        Point(found.int_value("year"), found.int_value("month"), 1, "M"), None, read_mod(found)
    )


def _read_month(found: Found, scene: Scene) -> Reading | None:
    month = found.int_value("month")
    if not found.has("mod") and not found.has("rel") and not _is_month(found):
        return None
    rel = found.words("rel") if found.has("rel") else []
    point = _relative_month(scene, found, month, rel)
    if point is None:
        return Reading(type="DATE", value=f"XXXX-{month:02d}", spoken=False)
    return read_date(
        point, scene.spoken if scene.narrative and scene.spoken else scene.now, read_mod(found)
    )


def _relative_month(scene: Scene, found: Found, month: int, rel: list[str]) -> Point | None:
    now = scene.now
    if now is None or not rel or (scene.narrative and ("previous" in rel or "following" in rel)):
        return scene.nearest(found, month)
    passed = month < now.month - ("last" in rel)
    if "last" in rel or "past" in rel or "previous" in rel:
        return Point(now.year if passed else now.year - 1, month, 1, "M")
    if "next" in rel or "coming" in rel or "following" in rel:
        return Point(now.year + 1 if month <= now.month else now.year, month, 1, "M")
    return Point(now.year, month, 1, "M")


def _is_month(found: Found) -> bool:
    """Whether a bare month name is one, and no person (April), verb (May) or act (March)."""
    word, after, before = found.word("month"), found.text_after(24), found.text_before(30)
    timely = bool(_TIME_PREPOSITION.search(before))
    if word not in _AMBIGUOUS_MONTHS:
        return len(word) > 3 or after[:1] == "." or timely
    if not timely or _NAME_AFTER.match(after):
        return False
    return word not in ("march", "mar") or not re.match(r"\s+(?:on|to|of|through|in)\b", after)


def _read_year(found: Found, scene: Scene) -> Reading | None:
    year = found.int_value("year")
    if not found.has("mod") and not found.has("lead") and not _is_year(found, scene, year):
        return None
    return read_date(Point(year, 1, 1, "Y"), None, read_mod(found))


def _is_year(found: Found, scene: Scene, year: int) -> bool:
    after, before = found.text_after(24), found.text_before(24)
    if (
        _COUNTED.match(after)
        or after[:1] == "-"
        and after[1:2].isalpha()
        and not after.startswith(("-to", "-based"))
    ):
        return False
    if re.search(
        r"(?:\b(?:No|Nos|p|pp|vol|Vol|Flight|flight|Route|Highway|room|Room|page|number|nearly|some|than|least|over|only|almost)\.?|#)\s*$",
        before,
    ):
        return False
    if 1700 <= year <= 2059:
        return True
    return bool(_BEFORE_YEAR.search(before)) and (year % 100 != 0 or "in " in before[-4:].lower())


def _read_year_range(found: Found, scene: Scene) -> Sequence[Reading] | None:
    """ "1989-90", "1939–1945": begin and end."""
    first, last = found.int_value("year"), found.int_value("last")
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 200 or not 1000 <= first <= 2100:
        return None
    return [
        Reading(
            type="DATE", value=f"{year:04d}", span=found.span(name), edtf=f"{first:04d}/{last:04d}"
        )
        for name, year in (("year", first), ("last", last))
    ]


def _read_short_year(found: Found, scene: Scene) -> Reading | None:
    if not re.search(
        r"\b(?:in|of|since|by|from|to|until|late|early|mid|for|and|the|summer|fall|spring|winter|autumn|[A-Z][a-z]{2,8}\.?)\s*-?$",
        found.text_before(12),
    ):
        return None
    year = _full_year(found.int_value("year"), scene)
    return read_date(Point(year, 1, 1, "Y"))


def _full_year(number: int, scene: Scene) -> int:
    """The year of '89: the nearest one that is not far ahead of the text."""
    now = scene.published.year if scene.published else 2000
    year = now // 100 * 100 + number
    return year - 100 if year > now + 15 else year


def _read_month_short_year(found: Found, scene: Scene) -> Reading | None:
    year = _full_year(found.int_value("year"), scene)
    return read_date(Point(year, found.int_value("month"), 1, "M"), None, read_mod(found))


def _read_decade(found: Found, scene: Scene) -> Reading | None:
    number = found.int_value("decade")
    if number < 100:
        if (
            found.start > 0
            and found.tokens.text[found.start : found.start + 1].isdigit()
            and found.word_before() in ("in", "of")
            and "her" not in found.word_before(2)
        ):
            pass
        number += 1900
    if (
        number % 100 == 0
        and re.search(
            r"\b(?:early|mid|late)", " ".join(found.words("mod")) if found.has("mod") else ""
        )
        is None
        and number < 2000
        and found.int_value("decade") >= 1000
    ):
        return read_date(Point(number, 1, 1, "C"), None, read_mod(found))
    return read_date(Point(number // 10 * 10, 1, 1, "E"), None, read_mod(found))


def _read_spelled_decade(found: Found, scene: Scene) -> Reading | None:
    if re.search(
        r"\b(?:his|her|their|its|my|in the (?:low|high|upper|mid))[\s-]+(?:early |late |mid-?)?$",
        found.text_before(24),
    ):
        return None
    return read_date(Point(1900 + found.int_value("decade"), 1, 1, "E"), None, read_mod(found))


def _read_century(found: Found, scene: Scene) -> Reading | None:
    if found.word("unit") != "century":
        return None
    number = 0
    for place in range(found.match.start("number"), found.match.end("number")):
        value = found.tokens.values[place]
        number += value if isinstance(value, int) else 0
    if not 1 <= number <= 30:
        return None
    before = found.has("era") and found.word("era").startswith("b")
    if before:
        return Reading(
            type="DATE",
            value=f"BC{number - 1:02d}",
            edtf=_century_before(number),
            mod=read_mod(found),
            spoken=False,
        )
    return Reading(type="DATE", value=f"{number - 1:02d}", mod=read_mod(found), spoken=False)


def _century_before(number: int) -> str:
    """The 4th century BC is 400 to 301 BC."""
    return f"-{number * 100 - 1:04d}/-{number * 100 - 100:04d}" if number > 1 else "-0099/0000"


def _read_before_christ(found: Found, scene: Scene) -> Sequence[Reading] | Reading | None:
    year = found.int_value("year")
    reading = read_date(Point(1 - year, 1, 1, "Y"), None, "about" if found.has("approx") else None)
    if not found.has("first"):
        return reading
    first = found.int_value("first")
    if first <= year:
        return None
    return [
        Reading(
            type="DATE",
            value=f"BC{first:04d}",
            span=found.span("first"),
            edtf=f"{_year(1 - first)}/{_year(1 - year)}",
        ),
        Reading(
            type="DATE",
            value=f"BC{year:04d}",
            span=(found.span("year")[0], found.end),
            edtf=f"{_year(1 - first)}/{_year(1 - year)}",
        ),
    ]


def _year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _read_day_before_christ(found: Found, scene: Scene) -> Reading | None:
    year = 1 - found.int_value("year")
    if found.has("day"):
        return read_date(Point(year, found.int_value("month"), found.int_value("day")))
    return read_date(Point(year, found.int_value("month"), 1, "M"), None, read_mod(found))


def _read_bare_before_christ(found: Found, scene: Scene) -> Reading | None:
    """ "in 492", where the text has spoken of years before Christ."""
    dated = re.search(r"\b(?:in|by|since|until|from|early|late|of|after|before)\s+$", found.text_before(10), re.IGNORECASE)
    if not scene.before_christ or not dated or re.match(r"[,\d]*\s+(?!and\b|to\b|when\b|until\b|as\b|the\b|after\b|before\b|by\b|with\b|in\b|was\b|but\b|at\b)[a-z]", found.text_after(24)):
        return None
    return read_date(Point(1 - found.int_value("year"), 1, 1, "Y"), None, read_mod(found))


def _read_anno_domini(found: Found, scene: Scene) -> Reading | None:
    return read_date(
        Point(found.int_value("year"), 1, 1, "Y"), None, "about" if found.has("approx") else None
    )


def _read_circa(found: Found, scene: Scene) -> Reading | None:
    year = found.int_value("year")
    return Reading(type="DATE", value=f"{year:04d}", mod="about") if 100 <= year < 2200 else None


def _read_iso(found: Found, scene: Scene) -> Reading | None:
    text = found.word("date")
    year, month, day = (int(part) for part in re.split(r"[-/.]", re.split(r"[t ]", text)[0]))
    if not valid_day(year, month, day) or not 1000 <= year <= 2199:
        return None
    time = re.search(r"\d\d:\d\d(?::\d\d)?", text)
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return (
        Reading(type="TIME", value=f"{value}T{time[0]}", edtf=value)
        if time
        else Reading(type="DATE", value=value)
    )


def _read_numeric(found: Found, scene: Scene) -> Reading | None:
    text = found.word("date")
    first, second, year = (int(part) for part in re.split(r"[-/.]", text))
    if len(re.split(r"[-/.]", text)[2]) == 2:
        year = _full_year(year, scene)
    month, day = (second, first) if "." in text or first > 12 else (first, second)
    if "." in text and len(text.rsplit(".", 1)[1]) == 2:
        return None
    return (
        read_date(Point(year, month, day))
        if valid_day(year, month, day) and 1000 <= year <= 2199
        else None
    )


def _read_spelled_year(found: Found, scene: Scene) -> Reading | None:
    """ "nineteen ninety-six"."""
    numbers = [
        v
        for v in found.tokens.values[found.match.start("rest") : found.match.end("rest")]
        if isinstance(v, int)
    ]
    year = found.int_value("century") * 100 + sum(numbers)
    if not 15 <= year // 100 <= 20 or sum(numbers) < 10:
        return None
    if found.has("month"):
        return read_date(Point(year, found.int_value("month"), 1, "M"))
    return read_date(Point(year, 1, 1, "Y"))


def _read_spelled_thousand(found: Found, scene: Scene) -> Reading | None:
    """ "the year two thousand"."""
    numbers = [v for v in found.tokens.values[found.match.start() : found.match.end()] if isinstance(v, int)]
    year = numbers[0] * numbers[1] + sum(numbers[2:])
    return read_date(Point(year, 1, 1, "Y")) if 1900 <= year <= 2199 else None


def _read_week(found: Found, scene: Scene) -> Reading | None:
    week = found.int_value("week")
    year = found.int_value("year") if found.has("year") else (scene.now.year if scene.now else 0)
    if not year or not 1 <= week <= 53:
        return None
    return Reading(type="DATE", value=f"{year:04d}-W{week:02d}")


def _read_week_of(found: Found, scene: Scene) -> Reading | None:
    """ "the week of March 6", "the week ended Oct. 21": the week a day lies in."""
    month, day = found.int_value("month"), found.int_value("day")
    point = (
        Point(found.int_value("year"), month, day)
        if found.has("year")
        else scene.nearest(found, month, day)
    )
    if point is None or not valid_day(*point[:3]):
        return None
    return read_date(coarsen(point, "W"), None if found.has("year") else scene.now)


WEEKDAY = "(?: (?P<weekday>WEEKDAY) DOT? COMMA? (?: THE | ON )? )?"
OF_YEAR = "(?: OF? (?: (?P<rel>LAST | THIS | NEXT | THE PREVIOUS | THE FOLLOWING | THE SAME | THAT SAME?) UNIT ) )"

RULES = (
    Rule("iso date", "(?P<date>ISODATE)", _read_iso),
    Rule("numeric date", f"{WEEKDAY} (?P<date>NUMERICDATE)", _read_numeric),
    Rule(
        "month day",
        f"{WEEKDAY} (?P<mod>(?: EARLY | LATE ) ON?)? (?P<month>MONTH) DOT? (?P<day>{{day}} | {{dayth}}) (?: COMMA? (?P<year>{{year}}) | COMMA? {OF_YEAR} )?",
        _read_day,
    ),
    Rule(
        "day month",
        f"{WEEKDAY} THE? (?P<day>{{day}}) (?: DOT | OF )? (?P<month>MONTH) DOT? (?: COMMA? (?P<year>{{year}}) | {OF_YEAR} )?",
        _read_day,
    ),
    Rule(
        "spelled day of month",
        f"THE? (?P<day>ORDINAL) OF (?P<month>MONTH) (?: COMMA? (?P<year>{{year}}) )?",
        _read_day,
    ),
    Rule(
        "month day to day",
        "(?P<month>MONTH) DOT? (?P<day>{day}) (?: HYPHEN | TO | AND | SLASH ) (?P<last>{day}) (?: COMMA? (?P<year>{year}) )?",
        _read_day_range,
    ),
    Rule(
        "day to day month",
        "(?P<day>{day}) (?: HYPHEN | TO | AND | OR | SLASH ) (?P<last>{day}) OF? (?P<month>MONTH) DOT? (?: COMMA? (?P<year>{year}) )?",
        _read_day_range,
    ),
    Rule(
        "day month to day month",
        "(?P<day>{day}) (?P<month>MONTH) DOT? (?P<joint>HYPHEN | TO | AND) (?P<last>{day}) (?P<other>MONTH) DOT? COMMA? (?P<year>{year})",
        _read_month_range,
    ),
    Rule(
        "month day to month day",
        "(?P<month>MONTH) DOT? (?P<day>{day}) (?P<joint>HYPHEN | TO | AND) (?P<other>MONTH) DOT? (?P<last>{day}) COMMA? (?P<year>{year})",
        _read_month_range,
    ),
    Rule(
        "month to month",
        "(?P<month>MONTH) DOT? (?P<day>ISODATE)? (?P<joint>HYPHEN | TO | AND | OR | SLASH) (?P<other>MONTH) DOT? (?P<last>ISODATE)? (?: COMMA | OF )? (?P<year>{year})",
        _read_month_range,
    ),
    Rule(
        "month year",
        f"(?P<mod>{{mod}})? (?P<month>MONTH) DOT? (?: COMMA? POSSESSIVE? OF? (?P<year>{{year}}) | COMMA? {OF_YEAR} )",
        _read_month_year,
    ),
    Rule(
        "month short year",
        "(?P<mod>{mod})? (?P<month>MONTH) DOT? COMMA? OF? (?P<year>SHORTYEAR)",
        _read_month_short_year,
    ),
    Rule(
        "month",
        "(?P<rel>LAST | NEXT | THIS (?: PAST | COMING )? | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING ) )? (?P<mod>{mod})? (?P<late>LAST)? (?P<month>MONTH)",
        _read_month,
    ),
    Rule(
        "year range",
        "(?P<year>{year}) (?: HYPHEN | SLASH ) (?P<last>{year} | TWODIGITS | DAYNUMBER)",
        _read_year_range,
    ),
    Rule(
        "year",
        "(?P<mod>{mod})? (?P<lead>THE UNIT | FISCAL (?: UNIT )? | THE FISCAL UNIT | IN UNIT)? (?P<year>{year})",
        _read_year,
    ),
    Rule("short year", "(?P<mod>{mod})? (?P<year>SHORTYEAR)", _read_short_year),
    Rule(
        "spelled year",
        "(?P<month>MONTH)? (?P<century>CARDINAL) HYPHEN? (?P<rest>CARDINAL (?: HYPHEN? CARDINAL )?)",
        _read_spelled_year,
    ),
    Rule("spelled thousand", "THE? UNIT CARDINAL SCALE (?: AND? CARDINAL )?", _read_spelled_thousand),
    Rule("decade", "(?P<mod>{mod})? THE? (?P<decade>DECADE)", _read_decade),
    Rule(
        "spelled decade",
        "(?P<mod>{mod})? THE? (?: CARDINAL HYPHEN? )? (?P<decade>TENS)",
        _read_spelled_decade,
    ),
    Rule(
        "century",
        "(?P<mod>{mod})? THE? (?: EARLY | LATE | MID )? HYPHEN? (?P<number>DAYTH | ORDINAL | CARDINAL HYPHEN? ORDINAL) HYPHEN? (?P<unit>UNIT) (?P<era>BC | AD)?",
        _read_century,
    ),
    Rule(
        "before christ",
        "(?P<approx>CIRCA DOT? | ABOUT)? (?: (?P<first>{digits}) (?: HYPHEN | TO | AND ) )? (?P<year>{digits}) BC",
        _read_before_christ,
    ),
    Rule(
        "day before christ",
        "(?P<mod>{mod})? (?P<day>{day})? (?P<month>MONTH) (?P<year>{digits}) BC",
        _read_day_before_christ,
    ),
    Rule(
        "bare year before christ", "(?P<mod>{mod})? (?P<year>THREEDIGITS)", _read_bare_before_christ
    ),
    Rule(
        "anno domini",
        "(?P<approx>CIRCA DOT? | ABOUT)? (?: AD (?P<year>{digits}) )",
        _read_anno_domini,
    ),
    Rule(
        "anno domini after",
        "(?P<approx>CIRCA DOT? | ABOUT)? (?P<year>{digits}) AD",
        _read_anno_domini,
    ),
    Rule("circa", "CIRCA DOT? (?P<year>{digits})", _read_circa),
    Rule(
        "week number",
        "UNIT (?P<week>DAYNUMBER | TWODIGITS) (?: COMMA? OF? (?P<year>{year}) )?",
        _read_week,
    ),
    Rule(
        "week of a day",
        "THE? UNIT OF (?P<month>MONTH) DOT? (?P<day>{day}) (?: COMMA? (?P<year>{year}) )?",
        _read_week_of,
    ),
)
