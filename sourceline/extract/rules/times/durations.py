"""Lengths of time: three months, the past two years, a 10-year term, several weeks."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.numbers import read_number
from sourceline.extract.rules.times.reading import Reading
from sourceline.extract.rules.times.scene import Scene

_CLOCK = {"second": "S", "sec": "S", "minute": "M", "min": "M", "hour": "H", "hr": "H"}
_RATE_BEFORE = re.compile(
    r"(?:\d|\bmillion|\bbillion|\bthousand|percent|\bcents?|\b(?:dollar|pound|euro|ton|tonne|barrel|unit|interview|flight|seat|person|people|attack|car|hour|mile|kilometer|metre|meter|time|share|vehicle|job|patient|visitor|passenger|copie|letter|call)s?|%|\))[\s]+$"
)


def write_duration(count: float | None, unit: str, *, clock: bool) -> str:
    """P3M, PT2H, P2Y6M for two and a half years, PXD for an unknown number of days."""
    head = "PT" if clock else "P"
    if not clock and unit in ("E", "C", "L"):
        unit, size = "Y", {"E": 10, "C": 100, "L": 1000}[unit]
        if count is None:
            return "PX" + {10: "E", 100: "C", 1000: "L"}[size]
        count *= size
    if count is None:
        return f"{head}X{unit}"
    if count == int(count):
        return f"{head}{int(count)}{unit}"
    return head + _split(count, unit, clock=clock)


def _split(count: float, unit: str, *, clock: bool) -> str:
    """A fraction in the next finer unit, where that is exact."""
    finer = {
        ("Y", False): ("M", 12),
        ("H", True): ("M", 60),
        ("M", True): ("S", 60),
        ("W", False): ("D", 7),
        ("D", False): ("TH", 24),
    }
    step = finer.get((unit, clock))
    whole = int(count)
    rest = (count - whole) * step[1] if step else 0.5
    lead = f"{whole}{unit}" if whole else ""
    if step and abs(rest - round(rest)) < 1e-9:
        name = step[0]
        return f"{lead}T{round(rest)}H" if name == "TH" else f"{lead}{round(rest)}{name}"
    return f"{count:g}{unit}"


def read_unit(found: Found) -> tuple[str, bool]:
    """The unit's letter, and whether it is of the clock."""
    word = found.word("unit")
    clock = _CLOCK.get(word.removesuffix("s"))
    if clock:
        return clock, True
    if word.startswith("quarter"):
        return "Q", False
    if word.startswith("weekend"):
        return "D", False
    return str(found.value("unit")), False


def _read_duration(found: Found, scene: Scene) -> Reading | None:
    count = read_number(found, "count")
    unit, clock = read_unit(found)
    word = found.word("unit")
    if _is_age(found):
        return None
    if found.words("count") in (["a"], ["an"]) and not found.has("rel"):
        return _read_one(found, unit, clock=clock)
    if word == "quarter" or (unit == "Q" and count == 3):
        return None
    return Reading(type="DURATION", value=write_duration(count, unit, clock=clock), spoken=False)


def _read_one(found: Found, unit: str, *, clock: bool) -> Reading | None:
    """ "a year": a rate after a number ("$2 million a year"), else a length."""
    if _RATE_BEFORE.search(found.text_before(14)) and not found.has("approx"):
        rate = "D" if unit == "D" else unit
        return Reading(type="SET", value=write_duration(1, rate, clock=clock), spoken=False)
    if (
        unit in ("S", "M")
        and clock
        and found.word("unit").startswith(("second", "minute"))
        and found.word_before() != "for"
        and not found.has("approx")
    ):
        return None
    if unit == "Q":
        return None
    if not found.has("approx") and not re.search(
        r"\b(?:for|in|within|over|during|after|than|of|about|take|takes|took|lasted|last|spent|only|just|nearly|almost|every|once|under|at least)\s+$",
        found.text_before(12),
    ):
        return None
    return Reading(type="DURATION", value=write_duration(1, unit, clock=clock), spoken=False)


def _is_age(found: Found) -> bool:
    """ "six years old", "6-year-old" are ages."""
    return bool(re.match(r"[\s-]+old\b|[\s-]+olds\b", found.text_after(8)))


def _read_span(found: Found, scene: Scene) -> Reading | None:
    """ "the past two years", "the first nine months", "the next few weeks"."""
    count = read_number(found, "count") if found.has("count") else None
    unit, clock = read_unit(found)
    return Reading(type="DURATION", value=write_duration(count, unit, clock=clock), spoken=False)


def _read_vague(found: Found, scene: Scene) -> Reading | None:
    """ "recent months", "for years", "weeks", "the coming years"."""
    unit, clock = read_unit(found)
    if found.word("rel") == "recent" and unit == "Y":
        return Reading(type="DATE", value="PAST_REF", spoken=False)
    return Reading(type="DURATION", value=write_duration(None, unit, clock=clock), spoken=False)


def _read_plain_plural(found: Found, scene: Scene) -> Reading | None:
    before = found.text_before(16).lower()
    if not re.search(
        r"\b(?:for|in|after|within|over|take|takes|took|last|lasted|spent|spend|of|last for|through)\s+$",
        before,
    ):
        return None
    if re.search(r"\bof\s+$", before) and not re.search(
        r"(?:couple|number|period|matter|months|weeks|kind) of\s+$", before
    ):
        return None
    unit, clock = read_unit(found)
    return Reading(type="DURATION", value=write_duration(None, unit, clock=clock), spoken=False)


def _read_while(found: Found, scene: Scene) -> Reading | None:
    return Reading(type="DURATION", value="PXX", spoken=False)


def _read_one_and_half(found: Found, scene: Scene) -> Reading | None:
    """ "a minute and a half"."""
    unit, clock = read_unit(found)
    return Reading(type="DURATION", value=write_duration(1.5, unit, clock=clock), spoken=False)


LEAD = "(?P<rel>(?: THE | THIS | THAT )? (?: LAST | PAST | NEXT | COMING | PREVIOUS | FOLLOWING | ORDINAL | LATEST | LATE | EARLY | RECENT ) )"

RULES = (
    Rule(
        "duration",
        "(?P<approx>{approx} )? (?: ADDITIONAL )? THE? (?P<count>{count}) (?: HYPHEN | ADDITIONAL | MORE | OTHER )* (?: FISCAL )? (?P<unit>{allunits})",
        _read_duration,
    ),
    Rule(
        "span",
        f"(?: ABOUT | NEARLY | AT LEAST | EACH OF )? {LEAD} (?: {{approx}} )? (?P<count>{{count}}) HYPHEN? (?: FISCAL )? (?P<unit>{{allunits}})",
        _read_span,
    ),
    Rule(
        "one and a half",
        "(?: A | CARDINAL ) (?P<unit>UNIT | CLOCKUNIT) AND A HALF",
        _read_one_and_half,
    ),
    Rule("ahead", "THE? (?P<unit>UNITS) AHEAD", _read_vague),
    Rule("while", "A WHILE", _read_while),
    Rule("vague span", f"{LEAD} (?P<unit>UNITS | CLOCKUNITS | QUARTERS)", _read_vague),
    Rule("plural", "(?P<unit>UNITS | CLOCKUNITS) (?: OR UNITS )?", _read_plain_plural),
)
