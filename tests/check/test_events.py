"""Events without a date or a source, and facts of a single source."""

from __future__ import annotations

import pytest
from notes import make_chronicle, make_event, show

from sourceline.model import Event, EventRecord, Records
from sourceline.store.records import decode_record


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            make_event(date=None),
            (
                "content/extracted/tide.yaml: note: The event 'ada-resigns' has no date.\n"
                "    Write 'date: 2024-03-26' (or a month, or a year) into content/events/ada-resigns.yaml."
            ),
        ),
    ],
    ids=["undated"],
)
def test_notes_on_events(event: Event, expected: str) -> None:
    """What an author should look at is a note with the file to write."""
    assert [expected] == show(make_chronicle(event))


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
