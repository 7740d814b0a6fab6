"""What every page needs to find: events, profiles and sources by id, and who belongs to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeVar

from sourceline.model import (
    Chronicle,
    Correction,
    Event,
    Evidence,
    Profile,
    ProfileKind,
    Reference,
    Settings,
    Source,
)
from sourceline.site.addresses import FOLDERS, event_path, list_ways, page_path, profile_path
from sourceline.site.labels import Labels, load_labels
from sourceline.site.timeline import LONG_DETAILED, Dated, date_events, place_pages
from sourceline.site.values import Entry, Link

T = TypeVar("T")
_get_start = attrgetter("start")


class Name(NamedTuple):
    """What other pages show of a profile."""

    id: str
    kind: ProfileKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """All that a page is made from but what its task is given: what holds for the whole site, and tables in
    which a page finds one thing by its id. Built once for a site.

    What a page takes from a table is noted while it is made (`traces`), so that an edit makes those pages
    again which show it. So each table holds what its readers show, and no more.
    """

    settings: Settings
    assets: Mapping[str, str]
    labels: Labels
    kinds: tuple[ProfileKind, ...]
    """Kinds of which there is a profile, in the order of `FOLDERS`."""
    engines: tuple[str, ...]
    known_on: str | None
    several: bool
    """Whether there is more than one source."""
    whole: Mapping[str, Chronicle]
    """The chronicle under its only name, for pages that tell of all of it."""
    events: Mapping[str, Event]
    """Their weights are in `weights`, since each hangs on all events."""
    dated: Mapping[str, Dated]
    """The same, with their dates parsed."""
    entries: Mapping[str, Entry]
    """Event id → how it stands in a list; {} until `add_entries` has made them."""
    weights: Mapping[str, float]
    """Event id → how much it matters."""
    profiles: Mapping[str, Name]
    sources: Mapping[str, Source]
    unverified: Mapping[str, frozenset[Evidence]]
    """Source id → quotes that are no longer in it."""
    resting: Mapping[str, tuple[Event, ...]]
    """Source id → the events that rest on it."""
    tellings: Mapping[str, int]
    """Source id → how many these are."""
    spoken_of: Mapping[str, tuple[Profile, ...]]
    """Source id → the profiles it speaks of."""
    ways: Mapping[str, str]
    """Former page → the page that it is now."""
    corrected: Mapping[str, tuple[tuple[int, Correction], ...]]
    """Path of a page → what was corrected on it and on what became it, with its number in the file from 1."""
    anchors: Mapping[str, str]
    """Event id → where it is told, on a site whose events have no pages; {} on others."""

    @property
    def language(self) -> str:
        """Of the site."""
        return self.settings.language

    @property
    def chronicle(self) -> Chronicle:
        """All of it."""
        return self.whole[WHOLE]


WHOLE = "chronicle"


def make_lookup(chronicle: Chronicle, assets: Mapping[str, str]) -> Lookup:
    """The indexes of a chronicle."""
    ways = list_ways(chronicle.redirects)
    dated = date_events(chronicle.events)
    lost = (
        *(e for event in chronicle.events for e in event.unverified),
        *(e for profile in chronicle.profiles for e in profile.unverified),
    )
    resting = _group(((e.source for e in event.evidence), event) for event in chronicle.events)
    return Lookup(
        settings=chronicle.settings,
        assets=assets,
        labels=load_labels(chronicle.settings.language, chronicle.settings.labels),
        kinds=tuple(kind for kind in FOLDERS if any(p.kind == kind for p in chronicle.profiles)),
        engines=chronicle.engines,
        known_on=chronicle.known_on,
        several=len(chronicle.sources) > 1,
        whole={WHOLE: chronicle},
        events={event.id: event for event in chronicle.events},
        dated={each.event.id: each for each in dated},
        entries={},
        weights={event.id: event.weight for event in chronicle.events},
        profiles={p.id: Name(p.id, p.kind, p.name) for p in chronicle.profiles},
        sources={source.id: source for source in chronicle.sources},
        unverified={
            source: frozenset(quotes)
            for source, quotes in _group(((e.source,), e) for e in lost).items()
        },
        resting=resting,
        tellings={source: len(events) for source, events in resting.items()},
        spoken_of=_group((profile.sources, profile) for profile in chronicle.profiles),
        ways=ways,
        corrected=_group(
            (map(page_path, (entry.page, ways.get(entry.page, entry.page))), (number, entry))
            for number, entry in enumerate(chronicle.corrections, 1)
        ),
        anchors={} if chronicle.settings.event_pages else _place_events(dated),
    )


def retell_lookup(
    lookup: Lookup, chronicle: Chronicle, events: Iterable[Event], profiles: Iterable[Profile]
) -> Lookup:
    """The indexes of a chronicle in which only the texts of these `events` and `profiles` are others, or titles and
    whatever else no index is made of (`list_retold`)."""
    told = {event.id: event for event in events}
    spoken = {profile.id: profile for profile in profiles}
    sources = {item.source for event in told.values() for item in event.evidence}
    speaking = {source for profile in spoken.values() for source in profile.sources}
    return replace(
        lookup,
        whole={WHOLE: chronicle},
        events={**lookup.events, **told},
        dated={
            **lookup.dated,
            **{name: Dated(event, lookup.dated[name].value) for name, event in told.items()},
        },
        resting={
            **lookup.resting,
            **{s: tuple(told.get(e.id, e) for e in lookup.resting[s]) for s in sources},
        },
        spoken_of={
            **lookup.spoken_of,
            **{s: tuple(spoken.get(p.id, p) for p in lookup.spoken_of[s]) for s in speaking},
        },
    )


def list_retold(before: Chronicle, now: Chronicle) -> tuple[Event, ...] | None:
    """The events that are told otherwise than `before`; None where more is another than what no index is made of."""
    if len(before.events) != len(now.events) or replace(now, events=before.events) != before:
        return None
    pairs = [(a, b) for a, b in zip(before.events, now.events, strict=True) if a is not b]
    if any(_outline(old) != _outline(new) for old, new in pairs):
        return None
    return tuple(new for _, new in pairs)


def _outline(event: Event) -> tuple[object, ...]:
    """What of an event has a part in the indexes. Who appears in it stands in the profiles."""
    return event.id, event.date, event.weight, event.evidence, event.unverified


def _place_events(events: Iterable[Dated]) -> dict[str, str]:
    pages = place_pages(events, LONG_DETAILED)
    return {event: f"{page}#e-{event}" for event, page in pages.items()}


def find_event(lookup: Lookup, event: str, anchor: str = "") -> str:
    """Where an event is told: its page, and a place on it; or its entry on the page of its period."""
    if lookup.settings.event_pages:
        return event_path(event) + (f"#{anchor}" if anchor else "")
    return lookup.anchors[event]


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


def link_profile(profile: Profile | Name) -> Link:
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
    sentences = source.sentences
    first = max(bisect_right(sentences, evidence.start, key=_get_start) - 1, 0)
    last = bisect_right(sentences, evidence.end - 1, first, key=_get_start)
    touched = sentences[first:last]
    return tuple(s.number for s in touched if s.end > evidence.start)
