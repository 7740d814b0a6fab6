"""What every page needs to find: events, profiles and sources by id, and who belongs to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from sourceline.model import (
    Chronicle,
    Correction,
    Event,
    Evidence,
    Profile,
    ProfileKind,
    Reference,
    Source,
)
from sourceline.site.addresses import FOLDERS, event_path, list_ways, profile_path
from sourceline.site.labels import Labels, load_labels
from sourceline.site.timeline import LONG_DETAILED, date_events, place_pages
from sourceline.site.values import Link

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A chronicle with its indexes. Built once for a site."""

    chronicle: Chronicle
    assets: Mapping[str, str]
    labels: Labels
    events: Mapping[str, Event]
    profiles: Mapping[str, Profile]
    sources: Mapping[str, Source]
    shelf: Mapping[str, int]
    """Source id → its place among all, by publication."""
    starts: Mapping[str, tuple[int, ...]]
    """Source id → where each of its sentences starts."""
    places: Mapping[str, int]
    """Event id → its place among all events."""
    stories: Mapping[str, tuple[int, ...]]
    """Profile id → the places of its events, ascending."""
    unverified: frozenset[Evidence]
    resting: Mapping[str, tuple[Event, ...]]
    """Source id → the events that rest on it."""
    spoken_of: Mapping[str, tuple[Profile, ...]]
    """Source id → the profiles it speaks of."""
    ways: Mapping[str, str]
    """Former page → the page that it is now."""
    corrected: Mapping[str, tuple[tuple[int, Correction], ...]]
    """Page → what was corrected on it and on what became it, with its number in the file from 1."""
    anchors: Mapping[str, str]
    """Event id → where it is told, on a site whose events have no pages; {} on others."""
    kinds: tuple[ProfileKind, ...]
    """Kinds of which there is a profile, in the order of `FOLDERS`."""

    @property
    def language(self) -> str:
        """Of the site."""
        return self.chronicle.settings.language


def make_lookup(chronicle: Chronicle, assets: Mapping[str, str]) -> Lookup:
    """The indexes of a chronicle."""
    ways = list_ways(chronicle.redirects)
    places = {event.id: place for place, event in enumerate(chronicle.events)}
    return Lookup(
        chronicle=chronicle,
        assets=assets,
        labels=load_labels(chronicle.settings.language, chronicle.settings.labels),
        events={event.id: event for event in chronicle.events},
        profiles={profile.id: profile for profile in chronicle.profiles},
        sources={source.id: source for source in chronicle.sources},
        shelf={source.id: n for n, source in enumerate(chronicle.sources)},
        starts={s.id: tuple(x.start for x in s.sentences) for s in chronicle.sources},
        places=places,
        stories={
            profile.id: tuple(sorted(places[e] for e in profile.events if e in places))
            for profile in chronicle.profiles
        },
        unverified=frozenset(e for event in chronicle.events for e in event.unverified)
        | frozenset(e for profile in chronicle.profiles for e in profile.unverified),
        resting=_group(((e.source for e in event.evidence), event) for event in chronicle.events),
        spoken_of=_group((profile.sources, profile) for profile in chronicle.profiles),
        ways=ways,
        corrected=_group(
            ((entry.page, ways.get(entry.page, entry.page)), (number, entry))
            for number, entry in enumerate(chronicle.corrections, 1)
        ),
        anchors={} if chronicle.settings.event_pages else _place_events(chronicle),
        kinds=tuple(kind for kind in FOLDERS if any(p.kind == kind for p in chronicle.profiles)),
    )


def _place_events(chronicle: Chronicle) -> dict[str, str]:
    pages = place_pages(date_events(chronicle.events), LONG_DETAILED)
    return {event: f"{page}#e-{event}" for event, page in pages.items()}


def find_event(lookup: Lookup, event: str, anchor: str = "") -> str:
    """Where an event is told: its page, and a place on it; or its entry on the page of its period."""
    place = lookup.anchors.get(event)
    if place:
        return place
    return event_path(event) + (f"#{anchor}" if anchor else "")


def _group(pairs: Iterable[tuple[Iterable[str], T]]) -> dict[str, tuple[T, ...]]:
    """Each key → the things that name it, each once, in the order given."""
    groups: dict[str, list[T]] = {}
    for keys, thing in pairs:
        for key in dict.fromkeys(keys):
            groups.setdefault(key, []).append(thing)
    return {key: tuple(things) for key, things in groups.items()}


def link_name(lookup: Lookup, name: str, profile: str | None) -> Link:
    """A name as a source uses it, leading to its profile where there is one."""
    found = lookup.profiles.get(profile) if profile else None
    return Link(name, profile_path(found.kind, found.id) if found else None)


def link_profile(profile: Profile) -> Link:
    """A profile under its own name."""
    return _link_page(profile.name, profile.kind, profile.id)


@lru_cache(maxsize=65536)
def _link_page(name: str, kind: ProfileKind, profile: str) -> Link:
    """One value for all that name it: 100,000 events name 300,000."""
    return Link(name, profile_path(kind, profile))


def link_reference(lookup: Lookup, reference: Reference | None) -> Link | None:
    """What a claim refers to: under its profile's name, or as the claim words it."""
    if reference is None:
        return None
    found = lookup.profiles.get(reference.profile) if reference.profile else None
    return link_profile(found) if found else Link(reference.name)


def find_sentences(lookup: Lookup, evidence: Evidence) -> tuple[int, ...]:
    """Numbers of the sentences a quote touches; () when its place is unknown."""
    source = lookup.sources.get(evidence.source)
    if source is None or evidence.start < 0 or evidence.end <= evidence.start:
        return ()
    starts = lookup.starts[source.id]
    first = max(bisect_right(starts, evidence.start) - 1, 0)
    last = bisect_right(starts, evidence.end - 1)
    touched = source.sentences[first:last]
    return tuple(s.number for s in touched if s.end > evidence.start)
