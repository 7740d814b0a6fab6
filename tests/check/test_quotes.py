"""Quotes that are not there, and where that is said."""

from __future__ import annotations

from notes import GOOD, LOST, make_chronicle, make_event, make_source, show

from sourceline.model import EventRecord, Profile, Records, Settings
from sourceline.store.records import decode_record
from sourceline.weave import weave


def test_sound_chronicle_has_no_problems() -> None:
    """Where every quote stands in its source and everything is dated, there is nothing to say."""
    assert show(make_chronicle(make_event())) == []


def test_lost_quote_of_an_engine() -> None:
    """A machine's quote that is not in its source is an error that names both places."""
    event = make_event(evidence=(GOOD, LOST), unverified=(LOST,))
    assert show(make_chronicle(event)) == [
        (
            "content/extracted/tide.yaml: error: The quote “Somebody was surprised.” is not in"
            " content/sources/tide.txt.\n"
            "    The quote was to stand at content/sources/tide.txt:2:1. Delete this file; the source"
            " is then read again."
        )
    ]


def test_lost_quote_of_a_person_is_shown_at_its_line() -> None:
    """A person's quote that is not in its source is an error at its line and column."""
    text = "title: Ada resigns\ndate: 2031\nevidence:\n  - source: tide\n    exact: Ada said no.\n"
    record = decode_record(text.encode(), "content/events/ada.yaml", EventRecord)
    records = Records(events=(record,))
    chronicle, problems = weave(Settings(), [make_source()], [], records)
    assert problems == ()
    assert show(chronicle, records) == [
        (
            "content/events/ada.yaml:5:12: error: The quote “Ada said no.” is not in"
            " content/sources/tide.txt.\n"
            "    Copy the sentence from content/sources/tide.txt as it stands there, or remove the quote."
        )
    ]


def test_lost_quote_of_a_profile_is_said_once() -> None:
    """A quote that several pages use is one problem."""
    profiles = tuple(
        Profile(id=name, kind="person", name=name, text="x", unverified=(LOST,)) for name in "ab"
    )
    event = make_event(evidence=(GOOD, LOST), unverified=(LOST,))
    assert len(show(make_chronicle(event, profiles=profiles))) == 1
