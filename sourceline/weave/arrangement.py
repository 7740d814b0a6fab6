"""Which claims tell of which event and profile, what of them is fact, and what is said of whom: all that is settled
before anything is told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sourceline.errors import Problem
from sourceline.model import (
    EventClaim,
    Extraction,
    FigureClaim,
    Pair,
    ProfileClaim,
    ProfileRecord,
    Proposal,
    Records,
    Source,
)
from sourceline.store.records import locate_key
from sourceline.weave.accounts import PlacedEvent, is_told_of, place_events
from sourceline.weave.casts import set_stage
from sourceline.weave.citations import Library, make_library
from sourceline.weave.contexts import read_contexts
from sourceline.weave.events import group_events
from sourceline.weave.groups import Claim, Record, Sourced
from sourceline.weave.pairs import settle_pairs
from sourceline.weave.placement import Placed
from sourceline.weave.portraits import PlacedProfile, choose_name, has_page, place_profiles
from sourceline.weave.profiles import group_profiles
from sourceline.weave.proposals import drop_proposed, sift_claims
from sourceline.weave.redirects import list_redirects
from sourceline.weave.references import Address, Register, make_register
from sourceline.weave.shelf import order_sources, title_source
from sourceline.weave.statements import Statements, gather_statements, sort_by_profile
from sourceline.weave.weights import count_references

Written = TypeVar("Written", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Events and profiles with their claims and records, and what is the same however a person words them."""

    library: Library
    register: Register
    events: tuple[PlacedEvent, ...]
    """Those that are shown."""
    profiles: tuple[PlacedProfile, ...]
    """Those that have a page."""
    statements: Statements
    figures: Mapping[str, tuple[FigureClaim, ...]]
    """By event."""
    said: Mapping[str, Statements]
    """By profile."""
    references: Mapping[str, int]
    """Day → how many sources say that something happened on it."""
    proposals: tuple[Proposal, ...]
    pairs: tuple[Pair, ...]
    redirects: tuple[tuple[str, str], ...]
    engines: tuple[str, ...]
    problems: tuple[Problem, ...]
    """What records refer to in vain."""


def arrange_claims(
    sources: Iterable[Source], extractions: Iterable[Extraction], records: Records
) -> Arrangement:
    """Settle it.

    Which names are one profile comes first, since it tells which claims are one event; then which claims are facts,
    since it tells which profiles have a page.
    """
    by_source = {extraction.source: extraction for extraction in extractions}
    shelf = tuple(title_source(source, by_source) for source in order_sources(sources))
    read = [by_source[source.id] for source in shelf if source.id in by_source]
    library = make_library(shelf)

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

    statements = gather_statements(sifted.extractions, register, _address_events(sifted.events))
    homes, shown = _address_events(placed_events), {item.id for item in sifted.events}
    return Arrangement(
        library=library,
        register=register,
        events=sifted.events,
        profiles=tuple(paged),
        statements=statements,
        figures=_sort_by_event(statements.figures),
        said=sort_by_profile(statements),
        references=count_references(read),
        proposals=sifted.proposals,
        pairs=(
            *settle_pairs(event_pairs, lots, homes, shown, records.events),
            *settle_pairs(profile_pairs, groups, register.groups, register.pages, records.profiles),
        ),
        redirects=list_redirects(paged, sifted.events),
        engines=tuple(sorted({extraction.engine for extraction in read})),
        problems=(*profile_problems, *event_problems),
    )


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


def _sort_by_event(figures: Iterable[FigureClaim]) -> dict[str, tuple[FigureClaim, ...]]:
    found: dict[str, list[FigureClaim]] = {}
    for figure in figures:
        if figure.event is not None:
            found.setdefault(figure.event, []).append(figure)
    return {event: tuple(own) for event, own in found.items()}


# --- other words of people --------------------------------------------------------------------


def reword_records(known: Arrangement, before: Records, now: Records) -> Arrangement | None:
    """The arrangement with the records of `now`, where those of `before` gave the `known` one; None where other claims
    could be facts, or of something else, by what they say."""
    events = _list_reworded(before.events, now.events)
    profiles = _list_reworded(before.profiles, now.profiles)
    if events is None or profiles is None:
        return None
    reworded: tuple[Record, ...] = (*events.values(), *profiles.values())
    paths = {locate_key(record).path for record in reworded}
    if any(problem.position.path in paths for problem in known.problems):
        return None  # its line may be another
    return replace(
        known,
        events=_exchange_records(known.events, events),
        profiles=_exchange_records(known.profiles, profiles),
    )


def _list_reworded(olds: Sequence[Written], news: Sequence[Written]) -> dict[str, Written] | None:
    """The records that are others than before, by id; None where one is so in what has a part in the
    arrangement."""
    if len(olds) != len(news):
        return None
    pairs = [(old, new) for old, new in zip(olds, news, strict=True) if new is not old]
    if any(_outline(old) != _outline(new) for old, new in pairs):
        return None
    return {new.id: new for _, new in pairs}


def _exchange_records(
    placed: tuple[Placed[Claim, Written], ...], reworded: Mapping[str, Written]
) -> tuple[Placed[Claim, Written], ...]:
    if not reworded:
        return placed
    return tuple(
        replace(item, record=reworded[item.record.id])
        if item.record is not None and item.record.id in reworded
        else item
        for item in placed
    )


def _outline(record: Record) -> tuple[Any, ...]:
    """What of a record has a part in the arrangement."""
    told = record.id, record.reject, record.merge, record.keep_apart, record.split
    if isinstance(record, ProfileRecord):
        return (*told, record.kind, record.name, record.aliases)
    named = frozenset(part.profile for part in record.participants or ())
    return (
        *told,
        record.of,
        bool(record.title),
        record.reviewed,
        is_told_of(record),
        named,
    )
