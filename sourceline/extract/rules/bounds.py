"""Bounds: the words around a number that make it "at least 12" or "up to 40"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sourceline.extract.rules.gazetteers import read_table, read_words
from sourceline.extract.rules.phrases import Line

Side = Literal["low", "high", "about"]

_LONGEST = 4
"""Words of a bound."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words say, and the first and last token (exclusive) with them."""

    side: Side
    first: int
    last: int


@cache
def _before() -> dict[str, Side]:
    table = read_table("figures")["bounds"]
    sides: tuple[Side, ...] = ("low", "high", "about")
    return {word: side for side in sides for word in table[side]}


@cache
def _after() -> dict[str, Side]:
    table = read_table("figures")["bounds"]
    sides: tuple[Side, ...] = ("low", "high", "about")
    return {word: side for side in sides for word in table[f"{side}_after"]}


def read_bound(line: Line, first: int, last: int) -> Bound:
    """The bound of the number in tokens `first` to `last`; "about" when there is none."""
    begin, side = _look_before(line, first)
    end, after = _look_behind(line, last)
    return Bound(side or after or "about", begin, end)


def _look_before(line: Line, first: int) -> tuple[int, Side | None]:
    """The first token of the words before the number, and the strictest thing they say."""
    side: Side | None = None
    while True:
        length = _match_before(line, first)
        if not length:
            return first, side or _ask_verb(line, first)
        found = _before()[line.write(first - length, first).lower()]
        side = found if side in (None, "about") else side
        first -= length


def _ask_verb(line: Line, first: int) -> Side | None:
    """ "exceeded 300" is a bound whose word is the verb."""
    verbs = read_words("figures", "bounds", "low_verbs")
    return "low" if first and line.words[first - 1] in verbs else None


def _match_before(line: Line, first: int) -> int:
    for length in range(min(_LONGEST, first), 0, -1):
        words = line.write(first - length, first).lower()
        if words in _before():
            return 0 if _is_place(line, words, first - length) else length
    return 0


def _is_place(line: Line, words: str, first: int) -> bool:
    """Whether "over" and the like stand behind a noun, which they belong to: "a row over 300 jobs"."""
    places = read_words("figures", "bounds", "places")
    return words in places and first > 0 and line.tags[first - 1].startswith("NN")


def _look_behind(line: Line, last: int) -> tuple[int, Side | None]:
    for length in (3, 2, 1):
        if last + length <= len(line.tokens):
            side = _after().get(line.write(last, last + length).lower())
            if side:
                return last + length, side
    if line.write(last, min(last + 2, len(line.tokens))).lower() == "-plus":
        return last + 2, "low"
    return last, None
