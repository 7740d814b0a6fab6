"""Tables: a row for each event, out and in, and a row for each claim."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace

import pytest
from edtf_oracle import make_date
from hypothesis import given
from hypothesis import strategies as st
from sample import SAMPLE, make_event
from trips import export, take_back, tell, weave_back

from sourceline.edtf import is_edtf, parse
from sourceline.errors import ContentError
from sourceline.interchange.cells import read_table
from sourceline.interchange.csv import read_events
from sourceline.model import (
    Chronicle,
    Date,
    EventRecord,
    Evidence,
    Participant,
    ProfileRecord,
    Proposal,
    Settings,
)


def read_rows(chronicle: Chronicle, name: str) -> list[dict[str, str]]:
    """The rows that we wrote, without empty cells."""
    rows = csv.DictReader(io.StringIO(export(chronicle, name).decode(), newline=""))
    return [{key: text for key, text in row.items() if text} for row in rows]


def read(text: str) -> tuple[tuple[EventRecord, ...], list[str]]:
    """Records, and where each problem stands with its code."""
    found = read_events(text.encode(), "t.csv")
    return found.events, [f"{each.position} {each.code}" for each in found.problems]


def test_event() -> None:
    """A row tells the event with its date in EDTF, bounds and words, and the quote that gave its title."""
    (row,) = [row for row in read_rows(SAMPLE, "csv") if row["id"] == "pocket-orrery"]
    assert row == {
        "id": "pocket-orrery",
        "date": "2024-21",
        "basis": "stated",
        "when": "spring 2024",
        "earliest": "2024-03-01",
        "latest": "2024-05-31",
        "title": "The Pocket Orrery goes on sale",
        "kind": "event",
        "status": "asserted",
        "people": "Orrery Works; Pocket Orrery",
        "source": "gazette",
        "source_title": "Quandrel leaves the orrery makers",
        "publisher": "Farrowdale Gazette",
        "quote": "The Pocket Orrery went on sale in spring 2024.",
        "url": "https://gazette.example/quandrel",
        "sources": "1",
        "page": "https://chronicle.example/orrery/events/pocket-orrery/",
    }


def test_round_trip() -> None:
    """Dates, how they are known, titles, kinds, status and topics come back, and the quote of each."""
    incoming = take_back(SAMPLE, "csv")
    assert incoming.problems == ()
    assert tell(weave_back(incoming).events) == tell(SAMPLE.events)
    assert [(e.id, e.status, e.date and e.date.basis) for e in incoming.events] == [
        (e.id, e.status, e.date and e.date.basis) for e in SAMPLE.events
    ]
    assert [e.evidence[0].exact if e.evidence else "" for e in incoming.events] == [
        " ".join(e.evidence[0].exact.split()) for e in SAMPLE.events
    ]
    assert incoming.profiles == (
        ProfileRecord(id="instrument-making", kind="topic", name="Instrument making"),
    )


@pytest.mark.parametrize("name", ["csv", "json"])
@given(random_=st.randoms(use_true_random=False))
def test_any_date(name: str, random_: random.Random) -> None:
    """Whatever the date, it comes back as it was."""
    text = make_date(random_)
    if is_edtf(text):
        date = Date(parse(text).text)
        chronicle = Chronicle(settings=Settings(), events=(make_event("a", "A", date),))
        assert [event.date for event in take_back(chronicle, name).events] == [date]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 for the bell", "'+1 for the bell"),
        ("-2+3", "'-2+3"),
        ("@bell", "'@bell"),
        ("-44", "-44"),
        ("'tis the bell", "'tis the bell"),
    ],
)
def test_no_formulas(title: str, cell: str) -> None:
    """No cell begins as a formula does, and what stands before it goes again on the way back."""
    chronicle = Chronicle(settings=Settings(), events=(make_event("a", title, Date("1999")),))
    for name in ("csv", "timelinejs-csv"):
        assert [event.title for event in take_back(chronicle, name).events] == [title]
    assert f",{cell},".encode() in export(chronicle, "csv")


def test_table_of_a_person() -> None:
    """Columns are known by many names, dates in many forms; quotes and links of texts that are elsewhere become
    a part of the text."""
    events, problems = (
        read("""When;Headline;Category;Description;Who;Where;Tags;Source;Link;Quote;Remarks
26/03/2024;The bell rings;Noise;Loud.;"Ilse Quandrel; Tam Ottershaw";Kestrel Point;Bells;The Harbour Post;https://post.example/a;It rang.;Ask
03/04/2024;It rings again;;;;;bells;;;;
about 1450;It is cast;;;;;;;javascript:x;;
early 1990s;It is hung;;;;;;;;;
""")
    )
    assert problems == []
    assert events == (
        EventRecord(
            id="the-bell-rings",
            title="The bell rings",
            kind="Noise",
            date=Date("2024-03-26"),
            participants=(
                Participant("Ilse Quandrel", "participant"),
                Participant("Tam Ottershaw", "participant"),
                Participant("Kestrel Point", "location"),
            ),
            topics=("bells",),
            text="Loud.\n\n> It rang.\n\n[The Harbour Post](https://post.example/a)",
            note="Ask",
        ),
        EventRecord(
            id="it-rings-again",
            title="It rings again",
            kind="event",
            date=Date("2024-04-03"),
            topics=("bells",),
        ),
        EventRecord(
            id="it-is-cast",
            title="It is cast",
            kind="event",
            date=Date("1450~", phrase="about 1450"),
        ),
        EventRecord(
            id="it-is-hung",
            title="It is hung",
            kind="event",
            date=Date("[1990..1993]", phrase="early 1990s"),
        ),
    )


@pytest.mark.parametrize(
    ("table", "date"),
    [
        ("title,start,end\nA,1939,1945", Date("1939/1945")),
        (
            "title,Date,End Date\nA,3 May 1999,5 May 1999",
            Date("1999-05-03/1999-05-05", phrase="3 May 1999 – 5 May 1999"),
        ),
        ("title,from,to\nA,,1945", Date("../1945")),
        ("title,year,month,day\nA,1945,5,8", Date("1945-05-08")),
        ("title,year,month,day\nA,945,,", Date("0945")),
        ("title,year,month\nA,1945,May", Date("1945-05", phrase="May 1945")),
        ("title,date\nA,20240326", Date("2024-03-26")),
        ("title,date\nA,'-0043-03-15", Date("-0043-03-15")),
        ("title,date\nA,\n", None),
    ],
)
def test_date_columns(table: str, date: Date | None) -> None:
    """A date may stand in one column or in several."""
    events, problems = read(table)
    assert ([event.date for event in events], problems) == ([date], [])


def test_doubts() -> None:
    """What may be one day or another is both; what is no date, and what stands in a column that is not known, is
    named and kept as a note."""
    events, problems = read("""title,date,status,mood,
