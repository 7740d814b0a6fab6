"""Quotes that are not in their source."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.check.desk import Desk, shorten
from sourceline.errors import Position, Problem
from sourceline.model import Chronicle, EventRecord, Evidence
from sourceline.store import locate_extraction, locate_key


def check_quotes(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """A quote that is not in its source, at the place where it is quoted."""
    for event in chronicle.events:
        written = _place_quotes(desk.events.get(event.id)) if event.unverified else {}
        for item in event.unverified:
            yield _report_quote(item, desk, written.get((item.source, item.exact)))
    for profile in chronicle.profiles:
        for item in profile.unverified:
            yield _report_quote(item, desk, None)


def _place_quotes(record: EventRecord | None) -> dict[tuple[str, str], Position]:
    if record is None:
        return {}
    return {
        (item.source, item.exact): locate_key(record, f"evidence.{n}.exact")
        for n, item in enumerate(record.evidence or ())
    }


def _report_quote(item: Evidence, desk: Desk, place: Position | None) -> Problem:
    source = desk.sources[item.source]
    if place is None and item.start >= 0:
        place = Position(locate_extraction(source.id))
        there = desk.locate(source.id, item.start)
        remedy = (
            f"The quote was to stand at {there}. Delete this file; the source is then read again."
        )
    else:
        place = place or Position(source.path)
        remedy = f"Copy the sentence from {source.path} as it stands there, or remove the quote."
    return Problem(
        place,
        "quote-not-found",
        f"The quote {shorten(item.exact)} is not in {source.path}.",
        remedy,
    )
