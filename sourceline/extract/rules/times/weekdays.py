"""Today and its neighbours, weekdays, and parts of the day: yesterday, on Friday, last night."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.points import Point, move
from sourceline.extract.rules.times.reading import Reading, read_date, read_part, read_vague
from sourceline.extract.rules.times.scene import Scene

BACK = frozenset({"last", "latest", "past", "previous", "preceding", "prior"})
AHEAD = frozenset({"next", "coming", "upcoming", "following", "subsequent", "ensuing"})
TOPIC = frozenset(
    {"that", "same", "following", "previous", "preceding", "subsequent", "ensuing", "those"}
)
"""Words that point to what was spoken of, not to today."""


def read_step(words: frozenset[str]) -> int:
    """-1 for "last", "previous"; 1 for "next", "following"; else 0."""
    return -1 if BACK & words else 1 if AHEAD & words else 0


def _read_today(found: Found, scene: Scene) -> Reading | None:
    """today, yesterday, tomorrow, tonight, with a part of the day."""
    word = found.word("day")
    point = scene.shift_now("D", found.int_value("day"))
    if point is None:
        return read_vague("PRESENT_REF") if word == "today" else None
    if found.has("part"):
        return read_part(point, str(found.value("part")), scene.now)
    if word in ("tonight", "overnight"):
        return read_part(point, "NI", scene.now)
    return read_date(point, scene.now)


def _read_day_part(found: Found, scene: Scene) -> Reading | None:
    """this morning, last night, that afternoon, the next evening."""
    words = frozenset(found.words("rel"))
    topic = TOPIC & words or {"the", "next"} <= words
    base = (topic and scene.spoken_day) or scene.now
    if base is None or base.unit != "D":
        return None
    point = move(base, "D", read_step(words))
    return read_part(point, str(found.value("part")), base) if point else None


def _read_weekday(found: Found, scene: Scene) -> Reading | None:
    number = found.int_value("weekday")
    if len(found.word("weekday")) <= 4 and not _is_weekday(found):
        return None
    point = find_weekday(found, scene)
    if point is None:
        return read_vague(f"XXXX-WXX-{number}")
    if found.has("part"):
        return read_part(point, str(found.value("part")), scene.day)
    return read_date(point, scene.day)


def _is_weekday(found: Found) -> bool:
    """Whether a short name (Sat, Mon) is a day: it needs a full stop or a part of the day."""
    if found.word("weekday") == "sun":
        return found.has("part")
    return found.has("part") or bool(re.match(r"\.(?=[\s,])", found.text_after(2)))


def find_weekday(found: Found, scene: Scene) -> Point | None:
    """The day a weekday's name means, by the words before it and the verb's tense."""
    number, rel = found.int_value("weekday"), frozenset(found.words("rel"))
    base = (TOPIC & rel and scene.spoken_day) or scene.day
    day = base.date if base else None
    if day is None or base is None:
        return None
    distance = number - day.isoweekday()
    if found.has("week"):
        return move(base, "D", distance + 7 * read_step(frozenset(found.words("week"))))
    return move(base, "D", _days_to(found, scene, distance, rel))


def _days_to(found: Found, scene: Scene, distance: int, rel: frozenset[str]) -> int:
    """How many days ahead, given the distance within the week; today's own name is today."""
    step = read_step(rel)
    if step < 0:
        return distance if distance < 0 else distance - 7
    if step > 0:
        return distance if distance > 0 else distance + 7
    if distance == 0 or "this" in rel:
        return distance % 7
    possessive = found.text_after(2) in ("'s", "’s")
    # A life told from its end begins with news: "died on Sunday" looks back from the report.
    told = scene.narrative and scene.day is scene.spoken_day
    ahead = told or (not possessive and scene.tense(found) in ("future", "weak"))
    return distance % 7 - (0 if ahead else 7)


def _read_day_before(found: Found, scene: Scene) -> Reading | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    point = scene.shift_now("D", -2 if found.word("way") == "before" else 2)
    return read_date(point, scene.now) if point else None


REL = (
    "(?P<rel>THIS (?: PAST | COMING | SAME )? | LAST | NEXT"
    " | THE? (?: PAST | COMING | PREVIOUS | FOLLOWING | SAME | LAST | NEXT | CURRENT | LATEST ) | THAT SAME? )"
)
MODIFIER = (
    "(?: (?P<mod>EARLIER | LATER | EARLY | LATE | MID HYPHEN? | SOMETIME"
    " | THE? (?: END | BEGIN | MID | PORTION ) OF ) (?: IN | ON )? )?"
)

RULES = (
    Rule("today", f"{MODIFIER} (?P<day>TODAY) (?P<part>PART)?", _read_today),
    Rule(
        "part of today",
        "(?: EARLY | LATE | MID HYPHEN? )? (?P<part>PART) (?P<day>TODAY)",
        _read_today,
    ),
    Rule("day before yesterday", "THE UNIT (?P<way>BEFORE | AFTER) TODAY", _read_day_before),
    Rule("part of the day", f"{MODIFIER} {REL} (?P<part>PART)", _read_day_part),
    Rule(
        "weekday",
        f"(?: {REL} (?: UNIT POSSESSIVE? )? )? (?: EARLY | LATE )? (?P<weekday>WEEKDAY)"
        " (?: (?: EARLY | LATE )? (?P<part>PART) )?"
        " (?: COMMA? OF? (?P<week>(?: LAST | NEXT | THIS ) UNIT) )?",
        _read_weekday,
    ),
)
