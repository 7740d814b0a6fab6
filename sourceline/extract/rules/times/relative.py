"""Dates counted from another: yesterday, last week, two years ago, the following day, Friday."""

from __future__ import annotations

import re
from dataclasses import replace

from sourceline.extract.rules.times.durations import write_duration
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.numbers import read_number
from sourceline.extract.rules.times.points import Point, coarsen, move, point_of, write_value
from sourceline.extract.rules.times.reading import Reading, read_date
from sourceline.extract.rules.times.scene import Scene

_BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
_AHEAD = frozenset({"next", "coming", "upcoming", "following", "subsequent", "ensuing"})
_TOPIC = frozenset(
    {"that", "same", "following", "previous", "preceding", "subsequent", "ensuing", "those"}
)


def _step(words: list[str]) -> int:
    return -1 if _BACK & set(words) else 1 if _AHEAD & set(words) else 0


def _read_today(found: Found, scene: Scene) -> Reading | None:
    """today, yesterday, tomorrow, tonight, with a part of the day."""
    word, count = found.word("day"), found.int_value("day")
    point = scene.shift_now("D", count)
    part = (
        str(found.value("part"))
        if found.has("part")
        else "NI"
        if word in ("tonight", "overnight")
        else ""
    )
    if point is None:
        if word == "today":
            return Reading(type="DATE", value="PRESENT_REF", spoken=False)
        return None
    if part:
        return part_of_day(point, part, scene.now)
    return read_date(point, scene.now, found.mod)


def part_of_day(point: Point, part: str, anchor: Point | None) -> Reading:
    """The morning, afternoon, evening or night of a day: TIME 2024-03-26TMO."""
    value = write_value(point)
    basis = "relative" if anchor else "stated"
    return Reading(
        type="TIME",
        value=f"{value}T{part}",
        basis=basis,
        anchor=anchor,
        edtf=value if point.year > 0 else None,
    )


def _read_day_part(found: Found, scene: Scene) -> Reading | None:
    """this morning, last night, that afternoon, the next evening."""
    words, part = found.words("rel"), str(found.value("part"))
    topic = _TOPIC & set(words) or ("next" in words and "the" in words)
    base = scene.spoken_day or scene.now if topic else scene.now
    if base is None or base.unit != "D":
        return None
    point = move(base, "D", _step(words))
    return part_of_day(point, part, base) if point else None


def _read_weekday(found: Found, scene: Scene) -> Reading | None:
    number = found.int_value("weekday")
    part = str(found.value("part")) if found.has("part") else ""
    if len(found.word("weekday")) <= 4 and not _is_weekday(found):
        return None
    point = _weekday_point(found, scene, number)
    if point is None:
        return Reading(type="DATE", value=f"XXXX-WXX-{number}", spoken=False)
    if part:
        return part_of_day(point, part, scene.now)
    return read_date(point, scene.now)


def _is_weekday(found: Found) -> bool:
    """Whether a short name (Sun, Sat, Mon) is a day: it needs a full stop or a time beside it."""
    if found.word("weekday") == "sun":
        return found.has("part")
    return found.has("part") or bool(re.match(r"\.(?=[\s,])", found.text_after(2)))


def _weekday_point(found: Found, scene: Scene, number: int) -> Point | None:
    rel = found.words("rel") if found.has("rel") else []
    topic = bool(_TOPIC & set(rel))
    base = (scene.spoken_day or scene.day) if topic else scene.day
    day = base.date if base else None
    if day is None or base is None:
        return None
    distance = number - day.isoweekday()
    if found.has("week"):
        return move(point_of(day), "D", distance + 7 * _step(found.words("week")))
    step = _step(rel)
    if step < 0:
        return move(base, "D", distance if distance < 0 else distance - 7)
    if step > 0:
        return move(base, "D", distance if distance > 0 else distance + 7)
    if distance == 0:
        return base
    if "this" in rel:
        return move(
            base,
            "D",
            distance % 7 if not "past" in rel else distance - 7 if distance > 0 else distance,
        )
    possessive = found.text_after(2) in ("'s", "’s")
    ahead = scene.narrative or (scene.tense(found) in ("future", "weak") and not possessive)
    return move(base, "D", distance % 7 if ahead else distance % 7 - 7)


