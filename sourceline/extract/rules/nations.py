"""Nations: the adjectives of countries, of one word or several ("French", "Sri Lankan"), and the capitals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table


class Nation(NamedTuple):
    """Tokens `first` to `last` (exclusive) that are the adjective of a nation, and its country."""

    first: int
    last: int
    word: str
    """The adjective as the lists have it: "South African"."""
    country: str
    """ "" where it has none: "Arab"."""


@cache
def _list_long() -> dict[tuple[str, ...], str]:
    """The adjectives of several words, apart: ("Sri", "Lankan") → "Sri Lankan"."""
    return {tuple(word.split()): word for word in load_gazetteer().adjectives if " " in word}


@cache
def _list_parts() -> frozenset[str]:
    return frozenset(part for parts in _list_long() for part in parts)


def find_nation(tokens: Sequence[Token], n: int) -> Nation | None:
    """The adjective that token `n` belongs to, the longest first: "South African", not "African"."""
    word = tokens[n].text
    adjectives = load_gazetteer().adjectives
    if word in _list_parts():
        for length in (3, 2):
            for first in range(max(0, n - length + 1), n + 1):
                parts = tuple(token.text for token in tokens[first : first + length])
                known = _list_long().get(parts)
                if known:
                    return Nation(first, first + length, known, adjectives[known])
    return Nation(n, n + 1, word, adjectives[word]) if word in adjectives else None


@cache
def _list_capitals() -> dict[str, str]:
    capitals: dict[str, str] = read_table("places")["capitals"]
    return {city.lower(): country for city, country in capitals.items()}


def find_country_of(city: str) -> str | None:
    """The country of a capital, also of one in capitals: "LUSAKA" → Zambia."""
    return _list_capitals().get(" ".join(city.split()).lower())
