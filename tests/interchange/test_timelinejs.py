"""TimelineJS, out and in."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from edtf_oracle import make_date
from hypothesis import given
from hypothesis import strategies as st
from sample import SAMPLE, make_event
from trips import export, take_back, tell, weave_back

from sourceline.edtf import is_edtf, parse
from sourceline.interchange.formats import find_format
from sourceline.interchange.spans import find_span
from sourceline.interchange.timelinejs import read_timeline
from sourceline.interchange.timelinejs_csv import read_rows
from sourceline.interchange.values import make_outgoing
from sourceline.model import Chronicle, Date, EventRecord, Settings


def find_slide(name: str) -> Any:
    """A slide of the sample."""
    slides = json.loads(export(SAMPLE, "timelinejs"))["events"]
    return next(slide for slide in slides if slide["unique_id"] == name)


def read(text: str) -> tuple[EventRecord, ...]:
    """The records of a file without faults."""
    found = read_timeline(text.encode(), "t.json")
    assert found.problems == ()
    return found.events


def test_slide() -> None:
    """A slide has an id of its own, the quote with a link to its source, and says who is quoted."""
    slide = find_slide("quandrel-steps-down")
    assert slide["start_date"] == {"year": 2024, "month": 3, "day": 25}
    assert slide["text"] == {
        "headline": "Ilse Quandrel steps down as director of Orrery Works",
        "text": "<p>The post had been hers since the move to the quay. See the tide tables.</p>"
        "<blockquote>Ilse Quandrel had stepped down as director</blockquote>"
        '<p><a href="https://chronicle.example/orrery/sources/harbour-post/#s1">'
        "The Harbour Post, 26 March 2024</a></p>"
        "<blockquote>On 25 March 2024 Ilse Quandrel resigned from Orrery Works</blockquote>"
        '<p><a href="https://chronicle.example/orrery/sources/gazette/#s1">'
        "Farrowdale Gazette, 28 March 2024</a></p>"
        '<p><a href="https://chronicle.example/orrery/events/quandrel-steps-down/">The Orrery Makers</a></p>',
    }
    assert slide["media"] == {"url": "", "credit": "The Harbour Post, 26 March 2024"}


@pytest.mark.parametrize(
    ("name", "begin", "end", "display"),
    [
        ("first-tide-clock", {"year": -44}, None, "44 BC"),
        ("founding", {"year": 1450}, None, "about 1450"),
        ("clock-runs", {"year": 1450}, {"year": 1467}, None),
        ("since-1985", {"year": 1985}, None, "since 1985"),
        ("lens-cut", {"year": 1990}, {"year": 1999}, "the 1990s"),
        ("visit", {"year": 2011, "month": 5}, None, None),
        ("tide-clock-repaired", {"year": 2019, "month": 8}, None, "by August 2019"),
        ("pocket-orrery", {"year": 2024, "month": 3}, {"year": 2024, "month": 5}, "spring 2024"),
        ("funding", {"year": 2024, "month": 3, "day": 26}, None, "reported 26 March 2024"),
        ("second-works", {"year": 2027}, None, None),
    ],
)
def test_dates(name: str, begin: object, end: object, display: str | None) -> None:
    """Month and day are left out where they are not known, and words say what numbers cannot."""
    slide = find_slide(name)
    assert (slide["start_date"], slide.get("end_date"), slide.get("display_date")) == (
        begin,
        end,
        display,
    )


def test_untrusted() -> None:
    """A title is told as text, with its status where it is not asserted; what has no date is counted."""
    slide = find_slide("hostile")
    assert "<" not in slide["text"]["headline"]
    assert "<script" not in slide["text"]["text"]
    denied = find_slide("archive-sale")["text"]["headline"]
    assert denied == "Orrery Works sells its archive (denied)"
    for name in ("timelinejs", "timelinejs-csv"):
        written = find_format(name).load_writer()(make_outgoing(SAMPLE))
        assert written.notes == (
            "TimelineJS shows nothing without a year: 1 of 16 events were left out.",
        )


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])
def test_round_trip(name: str) -> None:
    """Dates, titles and kinds of all that has a date come back, and so does its status."""
    incoming = take_back(SAMPLE, name)
    dated = tuple(event for event in SAMPLE.events if event.date)
    assert [problem.severity for problem in incoming.problems] == ["note"]  # the title slide
    assert tell(weave_back(incoming).events) == tell(dated)
    assert [event.id for event in incoming.events] == [event.id for event in dated]
    assert [event.status for event in incoming.events] == [event.status for event in dated]
    basis = [event.date and event.date.basis for event in incoming.events]
    assert basis == [event.date and event.date.basis for event in dated]


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])
@given(random_=st.randoms(use_true_random=False))
def test_any_date(name: str, random_: random.Random) -> None:
    """Whatever the date, it comes back as it was; without what only we write, it is never finer."""
    text = make_date(random_)
    if not is_edtf(text):
        return
    date = Date(parse(text).text)
    event = make_event("a", "A", date)
    incoming = take_back(Chronicle(settings=Settings(), events=(event,)), name)
    assert [each.date for each in incoming.events] == [date] * len(incoming.events)
    span = find_span(date)
    assert bool(incoming.events) == bool(span.begin or span.end)


def test_edited_numbers_win() -> None:
    """Where somebody changed the year in the table, the EDTF text beside it says nothing any more."""
    slide = """{"events": [{"start_date": {"year": "1,451"}, "text": {"headline": "A"},
        "_timeline": {"edtf": "1450~"}}]}"""
    assert [event.date for event in read(slide)] == [Date("1451")]


def test_foreign_file() -> None:
    """Slides of others: HTML becomes Markdown, media a link, the group a kind, and eras events."""
    events = read("""{"scale": "human", "events": [
      {"start_date": {"year": "1967", "month": "07", "day": "", "display_date": ""},
       "end_date": {"year": 1968}, "group": "Lens work", "display_date": "Summer of 1967",
       "text": {"headline": "<b>The&nbsp;lens</b> &amp; the bell", "text":
        "<p>It was <em>cut</em>.<br>Twice.</p><script>alert(1)</script><ul><li>See <a href='https://a.example/'>this</a></ul><a href='javascript:x'>no</a>"},
       "media": {"url": "https://img.example/a.png", "caption": "The lens", "credit": "N. Oxbarrow"}},
      {"start_date": {"year": 1967, "month": 7, "day": 4, "hour": 9, "minute": 5}, "text": {"text": "Hm."}}],
     "eras": [{"start_date": {"year": -44}, "end_date": {"year": 0}, "text": {"headline": "Old"}}]}""")
    assert [(event.id, event.title, event.kind, event.date, event.text) for event in events] == [
        (
            "the-lens-the-bell",
            "The lens & the bell",
            "Lens work",
            Date("1967-07/1968", phrase="Summer of 1967"),
            """It was *cut*.  \nTwice.