def _read_unit(found: Found, scene: Scene) -> Reading | None:
    """this week, last year, next month, the previous day, that year, the same month."""
    words = found.words("rel")
    unit = _unit(found)
    if unit is None:
        return None
    topic = (
        bool(_TOPIC & set(words))
        or (scene.narrative and "this" in words)
        or (
            "the" in words
            and "next" in words
            and unit in ("D", "M", "W", "Y")
            and scene.spoken is not None
            and (scene.narrative or unit == "D")
        )
    )
    if words == ["that"] and unit == "D" and not (found.has("mod") or scene.narrative):
        return None
    if (
        {"last", "next"} & set(words)
        and "the" in words
        and re.match(r"\s+of\b", found.text_after(4))
    ):
        return Reading(type="DURATION", value=write_duration(1, unit, clock=False), spoken=False)
    step = _step(words)
    if topic and scene.topic is not None:
        point = _topic_point(scene, unit, step)
        anchor = scene.topic
    else:
        point, anchor = scene.shift_now(unit, step), scene.now
    if point is None:
        return Reading(type="DATE", value=_unknown(unit), spoken=False)
    if found.word("unit") == "weekend":
        return Reading(
            type="DATE", value=write_value(point) + "-WE", basis="relative", anchor=anchor
        )
    return read_date(point, anchor, found.mod)


def _topic_point(scene: Scene, unit: str, step: int) -> Point | None:
    topic = scene.topic
    if topic is None:
        return None
    if unit in ("D", "W") and topic.unit != "D":
        topic = scene.spoken_day if scene.spoken_day and not scene.narrative else None
        if topic is None:
            return None
    return move(coarsen(topic, unit), unit, step)


def _unit(found: Found) -> str | None:
    word = found.word("unit")
    if word == "weekend":
        return "W"
    if word == "quarter":
        return "Q"
    value = found.value("unit")
    return value if isinstance(value, str) and len(value) == 1 else None


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def _read_ago(found: Found, scene: Scene) -> Reading | None:
    """ "two years ago", "a week earlier", "three days later": a date as coarse as its unit."""
    count = read_number(found, "count")
    unit = str(found.value("unit")) if found.word("unit") not in ("quarter", "quarters") else "Q"
    clock = found.tokens.words[found.match.start("unit")].rstrip("s") in (
        "second",
        "minute",
        "hour",
        "sec",
        "min",
        "hr",
        "moment",
    )
    direction = found.word("direction")
    if direction == "before" and found.word_after() not in (".", ",", ";", ")", "", "'", '"'):
        return None
    back = direction in ("ago", "earlier", "before")
    from_now = direction in ("ago", "from", "hence") or (
        direction == "earlier" and not scene.narrative
    )
    if count is None:
        return Reading(type="DATE", value="PAST_REF" if back else "FUTURE_REF", spoken=False)
    if clock:
        return None
    near_period = (
        scene.period is not None and unit == "Y" and count == 1 and back and not scene.narrative
    )
    if near_period and scene.period is not None:
        return _period_ago(scene, scene.period)
    base = scene.now if from_now else scene.topic
    if base is None:
        return Reading(type="DATE", value=_unknown(unit), spoken=False)
    point = _move_number(base, unit, -count if back else count)
    return (
        read_date(point, base, found.mod)
        if point
        else Reading(type="DATE", value=_unknown(unit), spoken=False)
    )


def _period_ago(scene: Scene, period: Point) -> Reading | None:
    point = move(coarsen(period, period.unit), "M", -12)
    return replace(read_date(coarsen(point, period.unit), period), compared=True) if point else None


def _move_number(base: Point, unit: str, count: float) -> Point | None:
    if count != int(count):
        if unit != "Y":
            return move(coarsen(base, "M"), "M", round(count)) if unit == "M" else None
        return move(coarsen(base, "M"), "M", round(count * 12))
    if unit in ("D", "W"):
        return move(base, unit, int(count)) if base.unit == "D" else None
    if unit in ("E", "C"):
        return move(coarsen(base, "Y"), "Y", int(count) * (10 if unit == "E" else 100))
    return move(coarsen(base, unit), unit, int(count))


def _read_day_before(found: Found, scene: Scene) -> Reading | None:
    """ "the day before yesterday", "a week from Friday", "two days after Christmas" are left to
    their parts; this reads the first."""
    point = scene.shift_now("D", -2 if found.word("way") == "before" else 2)
    return read_date(point, scene.now) if point else None


