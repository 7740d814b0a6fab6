"""The tables of `data/`, each read once and only when something asks for it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """The TOML table `data/<name>.toml`."""
    text = (files("sourceline.weave") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def read_words(name: str, key: str) -> frozenset[str]:
    """The word list `key` of a table, one string with blanks between the words."""
    return frozenset(read_table(name)[key].split())
