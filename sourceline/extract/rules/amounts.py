"""Amounts: a number with the sign or word that belongs to it, and ranges of two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.money import read_coin, read_sign
from sourceline.extract.rules.numbers import may_begin, read_number
from sourceline.extract.rules.percentages import read_percent
from sourceline.extract.rules.phrases import Line


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens `first` to `last` (exclusive): a value or, with `upper`, a range."""

    first: int
    last: int
    value: Decimal
    scale: Decimal = Decimal(1)
    upper: Decimal | None = None
    unit: str | None = None
    """"money", "percent", "percentage points" or a measure written without a space ("5km")."""
    currency: str | None = None
    """"" for money of no stated country."""


def read_amount(line: Line, n: int) -> Amount | None:
    """The amount or range that begins at token `n`."""
    # Of the words of a text one in twenty may begin a number; the others are not looked at twice.
    one = _read_one(line, n) if may_begin(line.tokens[n].text) else None
    if one is None:
        return None
    if n and line.words[n - 1] in _MINUS and line.tags[n - 2 : n - 1] != ("CD",):
        return replace(one, first=n - 1, value=-one.value)
    return _read_range(line, one) or one


_MINUS = ("minus", "−")


def is_score(line: Line, amount: Amount) -> bool:
    """Whether a dash joins it to another number, and no unit follows: "4–3"."""
    if amount.upper is not None or amount.unit is not None:
        return False
    n = amount.last
    return (
        n + 1 < len(line.tokens)
        and line.tokens[n].text in ("-", "–", "—")
        and line.tokens[n + 1].text[0].isdigit()
    )


def _read_one(line: Line, n: int) -> Amount | None:
    sign, start = read_sign(line, n)
    number = read_number(line.tokens, start)
    if number is None:
        return None if sign is not None else _read_joined(line, n)
    end = start + number.length
    coin, end = read_coin(line, end) if sign is None else (sign, _skip_code(line, end))
    if coin is not None:
        return Amount(n, end, number.value, number.scale, None, "money", coin)
    percent, end = read_percent(line, end)
    return Amount(n, end, number.value, number.scale, None, percent)


def _skip_code(line: Line, n: int) -> int:
    """Behind a code that says the sign again: "$5 million USD", "$500 dollars"."""
    return read_coin(line, n)[1]


def _read_joined(line: Line, n: int) -> Amount | None:
    """ "5km", "20MW"."""
    match = re.fullmatch(
        r"(\d+(?:\.\d+)?)(km|kg|mph|cm|mm|ft|MW|GW|kW|kWh|MWh|lb|lbs|kph|kmh|ha|g|mg|ml|GB|TB|MB|C|F)",
        line.tokens[n].text,
    )
    if match is None:
        return None
    unit = "degrees" if match[2] in "CF" else match[2]
    hourly = line.write(n + 1, min(n + 3, len(line.tokens))) == "/h"
    return Amount(n, n + (3 if hourly else 1), Decimal(match[1]), unit=unit + "/h" * hourly)


# --- ranges -----------------------------------------------------------------------------------


def _read_range(line: Line, one: Amount) -> Amount | None:
    link = line.word(one.last)
    if one.last + 1 >= len(line.tokens) or not _links(line, one, link):
        return None
    two = _read_one(line, one.last + 1)
    if two is None or (one.unit and two.unit and one.unit != two.unit):
        return None
    value = one.value
    if one.scale == 1 and two.scale != 1 and value <= two.value / two.scale * 10 and not one.unit:
        # "2 to 3 million": the scale belongs to both.
        value *= two.scale
    if value >= two.value or (link == "or" and two.value - value != two.scale):
        return None
    both = replace(
        one,
        first=one.first - (link == "and"),  # "between" is part of it
        last=two.last,
        value=value,
        upper=two.value,
        unit=one.unit or two.unit,
        currency=one.currency if one.currency is not None else two.currency,
    )
    return None if link in _DASHES and not _has_unit(line, both, two) else both


_DASHES = ("-", "–", "—")


def _links(line: Line, one: Amount, link: str) -> bool:
    before = line.word(one.first - 1)
    if link == "and":
        return before == "between"
    if link == "to":
        # "rose from 3 to 5": two figures, unless something ranges.
        ranging = one.first > 1 and line.words[one.first - 2] in _RANGING
        return before not in read_words("figures", "changes", "words") or ranging
    return link in _DASHES or link == "or"


_RANGING = frozenset({"ranging", "ranges", "ranged", "range", "anywhere", "varying"})


def _has_unit(line: Line, both: Amount, two: Amount) -> bool:
    """A dash makes a range only with a unit behind: "8–10 people", not "won 1–3"."""
    if both.unit or two.scale != 1:
        return True
    rest = range(two.last, min(two.last + 3, len(line.tokens)))
    for n in rest:
        if line.tags[n] == "NNS":
            return True
        if not line.tags[n].startswith(("JJ", "NN")):
            return False
    return False
