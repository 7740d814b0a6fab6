"""Money: signs and words of currencies. A currency is told only where the text states it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sourceline.extract.rules.gazetteers import read_table, read_words
from sourceline.extract.rules.phrases import Line

_LONGEST = 3
"""Words of a currency behind a number."""


@cache
def _table() -> dict[str, Any]:
    return read_table("figures")


def read_sign(line: Line, n: int) -> tuple[str | None, int]:
    """The currency before a number, and where the number begins; (None, n) when there is none."""
    for length in (2, 1):
        end = n + length
        if end >= len(line.tokens) or not line.tokens[end].text[0].isdigit():
            continue
        text = line.write(n, end).replace(" ", "")
        if text in _table()["signs"]:
            return _table()["signs"][text], end
    return None, n


def read_coin(line: Line, n: int) -> tuple[str | None, int]:
    """The currency behind a number ("" when the name is shared by several), and where it ends."""
    for length in range(min(_LONGEST, len(line.tokens) - n), 0, -1):
        text = line.write(n, n + length)
        if text in ("pound", "pounds") and _is_weight(line, n + 1):
            continue
        if text in _table()["coins"]:
            return _table()["coins"][text], n + length
        if text in _table()["signs"] and (text.isupper() or text in "€£"):
            return _table()["signs"][text], n + length
    return None, n


def _is_weight(line: Line, n: int) -> bool:
    """Whether pounds are weighed: "pounds (225 kilograms)", "pounds of raw cotton"; `n` is what stands behind them."""
    if line.word(n) == "(":
        return any(line.word(k) in ("kilograms", "kilogram", "kilos", "kg") for k in (n + 2, n + 3))
    behind = [line.word(k) for k in (n + 1, n + 2)] if line.word(n) == "of" else []
    return any(word in read_words("figures", "counts", "weighed") for word in behind)
