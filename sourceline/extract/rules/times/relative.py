"""Dates counted from another: last week, two years ago, the following month, the year."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.durations import write_duration
from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.numbers import read_number
from sourceline.extract.rules.times.periods import read_year_ago
from sourceline.extract.rules.times.points import Point, coarsen, move, write_value
from sourceline.extract.rules.times.reading import Reading, read_date, read_length, read_vague
from sourceline.extract.rules.times.scene import Scene
from sourceline.extract.rules.times.weekdays import MODIFIER, REL, TOPIC, read_step

_ABOUT = frozenset(
    {"about", "around", "approximately", "roughly", "nearly", "almost", "circa", "more", "over"}
)
# So many years ago is a round number, not one to subtract from the present year.
_AGES = 5000
_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}
_CLOCK_UNITS = frozenset({"second", "minute", "hour", "sec", "min", "hr"})
_TITLE = re.compile(r"[\"“‘'`](?:[A-Z][a-z]+\s+)+[A-Z][a-z]+$")  # "This Week", a programme
_NOT_ALONE = re.compile(
    r"\s+(?:of(?! [$\d])|after|before|earlier|later|when|that|in which|following|ago|in|[0-9])\b|-"
)


def _unit(found: Found) -> str:
    named = {"weekend": "W", "quarter": "Q", "quarters": "Q"}.get(found.word("unit"))
    return named or str(found.value("unit"))


def _read_unit(found: Found, scene: Scene) -> Reading | None:
    """this week, last year, next month, the previous day, that year, the same month."""
    words, unit = frozenset(found.words("rel")), _unit(found)
    if _TITLE.match(scene.text[max(found.start - 1, 0) : found.end]):
        return None
    if words == {"that"} and unit == "D" and scene.spoken_day is None:
        return None
    if words in ({"the", "last"}, {"the", "next"}) and re.match(r"\s+of\b", found.text_after(4)):
        return read_length(write_duration(1, unit, clock=False))
    if "past" in words and unit in ("E", "C"):
        return read_length(write_duration(1, unit, clock=False))
    topic = _is_topic(words, unit, scene) and scene.topic is not None
    anchor = scene.topic if topic else scene.now
    point = (
        shift_topic(scene, unit, read_step(words))
        if topic
        else scene.shift_now(unit, read_step(words))
    )
    if point is None:
        return read_vague(_UNKNOWN.get(unit, "XXXX"))
    if found.word("unit") == "weekend":
        value = write_value(point) + "-WE"
        return Reading(type="DATE", value=value, basis="relative", anchor=anchor)
    return read_date(point, anchor, found.mod)


def _is_topic(words: frozenset[str], unit: str, scene: Scene) -> bool:
    """Whether it is counted from what was spoken of: "that year", and in a tale "the next day"."""
    if TOPIC & words or (scene.narrative and "this" in words):
        return True
    return (
        {"the", "next"} <= words and scene.spoken is not None and (scene.narrative or unit == "D")
    )


def shift_topic(scene: Scene, unit: str, step: int) -> Point | None:
    """Counted from the date last spoken of; days and weeks need one that was a day."""
    topic = scene.topic
    if topic is not None and unit in ("D", "W") and topic.unit != "D":
        topic = None if scene.narrative else scene.spoken_day
    return move(coarsen(topic, unit), unit, step) if topic else None


def _read_ago(found: Found, scene: Scene) -> Reading | None:
    """ "two years ago", "a week earlier", "three days later": a date as coarse as its unit."""
    count, unit, direction = read_number(found, "count"), _unit(found), found.word("direction")
    if direction == "before" and found.word_after() not in (".", ",", ";", ")", "", "'", '"'):
        return None
    back = direction in ("ago", "earlier", "previously", "before")
    if count is None:
        return read_vague("PAST_REF" if back else "FUTURE_REF")
    if found.word("unit").rstrip("s") in _CLOCK_UNITS:
        return None
    if scene.period and unit == "Y" and count == 1 and back and not scene.narrative:
        return read_year_ago(scene)
    from_now = direction in ("ago", "from", "hence") or (
        back and direction != "before" and not scene.narrative
    )
    base = scene.now if from_now else scene.topic
    point = _move_number(base, unit, -count if back else count) if base else None
    if point is None:
        return read_vague(_UNKNOWN.get(unit, "XXXX"))
    if unit == "Y" and count >= _AGES and back:
        return read_date(Point(1 - int(count), 1, 1, "Y"), base, "about")
    return read_date(point, base, "about" if found.word("about") in _ABOUT else None)


def _move_number(base: Point, unit: str, count: float) -> Point | None:
    if count != int(count):
        months = {"Y": 12, "M": 1}.get(unit)
        return move(coarsen(base, "M"), "M", round(count * months)) if months else None
    if unit in ("D", "W"):
        return move(base, unit, int(count)) if base.unit == "D" else None
    if unit in ("E", "C"):
        return move(coarsen(base, "Y"), "Y", int(count) * (10 if unit == "E" else 100))
    return move(coarsen(base, unit), unit, int(count))


def _read_vague_ago(found: Found, _scene: Scene) -> Reading | None:
    """ "months ago" is the past; "years later" has no date at all."""
    if found.word("direction") == "ago":
        return read_vague("PAST_REF")
    return read_vague(_UNKNOWN.get(_unit(found), "XXXX"))


def _read_day_after(found: Found, scene: Scene) -> Reading | None:
    """ "the day after", "the day before" with nothing behind it."""
    if found.word_after() not in ("", ".", ",", ";", "and", ")") or _unit(found) != "D":
        return None
    point = shift_topic(scene, "D", -1 if found.word("way") == "before" else 1)
    return read_date(point, scene.topic) if point else None


def _read_the_unit(found: Found, scene: Scene) -> Reading | None:
    """ "the year", "the weekend", "the week", "the month": the one in hand."""
    unit = _unit(found)
    if unit not in ("W", "M", "Y") or _NOT_ALONE.match(found.text_after(12)):
        return None
    if unit == "Y" and re.match(r"\s+(?:ended|ending|to)\b", found.text_after(8)):
        return read_length("P1Y")
    if found.word("unit") == "weekend":
        return _read_weekend(found, scene)
    base = scene.topic if scene.narrative else scene.now
    if base is None or (unit == "W" and base.unit != "D"):
        return None
    return read_date(coarsen(base, unit), base, found.mod)


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


def _read_year_end(found: Found, scene: Scene) -> Reading | None:
    """ "year-end", "year's end"."""
    point = scene.shift_now("Y", -1 if found.has("last") else 0)
    return read_date(point, scene.now, "end") if point else None


RULES = (
    Rule("unit", f"{MODIFIER} {REL} FISCAL? (?P<unit>UNIT | WEEKEND | QUARTER)", _read_unit),
    Rule(
        "ago",
        "(?: (?P<about>ABOUT | NEARLY | MORE THAN | OVER | CIRCA) | {approx} )* (?P<count>{count}) FISCAL? HYPHEN? (?P<unit>{allunits})"
        " (?P<direction>AGO | EARLIER | LATER | BEFORE | HENCE | FROM (?= REFERENCE ) )",
        _read_ago,
    ),
    Rule(
        "vague ago",
        "(?P<unit>UNITS | CLOCKUNITS) (?P<direction>AGO | LATER | EARLIER)",
        _read_vague_ago,
    ),
    Rule(
        "long ago",
        "(?: A ADDITIONAL? TIME | A? WHILE | ADDITIONAL ) (?P<direction>AGO)",
        _read_vague_ago,
    ),
    Rule("day after", "THE (?P<unit>UNIT) (?P<way>BEFORE | AFTER)", _read_day_after),
    Rule(
        "the unit", f"{MODIFIER} THE FISCAL? ADDITIONAL? (?P<unit>WEEKEND | UNIT)", _read_the_unit
    ),
    Rule(
        "year end",
        "{approx}? (?P<last>LAST)? (?P<unit>UNIT) (?: HYPHEN | POSSESSIVE )? END",
        _read_year_end,
    ),
)
