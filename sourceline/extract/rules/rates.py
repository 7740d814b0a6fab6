"""Rates: the period or share behind a number, "8 million a month", "40 euros per head"."""

from __future__ import annotations

from functools import cache
from typing import Any

from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.phrases import Line


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_table("figures")["rates"]
    return {**table, "periods": frozenset(table["periods"])}


def read_rate(line: Line, n: int) -> tuple[str | None, int]:
    """The period that is named at token `n`, and the token behind it."""
    word = line.word(n)
    if word in _table()["adverbs"]:
        return _table()["adverbs"][word], n + 1
    if n + 1 < len(line.tokens) and word in _table()["links"]:
        period = line.words[n + 1]
        # As in "a second time" and "9 million a year ago".
        after = line.word(n + 2)
        inside = after in _table()["points"] or (after and line.tags[n + 2].startswith("NN"))
        if word == "per" and line.tags[n + 1] == "NN":
            return period, n + 2
        if period in _table()["periods"] and not inside:
            return period, n + 2
    return None, n
