"""Markwhen, out and in.

`bench/interchange.py markwhen` has the real @markwhen/parser read the same.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import EVENTS, SAMPLE, make_event
from trips import export, take_back, tell, weave_back

from sourceline.edtf import parse
from sourceline.interchange.bounds import find_bounds
from sourceline.interchange.formats import find_format
from sourceline.interchange.markwhen import read_markwhen, write_markwhen
from sourceline.interchange.markwhen_dates import read_start, write_dates
from sourceline.interchange.values import make_outgoing
from sourceline.model import Chronicle, Date, EventRecord, Settings

SIGNS = st.sampled_from(
    [
        *("#tag", "\\", "[x]", "2024", ":", " ", "\n", "//", "!id", "every 2 years x9", "key: v"),
        *("---", "# Head", "- a", "> b", "44 BC", '"', "March 2024", "now", ".start"),
        *("after !x 2 weeks", "é"),
    ]
)


def read(text: str) -> list[EventRecord]:
    """The events in a file."""
    return [*read_markwhen(text.encode(), "a.mw").events]


def test_event() -> None:
    """An event is a line with its date, below it what Markwhen has no place for, then the author's words and the quotes."""
    text = export(SAMPLE, "markwhen").decode()
    head, _, rest = text.partition("\n\n")
    assert head == (
        'title: "The Orrery Makers"\n'
        'description: "How a works that built small heavens out of brass came to change its hands: an invented chronicle."\n'
        "timezone: UTC"
    )
    start = rest.index("2024-03-25: ")
    block = rest[start : rest.index("2024-03-26: ", start)]
    assert block == (
        "2024-03-25: Ilse Quandrel steps down as director of Orrery Works #departure\n"
        'id: "quandrel-steps-down"\n'
        'edtf: "2024-03-25"\n'
        'kind: "departure"\n'
        'page: "https://chronicle.example/orrery/events/quandrel-steps-down/"\n'
        "\n"
        "The post had been hers *since the move to the quay*. See [the tide tables](https://tides.example/).\n"
        "\n"
        "> “Ilse Quandrel had stepped down as director” (The Harbour Post, 26 March 2024) "
        "https://chronicle.example/orrery/sources/harbour-post/#s1\n"
        "\n"
        "> “On 25 March 2024 Ilse Quandrel resigned from Orrery Works” (Farrowdale Gazette, 28 March 2024) "
        "https://chronicle.example/orrery/sources/gazette/#s1\n"
        "\n"
    )
    assert "2024-03-26: Orrery Works sells its archive (denied) #event\n" in rest


def test_round_trip() -> None:
    """Date, title, kind and id come back; what has no date is left out, and how many that are is told."""
    back = take_back(SAMPLE, "markwhen")
    assert back.problems == ()
    assert [event.id for event in back.events] == [e.id for e in EVENTS if e.date]
    assert tell(weave_back(back).events) == tell(tuple(e for e in EVENTS if e.date))
    bases = {event.id: event.date.basis for event in back.events if event.date}
    assert bases == {event.id: event.date.basis for event in EVENTS if event.date}
    assert [e.status for e in back.events if e.id == "archive-sale"] == ["denied"]
    assert write_markwhen(make_outgoing(SAMPLE)).notes == (
        "1 of 16 events were left out: Markwhen shows nothing without a date, and no year of more than five digits.",
    )


@given(st.lists(SIGNS, min_size=1, max_size=6), st.lists(SIGNS, max_size=9))
def test_texts(title: list[str], text: list[str]) -> None:
    """No sign of a title or a text makes an event, section, property or tag of it, and all of them come back."""
    told = " ".join(("It", *title))
    event = make_event("a", told, Date("2024"), text="".join(text))
    chronicle = Chronicle(settings=Settings(), events=(event, make_event("b", "B", Date("2025"))))
    back = take_back(chronicle, "markwhen")
    words = re.sub(r"\n{3,}", "\n\n", event.text.strip())
    assert [(e.id, e.title, e.kind, e.text) for e in back.events] == [
        ("a", " ".join(told.split()), "event", words or None),
        ("b", "B", "event", None),
    ]
    assert back.problems == ()


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Plan #9 and #tag", "Plan \\#9 and \\#tag"),
        ("C# and wow!id", "C# and wow!id"),
        ("See !id", "See !\u2060id"),
        ("It .start", "It .\u2060start"),
        ("[x] done", "\\[x] done"),
        ("A [b](location)", "A \\[b]\u2060(location)"),
        ("\\#tag", "\\\\#tag"),
    ],
)
def test_disarmed(title: str, line: str) -> None:
    """What Markwhen would take for a tag, an id, a box or a place is parted by a sign that goes again on the way back."""
    event = make_event("a", title, Date("2024"), kind="12")
    chronicle = Chronicle(settings=Settings(), events=(event,))
    assert f"\n2024: {line}\n" in export(chronicle, "markwhen").decode()
    assert [e.title for e in take_back(chronicle, "markwhen").events] == [title]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024-03-25", "2024-03-25"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-03/2025", "2024-03/2025-12"),
        ("1450~", "1449/1451"),
        ("2024-03-25?", "2024-03-24/2024-03-26"),
        ("199X", "1990/1999"),
        ("2024-21", "2024-03/2024-05"),
        ("1985/..", "1985"),
        ("../2019-08", "2019-08"),
        ("0043", "0043"),
        ("0000", "1 BC"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "44 BC"),
        ("-0049/0050", "50 BC-50 AD"),
        ("Y12000", "12000 AD"),
        ("Y120000", None),
    ],
)
def test_bounds(text: str, written: str | None) -> None:
    """A date is written as its bounds, as coarse as they can be, in a way that Markwhen reads."""
    assert write_dates(find_bounds(Date(text))) == written
    if written:
        assert read_start(f"{written}: x") is not None


