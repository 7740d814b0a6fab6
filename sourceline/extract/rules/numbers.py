"""Tokens → a number: digits, words and scales ("1.2bn", "half a million", "two hundred and fifty")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import read_table

_HALF = Decimal("0.5")
_UNIT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Number:
    """A value, the scale that was said with it ("million"), and how many tokens they fill."""

    value: Decimal
    scale: Decimal
    length: int


@cache
def _scales() -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in read_table("figures")["scales"].items()}


@cache
def _words() -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in read_table("figures")["numbers"].items()}


def read_number(tokens: Sequence[Token], n: int) -> Number | None:
    """The number that begins at token `n`; None when there is none."""
    found = _read_half(tokens, n) or _read_article(tokens, n) or _read_counted(tokens, n)
    if found is None:
        return None
    return Number(_shorten(found.value), _shorten(found.scale), found.length)


@lru_cache(maxsize=1 << 14)
def may_begin(word: str) -> bool:
    """Whether a number, or the sign of a currency before one, may begin with a word."""
    low = word.lower()
    return low[0].isdigit() or low in _signs() or low.partition("-")[0] in _openers()


@cache
def _openers() -> frozenset[str]:
    return frozenset({*_words(), "a", "an", "half"})


@cache
def _signs() -> frozenset[str]:
    """First and last parts of the signs of currencies: "US" and "$" of "US$"."""
    signs = [sign.lower() for sign in read_table("figures")["signs"]]
    return frozenset(sign[:n] for sign in signs for n in range(1, len(sign) + 1))


def _shorten(value: Decimal) -> Decimal:
    """Without zeros behind the point: 1.2 billion is 1200000000."""
    # By hand: `quantize` and `normalize` refuse or round what has more than 28 digits.
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0:
        return Decimal(int(value)) if value.is_finite() else value
    kept = list(digits)
    while exponent < 0 and kept and kept[-1] == 0:
        kept.pop()
        exponent += 1
    return Decimal((sign, tuple(kept) or (0,), exponent))


def _word(tokens: Sequence[Token], n: int) -> str:
    return tokens[n].text.lower() if 0 <= n < len(tokens) else ""


def _read_half(tokens: Sequence[Token], n: int) -> Number | None:
    """ "half a million", "half a dozen", "half-million"."""
    first, _, joined = _word(tokens, n).partition("-")
    if first != "half":
        return None
    if joined in _scales():
        return Number(_scales()[joined] * _HALF, _scales()[joined], 1)
    if _word(tokens, n + 1) in ("a", "an") and _word(tokens, n + 2) in _scales():
        scale = _scales()[_word(tokens, n + 2)]
        return Number(scale * _HALF, scale, 3)
    return None


def _read_article(tokens: Sequence[Token], n: int) -> Number | None:
    """ "a dozen", "a hundred thousand"; "few hundred" is no number."""
    if _word(tokens, n) not in ("a", "an") or len(_word(tokens, n + 1)) < _SHORTEST:
        return None
    return (
        _scale_up(tokens, n, Number(_UNIT, _UNIT, 1)) if _word(tokens, n + 1) in _scales() else None
    )


_SHORTEST = 4
"""Letters of a scale that stands alone: "a m" is no million."""


def _read_counted(tokens: Sequence[Token], n: int) -> Number | None:
    base = _read_base(tokens, n)
    if base is None:
        return None
    if [_word(tokens, n + base.length + k) for k in range(3)] == ["and", "a", "half"]:
        base = Number(base.value + _HALF, base.scale, base.length + 3)
    number = _scale_up(tokens, n, base)
    added = _read_rest(tokens, n, number)
    return added or number


def _read_base(tokens: Sequence[Token], n: int) -> Number | None:
    word = _word(tokens, n)
    if word in _words():
        return Number(_words()[word], _UNIT, 1)
    tens, _, ones = word.partition("-")
    if tens in _words() and ones in _words():
        return Number(_words()[tens] + _words()[ones], _UNIT, 1)
    if tens in _words() and ones in _scales():
        return Number(_words()[tens] * _scales()[ones], _scales()[ones], 1)
    digits = _read_digits(word)
    following = tokens[n + 1] if n + 1 < len(tokens) else None
    if digits and following and _is_split(tokens[n], following):
        return Number(Decimal(word + following.text), _UNIT, 2)
    return digits


def _is_split(one: Token, two: Token) -> bool:
    """Whether a space, not a comma, parts the thousands: "12 500"."""
    apart = two.start - one.end == 1
    return apart and bool(
        re.fullmatch(r"[1-9]\d{0,2}", one.text) and re.fullmatch(r"\d{3}", two.text)
    )


def _read_digits(word: str) -> Number | None:
    match = re.fullmatch(
        r"(\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(\.\d+)?(m|mn|bn|tn|k)?", word.replace(", ", ",")
    )
    if match is None:
        return None
    value = Decimal(match[1].replace(",", "") + (match[2] or ""))
    scale = _scales()[match[3]] if match[3] else _UNIT
    return Number(value * scale, scale, 1)


def _scale_up(tokens: Sequence[Token], n: int, number: Number) -> Number:
    """With the scales behind it: "million", "hundred thousand", "-million"."""
    value, scale, length = number.value, number.scale, number.length
    while True:
        skip = 1 if _word(tokens, n + length) == "-" else 0
        word = _word(tokens, n + length + skip)
        # "5 m" is five metres.
        if word not in _scales() or len(word) == 1:
            return Number(value, scale, length)
        value, scale, length = value * _scales()[word], scale * _scales()[word], length + skip + 1


def _read_rest(tokens: Sequence[Token], n: int, number: Number) -> Number | None:
    """ "two hundred and fifty", "three thousand five hundred": what is added to a scale in words."""
    if number.scale == 1 or not _word(tokens, n).isalpha():
        return None
    skip = 1 if _word(tokens, n + number.length) == "and" else 0
    at = n + number.length + skip
    base = _read_base(tokens, at)
    if base is None or not _word(tokens, at)[0].isalpha():
        return None
    more = _scale_up(tokens, at, base)
    if base.value < number.scale <= more.value:  # "two hundred and fifty thousand"
        value = (number.value + base.value) * more.scale
    elif more.value < number.scale:
        value = number.value + more.value
    else:
        return None
    return Number(value, more.scale, number.length + skip + more.length)
