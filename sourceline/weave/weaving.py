"""Claims and records → the chronicle, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from sourceline.errors import Problem
from sourceline.model import (
    Chronicle,
    Event,
    EventClaim,
    Extraction,
    FigureClaim,
    Profile,
    ProfileClaim,
    Records,
    Settings,
    Source,
)
from sourceline.weave.accounts import PlacedEvent, make_event, place_events
from sourceline.weave.casts import set_stage
from sourceline.weave.citations import Library
from sourceline.weave.contexts import read_contexts
from sourceline.weave.dates import order_date
from sourceline.weave.events import group_events
from sourceline.weave.groups import Sourced
from sourceline.weave.memory import Known, Memory
from sourceline.weave.pairs import settle_pairs
from sourceline.weave.portraits import (
    KINDS,
    PlacedProfile,
    choose_name,
    has_page,
    make_profile,
    place_profiles,
)
from sourceline.weave.profiles import group_profiles
from sourceline.weave.proposals import drop_proposed, sift_claims
from sourceline.weave.redirects import list_redirects
from sourceline.weave.references import Address, Register, make_register
from sourceline.weave.shelf import order_sources, title_source
from sourceline.weave.statements import Statements, gather_statements, sort_by_profile
from sourceline.weave.stories import link_stories
from sourceline.weave.voices import judge_support
from sourceline.weave.weights import weigh_events

__all__ = ["weave"]


def weave(
    settings: Settings,
    sources: Iterable[Source],
    extractions: Iterable[Extraction],
    records: Records | None = None,
    memory: Memory | None = None,
) -> tuple[Chronicle, tuple[Problem, ...]]:
    """The chronicle, and what its records refer to in vain, at the place in their files. What the `memory` has
    of the last one, and would be the same, is not made again.

    Which names are one profile is settled first, since it tells which claims are one event; then which
    claims are facts, since it tells which profiles have a page.
    """
    records = records or Records()
    memory = memory or Memory()
    by_source = {extraction.source: extraction for extraction in extractions}
    shelf = tuple(title_source(source, by_source) for source in order_sources(sources))
    read = [by_source[source.id] for source in shelf if source.id in by_source]
    library = memory.open_library(shelf)

    contexts = read_contexts(read)
    groups, profile_pairs = group_profiles(
        _list_profiles(read, library), records.profiles, contexts
    )
    placed_profiles, profile_problems = place_profiles(groups, records.profiles)
    paged = [item for item in placed_profiles if has_page(item)]
    register = make_register(placed_profiles, {item.id: choose_name(item) for item in paged})

    stage = set_stage(read, register.groups, register.identify)
    lots, event_pairs = group_events(_list_events(read, library), records.events, stage)
    placed_events, event_problems = place_events(lots, records.events)
    sifted = sift_claims(placed_events, read, register)
    if sifted.proposals:
        paged = drop_proposed(paged, sifted)
        register = make_register(placed_profiles, {item.id: choose_name(item) for item in paged})

    memory.take_register(register)
    statements = gather_statements(sifted.extractions, register, _address_events(sifted.events))
    events, references = _make_events(sifted.events, read, statements, register, library, memory)
    profiles = _make_profiles(paged, statements, events, library)
    chronicle = Chronicle(
        settings=settings,
        sources=shelf,
        events=events,
        profiles=profiles,
        quotations=statements.quotations,
        proposals=sifted.proposals,
        pairs=(
            *settle_pairs(
                event_pairs,
                lots,
                _address_events(placed_events),
                {event.id for event in events},
                records.events,
            ),
            *settle_pairs(profile_pairs, groups, register.groups, register.pages, records.profiles),
        ),
        redirects=list_redirects(paged, sifted.events),
        corrections=records.corrections,
        engines=tuple(sorted({extraction.engine for extraction in read})),
    )
    return chronicle, tuple(sorted([*profile_problems, *event_problems, *references]))


def _list_profiles(
    extractions: Iterable[Extraction], library: Library
) -> list[Sourced[ProfileClaim]]:
    return [
        Sourced(claim, extraction.source, library.ranks[extraction.source])
        for extraction in extractions
        for claim in extraction.profiles
    ]


def _list_events(extractions: Iterable[Extraction], library: Library) -> list[Sourced[EventClaim]]:
    return [
        Sourced(claim, extraction.source, library.ranks[extraction.source])
        for extraction in extractions
        for claim in extraction.events
    ]


def _address_events(kept: Iterable[PlacedEvent]) -> dict[Address, str]:
    """(source, event claim) → event."""
    return {(claim.source, claim.claim.id): item.id for item in kept for claim in item.group.claims}


def _make_events(
    kept: Iterable[PlacedEvent],
    extractions: Iterable[Extraction],
    statements: Statements,
    register: Register,
    library: Library,
    memory: Memory,
) -> tuple[tuple[Event, ...], list[Problem]]:
    """In order of time; those of one date as they stand in the sources, then by id."""
    figures: dict[str | None, list[FigureClaim]] = {}
    for figure in statements.figures:
        figures.setdefault(figure.event, []).append(figure)
    known: list[Known] = []
    for item in kept:
        own = tuple(figures.get(item.id, ()))
        told = item.group.claims, item.record, own
        before = memory.events.get(item.id)
        if before is None or before.told != told:
            problems: list[Problem] = []
            event = make_event(item, own, register, library, problems)
            place = order_date(event.date), library.rank_evidence(event.evidence), event.id
            before = Known(told, event, place, tuple(problems))
        known.append(before)
    memory.events = {each.event.id: each for each in known}
    events = [each.event for each in sorted(known, key=attrgetter("place"))]
    links = link_stories(events)
    weights = weigh_events(events, extractions, library.sources)
    whole = [
        memory.finish(event, own, judge_support(event, own, library.sources), weight)
        for event, own, weight in zip(events, links, weights, strict=True)
    ]
    memory.keep(events, whole)
    return tuple(whole), [problem for each in known for problem in each.problems]


def _make_profiles(
    paged: Iterable[PlacedProfile],
    statements: Statements,
    events: Sequence[Event],
    library: Library,
) -> tuple[Profile, ...]:
    """By kind, then name, then id."""
    said = sort_by_profile(statements)
    present = _list_appearances(events)
    profiles = [
        make_profile(item, said.get(item.id, Statements()), present.get(item.id, ()), library)
        for item in paged
    ]
    return tuple(sorted(profiles, key=lambda p: (KINDS.index(p.kind), p.name.casefold(), p.id)))


def _list_appearances(events: Iterable[Event]) -> Mapping[str, tuple[str, ...]]:
    """Profile → its events, in their order."""
    found: dict[str, list[str]] = {}
    for event in events:
        people = (part.profile for part in event.participants)
        for profile in dict.fromkeys((*people, *event.topics)):
            if profile is not None:
                found.setdefault(profile, []).append(event.id)
    return {profile: tuple(names) for profile, names in found.items()}
