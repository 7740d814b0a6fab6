"""Events without a date or without a source."""

from __future__ import annotations

from notes import make_chronicle, make_event, show

from sourceline.model import EventRecord, Records
from sourceline.store.records import decode_record


def test_event_without_a_date() -> None:
    """It is shown at its sentence, with the file to write."""
    assert show(make_chronicle(make_event(date=None))) == [
        (
            "content/sources/tide.txt:1:1: note: The event 'ada-resigns' has no date.\n"
            "    Write 'date: 2024-03-26' (or a month, or a year) into content/events/ada-resigns.yaml."
        )
    ]


def test_event_without_evidence() -> None:
    """An event that rests on no source is named at its file."""
    record = decode_record(b"title: x\n", "content/events/ada-resigns.yaml", EventRecord)
    assert show(make_chronicle(make_event(evidence=())), Records(events=(record,))) == [
        (
            "content/events/ada-resigns.yaml: note: The event 'ada-resigns' rests on no source.\n"
            "    Add 'evidence:' with 'source' and 'exact' in content/events/ada-resigns.yaml."
        ),
        (
            "content/sources/tide.txt: note: Nothing on the site rests on this source.\n"
            "    Add an event with a quote from it in content/events/, or leave it as it is."
        ),
    ]
