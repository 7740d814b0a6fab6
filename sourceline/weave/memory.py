"""What was woven last, for a process that weaves the same chronicle again and again: an event of which nothing has
changed is taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sourceline.errors import Problem
from sourceline.model import Event, Source, StoryLink, Support
from sourceline.weave.citations import Library, make_library
from sourceline.weave.references import Register


class Known(NamedTuple):
    """An event as its claims and its record tell it, by itself."""

    told: tuple[Any, ...]
    """All it was made of, but for the register and the library."""
    event: Event
    place: tuple[Any, ...]
    """By which events are sorted."""
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Memory:
    """Empty at first; `weave` fills it."""

    events: dict[str, Known] = field(default_factory=dict)
    _whole: dict[str, tuple[Event, Event]] = field(default_factory=dict)
    """Each event by itself, and as it stood in the chronicle."""
    _library: Library | None = None
    _register: Register | None = None

    def open_library(self, shelf: Iterable[Source]) -> Library:
        """The library of these sources."""
        library = make_library(shelf)
        if self._library is None or self._library != library:
            self._library = library
            self.events = {}
        return self._library

    def take_register(self, register: Register) -> None:
        """Who is who now; where that is another than before, every event may be."""
        if self._register != register:
            self._register = register
            self.events = {}

    def finish(
        self, event: Event, links: tuple[StoryLink, ...], support: Support, weight: float
    ) -> Event:
        """The event with what it is among the others."""
        alone, whole = self._whole.get(event.id, (None, event))
        same = alone is event and (whole.links, whole.support, whole.weight) == (
            links,
            support,
            weight,
        )
        return whole if same else replace(event, links=links, support=support, weight=weight)

    def keep(self, events: Iterable[Event], whole: Iterable[Event]) -> None:
        """What `finish` made of the events."""
        self._whole = {event.id: (event, done) for event, done in zip(events, whole, strict=True)}