@given(st.integers(-99998, 99999), st.integers(1, 12), st.integers(1, 28), st.integers(1, 3))
def test_dates_come_back(year: int, month: int, day: int, length: int) -> None:
    """What is written of a year, a month or a day is read as the same; before Christ and after 9999, as the year."""
    whole = f"{year:05d}" if year < 0 else f"{year:04d}"
    whole = whole if abs(year) < 10000 else f"Y{year}"
    plain = 1 <= year <= 9999
    text = "-".join((whole, f"{month:02d}", f"{day:02d}")[: length if plain else 1])
    start = read_start(f"{write_dates(find_bounds(Date(text)))}: x")
    assert start is not None
    assert start.edtf == parse(text).text


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2024-03-25: A", "2024-03-25"),
        ("  2024-03-25 10:30: A", "2024-03-25"),
        ("2024-03-25T10:30:00Z: A", "2024-03-25"),
        ("1964/2008: A", "1964/2008"),
        ("2024-02 / 2024-03-05: A", "2024-02/2024-03-05"),
        ("2024-03/now: A", "2024-03/.."),
        ("2024-W05: A", "2024-01-29/2024-02-04"),
        ("2024-W05-3: A", "2024-01-31"),
        ("3/25/2024: A", "2024-03-25"),
        ("3/2024 - 5/2024: A", "2024-03/2024-05"),
        ("1964 - 2008: A", "1964/2008"),
        ("March 2024: A", "2024-03"),
        ("25 Mar 2024 to April 3, 2024: A", "2024-03-25/2024-04-03"),
        ("44 BC: A", "-0043"),
        ("50 BCE – 50 CE: A", "-0049/0050"),
        ("2024-02-30: A", None),
        ("after !first 2 weeks: A", None),
        ("2018/6 months: A", None),
        ("!a / !b: A", None),
        ("now: A", None),
        ("March: A", None),
        ("March 5: A", None),
        ("2025/2024: A", None),
    ],
)
def test_starts(line: str, found: str | None) -> None:
    """Dates are read as Markwhen reads them; what hangs on another event or on today is an event without one."""
    start = read_start(line)
    assert start is not None
    assert (start.edtf, start.text) == (found, " A")


@pytest.mark.parametrize(
    "line",
    ["A: b", ": b", "2024", "key: value", "2024 was good: yes", "// 2024: A", "1d-" * 60 + "x"],
)
def test_other_lines(line: str) -> None:
    """Any other line begins no event."""
    assert read_start(line) is None


def test_hand_written() -> None:
    """A file that a person wrote comes in with its words; what is not taken over is named with its line."""
    text = """title: Mine
#work: blue

# Years of work
2024-03: Moved #work #home
id: move
color: red

To the *quay*.
// a comment
- first
- second

## Later
every summer x3
2025 every 2 years x9: Fair #12
after !move 2 weeks: Party
2026:
"""
    found = read_markwhen(text.encode(), "a.mw")
    assert found.events == (
        EventRecord(
            id="move",
            title="Moved",
            kind="work",
            date=Date("2024-03"),
            text="To the *quay*.\n- first\n- second",
        ),
        EventRecord(id="fair-12", title="Fair #12", kind="event", date=Date("2025")),
    )
    assert [(p.position.line, p.severity, p.message) for p in found.problems] == [
        (16, "note", "This event repeats; only the first time was taken over."),
        (
            17,
            "warning",
            "The date 'after !move 2 weeks' is none that is read here. The event was left out.",
        ),
        (18, "warning", "This event has no title. The event was left out."),
        (0, "note", "The property 'color' of 1 event was left out."),
        (0, "note", "1 tag was left out."),
    ]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("1449/1451: A\nbasis: published", Date("1450~", "published")),
        ("1449/1451: A\nbasis: relative", Date("1450~", "relative")),
        ("1449/1451: A\nbasis: guessed", Date("1450~")),
        ("1449/1451: A\nbasis: stated", Date("1450~")),
        ("1460: A\nbasis: relative", Date("1460")),
    ],
)
def test_changed_date(line: str, date: Date) -> None:
    """The EDTF text beside the bounds, and how it is known, hold until somebody changes these."""
    (event,) = read(f"{line}\nedtf: '1450~'\n")
    assert event.date == date


@pytest.mark.parametrize(
    ("head", "date", "told"),
    [
        ("", "2024-03-04", []),
        ("dateFormat: d/M/y\n", "2024-04-03", []),
        ("dateFormat:\n  - pattern: x\n", "2024-03-04", [1]),
        ("2020: dateFormat\ndateFormat: d/M/y\n", "2024-03-04", []),
    ],
)
def test_date_format(head: str, date: str, told: list[int]) -> None:
    """The month comes first, but where the head of an older file says otherwise; rules of its own are named."""
    found = read_markwhen(f"{head}3/4/2024: A\n".encode(), "a.mw")
    assert found.events[-1].date == Date(date)
    assert [p.position.line for p in found.problems if p.severity == "warning"] == told


def test_recognized() -> None:
    """A file is known by its ending."""
    assert find_format("markwhen").suffix == ".mw"
