"""Checking: quotes that are not there, addresses taken twice, and what an author should know."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sourceline.check import check_chronicle
from sourceline.model import (
    Chronicle,
    Date,
    Event,
    EventClaim,
    EventRecord,
    Evidence,
    FigureClaim,
    Profile,
    Proposal,
    QuotationClaim,
    Records,
    Reference,
    RelationClaim,
    RoleClaim,
    Settings,
    Source,
)
from sourceline.store.records import decode_record
from sourceline.weave import weave

TEXT = "Ada Fenwick resigned.\nNobody was surprised.\n"
GOOD = Evidence("tide", "Ada Fenwick resigned.", 0, 21)
LOST = Evidence("tide", "Somebody was surprised.", 22, 45)


def make_source(name: str = "tide", *, published: str | None = "2031-05-06") -> Source:
    return Source(
        id=name,
        path=f"content/sources/{name}.txt",
        sha256="",
        text=TEXT,
        title="T",
        published=published,
    )


def make_event(**changes: object) -> Event:
    values: dict[str, object] = {
        "id": "ada-resigns",
        "kind": "departure",
        "title": "Ada resigns",
        "date": Date("2031-05-06"),
        "evidence": (GOOD,),
    }
    return Event(**(values | changes))  # type: ignore[arg-type]  # each test knows what it changes


def make_chronicle(*events: Event, profiles: tuple[Profile, ...] = ()) -> Chronicle:
    return Chronicle(
        settings=Settings(), sources=(make_source(),), events=events, profiles=profiles
    )


def show(chronicle: Chronicle, records: Records | None = None) -> list[str]:
    return [str(problem) for problem in check_chronicle(chronicle, records)]


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


def test_two_pages_of_one_address() -> None:
    """Ids that differ in letter case only would be one address on some disks."""
    profiles = tuple(
        Profile(id=name, kind="person", name=name, text="x") for name in ("ada", "Ada")
    )
    assert show(make_chronicle(make_event(), profiles=profiles)) == [
        (
            "content/profiles: error: Two pages would have the address people/ada/.\n"
            "    Rename one of the two files, or give one of them another id."
        )
    ]


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


ADA, TIDE = Reference("Ada Fenwick", "ada"), Reference("Tide", None)
DOUBT: dict[str, Any] = {
    "evidence": (Evidence("tide", "Nobody", 22, 28),),
    "confidence": 0.4,
    "review": True,
}
UNSURE = EventClaim(id="ada-resigns", kind="departure", title="Ada resigns", date=None, **DOUBT)


@pytest.mark.parametrize(
    ("proposal", "name", "remedy"),
    [
        (
            Proposal(claim=replace(UNSURE, id="gale", title="A gale"), source="tide", event="gale"),
            "the event “A gale”",
            (
                "Read its sentence, then write 'reviewed: true' or 'reject: true' into"
                " content/events/gale.yaml."
            ),
        ),
        (
            Proposal(claim=UNSURE, source="tide", event="ada-resigns"),
            "the event “Ada resigns”",
            (
                "The event is shown as others tell it; 'reviewed: true' in"
                " content/events/ada-resigns.yaml adds this telling."
            ),
        ),
        (
            Proposal(
                claim=RoleClaim(
                    person=ADA, role="head", qualifier="acting", organization=TIDE, **DOUBT
                ),
                source="tide",
                event="ada-resigns",
            ),
            "the role “acting head, Tide” of Ada Fenwick",
            (
                "It is accepted with its event: write 'reviewed: true' into"
                " content/events/ada-resigns.yaml."
            ),
        ),
        (
            Proposal(
                claim=FigureClaim(phrase="8 million", of=ADA, **DOUBT),
                source="tide",
                profile="ada",
            ),
            "the figure “8 million” of Ada Fenwick",
            "If it is true, say it in your words: 'text:' in content/profiles/ada.yaml. Or leave it.",
        ),
        (
            Proposal(claim=QuotationClaim(text="I am tired", **DOUBT), source="tide"),
            "the quotation “I am tired”",
            "If it is true, say it in your words: 'text:' in content/profiles/. Or leave it.",
        ),
        (
            Proposal(
                claim=RelationClaim(subject=ADA, predicate="owner_of", object=TIDE, **DOUBT),
                source="tide",
                profile="ada",
            ),
            "the relation “Ada Fenwick owner of Tide”",
            "If it is true, say it in your words: 'text:' in content/profiles/ada.yaml. Or leave it.",
        ),
    ],
    ids=["event", "telling", "role", "figure", "quotation", "relation"],
)
def test_proposals_are_listed(proposal: Proposal, name: str, remedy: str) -> None:
    """What is read but not told is a note at its sentence, with what it says and how to accept it."""
    chronicle = replace(make_chronicle(make_event()), proposals=(proposal,))
    assert show(chronicle) == [
        (
            f"content/sources/tide.txt:2:1: note: Proposed, not shown: {name}; its confidence is 0.40.\n"
            f"    {remedy}"
        )
    ]


def test_proposal_without_a_quote() -> None:
    """A proposal that quotes nothing is placed in the extraction that holds it."""
    proposal = Proposal(claim=replace(UNSURE, evidence=()), source="tide", event="x")
    chronicle = replace(make_chronicle(make_event()), proposals=(proposal,))
    (problem,) = check_chronicle(chronicle)
    assert str(problem.position) == "content/extracted/tide.yaml"


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


def test_undated_source() -> None:
    """A source whose day of publication is unknown is named, with the file to write."""
    chronicle = Chronicle(
        settings=Settings(), sources=(make_source(published=None),), events=(make_event(),)
    )
    assert show(chronicle) == [
        (
            "content/sources/tide.txt: note: It is not known when this was published, so what it reports"
            " cannot be dated by that.\n"
            "    Write 'published: 2024-03-26' (the day) into content/sources/tide.txt.yaml."
        )
    ]


def test_profile_without_facts() -> None:
    """A page that would state nothing is named."""
    profile = Profile(id="ada", kind="person", name="Ada Fenwick", sources=("tide",))
    assert show(make_chronicle(make_event(), profiles=(profile,))) == [
        (
            "content/extracted/tide.yaml: note: The page of 'Ada Fenwick' (ada) states no fact.\n"
            "    Write a 'text:' into content/profiles/ada.yaml, or 'reject: true' if it needs no page."
        )
    ]


def test_topic_is_spoken_of() -> None:
    """The page of a topic shows where it is spoken of; it needs no other fact."""
    profile = Profile(id="tides", kind="topic", name="Tides", sources=("tide",), evidence=(GOOD,))
    assert show(make_chronicle(make_event(), profiles=(profile,))) == []
