"""Events that lack a date or a source, and facts for which one source alone stands."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.check.desk import NAMED, Desk, list_some, make_note, word_paste
from sourceline.errors import Position, Problem
from sourceline.model import Chronicle, Event


def check_events(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """Events without a date or without a source."""
    for event in chronicle.events:
        yield from _check_event(event, desk)


def _check_event(event: Event, desk: Desk) -> Iterator[Problem]:
    place = desk.place_event(event)
    file = desk.path_of_event(event.id)
    if event.date is None:
        yield make_note(
            place,
            "undated-event",
            f"The event {event.id!r} has no date.",
            f"Write 'date: 2024-03-26' (or a month, or a year) into {file}.",
            desk.paste_event(event.id, "date", "YYYY-MM-DD"),
        )
    if not event.evidence:
        yield make_note(
            place,
            "event-without-evidence",
            f"The event {event.id!r} rests on no source.",
            f"Add 'evidence:' with 'source' and 'exact' in {file}.",
        )


def count_support(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """For each source the events that rest on it alone, or on others of its publisher; those that a
    person reviewed aside. One note for each source: of ten thousand events most have one source."""
    alone: dict[str, list[str]] = {}
    for event in chronicle.events:
        if event.support == "single-source" and not event.reviewed:
            quotes = [item.source for claim in event.claims for item in claim.evidence]
            for name in quotes[:1]:
                alone.setdefault(name, []).append(event.id)
    for name, events in alone.items():
        source = desk.sources[name]
        publisher = f", or on others of {source.publisher}" if source.publisher else ""
        paste = desk.paste_event(events[0], "reviewed", "true")
        rest = "1 event rests" if len(events) == 1 else f"{len(events):,} events rest"
        yield make_note(
            Position(source.path),
            "single-source",
            f"{rest} on this source alone{publisher}: {list_some(events)}.",
            "Add a source of another publisher that tells the same to content/sources/. Where one is"
            f" enough for you, write {word_paste(paste)}.",
            *(desk.paste_event(event, "reviewed", "true") for event in events[:NAMED]),
        )