def _read_day_after(found: Found, scene: Scene) -> Reading | None:
    """ "the day after", "the day before" with nothing behind it."""
    if found.word_after() not in ("", ".", ",", ";", "and", ")"):
        return None
    point = _topic_point(scene, "D", -1 if found.word("way") == "before" else 1)
    return read_date(point, scene.topic) if point else None


def _read_the_unit(found: Found, scene: Scene) -> Reading | None:
    """ "the year", "the weekend", "the week", "the month": the one in hand."""
    unit, word = _unit(found), found.word("unit")
    if unit not in ("W", "M", "Y") or not _stands_alone(found):
        return None
    if unit == "Y" and re.match(r"\s+(?:ended|ending|to)\b", found.text_after(8)):
        return Reading(type="DURATION", value="P1Y", spoken=False)
    if word == "weekend":
        return _read_weekend(found, scene)
    topic = scene.topic if scene.narrative else scene.now
    if topic is None or (unit == "W" and topic.unit != "D"):
        return None
    return read_date(coarsen(topic, unit), topic, found.mod)


def _read_weekend(found: Found, scene: Scene) -> Reading | None:
    """ "the weekend": the last one early in the week, unless the verb looks ahead."""
    now = scene.now
    if now is None or now.date is None or now.unit != "D":
        return None
    early = now.date.isoweekday() <= 3 and scene.tense(found) != "future"
    point = scene.shift_now("W", -1 if early else 0)
    if point is None:
        return None
    return Reading(type="DATE", value=write_value(point) + "-WE", basis="relative", anchor=now)


def _stands_alone(found: Found) -> bool:
    return not re.match(
        r"\s+(?:of|after|before|earlier|later|when|that|in which|following|ago|in|[0-9])\b|-",
        found.text_after(12),
    )


def _read_year_end(found: Found, scene: Scene) -> Reading | None:
    """ "year-end", "year's end"."""
    point = scene.shift_now("Y", -1 if found.has("last") else 0)
    return read_date(point, scene.now, "end") if point else None


REL = (
    "(?P<rel>THIS (?: PAST | COMING | SAME )? | LAST | NEXT | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING | SAME | LAST | NEXT | CURRENT )"
    " | THAT SAME? )"
)
MODIFIER = "(?: (?P<mod>EARLIER | LATER | EARLY | LATE | MID HYPHEN? | SOMETIME | THE? (?: END | BEGIN | MID | PORTION ) OF ) (?: IN | ON )? )?"

RULES = (
    Rule("today", f"{MODIFIER} (?P<day>TODAY) (?P<part>PART)?", _read_today),
    Rule("part of the day", f"{MODIFIER} {REL} (?P<part>PART)", _read_day_part),
    Rule(
        "weekday",
        f"(?: {REL} (?: UNIT POSSESSIVE? )? )? (?P<mod>EARLY | LATE)? (?P<weekday>WEEKDAY) (?: (?P<early>EARLY | LATE)? (?P<part>PART) )? (?: COMMA? OF? (?P<week>(?: LAST | NEXT | THIS ) UNIT) )?",
        _read_weekday,
    ),
    Rule("unit", f"{MODIFIER} {REL} FISCAL? (?P<unit>UNIT | WEEKEND | QUARTER)", _read_unit),
    Rule(
        "ago",
        f"(?: {{approx}} )* (?P<count>{{count}}) FISCAL? HYPHEN? (?P<unit>{{allunits}}) (?P<direction>AGO | EARLIER | LATER | BEFORE | HENCE | FROM (?= REFERENCE) )",
        _read_ago,
    ),
    Rule(
        "vague ago",
        "(?: UNITS | CLOCKUNITS ) (?P<direction>AGO)",
        lambda found, scene: Reading(type="DATE", value="PAST_REF", spoken=False),
    ),
    Rule(
        "part of today",
        "(?: EARLY | LATE | MID HYPHEN? )? (?P<part>PART) (?P<day>TODAY)",
        _read_today,
    ),
    Rule("day before yesterday", "THE UNIT (?P<way>BEFORE | AFTER) TODAY", _read_day_before),
    Rule("day after", "THE UNIT (?P<way>BEFORE | AFTER)", _read_day_after),
    Rule(
        "the unit", f"{MODIFIER} THE FISCAL? ADDITIONAL? (?P<unit>WEEKEND | UNIT)", _read_the_unit
    ),
    Rule(
        "year end",
        "(?: {approx} )? (?P<last>LAST)? UNIT (?: HYPHEN | POSSESSIVE )? END",
        _read_year_end,
    ),
)
