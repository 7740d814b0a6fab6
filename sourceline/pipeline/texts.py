"""Texts of authors that are exchanged in a chronicle: nothing is woven of them, and they show on one page each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from sourceline.model import Chronicle, Event, EventRecord, Profile, ProfileRecord
from sourceline.site.addresses import SEARCH, event_path, profile_path

Record = EventRecord | ProfileRecord
Thing = TypeVar("Thing", Event, Profile)
Edit = tuple[Record, Record]
"""What was in a file, and what is."""


class Telling(NamedTuple):
    """A chronicle with other texts."""

    chronicle: Chronicle
    events: tuple[Event, ...]
    """Those that have them."""
    profiles: tuple[Profile, ...]
    tasks: frozenset[str]
    """What shows them."""


def tell_anew(chronicle: Chronicle, edits: Iterable[Edit]) -> Telling | None:
    """The chronicle with other texts; None where more is another than texts, or they may show anywhere."""
    texts: dict[tuple[type[Record], str], tuple[str | None, str]] = {}
    for old, new in edits:
        if new == old:
            continue
        same = replace(new, text=old.text, positions=old.positions) == old
        # Whether there is a text at all shows elsewhere, too.
        if not same or not old.text or not new.text:
            return None
        texts[type(old), old.id] = old.text, new.text
    if not texts:
        return Telling(chronicle, (), (), frozenset())
    if not chronicle.settings.event_pages:
        return None
    events = _exchange(chronicle.events, EventRecord, texts)
    profiles = _exchange(chronicle.profiles, ProfileRecord, texts)
    if len(events) + len(profiles) < len(texts):
        return None
    paths = [event_path(event) for event in events]
    paths += [profile_path(profile.kind, profile.id) for profile in profiles.values()]
    return Telling(
        replace(
            chronicle,
            events=tuple([events.get(event.id, event) for event in chronicle.events]),
            profiles=tuple([profiles.get(each.id, each) for each in chronicle.profiles]),
        ),
        tuple(events.values()),
        tuple(profiles.values()),
        frozenset([*paths, SEARCH]),
    )


def _exchange(
    things: Iterable[Thing],
    kind: type[Record],
    texts: Mapping[tuple[type[Record], str], tuple[str | None, str]],
) -> dict[str, Thing]:
    """Id → the thing with another text, of those that show the one before as it was written."""
    found = {}
    for thing in things:
        before, text = texts.get((kind, thing.id), (None, ""))
        if text and thing.text == before:
            found[thing.id] = replace(thing, text=text)
    return found
