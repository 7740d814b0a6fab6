"""Spans in text order: those that begin inside a stretch of it, found without looking at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Spanned)
_START = attrgetter("start")


def list_within(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    """The items, sorted by their start, that begin at `start` or later and before `end`."""
    first = bisect_left(items, start, key=_START)
    return items[first : bisect_left(items, end, lo=first, key=_START)]


def find_over(items: Sequence[T], place: int) -> T | None:
    """The last of the items, sorted and apart, that begins at or before `place` and covers it."""
    before = bisect_left(items, place + 1, key=_START)
    return items[before - 1] if before and items[before - 1].end > place else None
