"""What a page was made from: the things that its task took from the lookup, and their sums.

Two builds in which everything that a task is given and everything that it takes has the same sums make the same
pages of it. So the next build need not do the task again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from sourceline.model import (
    Chronicle,
    Event,
    EventClaim,
    FigureClaim,
    Profile,
    QuotationClaim,
    RelationClaim,
    RoleClaim,
    Source,
)
from sourceline.site.lookup import WHOLE, Lookup
from sourceline.site.pages import Task
from sourceline.site.parts import Part
from sourceline.site.timeline import Dated
from sourceline.site.years import Stretch

V = TypeVar("V")
Thing = tuple[str, str]
"""The name of a table of the lookup, and a key, which may not be there."""

ALL: Thing = ("whole", WHOLE)
FIXED = ("settings", "assets", "labels", "kinds", "engines", "known_on", "several")
"""What holds for the whole site: where that changes, every page is made again."""
TABLES = tuple(each.name for each in fields(Lookup) if each.name not in FIXED)
SIZE = 12
"""Bytes of a sum."""
_NOTHING = bytes(SIZE)


class Watched(Mapping[str, V]):
    """A table that notes what is taken from it."""

    __slots__ = ("_name", "_note", "_table")

    def __init__(self, name: str, table: Mapping[str, V], note: Callable[[Thing], object]) -> None:
        self._name, self._table, self._note = name, table, note

    def __getitem__(self, key: str) -> V:
        self._note((self._name, key))
        return self._table[key]

    def get(self, key: str, default: Any = None) -> Any:
        """As of every mapping."""
        self._note((self._name, key))
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note((self._name, key))  # type: ignore[arg-type] # of a table of ids nothing else is asked
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        self._note(ALL)
        return iter(self._table)

    def __len__(self) -> int:
        self._note(ALL)
        return len(self._table)


def watch(lookup: Lookup, note: Callable[[Thing], object]) -> Lookup:
    """A lookup that calls `note` with each thing that is taken from it."""
    tables: Any = {name: Watched(name, getattr(lookup, name), note) for name in TABLES}
    return replace(lookup, **tables)


class Sums:
    """The sums of what can be found in a lookup."""

    size = SIZE
    tables = TABLES

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._values: dict[int, str] = {}

    def sum_site(self) -> bytes:
        """Of what holds for every page; the labels are made from the settings."""
        return _sum(repr([getattr(self._lookup, name) for name in FIXED if name != "labels"]))

    def sum_task(self, task: Task) -> bytes:
        """Of a task with all that it is given."""
        function = task.function
        return _sum(
            f"{function.__module__} {function.__qualname__} {self._word(task.list_given())}"
        )

    def sum_thing(self, thing: Thing) -> bytes:
        """Of what stands in the lookup now."""
        name, key = thing
        table = getattr(self._lookup, name)
        return _sum(self._word(table[key])) if key in table else _NOTHING

    def _word(self, value: Any) -> str:
        """A value in words: equal ones have equal words, in every run."""
        if isinstance(value, str):
            return repr(value)
        if isinstance(value, Dated):
            value = value.event
        if isinstance(value, _WHOLE):
            known = self._values.get(id(value))
            if known is None:
                known = self._values[id(value)] = _sum(_word_whole(value)).hex()
            return known
        if isinstance(value, Part | Stretch):
            value = [getattr(value, each.name) for each in fields(value)]
        if isinstance(value, Chronicle):
            value = [
                value.events,
                [event.weight for event in value.events],
                value.profiles,
                value.sources,
                value.redirects,
                value.corrections,
            ]
        if isinstance(value, tuple | list):
            return f"({','.join(map(self._word, value))})"
        if isinstance(value, frozenset):
            return repr(sorted(map(repr, value)))
        return repr(value)


# Large values that several tasks are given or take.
_WHOLE = (
    *(Event, Profile, Source),
    *(EventClaim, RoleClaim, FigureClaim, QuotationClaim, RelationClaim),
)


def _word_whole(value: Any) -> str:
    return repr(replace(value, weight=0.0) if isinstance(value, Event) else value)


def _sum(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=SIZE).digest()


def list_things(taken: Iterable[Thing]) -> tuple[Thing, ...]:
    """What a task hangs on, sorted out of all that it took."""
    things = set(taken)
    return (ALL,) if ALL in things else tuple(things)
