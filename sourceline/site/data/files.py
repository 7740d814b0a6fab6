"""The files of data: an index, a list of each kind of thing, and a file for each thing that has a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sourceline.model import Profile, ProfileKind, Source
from sourceline.site import addresses
from sourceline.site.data import places
from sourceline.site.data.facts import Data, drop_empty
from sourceline.site.data.places import Listing
from sourceline.site.data.schema import VERSION, describe_schema
from sourceline.site.data.things import (
    describe_event,
    describe_profile,
    describe_said,
    list_event,
    list_profile,
    list_source,
)
from sourceline.site.indented import dump_indented
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Page, Task
from sourceline.site.scripts import dump_script, escape_data
from sourceline.site.timeline import Dated
from sourceline.site.years import list_stretches
from sourceline.weave.claims import Said, Sayings

# A longer list has parts: 300 events are 200 kB, and so are 500 profiles, sources or claims.
MOST_EVENTS, MOST = 300, 500


def list_listings(lookup: Lookup, sayings: Sayings) -> tuple[Listing, ...]:
    """All lists, with what each holds."""
    chronicle = lookup.chronicle
    single = f"{places.FOLDER}/{{}}/{{{{id}}}}.json".format
    counts = {
        "events": len(chronicle.events),
        **{
            addresses.FOLDERS[kind]: sum(p.kind == kind for p in chronicle.profiles)
            for kind in lookup.kinds
        },
        "sources": len(chronicle.sources),
        "claims": sum(map(len, sayings.values())),
    }
    alone = {"claims"} if lookup.settings.event_pages else {"claims", "events"}
    return tuple(
        Listing(name, places.list_path(name), count, "" if name in alone else single(name))
        for name, count in counts.items()
    )


# --- lists ------------------------------------------------------------------------------------


def plan_lists(
    lookup: Lookup, events: Sequence[Dated], say: Callable[[], Sayings]
) -> tuple[Task, ...]:
    """The index, the schema, and all lists with their parts; () where the settings want none."""
    if not lookup.settings.data:
        return ()
    sayings = say()
    return (
        Task(places.INDEX, _plan_index, (list_listings(lookup, sayings),)),
        Task(places.SCHEMA, _plan_schema),
        *_plan_events(lookup, events),
        *chain.from_iterable(_plan_profiles(lookup, kind) for kind in lookup.kinds),
        *_plan_sources(lookup, sayings),
        *_plan_claims(sayings),
    )


def _plan_index(lookup: Lookup, listings: Sequence[Listing]) -> Page:
    settings = lookup.settings
    data = {
        **_head(places.INDEX, "index"),
        "version": VERSION,
        "home": addresses.make_absolute(settings.url, addresses.HOME),
        "title": settings.title,
        "language": settings.language,
        "author": settings.author,
        "licence": settings.licence,
        "known_on": lookup.known_on,
        "engines": list(lookup.engines),
        "lists": [drop_empty(listing._asdict()) for listing in listings],
    }
    return _write_indented(places.INDEX, drop_empty(data))


def _plan_schema(_: Lookup) -> Page:
    return _write_indented(places.SCHEMA, describe_schema())


def _plan_events(lookup: Lookup, events: Sequence[Dated]) -> Iterator[Task]:
    """One list, or a file for each page of the timeline."""
    parts = [
        (places.data_path(stretch.part.path), tuple(d.event.id for d in stretch.part.members))
        for stretch in (list_stretches(lookup, events) if len(events) > MOST_EVENTS else ())
        if stretch.part.members
    ]
    rows = tuple(dated.event.id for dated in events)
    yield from _cut("events", parts or [(places.EVENTS, rows)])


def _plan_profiles(lookup: Lookup, kind: ProfileKind) -> Iterator[Task]:
    name = addresses.FOLDERS[kind]
    profiles = tuple(p for p in lookup.chronicle.profiles if p.kind == kind)
    yield from _cut(name, _number(name, profiles, MOST))


def _plan_sources(lookup: Lookup, sayings: Sayings) -> Iterator[Task]:
    rows = tuple(
        (source.id, lookup.tellings.get(source.id, 0), len(sayings[source.id]))
        for source in lookup.chronicle.sources
    )
    yield from _cut("sources", _number("sources", rows, MOST))


def _plan_claims(sayings: Sayings) -> Iterator[Task]:
    rows = tuple((source, said) for source, saying in sayings.items() for said in saying)
    yield from _cut("claims", _number("claims", rows, MOST))


def _number(name: str, rows: tuple[Any, ...], longest: int) -> list[tuple[str, tuple[Any, ...]]]:
    """Path and rows of each part; a short list is one, at its own address."""
    if len(rows) <= longest:
        return [(places.list_path(name), rows)]
    pieces = (rows[start : start + longest] for start in range(0, len(rows), longest))
    return [(places.part_path(name, n), piece) for n, piece in enumerate(pieces, 1)]


def _cut(name: str, parts: Sequence[tuple[str, tuple[Any, ...]]]) -> Iterator[Task]:
    """The list of this name, and its parts where it has several."""
    path = places.list_path(name)
    if [at for at, _ in parts] != [path]:
        yield Task(path, _plan_parts, (path, name, tuple((at, len(rows)) for at, rows in parts)))
    for at, rows in parts:
        yield Task(at, _plan_items, (at, name, rows))


def _plan_parts(_: Lookup, path: str, of: str, parts: Sequence[tuple[str, int]]) -> Page:
    data = {
        **_head(path, "list"),
        "of": of,
        "count": sum(count for _, count in parts),
        "parts": [{"path": at, "count": count} for at, count in parts],
    }
    return _write_indented(path, data)


def _plan_items(lookup: Lookup, path: str, of: str, rows: Sequence[Any]) -> Page:
    """A list with an item in each line, so that it can be read line by line, and compared."""
    head = dump_script({**_head(path, "list"), "of": of, "count": len(rows)})
    items = ",\n".join(map(dump_script, _ITEMS.get(of, _list_profiles)(lookup, rows)))
    return _write(path, f'{head[:-1]},"items":[\n{items}\n]}}\n' if items else f"{head}\n")


def _list_events(lookup: Lookup, rows: Sequence[str]) -> Iterator[Data]:
    """In short, or whole where no file of its own tells an event."""
    describe = list_event if lookup.settings.event_pages else describe_event
    return (describe(lookup, lookup.events[event]) for event in rows)


def _list_profiles(_: Lookup, rows: Sequence[Profile]) -> Iterator[Data]:
    return (list_profile(profile) for profile in rows)


def _list_sources(lookup: Lookup, rows: Sequence[tuple[str, int, int]]) -> Iterator[Data]:
    return (
        list_source(lookup, lookup.sources[source], events, claims)
        for source, events, claims in rows
    )


def _list_claims(lookup: Lookup, rows: Sequence[tuple[str, Said]]) -> Iterator[Data]:
    return (describe_said(lookup, source, said) for source, said in rows)


# What is none of these holds profiles.
_ITEMS: Mapping[str, Callable[[Lookup, Any], Iterator[Data]]] = {
    "events": _list_events,
    "sources": _list_sources,
    "claims": _list_claims,
}


# --- one thing --------------------------------------------------------------------------------


def plan_things(lookup: Lookup, say: Callable[[], Sayings]) -> Iterator[Task]:
    """A file beside the page of each event, profile and source."""
    settings, chronicle = lookup.settings, lookup.chronicle
    if not settings.data:
        return
    for event in chronicle.events if settings.event_pages else ():
        path = places.data_path(addresses.event_path(event.id))
        yield Task(path, _plan_event, (path, event.id))
    for profile in chronicle.profiles:
        path = places.data_path(addresses.profile_path(profile.kind, profile.id))
        yield Task(path, _plan_profile, (path, profile))
    sayings = say()
    for source in chronicle.sources:
        path = places.data_path(addresses.source_path(source.id))
        resting = tuple(event.id for event in lookup.resting.get(source.id, ()))
        yield Task(path, _plan_source, (path, source, resting, len(sayings[source.id])))


def _plan_event(lookup: Lookup, path: str, event: str) -> Page:
    return _write_thing(path, "event", describe_event(lookup, lookup.events[event]))


def _plan_profile(lookup: Lookup, path: str, profile: Profile) -> Page:
    return _write_thing(path, "profile", describe_profile(lookup, profile))


def _plan_source(
    lookup: Lookup, path: str, source: Source, events: Sequence[str], claims: int
) -> Page:
    data = {**list_source(lookup, source, len(events), claims), "events": list(events)}
    return _write_thing(path, "source", drop_empty(data))


# --- writing ----------------------------------------------------------------------------------


def _head(path: str, kind: str) -> Data:
    """What every file begins with."""
    return {"$schema": addresses.find_root(path) + places.SCHEMA, "type": kind}


def _write_thing(path: str, kind: str, data: Data) -> Page:
    return _write(path, dump_script({**_head(path, kind), **data}) + "\n")


def _write_indented(path: str, data: Data) -> Page:
    return _write(path, dump_indented(data) + "\n")


def _write(path: str, text: str) -> Page:
    # What stands in a source can never be taken for HTML, whatever a server calls the file.
    return Page(path, None, escape_data(text))
