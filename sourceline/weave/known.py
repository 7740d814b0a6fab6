"""What was known on a day: the sources published by then, and what people say that does not rest on
later ones."""

from __future__ import annotations

from collections.abc import Iterable

from sourceline import edtf
from sourceline.model import EventRecord, Records, Source


def keep_known(
    sources: Iterable[Source], records: Records, day: str
) -> tuple[tuple[Source, ...], Records]:
    """The sources that were surely published on or before `day` (EDTF), and the records without later
    corrections and without the events that people added from later sources. Of a source without a date
    nobody knows when it was published, so it is left out."""
    listed = tuple(sources)
    kept = tuple(source for source in listed if _is_known(source, day))
    late = {source.id for source in listed} - {source.id for source in kept}
    events = tuple(record for record in records.events if not _is_late(record, late))
    corrections = tuple(each for each in records.corrections if _is_by(each.on, day))
    return kept, Records(events=events, profiles=records.profiles, corrections=corrections)


def _is_known(source: Source, day: str) -> bool:
    return source.published is not None and _is_by(source.published, day)


def _is_by(date: str, day: str) -> bool:
    """Whether a date surely lies on or before a day."""
    latest, last = edtf.parse(date).latest, edtf.parse(day).latest
    return latest is not None and last is not None and latest <= last


def _is_late(record: EventRecord, late: Iterable[str]) -> bool:
    """Whether all that a record quotes was published later."""
    quoted = {item.source for item in record.evidence or ()}
    return bool(quoted) and quoted <= set(late)
