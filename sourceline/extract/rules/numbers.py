"""Tokens → a number: digits, words, scales and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import read_table


@dataclass(frozen=True, slots=True)
class Number:
    """A value, or a range up to `upper`, and how many tokens it fills."""

    value: Decimal
    upper: Decimal | None
    length: int


@cache
def _scales() -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in read_table("figures")["scales"].items()}


@cache
def _words() -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in read_table("figures")["numbers"].items()}


def read_number(tokens: Sequence[Token], n: int) -> Number | None:
    """The number that begins at token `n`; None when there is none."""
    one = _read_plain(tokens, n)
    if one is None:
        return _read_hyphened(tokens, n)
    value, length, scaled = one
    link = tokens[n + length].text if n + length < len(tokens) else ""
    if link in ("-", "–", "to", "and") and (
        link != "and" or (n and tokens[n - 1].text.lower() == "between")
    ):
        two = _read_plain(tokens, n + length + 1)
        if two and two[0] > value / 1000:
            # "2 to 3 million": the scale belongs to both.
            if two[2] != 1 and scaled == 1 and value < two[0]:
                value *= two[2]
            if two[0] > value:
                return Number(_shorten(value), _shorten(two[0]), length + 1 + two[1])
    return Number(_shorten(value), None, length)


def _shorten(value: Decimal) -> Decimal:
    """Without zeros behind the point: 1.2 billion is 1200000000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _read_plain(tokens: Sequence[Token], n: int) -> tuple[Decimal, int, Decimal] | None:
    """(value, tokens, scale)."""
    if n >= len(tokens):
        return None
    word = tokens[n].text.lower()
    value, scale = _read_digits(word)
    if value is None:
        value = _words().get(word)
        if value is None:
            return None
    length = 1
    while n + length < len(tokens) and tokens[n + length].text.lower() in _scales():
        factor = _scales()[tokens[n + length].text.lower()]
        value, scale, length = value * factor, scale * factor, length + 1
    return value, length, scale


def _read_digits(word: str) -> tuple[Decimal | None, Decimal]:
    match = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(m|mn|bn|tn|k)?", word)
    if match is None:
        return None, Decimal(1)
    try:
        value = Decimal(match[1].replace(",", "") + (match[2] or ""))
    except InvalidOperation:  # pragma: no cover - the pattern lets only digits through
        return None, Decimal(1)
    scale = _scales()[match[3]] if match[3] else Decimal(1)
    return value * scale, scale


def _read_hyphened(tokens: Sequence[Token], n: int) -> Number | None:
    """ "8-10", "twenty-five"."""
    word = tokens[n].text.lower() if n < len(tokens) else ""
    digits = re.fullmatch(r"(\d+)[-–](\d+)", word)
    if digits and int(digits[1]) < int(digits[2]):
        return Number(Decimal(digits[1]), Decimal(digits[2]), 1)
    tens, _, ones = word.partition("-")
    if tens in _words() and ones in _words():
        return Number(_words()[tens] + _words()[ones], None, 1)
    return None
