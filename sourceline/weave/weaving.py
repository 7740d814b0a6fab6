"""Claims and records → the chronicle, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourceline.errors import Problem
from sourceline.model import (
    Chronicle,
    Event,
    Extraction,
    Profile,
    Records,
    Settings,
    Source,
)
from sourceline.weave.accounts import make_event
from sourceline.weave.arrangement import Arrangement
from sourceline.weave.dates import order_date
from sourceline.weave.memory import Known, Memory
from sourceline.weave.portraits import KINDS, make_profile
from sourceline.weave.statements import Statements
from sourceline.weave.voices import count_voices

__all__ = ["weave"]


def weave(
    settings: Settings,
    sources: Iterable[Source],
    extractions: Iterable[Extraction],
    records: Records | None = None,
    memory: Memory | None = None,
) -> tuple[Chronicle, tuple[Problem, ...]]:
    """The chronicle, and what its records refer to in vain, at the place in their files. What the `memory` has
    of the last one, and would be the same, is not made again."""
    records, memory = records or Records(), memory or Memory()
    arrangement = memory.arrange(sources, extractions, records)
    events, appearances, problems = _make_events(arrangement, memory)
    chronicle = Chronicle(
        settings=settings,
        sources=tuple(arrangement.library.sources.values()),
        events=events,
        profiles=_make_profiles(arrangement, appearances, memory),
        quotations=arrangement.statements.quotations,
        proposals=arrangement.proposals,
        pairs=arrangement.pairs,
        redirects=arrangement.redirects,
        corrections=records.corrections,
        engines=arrangement.engines,
    )
    return chronicle, tuple(sorted([*arrangement.problems, *problems]))


def _make_events(
    arrangement: Arrangement, memory: Memory
) -> tuple[tuple[Event, ...], Mapping[str, tuple[str, ...]], list[Problem]]:
    """In order of time; those of one date as they stand in the sources, then by id. And profile → its events."""
    library = arrangement.library
    known: list[Known] = []
    for item in arrangement.events:
        own = arrangement.figures.get(item.id, ())
        told = item.group.claims, item.record, own
        before = memory.events.get(item.id)
        if before is None or before.told != told:
            problems: list[Problem] = []
            event = make_event(item, own, arrangement.register, library, problems)
            place = order_date(event.date), library.rank_evidence(event.evidence), event.id
            voices = count_voices(event.claims, library.sources)
            before = Known(told, event, place, voices, tuple(problems))
        known.append(before)
    memory.events = {each.event.id: each for each in known}
    events, appearances = memory.finish(known, arrangement.references)
    return events, appearances, [problem for each in known for problem in each.problems]


def _make_profiles(
    arrangement: Arrangement, appearances: Mapping[str, tuple[str, ...]], memory: Memory
) -> tuple[Profile, ...]:
    """By kind, then name, then id."""
    found: dict[str, tuple[tuple[object, ...], Profile]] = {}
    for item in arrangement.profiles:
        told = (
            item,
            arrangement.said.get(item.id, Statements()),
            appearances.get(item.id, ()),
        )
        before = memory.profiles.get(item.id)
        if before is None or before[0] != told:
            before = told, make_profile(*told, arrangement.library)
        found[item.id] = before
    memory.profiles = found
    profiles = (profile for _, profile in found.values())
    return tuple(sorted(profiles, key=lambda p: (KINDS.index(p.kind), p.name.casefold(), p.id)))
