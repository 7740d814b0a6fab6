"""How alike two titles are worded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sourceline.weave.names import fold_name
from sourceline.weave.tables import read_words

# Ends of English words that do not make another word of a title.
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|ies|es|s|e|y)$")


@lru_cache(maxsize=100_000)
def list_words(title: str) -> frozenset[str]:
    """The words of a title that tell what happened, each without its ending; no numbers."""
    stop = read_words("kinds", "stop_words")
    return frozenset(
        _ENDING.sub("", word)
        for word in fold_name(title).split()
        if word not in stop and not word.isdigit() and len(word) > 1
    )


def measure_overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """Shared words as a part of the fewer words, 0 to 1; 0 where either has none."""
    mine, theirs = set(one), set(other)
    least = min(len(mine), len(theirs))
    return len(mine & theirs) / least if least else 0.0


def add_article(noun: str) -> str:
    """ "an event", "a profile"."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
