"""Names that every file system and web server can hold, made of what people call things."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

LONGEST = 80
"""Characters of a part of a path."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
)
_MARK = 8
"""Hexadecimal digits of a sum."""


def is_device(name: str) -> bool:
    """Whether Windows keeps the name of a file or folder for a device, with any ending."""
    return name.partition(".")[0] in _DEVICES


def name_folder(thing: str) -> str:
    """The folder of the page of what has this id: the id, but for one that some system cannot hold, which is cut and
    gets the sum of all of it behind."""
    if len(thing) <= LONGEST and not is_device(thing):
        return thing
    return mark_name(thing, thing)


def mark_name(name: str, whole: str) -> str:
    """The name, cut where it is too long, and the sum of `whole` behind it."""
    sign = hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:_MARK]
    return f"{name[: LONGEST - _MARK - 1].replace('.', '-').rstrip('-_')}-{sign}"


def part_twins(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Things, each with the name that was made of it → names that differ: of several with one name the first keeps
    it, each other gets its own sum behind. In what order they come is for the caller to settle."""
    first: dict[str, str] = {}
    others = [(thing, name) for thing, name in named if first.setdefault(name, thing) != thing]
    found = {thing: name for name, thing in first.items()}
    for thing, name in others:
        mark = mark_name(name, thing)
        while mark in first:  # somebody called another so by hand
            mark = mark_name(name, mark)
        first[mark] = thing
        found[thing] = mark
    return found
