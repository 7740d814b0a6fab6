"""Sentences that name somebody, and on which nothing rests."""

from __future__ import annotations

from notes import make_event

from sourceline.check import check_texts
from sourceline.model import (
    Chronicle,
    Event,
    EventRecord,
    Evidence,
    Extraction,
    ProfileClaim,
    Settings,
)
from sourceline.read import read_source
from sourceline.store.records import decode_record
from sourceline.weave.sentences import account_sentences

TEXT = "Ada Fenwick resigned. Ada Fenwick: it's\nno song. Ada Fenwick wept. Nobody came.\n"
ADA = ProfileClaim(id="ada", kind="person", name="Ada Fenwick")


def find_notes(*events: Event) -> list[tuple[str, tuple[str, ...]]]:
    source = read_source(
        TEXT.encode(), path="content/sources/tide.txt", sidecar={"published": "2031"}
    )
    chronicle = Chronicle(settings=Settings(), sources=(source,), events=events)
    extraction = Extraction(source="tide", sha256="", engine="hand 1", profiles=(ADA,))
    accounts = account_sentences(chronicle, [extraction])
    return [
        (str(problem), tuple(paste.lines for paste in problem.pastes))
        for problem in check_texts(chronicle, accounts)
    ]


def test_silent_sentences() -> None:
    """The first sentence is shown at its place with an event that quotes it; the others are counted."""
    ((note, (lines,)),) = find_notes(make_event())
    assert note == (
        "content/sources/tide.txt:1:23: note: 2 of 4 sentences name somebody and bear no fact, the first:"
        " “Ada Fenwick: it's no song.”\n"
        "    Where it tells something, add an event that quotes it. `sourceline check --sentences` lists"
        " every sentence."
    )
    event = decode_record(lines.encode(), "content/events/a.yaml", EventRecord)
    assert event.evidence == (Evidence("tide", "Ada Fenwick: it's\nno song.", -1, -1),)


def test_source_on_which_nothing_rests() -> None:
    """Where nothing at all rests on a source, that is said elsewhere."""
    assert find_notes() == []
