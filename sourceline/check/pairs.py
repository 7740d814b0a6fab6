"""Two that are perhaps one: only a person can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sourceline.check.desk import EVENTS, PROFILES, Desk, make_note, word_paste
from sourceline.errors import Paste, Position, Problem
from sourceline.model import Chronicle, Event, EventRecord, Pair, Profile, ProfileRecord
from sourceline.store import locate_key

Record = EventRecord | ProfileRecord


def list_pairs(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """Each pair at the author's file, or where a source speaks of the newer one, with both answers."""
    events = {event.id: event for event in chronicle.events}
    profiles = {profile.id: profile for profile in chronicle.profiles}
    for pair in chronicle.pairs:
        if pair.noun == "event":
            yield _ask(pair, events[pair.one], events[pair.other], desk.events, desk)
        else:
            yield _ask(pair, profiles[pair.one], profiles[pair.other], desk.profiles, desk)


def _ask(
    pair: Pair,
    one: Event | Profile,
    other: Event | Profile,
    records: Mapping[str, Record],
    desk: Desk,
) -> Problem:
    joined, first = _join(pair, records)
    apart = _list_ids(pair.noun, pair.file, records, "not", pair.names)
    return make_note(
        _place(one, other, records, desk),
        "pair",
        f"{_name(other)} and {_name(one)} are perhaps one: {pair.reason}.",
        f"If they are one, {first}write {word_paste(joined)}; if they are two, {word_paste(apart, joined)}.",
        joined,
        apart,
    )


def _name(thing: Event | Profile) -> str:
    title = thing.title if isinstance(thing, Event) else thing.name
    return f"{title!r} ({thing.id})"


def _place(
    one: Event | Profile, other: Event | Profile, records: Mapping[str, Record], desk: Desk
) -> Position:
    for thing in (other, one):
        if thing.id in records:
            return locate_key(records[thing.id])
    return desk.place_evidence((*other.evidence, *one.evidence)) or Position("content")


def _join(pair: Pair, records: Mapping[str, Record]) -> tuple[Paste, str]:
    """The line that makes the two one, for the file that is there; and what must be done before it where
    each has a file."""
    stays, goes = pair.one, pair.other
    if goes in records and stays not in records:
        stays, goes = goes, stays
    paste = _list_ids(pair.noun, stays, records, "merge", (goes,))
    if goes not in records:
        return paste, ""
    old = locate_key(records[goes]).path
    return paste, f"move what {old} says into {paste.path}, delete it, and "


def _list_ids(
    noun: str, home: str, records: Mapping[str, Record], key: str, names: tuple[str, ...]
) -> Paste:
    """`merge: […]` or `not: […]` for the file of `home`, with what stands there already."""
    record = records.get(home)
    path = f"{EVENTS if noun == 'event' else PROFILES}/{home}.yaml"
    if record is None:
        return Paste(path, f"{key}: [{', '.join(names)}]")
    written = record.merge if key == "merge" else record.keep_apart
    listed = ", ".join(dict.fromkeys((*written, *names)))
    return Paste(locate_key(record).path, f"{key}: [{listed}]", key if written else "")
