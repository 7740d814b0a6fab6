"""Lengths of time: three months, the past two years, a 10-year term, several weeks."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.numbers import read_number
from sourceline.extract.rules.times.reading import Reading, read_length, read_vague
from sourceline.extract.rules.times.scene import Scene

_CLOCK = {"second": "S", "sec": "S", "minute": "M", "min": "M", "hour": "H", "hr": "H"}
# "$2 million a year", "four flights a week", "20 miles (32 km) a day", "8.5% annually".
RATE_BEFORE = re.compile(
    r"(?:\d|\bmillion|\bbillion|\bthousand|percent|\bcents?|%|\)|"
    r"\b(?:dollar|pound|euro|ton|tonne|barrel|unit|interview|flight|seat|person|people|attack|car|"
    r"hour|mile|kilometer|metre|meter|time|share|vehicle|job|patient|visitor|passenger|letter|call)s?)"
    r"\s+$"
)
_LENGTH_BEFORE = re.compile(
    r"\b(?:for|in|within|over|during|after|than|of|about|takes?|took|lasted|last|spent|only|just|"
    r"nearly|almost|every|once|under|at least)\s+$"
)
_PLURAL_BEFORE = re.compile(
    r"\b(?:for|in|after|within|over|takes?|took|lasted|last|spent|spend|through|"
    r"(?:couple|number|period|matter|kind) of)\s+$"
)
_YEAR_BEFORE_DAY = re.compile(r"(?:19|20)\d\d (?:day|week|month)$")  # "the 2018 day of action"
_MODAL = re.compile(r"\b(?:will|would|may|might|could|must|can)\s+$")  # "will one day be"
_AGE = re.compile(r"[\s-]+olds?\b")


def write_duration(count: float | None, unit: str, *, clock: bool) -> str:
    """P3M, PT2H, P2Y6M for two and a half years, PXD for an unknown number of days."""
    head = "PT" if clock else "P"
    if unit in ("E", "C") and count is not None:
        unit, count = "Y", count * (10 if unit == "E" else 100)
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


def _read_duration(found: Found, _scene: Scene) -> Reading | None:
    count = read_number(found, "count")
    unit, clock = read_unit(found)
    if found.words("count") == ["one"] and unit == "D" and _MODAL.search(found.text_before(10)):
        return read_vague("FUTURE_REF")
    if _AGE.match(found.text_after(8)):
        return None
    if found.words("count") in (["a"], ["an"]):
        return _read_one(found, unit, clock=clock)
    if found.word("unit") == "quarter" or (unit == "Q" and count == 3):
        return None  # parts of a whole, "three quarters of"
    if _YEAR_BEFORE_DAY.match(found.tokens.text, found.start, found.end):
        return None
    return read_length(write_duration(count, unit, clock=clock))


def _read_one(found: Found, unit: str, *, clock: bool) -> Reading | None:
    """ "a year": a length, unless it is the rate of a figure ("$2 million a year")."""
    if unit == "Q":
        return None  # "a quarter of the people"
    value = write_duration(1, unit, clock=clock)
    if found.has("approx"):
        return read_length(value)
    if RATE_BEFORE.search(found.text_before(14)):
        return None  # part of a figure
    idiom = clock and unit in ("S", "M") and found.word_before() != "for"
    if idiom or not _LENGTH_BEFORE.search(found.text_before(12)):
        return None
    return read_length(value)


def _read_span(found: Found, _scene: Scene) -> Reading | None:
    """ "the past two years", "the first nine months", "the next few weeks"."""
    unit, clock = read_unit(found)
    return read_length(write_duration(read_number(found, "count"), unit, clock=clock))


def _read_vague(found: Found, _scene: Scene) -> Reading | None:
    """ "recent months", "the coming years", "the weeks ahead"."""
    unit, clock = read_unit(found)
    if found.word("rel") == "recent" and unit == "Y":
        return read_vague("PAST_REF")
    return read_length(write_duration(None, unit, clock=clock))


def _read_plural(found: Found, scene: Scene) -> Reading | None:
    """ "for years", "a matter of days"."""
    if not _PLURAL_BEFORE.search(found.text_before(16).lower()):
        return None
    return _read_vague(found, scene)


def _read_while(_found: Found, _scene: Scene) -> Reading | None:
    return read_length("PXX")


def _read_one_and_half(found: Found, _scene: Scene) -> Reading | None:
    """ "a minute and a half"."""
    unit, clock = read_unit(found)
    return read_length(write_duration(1.5, unit, clock=clock))


LEAD = (
    "(?P<rel>(?: THE | THIS | THAT )? (?: LAST | PAST | NEXT | COMING | PREVIOUS | FOLLOWING | ORDINAL"
    " | LATEST | LATE | EARLY | RECENT ) )"
)

RULES = (
    Rule(
        "duration",
        "(?P<approx>{approx} )? ADDITIONAL? THE? (?P<count>{count})"
        " (?: HYPHEN | ADDITIONAL | MORE | OTHER | FISCAL )* (?P<unit>{allunits})",
        _read_duration,
    ),
    Rule(
        "span",
        f"(?: ABOUT | NEARLY | AT LEAST | EACH OF )? {LEAD} {{approx}}? (?P<count>{{count}}) HYPHEN?"
        " FISCAL? (?P<unit>{allunits})",
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
    Rule("plural", "(?P<unit>UNITS | CLOCKUNITS) (?: OR UNITS )?", _read_plural),
)
