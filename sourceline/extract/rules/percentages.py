"""Percentages: the words and signs that say "per cent"."""

from __future__ import annotations

from functools import cache

from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.phrases import Line


@cache
def _words() -> dict[str, str]:
    table = read_table("figures")["percent"]
    points = dict.fromkeys(table["points"], "percentage points")
    return {**points, **dict.fromkeys(table["words"], "percent")}


def read_percent(line: Line, n: int) -> tuple[str | None, int]:
    """The unit "percent" or "percentage points" at token `n` (or behind a hyphen), and its end."""
    skip = 1 if n < len(line.tokens) and line.tokens[n].text == "-" else 0
    for length in (2, 1):
        end = n + skip + length
        if end <= len(line.tokens):
            unit = _words().get(line.write(n + skip, end).lower())
            if unit:
                return unit, end
    return None, n
