"""langextract, in. The lines are as `save_annotated_documents` of version 1.7 writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from trees import read_tree

from sourceline.cli import main
from sourceline.interchange.formats import recognize_format
from sourceline.interchange.langextract import is_extractions, read_extractions
from sourceline.interchange.values import Incoming
from sourceline.model import Date, EventRecord, Evidence

TEXT = (
    "Ada Fenwick resigned as head of Northwind Tide on 5 May 2031. It was a surprise.\n"
    "The first turbine turned in spring 2029, said Cora Lindqvist."
)


def describe(name: str, words: str, start: int | None, **attributes: str) -> dict[str, object]:
    """An extraction."""
    interval = None if start is None else {"start_pos": start, "end_pos": start + len(words)}
    return {
        "extraction_class": name,
        "extraction_text": words,
        "char_interval": interval,
        "alignment_status": interval and "match_exact",
        "extraction_index": None,
        "group_index": None,
        "description": None,
        "attributes": attributes or None,
    }


def write(*extractions: dict[str, object], text: str = TEXT, name: str = "tide-report") -> bytes:
    """A line of a file."""
    document = {"extractions": extractions, "text": text, "document_id": name}
    return json.dumps(document).encode() + b"\n"


def read(*extractions: dict[str, object], text: str = TEXT) -> Incoming:
    """What comes in of one document."""
    return read_extractions(write(*extractions, text=text), "a.jsonl")


def find_date(words: str, text: str = TEXT, **attributes: str) -> Date | None:
    """The date of an event with these words."""
    (event,) = read(describe("event", words, text.index(words), **attributes), text=text).events
    return event.date


def test_event() -> None:
    """An event has the words of the text as its title and its sentence as its quote; what the model said is a note."""
    found = read(
        describe("event", "resigned as head", 12, date="2031-05-05", type="departure", title="Exit")
    )
    assert found.events == (
        EventRecord(
            id="resigned-as-head",
            title="resigned as head",
            kind="departure",
            date=Date("2031-05-05", phrase="5 May 2031"),
            evidence=(
                Evidence(
                    "tide-report",
                    "Ada Fenwick resigned as head of Northwind Tide on 5 May 2031.",
                    -1,
                    -1,
                ),
            ),
            note="Found by langextract as 'event' (date: 2031-05-05; type: departure; title: Exit).",
        ),
    )
    assert [(s.id, s.path, s.text) for s in found.sources] == [
        ("tide-report", "content/sources/tide-report.txt", TEXT)
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("words", "attributes", "date"),
    [
        ("The first turbine turned", {"date": "2029"}, "2029-21"),
        ("The first turbine turned", {"when": "the spring of 2029"}, "2029-21"),
        ("The first turbine turned", {"date": "2029-11"}, None),
        ("The first turbine turned", {"date": "2031-05-05"}, None),
        ("The first turbine turned", {"date": "long ago"}, None),
        ("The first turbine turned", {}, None),
        ("The first turbine turned in spring 2029", {}, "2029-21"),
        ("It was a surprise", {"date": "2031-05-05"}, None),
    ],
)
def test_dates(words: str, attributes: dict[str, str], date: str | None) -> None:
    """A date is that which our reader reads in the sentence, and only if the model meant it."""
    found = find_date(words, **attributes)
    assert (found.edtf if found else None) == date


def test_relative_date() -> None:
    """A date that is counted from another says so."""
    text = "Reported on 6 May 2031\n\nAda Fenwick resigned yesterday. The board met."
    date = find_date("Ada Fenwick resigned", text, date="2031-05-05")
    assert date is not None
    assert (date.edtf, date.basis, date.phrase) == ("2031-05-05", "relative", "yesterday")
    assert date.reason is not None


def test_what_the_text_does_not_bear_out() -> None:
    """Words that are not in the text, dates that are not in the sentence, and what is no event are left out and
    counted."""
    found = read(
        describe("event", "the board met in secret", None, date="2031-01"),
        describe("event", "Ada Fenwick quit", 0, date="2031"),
        describe("event", "It was a surprise", 62, date="2031"),
        describe("event", "", None),
        describe("person", "Ada Fenwick", 0),
        describe("person", "Cora Lindqvist", 127),
        describe("claim", "said Cora Lindqvist", 122),
    )
    assert [event.title for event in found.events] == ["It was a surprise"]
    assert [(p.severity, p.message) for p in found.problems] == [
        ("warning", "3 events were left out: no such words stand in the text."),
        ("note", "1 date was left out: no such date is read in the sentence of the event."),
        ("note", "What is no event was left out: 1 'claim', 2 'person'."),
    ]


@pytest.mark.parametrize("start", [None, 0, 81, 10_000])
def test_wrong_place(start: int | None) -> None:
    """Words that stand elsewhere than was said are found there."""
    (event,) = read(describe("event", "It was a surprise", start)).events
    assert event.evidence == (Evidence("tide-report", "It was a surprise.", -1, -1),)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_nearest_place(end: str) -> None:
    """Of words that stand in a text several times those are quoted that were meant, whatever ends its lines."""
    text = end.join(("", "", "The bell rang in 1990.", "The bell rang in 1991.", "The bell rang."))
    found = read(
        *(
            describe("event", "The bell rang", start, date=date)
            for start, date in ((text.index("The bell rang in 1991"), "1991"), (0, "1990"))
        ),
        text=text,
    )
    quotes = [event.evidence[0].exact for event in found.events if event.evidence]
    assert quotes == ["The bell rang in 1991.", "The bell rang in 1990."]


def test_several_documents() -> None:
    """Each document is a source of its own; a line that is none is named, and the others come in."""
    event = describe("event", "It was a surprise", 62)
    data = b"\n".join(
        (
            write(event).strip(),
            b'{"text": 3, "extractions": []}',
            b"{",
            b"",
            write(text=" ").strip(),
            write(event, name="reports/Tide Report").strip(),
            b"[" * 50_000,
            write(event).strip(),
        )
    )
    found = read_extractions(data, "a.jsonl")
    assert [source.id for source in found.sources] == [
        "tide-report",
        "reports-tide-report",
        "tide-report-2",
    ]
    assert [event.id for event in found.events] == [
        "it-was-a-surprise",
        "it-was-a-surprise-2",
        "it-was-a-surprise-3",
    ]
    assert [problem.position.line for problem in found.problems] == [2, 3, 5, 7]


def test_recognized() -> None:
    """A file is known by its ending and its first line."""
    data = write(describe("event", "It was a surprise", 62))
    assert recognize_format(b"\n" + data, "x/a.jsonl").name == "langextract"
    assert not is_extractions(b'{"id": "a"}\n')


@pytest.mark.usefixtures("quick")
def test_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text and the events are written as a person would write them, and a check finds each quote in the text."""
    file, site = tmp_path / "found.jsonl", tmp_path / "site"
    (site / "content").mkdir(parents=True)
    file.write_bytes(write(describe("event", "The first turbine turned", 81, date="2029")))
    for command in (["import", "-C", str(site), str(file)], ["check", "-C", str(site)]):
        with pytest.raises(SystemExit) as caught:
            main(command)
        assert not caught.value.code
    tree = read_tree(site / "content")
    assert tree["sources/tide-report.txt"] == TEXT.encode()
    assert tree["events/the-first-turbine-turned.yaml"].decode() == (
        "title: The first turbine turned\n"
        "kind: event\n"
        "date: {edtf: 2029-21, phrase: spring 2029}\n"
        "evidence:\n"
        "  - {source: tide-report, exact: 'The first turbine turned in spring 2029, said Cora Lindqvist.'}\n"
        "note: \"Found by langextract as 'event' (date: 2029).\"\n"
    )
    assert "sources/tide-report.txt.yaml" not in tree
    told = capsys.readouterr()
    assert "1 event, 1 source from" in told.out
    assert "error" not in told.err + told.out
