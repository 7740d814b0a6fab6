"""What the author's words are read against, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sourceline.comparison.matching import Names
from sourceline.errors import Position
from sourceline.model import Chronicle, EventRecord, Evidence, Extraction, ProfileRecord
from sourceline.store.places import Places


@dataclass(frozen=True, slots=True)
class Ground:
    """What the author's words are read against."""

    chronicle: Chronicle
    extractions: tuple[Extraction, ...]
    """Of the engine that the author's files were written for."""
    places: Mapping[str, Places]
    """Of the sources that are compared, by id."""
    names: Names


def locate_quote(evidence: Evidence, places: Mapping[str, Places]) -> Position:
    """Where a quote stands in the file of its source."""
    return places[evidence.source].locate(evidence.start)


def locate_word(record: EventRecord | ProfileRecord, key: str) -> Position:
    """Where the author wrote the value of a key; the file, where it was not written."""
    place = record.positions.find(key) or record.positions.find("")
    return place or Position(f"content/{record.id}")
