"""The whole chronicle as JSON, and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sample import POST, SAMPLE, STEPPING_DOWN
from trips import export, take_back, tell, weave_back

from sourceline.errors import ContentError, Position
from sourceline.interchange.json import read_chronicle
from sourceline.model import Evidence


def test_event() -> None:
    """An event is given with its claims, the sentences they rest on, its bounds, its words and its address."""
    whole = json.loads(export(SAMPLE, "json"))
    (event,) = [each for each in whole["events"] if each["id"] == STEPPING_DOWN.id]
    assert event["date"] == {
        "edtf": "2024-03-25",
        "basis": "stated",
        "phrase": "On 25 March 2024",
        "earliest": "2024-03-25",
        "latest": "2024-03-25",
        "earliest_fuzzy": "2024-03-25",
        "latest_fuzzy": "2024-03-25",
        "words": "25 March 2024",
    }
    assert event["address"] == "https://chronicle.example/orrery/events/quandrel-steps-down/"
    assert event["claims"][1]["attribution"] == "people close to the board"
    assert event["evidence"][0] == {
        "source": "harbour-post",
        "exact": "Ilse Quandrel had stepped down as director",
        "start": POST.text.index("Ilse Quandrel had"),
        "end": POST.text.index(". Her departure"),
        "prefix": POST.text[: POST.text.index("Ilse Quandrel had")][-32:],
        "suffix": POST.text[POST.text.index(". Her departure") :][:32],
    }


def test_texts() -> None:
    """The text of a source goes out only where the site prints it in full, or it is asked for."""
    plain, asked = (json.loads(export(SAMPLE, "json", texts=t)) for t in (False, True))
    assert [s["id"] for s in plain["sources"] if "text" in s] == ["old-chronicle"]
    assert [s["text"] for s in asked["sources"]] == [source.text for source in SAMPLE.sources]


def test_round_trip() -> None:
    """Dates, titles and kinds come back, and so do the text of a source and the claims it will be read for."""
    nobody = replace(SAMPLE, profiles=())  # one of them has an address that no file may hold
    incoming = take_back(nobody, "json")
    assert incoming.problems == ()
    assert tell(weave_back(incoming).events) == tell(SAMPLE.events)
    assert [(source.id, source.path) for source in incoming.sources] == [
        ("old-chronicle", "content/sources/old-chronicle.txt")
    ]
    (bell,) = [event for event in incoming.events if event.id == "bell"]
    assert bell.of == ("old-chronicle/bell",)
    assert [type(quote) for quote in bell.evidence or ()] == [Evidence]


def test_problems() -> None:
    """What cannot be taken over is named with line and column."""
    text = """{"format": "sourceline", "version": 1,
 "events": [{"id": "a", "title": "A", "date": {"edtf": "last year"}},
  {"id": "../b", "title": "B"}, 7],
 "sources": [{"id": "../etc/passwd", "text": "Hm."}]}
"""
    assert [
        (problem.position, problem.code)
        for problem in read_chronicle(text.encode(), "x.json").problems
    ] == [
        (Position("x.json", 4, 14), "wrong-type"),
        (Position("x.json", 3, 33), "wrong-type"),
        (Position("x.json", 2, 57), "impossible-date"),
        (Position("x.json", 3, 10), "wrong-type"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"format": "sourceline", "version": 2}', (1, 37)),
        ('{\n "format": "sourceline",\n}', (3, 1)),
        ('{"format": "sourceline", "version": NaN}', (1, 1)),
    ],
)
def test_refused(text: str, place: tuple[int, int]) -> None:
    """What is no JSON, or of another version, is refused at its place."""
    with pytest.raises(ContentError) as caught:
        read_chronicle(text.encode(), "x.json")
    assert [problem.position for problem in caught.value.problems] == [Position("x.json", *place)]
