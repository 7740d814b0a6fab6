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
    _references: Mapping[str, int] | None = None
    _finished: Standing | None = None
    """With which `_whole` was made."""
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

    def order_events(
        self, known: Sequence[Known], arrangement: Arrangement
    ) -> tuple[tuple[Known, ...], Standing]:
        """The events in order of time, and how they stand among each other; `known` as they are arranged."""
        olds = {each.event.id: each for each in self._ordered}
        news = {each.event.id: each for each in known if olds.get(each.event.id) is not each}
        standing = self._standing
        if (
            standing is not None
            and arrangement.references is self._references
            and len(known) == len(olds)
            and all(
                (old := olds.get(name)) is not None
                and (each.place, each.voices) == (old.place, old.voices)
                and standing.holds(old.event, each.event)
                for name, each in news.items()
            )
        ):
            ordered = tuple(news.get(each.event.id, each) for each in self._ordered)
        else:
            ordered = tuple(sorted(known, key=attrgetter("place")))
            standing = judge_standing(
                [each.event for each in ordered],
                [each.voices for each in ordered],
                arrangement.references,
            )
        self._ordered, self._standing = ordered, standing
        self._references = arrangement.references
        return ordered, standing

    def finish(self, ordered: Sequence[Known], standing: Standing) -> tuple[Event, ...]:
        """The events with what they are among the others."""
        done: list[Event] = []
        whole: dict[str, tuple[Event, Event]] = {}
        for n, (event, voices) in enumerate((each.event, each.voices) for each in ordered):
            alone, found = self._whole.get(event.id, (None, event))
            if alone is not event or standing is not self._finished:
                links, weight = standing.links[n], standing.weights[n]
                support = judge_support(event, links, voices)
                told = found.links, found.support, found.weight
                if alone is not event or told != (links, support, weight):
                    found = replace(event, links=links, support=support, weight=weight)
            whole[event.id] = event, found
            done.append(found)
        self._whole, self._finished = whole, standing
        return tuple(done)
