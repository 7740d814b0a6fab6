"""What was woven last, for a process that weaves the same chronicle again and again: of what nothing has changed is
taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, NamedTuple

from sourceline.errors import Problem
from sourceline.model import Event, Extraction, Profile, Records, Source
from sourceline.weave.arrangement import Arrangement, arrange_claims, reword_records
from sourceline.weave.standing import Standing, judge_standing
from sourceline.weave.voices import judge_support

Given = tuple[tuple[Source, ...], tuple[Extraction, ...], Records]


class Known(NamedTuple):
    """An event as its claims and its record tell it, by itself."""

    told: tuple[Any, ...]
    """All it was made of, but for the register and the library."""
    event: Event
    place: tuple[Any, ...]
    """By which events are sorted."""
    voices: int
    """How many speak for it."""
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Memory:
    """Empty at first; `weave` fills it."""

    events: dict[str, Known] = field(default_factory=dict)
    profiles: dict[str, tuple[tuple[Any, ...], Profile]] = field(default_factory=dict)
    """With all that each was made of, but for the library."""
    _kept: list[tuple[Given, Arrangement]] = field(default_factory=list)
    """The last two, the last one last: a file that is half written, or gone for a moment, arranges much otherwise,
    and a moment later all is as before."""
    _ordered: tuple[Known, ...] = ()
    _standing: Standing | None = None
    _whole: dict[str, tuple[Event, Event]] = field(default_factory=dict)
    """Each event by itself, and as it stood in the chronicle."""

    def arrange(
        self, sources: Iterable[Source], extractions: Iterable[Extraction], records: Records
    ) -> Arrangement:
        """The arrangement of the claims; one of before, where they are the same and people's records say nothing that
        has a part in it."""
        given = tuple(sources), tuple(extractions), records
        before, found = self._kept[-1][1] if self._kept else None, None
        for n, (known, arrangement) in enumerate(self._kept):
            if known[:2] == given[:2]:
                found = reword_records(arrangement, known[2], records)
            if found is not None:
                del self._kept[n]
                break
        if found is None:
            found = arrange_claims(*given)
        if before is None or before.library != found.library:
            self.events, self.profiles = {}, {}
        else:
            found = replace(found, library=before.library)  # it knows where quotes stand
            if before.register != found.register:
                self.events = {}  # who is who: every event may be another
        self._kept = [*self._kept[-1:], (given, found)]
        return found

    def finish(
        self, known: Sequence[Known], references: Mapping[str, int]
    ) -> tuple[tuple[Event, ...], Mapping[str, tuple[str, ...]]]:
        """The events in order of time, with what they are among the others; and profile → its events. `known` as they
        are arranged; `references` of `judge_standing`."""
        olds = {each.event.id: each for each in self._ordered}
        news = {each.event.id: each for each in known if olds.get(each.event.id) is not each}
        standing = self._standing
        same = (
            standing is not None
            and standing.references is references
            and len(known) == len(olds)
            and all(
                (old := olds.get(name)) is not None
                and (each.place, each.voices) == (old.place, old.voices)
                and standing.holds(old.event, each.event)
                for name, each in news.items()
            )
        )
        if standing is not None and same:
            ordered = tuple(news.get(each.event.id, each) for each in self._ordered)
        else:
            ordered = tuple(sorted(known, key=attrgetter("place")))
            standing = judge_standing(
                [each.event for each in ordered], [each.voices for each in ordered], references
            )
        whole: dict[str, tuple[Event, Event]] = {}
        for each, links, weight in zip(ordered, standing.links, standing.weights, strict=True):
            event = each.event
            alone, found = self._whole.get(event.id, (None, event))
            if alone is not event or not same:
                support = judge_support(event, links, each.voices)
                told = found.links, found.support, found.weight
                if alone is not event or told != (links, support, weight):
                    found = replace(event, links=links, support=support, weight=weight)
            whole[event.id] = event, found
        self._ordered, self._standing, self._whole = ordered, standing, whole
        return tuple(found for _, found in whole.values()), standing.appearances
