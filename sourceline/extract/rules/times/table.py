"""The visible table of kinds: which files of rules a language is read with, in order."""

from __future__ import annotations

from functools import lru_cache

from sourceline.extract.rules.times import (
    clock,
    days,
    durations,
    eras,
    holidays,
    months,
    periods,
    references,
    relative,
    seasons,
    sets,
    weekdays,
    years,
)
from sourceline.extract.rules.times.grammar import Grammar, compile_grammar

CALENDAR = (days, months, years, eras)
"""Absolute dates: read in every language that has a file of words."""

KINDS = (
    *CALENDAR,
    seasons,
    periods,
    weekdays,
    relative,
    clock,
    holidays,
    sets,
    durations,
    references,
)
"""Everything: read in English."""


@lru_cache(maxsize=32)
def load_grammar(language: str) -> Grammar:
    """The rules for a language."""
    kinds = KINDS if language == "en" else CALENDAR
    return compile_grammar(rule for kind in kinds for rule in kind.RULES)
