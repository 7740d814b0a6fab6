"""Measures: what a number measures, as a noun near it or the verb of its clause says."""

from __future__ import annotations

from functools import cache
from typing import Any

from sourceline.extract.rules.amounts import Amount
from sourceline.extract.rules.clauses import Clause
from sourceline.extract.rules.gazetteers import read_table, read_words
from sourceline.extract.rules.phrases import Line

_REACH = 5
"""Words between a noun and the number that it is measured by."""


@cache
def _measures() -> dict[str, frozenset[str]]:
    table: dict[str, Any] = read_table("figures")["measures"]
    return {name: frozenset(words) for name, words in table.items()}


def is_money(noun: str | None) -> bool:
    """Whether a measure is told in money."""
    return noun in _measures()["money"]


def _is_measure(word: str) -> bool:
    return word in _measures()["money"] or word in _measures()["other"]


def find_measure(line: Line, amount: Amount, last: int, clause: Clause | None) -> str | None:
    """What the amount measures, its words ending before token `last`."""
    return (
        _read_noun(line, last)
        or _look_before(line, amount.first)
        or _look_behind(line, last)
        or _ask_subject(line, clause)
        or _ask_verb(line, amount, clause)
    )


def _look_before(line: Line, first: int) -> str | None:
    """ "a cost of 5 million", "a turnout rate of 58%"."""
    linked = False
    for n in range(first - 1, max(-1, first - _REACH), -1):
        word = line.words[n]
        linked = linked or word in ("of", "at", "to", "by", ":")
        if linked and _is_measure(word):
            return word
    return None


def _read_noun(line: Line, n: int) -> str | None:
    """ "a 4 per cent rise", "a 4 billion valuation"."""
    for k in range(n, min(n + 2, len(line.tokens))):
        word = line.words[k]
        if line.tags[k].startswith("NN") and _is_measure(word):
            return word
        if not line.tags[k].startswith(("NN", "JJ")):
            return None
    return None


def _look_behind(line: Line, n: int) -> str | None:
    """ "€3 million in damages"."""
    inside = n < len(line.tokens) and line.tokens[n].text == "in"
    return _read_noun(line, n + 1) if inside else None


def _ask_subject(line: Line, clause: Clause | None) -> str | None:
    if clause is None or not clause.subject or clause.verb.passive:
        return None
    head = line.tokens[line.phrases[clause.subject[0]].head].text.lower()
    return head if _is_measure(head) else None


def _ask_verb(line: Line, amount: Amount, clause: Clause | None) -> str | None:
    if clause is None:
        return None
    measure = read_table("figures")["verbs"].get(clause.verb.base)
    behind = amount.first > line.phrases[clause.index].first
    if clause.verb.base in read_words("figures", "subjects", "verbs"):
        return str(measure) if not behind else None
    return str(measure) if measure and (behind or clause.verb.passive) else None
