"""Our EDTF reader beside python-edtf: random dates, the same bounds, every difference explained.

    python tests/edtf_oracle.py --count 100000 --seed 1

prints how many agree and how many fall under each explained difference, and fails on any other.
python-edtf needs about 10 ms for a date, so this is apart from the tests, which take a sample.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import random
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its grammar warns about itself when it is imported
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

from sourceline.edtf import Day, Edtf, EdtfError, parse

BOUNDS = {
    "lower_strict": "earliest",
    "upper_strict": "latest",
    "lower_fuzzy": "earliest_fuzzy",
    "upper_fuzzy": "latest_fuzzy",
}
_FAULT = "fault"
"""Stands for a bound that python-edtf raised an exception over."""

Difference = tuple[str, Callable[[str, list[str]], object]]

# What only we refuse, and why. Each: (explanation, whether it is the case for text).
WE_REFUSE: list[Difference] = [
    ("an interval that ends before it begins is a mistake", lambda text, _: "/" in text),
    ("a range of years that ends before it begins is a mistake", lambda text, _: ".." in text),
    ("a day that no month of the mask has is a mistake", lambda text, _: "X" in text),
    (
        "a day that its month does not have",
        lambda text, _: re.search(r"-[~?%]?(?:29|3[01])(?!\d)", text),
    ),
    ("years of more than 18 digits are refused", lambda text, _: text.startswith("Y")),
    ("24:00:00 is no time of day since ISO 8601-1:2019", lambda text, _: "T24:00:00" in text),
]
# What only python-edtf refuses, though the standard has it.
THEY_REFUSE: list[Difference] = [
    ("a set of one date", lambda text, _: text[0] in "[{" and "," not in text),
    ("negative years in sets", lambda text, _: text[0] in "[{" and "-" in text),
    ("ranges of days and months in sets beside open ends", lambda text, _: ".." in text),
    ("masks, marks and sub-year groupings as ends of intervals", lambda text, _: "/" in text),
    ("sub-year groupings with a mark", lambda text, _: re.search(r"-[234]\d[~?%]$", text)),
    ("negative years with unspecified digits", lambda text, _: text[0] == "-" and "X" in text),
    ("marks on parts together with unspecified digits", lambda text, _: "X" in text and re.search("[~?%]", text)),
    ("months of which one digit is unspecified: it fails", lambda text, _: re.search(r"-(?:\dX|X\d)$", text)),
    ("years of four digits wholly unspecified", lambda text, _: "XXXX" in text),
    ("marks before and after one part", lambda text, _: re.search(r"[~?%].*[~?%]", text)),
    ("an hour as a whole zone, or one of a half hour", lambda text, _: "T" in text),
    ("exponential years with significant digits", lambda text, _: text.startswith("Y")),
]  # fmt: skip
# Where both read the text, but not to the same bounds; `names` are the bounds that differ.
OTHER_BOUNDS: list[Difference] = [
    ("winter and southern summer run on into the next year", lambda text, _: re.search(r"-(24|28|30)\b", text)),
    ("an unknown end is unknown, not ten years away", lambda text, _: text[0] == "/" or text[-1] == "/"),
    ("open sets: python-edtf fails", lambda text, _: text[0] in "[{" and ".." in text),
    ("sets: python-edtf takes negative years for members out of order", lambda text, _: text[0] in "[{" and "-" in text),
    ("unspecified digits of months and days: python-edtf fails or takes 1 to 12 and 31", lambda text, _: re.search(r"-(?:[0-9]X|X[0-9])|-XX-\d\d|X.*-\d\d-\d\d", text)),
    ("negative years with unspecified months: python-edtf swaps the bounds", lambda text, _: text[0] == "-" and "X" in text),
    ("29 February in a mask of years: only leap years have it", lambda text, _: "X" in text and "02-" in text),
    ("a whole date is widened by its own unit, not by all its units", lambda text, names: _only_fuzzy(names) and re.search(r"[~?%]$|[~?%]/", text)),
    ("an unspecified month or day with a mark is widened by its own unit", lambda text, names: _only_fuzzy(names) and "X" in text),
    ("parts with marks are widened by the coarsest, months ending at their end", lambda text, names: _only_fuzzy(names) and re.search("[~?%]", text)),
    ("significant digits: python-edtf counts the sign and ignores zeros of the exponent", lambda text, _: "S" in text),
]  # fmt: skip


def make_date(random_: random.Random) -> str:
    """A random text of levels 0 to 2, mostly valid: now and then a day that does not exist."""
    return random_.choice(_SHAPES)(random_)


def compare(text: str) -> str:
    """ "same", "both refuse", or the explanation of a difference; AssertionError on any other."""
    ours, theirs = _read_ours(text), _read_theirs(text)
    if ours is None and theirs is None:
        return "both refuse"
    if ours is None:
        return _explain("we refuse", WE_REFUSE, text, [])
    if theirs is None:
        return _explain("they refuse", THEY_REFUSE, text, [])
    names = [name for name, own in BOUNDS.items() if getattr(ours, own) != _bound(theirs, name)]
    return _explain("bounds", OTHER_BOUNDS, text, names) if names else "same"


def _explain(kind: str, table: list[Difference], text: str, names: list[str]) -> str:
    for explanation, applies in table:
        if applies(text, names):
            return f"{kind}: {explanation}"
    raise AssertionError(f"{kind}, unexplained: {text} {names}")


def _only_fuzzy(names: list[str]) -> bool:
    return all(name.endswith("fuzzy") for name in names)


def _read_ours(text: str) -> Edtf | None:
    try:
        return parse(text)
    except EdtfError:
        return None


def _read_theirs(text: str) -> Any:
    with contextlib.redirect_stdout(io.StringIO()):  # it prints where its grammar fails
        try:
            return parse_edtf(text)
        except (EDTFParseException, AttributeError, TypeError, ValueError):
            return None


def _bound(date: Any, name: str) -> Day | str | None:
    try:
        value = getattr(date, name)()
    except (AttributeError, TypeError, ValueError, OverflowError, IndexError, KeyError):
        return _FAULT
    return None if value in (math.inf, -math.inf) else Day(*value[:3])


def _year(r: random.Random) -> str:
    return r.choice([f"{r.randint(0, 9999):04d}", f"{r.randint(1000, 2100)}", f"-{r.randint(1, 9999):04d}"])  # fmt: skip


def _month(r: random.Random) -> str:
    return f"{r.randint(1, 12):02d}"


def _day(r: random.Random) -> str:
    return f"{r.randint(1, 31):02d}"


def _mark(r: random.Random) -> str:
    return r.choice("~?%")


def _plain(r: random.Random) -> str:
    return r.choice([_year(r), f"{_year(r)}-{_month(r)}", f"{_year(r)}-{_month(r)}-{_day(r)}"])


def _season(r: random.Random) -> str:
    return f"{_year(r)}-{r.randint(21, 41)}"


def _masked(r: random.Random) -> str:
    y = _year(r)
    return r.choice([f"{y[:-1]}X", f"{y[:-2]}XX", f"{y[:-3]}XXX", f"{y}-XX", f"{y}-{_month(r)}-XX", f"{y}-XX-XX"])  # fmt: skip


def _qualified(r: random.Random) -> str:
    return r.choice([_plain, _season, _masked])(r) + _mark(r)


def _any_mask(r: random.Random) -> str:
    return "".join("X" if c.isdigit() and r.random() < 0.25 else c for c in _plain(r))


def _parts(r: random.Random) -> str:
    y, m, d = _year(r), _month(r), _day(r)
    marks = [r.choice(["", "", _mark(r)]) for _ in range(3)]
    whole = f"{marks[0]}{y}-{marks[1]}{m}"
    return r.choice([f"{y}{_mark(r)}-{m}", f"{whole}-{marks[2]}{d}", f"{y}-{m}{_mark(r)}-{d}", f"{y}{_mark(r)}-{m}-{d}", whole])  # fmt: skip


def _interval(r: random.Random) -> str:
    ends = [r.choice([_plain, _plain, _plain, _qualified, _season])(r) for _ in range(2)]
    if r.random() < 0.3:
        ends[r.randint(0, 1)] = r.choice(["", "..", ".."])
    return "/".join(ends)


def _long(r: random.Random) -> str:
    sign = r.choice(["", "-"])
    return r.choice([
        f"Y{sign}{r.randint(10000, 10 ** r.randint(5, 12))}",
        f"Y{sign}{r.randint(1, 99)}E{r.randint(1, 9)}",
        f"{r.randint(1000, 9999)}S{r.randint(1, 4)}",
        f"Y{r.randint(10000, 10**9)}S{r.randint(1, 5)}",
    ])  # fmt: skip


def _set(r: random.Random) -> str:
    members = [_plain(r) for _ in range(r.randint(1, 4))]
    kind = r.random()
    if kind < 0.3:
        first = r.randint(1000, 2000)
        members[0] = f"{first}..{first + r.randint(0, 99)}"
    elif kind < 0.45:
        members[0] = f"..{members[0]}"
    elif kind < 0.6:
        members[-1] += ".."
    brackets = r.choice(["[]", "{}"])
    return brackets[0] + ",".join(members) + brackets[1]


def _time(r: random.Random) -> str:
    zone = r.choice(["", "Z", "+02:00", "-05:00", "+14:00", "+05"])
    return f"{_year(r)}-{_month(r)}-{_day(r)}T{r.randint(0, 24):02d}:{r.randint(0, 59):02d}:{r.randint(0, 60):02d}{zone}"


_SHAPES = [_plain, _plain, _season, _qualified, _masked, _any_mask, _parts, _interval, _interval, _long, _set, _time]  # fmt: skip


def main() -> int:
    """Compare as many random dates as asked for; 1 when there is a difference without a reason."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    random_, kinds, faults = random.Random(asked.seed), Counter[str](), 0  # noqa: S311 - no secret
    for _ in range(asked.count):
        try:
            kinds[compare(make_date(random_))] += 1
        except AssertionError as error:
            faults += 1
            sys.stderr.write(f"{error}\n")
    for kind, number in kinds.most_common():
        sys.stdout.write(f"{number:8,}  {kind}\n")
    sys.stdout.write(f"{asked.count:8,}  dates, {faults} unexplained\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