A,03/04/2024,maybe,calm
B,before 1900,,
C,1945/1939,,
,1999,,
D,1999,,,x,y
""")
    assert [(event.title, event.date, event.note) for event in events] == [
        ("A", Date("[2024-03-04,2024-04-03]"), "mood: calm"),
        ("B", None, "Date as it was given: before 1900"),
        ("C", None, "Date as it was given: 1945/1939"),
        ("D", Date("1999"), None),
    ]
    assert problems == [
        "t.csv:6:1 not-taken-over",
        "t.csv:1:1 unknown-column",
        "t.csv:2:1 not-taken-over",
        "t.csv:2:1 not-taken-over",
        "t.csv:3:1 not-taken-over",
        "t.csv:4:1 not-taken-over",
        "t.csv:5:1 not-taken-over",
    ]


def test_no_titles() -> None:
    """A table without a column of titles gives one error, which names the columns that it has."""
    found = read_events(b"colour,date\nred,1999", "t.csv")
    assert (found.events, [(str(each.position), each.message) for each in found.problems]) == (
        (),
        [
            (
                "t.csv:1:1",
                "No column holds titles or texts of events; the first row names 'colour', 'date'.",
            )
        ],
    )


def test_table_of_somebody_who_writes_german() -> None:
    """The columns of a table that says in German when, where and by whom are known, and those of who asks what
    happened."""
    told = [
        EventRecord(
            id="fahre-kauft-werft",
            title="Fähre kauft Werft",
            kind="event",
            date=Date("2031-05-13"),
            participants=(
                Participant("Ernst Holm", "participant"),
                Participant("Grünau", "location"),
            ),
        )
    ]
    for names in ("Wann;Ereignis;Wer;Wo", "Date;What happened;Who;Where"):
        events, problems = read(f"{names}\n13.05.2031;Fähre kauft Werft;Ernst Holm;Grünau\n")
        assert ([*events], problems) == (told, [])


def test_quote_of_a_source() -> None:
    """Words of a source of the site are evidence."""
    events, _ = read("title,source,quote\nA,harbour-post,It rang.")
    assert events[0].evidence == (Evidence("harbour-post", "It rang.", -1, -1),)


def test_encodings() -> None:
    """A table may be in UTF-16 with its mark, or as old spreadsheets write it, which is named."""
    text = "title;date\nÉmile’s bell;1999\n"
    for encoding, problems in (("utf-8-sig", 0), ("utf-16", 0), ("cp1252", 1)):
        found = read_events(text.encode(encoding), "t.csv")
        assert [event.title for event in found.events] == ["Émile’s bell"]
        assert len(found.problems) == problems


def test_broken_table() -> None:
    """An open quotation mark is named at the row where it stands."""
    with pytest.raises(ContentError) as caught:
        read_table(b'a,b\n1,2\n"3,4\n', "t.csv")
    assert [str(problem.position) for problem in caught.value.problems] == ["t.csv:3:1"]


def test_claims() -> None:
    """Each thing that a source says has a row with its quote and place; what waits for a person is marked."""
    event = SAMPLE.events[0]
    proposal = Proposal(claim=event.claims[0], source="old-chronicle", event=event.id)
    rows = read_rows(replace(SAMPLE, proposals=(proposal,)), "csv-claims")
    assert {row["claim"] for row in rows} == {
        *("event", "figure", "role", "quotation", "indirect quotation", "relation")
    }
    (maker,) = [row for row in rows if row["claim"] == "relation"]
    assert maker == {
        "claim": "relation",
        "profile": "orrery-works",
        "subject": "Orrery Works",
        "predicate": "maker_of",
        "object": "Pocket Orrery",
        "confidence": "1.0",
        "source": "gazette",
        "source_title": "Quandrel leaves the orrery makers",
        "publisher": "Farrowdale Gazette",
        "published": "2024-03-28",
        "quote": "The Pocket Orrery went on sale in spring 2024.",
        "start": "90",
        "end": "136",
        "url": "https://gazette.example/quandrel",
        "page": "https://chronicle.example/orrery/organizations/orrery-works/",
    }
    directors = [row for row in rows if row.get("predicate") == "director"]
    assert [row["source"] for row in directors] == ["harbour-post", "gazette"]
    assert [row["review"] for row in rows if "review" in row] == ["yes"]
    spending = next(row for row in rows if row.get("predicate") == "expenditure")
    assert (spending["value"], spending["unit"], spending["per"]) == ("8000000", "money", "month")
