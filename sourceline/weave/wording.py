"""How alike two titles are worded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sourceline.weave.names import fold_name

# Ends of English words that do not make another word of a title.
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|ies|es|s|e|y)$")


@cache
def read_kinds() -> dict[str, Any]:
    """The table data/kinds.toml."""
    text = (files("sourceline.weave") / "data" / "kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def read_kind_words(key: str) -> frozenset[str]:
    """A word list of it."""
    return frozenset(read_kinds()[key].split())


@lru_cache(maxsize=100_000)
def list_words(title: str) -> frozenset[str]:
    """The words of a title that tell what happened, each without its ending; no numbers."""
    stop = read_kind_words("stop_words")
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