- See [this](https://a.example/)

no

[The lens](https://img.example/a.png) (N. Oxbarrow)""",
        ),
        ("hm", "Hm.", "event", Date("1967-07-04T09:05:00"), "Hm."),
        ("old", "Old", "era", Date("-0043/0000"), None),
    ]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (
            "<blockquote>It rang. <cite>N. Oxbarrow</cite></blockquote>",
            "> It rang. N. Oxbarrow (Post)",
        ),
        (
            "<iframe width='9' src='https://a.example/?a=1&amp;b=2'></iframe>",
            "[https://a.example/?a=1&b=2](https://a.example/?a=1&b=2) (Post)",
        ),
        ("javascript:alert(1)", None),
        ("<iframe src='javascript:alert(1)'></iframe>", None),
        ("", None),
    ],
)
def test_media(url: str, text: str | None) -> None:
    """A quotation in the place of a picture is kept as one, the page of a frame as a link; nothing else is."""
    slide = {
        "start_date": {"year": 1967},
        "text": {"headline": "A"},
        "media": {"url": url, "credit": "Post"},
    }
    assert [event.text for event in read(json.dumps({"events": [slide]}))] == [text]


def test_problems() -> None:
    """A date that is none is named and kept as a note; what has no words is left out and named."""
    found = read_timeline(
        b"""{"events": [
  {"start_date": {"year": "soon"}, "text": {"headline": "A"}},
  {"start_date": {"year": 2023, "month": 2, "day": 30}, "text": {"headline": "B"}},
  {"start_date": {"year": 2024}, "end_date": {"year": 2023}, "text": {"headline": "A"}},
  {"start_date": {"year": 2024}},
  7], "eras": 3}""",
        "t.json",
    )
    assert [(event.id, event.date, event.note) for event in found.events] == [
        ("a", None, "Date as it was given: soon"),
        ("b", None, "Date as it was given: 2023-2-30"),
        ("a-2", None, "Date as it was given: 2024 to 2023"),
    ]
    assert [(str(problem.position), problem.severity) for problem in found.problems] == [
        ("t.json:6:15", "error"),
        ("t.json:2:3", "warning"),
        ("t.json:3:3", "warning"),
        ("t.json:4:3", "warning"),
        ("t.json:5:3", "warning"),
        ("t.json:6:3", "error"),
    ]
    assert [problem.message for problem in found.problems if problem.severity == "warning"][1] == (
        "The date was left out: There is no day 30 in 2023-02: it has 28 days."
    )


def test_sheet() -> None:
    """A table of others: its first version's dates, times of the day, other delimiters and unknown columns."""
    found = read_rows(
        b"""Start Date;End Date;Headline;Type;Tag;Colour
3/26/1967 10:35 PM;;One;;Glass;red
7/1967;1968;Two;era;;
1967-07-04;;Three;;;
soon;;Four;;;
;;All;title;;
""",
        "t.csv",
    )
    assert [(event.title, event.kind, event.date) for event in found.events] == [
        ("One", "Glass", Date("1967-03-26T22:35:00")),
        ("Two", "era", Date("1967-07/1968")),
        ("Three", "event", Date("1967-07-04")),
        ("Four", "event", None),
    ]
    assert [(str(problem.position), problem.code) for problem in found.problems] == [
        ("t.csv:1:1", "unknown-column"),
        ("t.csv:5:1", "not-taken-over"),
        ("t.csv:6:1", "not-taken-over"),
    ]
