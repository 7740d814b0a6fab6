"""The extractor as a filter."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from sourceline.annotate import annotate_figure, annotate_lines, annotate_record, read_published
from sourceline.extract.engine import load_engine
from sourceline.model import (
    Date,
    EventClaim,
    Evidence,
    Extraction,
    FigureClaim,
    Participant,
    ProfileClaim,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
    Source,
)

ROOT = Path(__file__).resolve().parent.parent


def test_times_and_entities() -> None:
    """A record gives its id back, and every time with its span, TIMEX3 type and value, and EDTF; and
    every name with its span, label and profile."""
    text = "It closed last May, after two years. Anna Visser left Paris."
    record = {"id": "a", "text": text, "published": "2024-03-26"}
    answer = annotate_record(record, load_engine("fast"))
    assert {name: answer[name] for name in ("id", "times", "entities")} == {
        "id": "a",
        "times": [
            {"start": 10, "end": 18, "text": "last May", "type": "DATE", "value": "2023-05", "edtf": "2023-05"},
            {"start": 26, "end": 35, "text": "two years", "type": "DURATION", "value": "P2Y", "edtf": None},
        ],
        "entities": [
            {"start": 37, "end": 48, "text": "Anna Visser", "label": "PER", "profile": "anna-visser"},
            {"start": 54, "end": 59, "text": "Paris", "label": "LOC", "profile": "paris"},
        ],
    }  # fmt: skip


TEXT = "Ada Fenwick left Tide in May. “I am tired,” she said. Tide lost $1.25m; it owns Gull."
ADA, TIDE, GULL = (
    Reference("Ada Fenwick", "ada-fenwick"),
    Reference("Tide", "tide"),
    Reference("Gull", None),
)


def quote(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence("text", words, start, start + len(words)),)


@dataclass(frozen=True)
class ReadyEngine:
    """An engine that knows one text by heart."""

    name: str = "ready"
    fingerprint: str = "1"

    def extract(self, source: Source) -> Extraction:
        left = Date("2031-05", "relative", "in May", "2031-05-06", "counted")
        return Extraction(
            source=source.id,
            sha256=source.sha256,
            engine="ready 1",
            profiles=(
                ProfileClaim(
                    id="ada-fenwick", kind="person", name="Ada Fenwick", evidence=quote("Ada")
                ),
                ProfileClaim(id="tide", kind="organization", name="Tide", evidence=quote("Tide")),
                ProfileClaim(
                    id="tidal-power", kind="topic", name="Tidal power", evidence=quote("Tide")
                ),
            ),
            events=(
                EventClaim(
                    id="ada-fenwick-departure",
                    kind="departure",
                    title="Ada Fenwick leaves Tide",
                    date=left,
                    status="alleged",
                    participants=(
                        Participant("Ada Fenwick", "agent", "ada-fenwick"),
                        Participant("Tide", "organization"),
                    ),
                    evidence=quote("Ada Fenwick left Tide in May.") + quote("it owns"),
                    confidence=0.4,
                ),
                EventClaim(
                    id="loss",
                    kind="event",
                    title="Tide loses money",
                    date=None,
                    evidence=quote("Tide"),
                ),
            ),
            roles=(
                RoleClaim(
                    person=ADA,
                    role="head",
                    organization=TIDE,
                    qualifier="interim",
                    end=left,
                    evidence=quote("Tide"),
                ),
                RoleClaim(person=ADA, role="engineer", evidence=quote("Ada")),
            ),
            figures=(
                FigureClaim(
                    phrase="$1.25m",
                    value=Decimal("1.25E+6"),
                    unit="money",
                    currency="USD",
                    per="year",
                    measure="loss",
                    of=TIDE,
                    evidence=quote("$1.25m"),
                    confidence=0.85,
                ),
                FigureClaim(
                    phrase="0.1 to 10 per cent",
                    low=Decimal("0.1"),
                    high=Decimal("10.0"),
                    evidence=quote("Tide"),
                ),
            ),
            quotations=(
                QuotationClaim(text="I am tired", speaker=ADA, evidence=quote("I am tired")),
                QuotationClaim(text="it would go on", direct=False, evidence=quote("Tide")),
            ),
            relations=(
                RelationClaim(
                    subject=TIDE, predicate="owner_of", object=GULL, evidence=quote("it owns Gull")
                ),
            ),
            topics=("tidal-power",),
        )


def test_facts() -> None:
    """Events, roles, figures, quotations and relations stand with their dates, people, exact numbers
    and the places they rest on; topics stand with their names."""
    answer = annotate_record({"id": 7, "text": TEXT}, ReadyEngine())
    ada = {"name": "Ada Fenwick", "profile": "ada-fenwick"}
    tide = {"name": "Tide", "profile": "tide"}
    left = {"edtf": "2031-05", "basis": "relative", "phrase": "in May"}
    assert answer == {
        "id": 7,
        "times": [],
        "entities": [],
        "events": [
            {
                "kind": "departure",
                "title": "Ada Fenwick leaves Tide",
                "date": left,
                "participants": [
                    {"name": "Ada Fenwick", "role": "agent", "profile": "ada-fenwick"},
                    {"name": "Tide", "role": "organization", "profile": None},
                ],
                "status": "alleged",
                "evidence": [{"start": 0, "end": 29}, {"start": 72, "end": 79}],
                "confidence": 0.4,
            },
            {
                "kind": "event",
                "title": "Tide loses money",
                "date": None,
                "participants": [],
                "status": "asserted",
                "evidence": [{"start": 17, "end": 21}],
                "confidence": 1.0,
            },
        ],
        "roles": [
            {"person": ada, "role": "head", "organization": tide, "begin": None, "end": left,
             "evidence": [{"start": 17, "end": 21}], "confidence": 1.0},
            {"person": ada, "role": "engineer", "organization": None, "begin": None, "end": None,
             "evidence": [{"start": 0, "end": 3}], "confidence": 1.0},
        ],
        "figures": [
            {"value": 1250000, "low": None, "high": None, "unit": "money", "currency": "USD",
             "per": "year", "measure": "loss", "of": tide,
             "evidence": [{"start": 64, "end": 70}], "confidence": 0.85},
            {"value": None, "low": 0.1, "high": 10, "unit": None, "currency": None, "per": None,
             "measure": None, "of": None, "evidence": [{"start": 17, "end": 21}], "confidence": 1.0},
        ],
        "quotations": [
            {"text": "I am tired", "speaker": ada, "direct": True,
             "evidence": [{"start": 31, "end": 41}], "confidence": 1.0},
            {"text": "it would go on", "speaker": None, "direct": False, "evidence": [{"start": 17, "end": 21}],
             "confidence": 1.0},
        ],
        "relations": [
            {"subject": tide, "predicate": "owner_of", "object": {"name": "Gull", "profile": None},
             "evidence": [{"start": 72, "end": 84}], "confidence": 1.0},
        ],
        "topics": ["Tidal power"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("4000000000", "4000000000"),
        ("1.25E+6", "1250000"),
        ("12345678901234567890123456789", "12345678901234567890123456789"),
        ("1.10", "1.1"),
        ("0.1", "0.1"),
        ("-2.50", "-2.5"),
    ],
)
def test_numbers_are_exact(number: str, written: str) -> None:
    """A figure is written with its own digits: whole numbers of any length, fractions without noise."""
    claim = FigureClaim(phrase=number, value=Decimal(number))
    assert json.dumps(annotate_figure(claim)["value"]) == written


def test_offsets_count_characters() -> None:
    """Evidence counts in the text as it was given, whatever its letters and line ends."""
    text = "\ufeff😀 Żółć.\r\n\r\nAda Fenwick resigned as head of Northwind Tide on 3 May 2031.\r\n"
    answer = annotate_record({"id": "a", "text": text}, load_engine("fast"))
    (event,) = answer["events"]
    (place,) = event["evidence"]
    assert text[place["start"] : place["end"]] == (
        "Ada Fenwick resigned as head of Northwind Tide on 3 May 2031."
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-26", "2024-03-26"),
        ("2024-03-26T09:30", "2024-03-26"),
        ("20240326", "2024-03-26"),
        (" 2024 ", "2024"),
        ("soon", None),
        (None, None),
    ],
)
def test_read_published(written: str | None, expected: str | None) -> None:
    """A publication date may carry a time or be written without hyphens; what is none is unknown."""
    assert read_published(written) == expected


@pytest.mark.parametrize(
    ("line", "place", "code"),
    [
        (b"nope", "<stdin>:1:1", "not-json"),
        (b'{"a": 1}', "<stdin>:1:1", "no-text"),
        (b"[1]", "<stdin>:1:1", "no-text"),
        (b'{"text": 5}', "<stdin>:1:1", "wrong-type"),
        (b'{"text": "x", "published": 2024}', "<stdin>:1:1", "wrong-type"),
        (b'{"text": "\xff"}', "<stdin>:1:11", "not-utf-8"),
        (b"[" * 100_000, "<stdin>:1:1", "not-json"),
    ],
)
def test_bad_line(line: bytes, place: str, code: str) -> None:
    """A line that cannot be read has no answer but a problem with its place."""
    [(answer, problems)] = annotate_lines([line])
    assert (answer, [(str(p.position), p.code) for p in problems]) == (None, [(place, code)])


def test_odd_publication_date() -> None:
    """A publication date that is none is a warning, and the text is read all the same."""
    [(answer, problems)] = annotate_lines([b'{"id": 1, "text": "in 1999", "published": "soon"}'])
    assert answer is not None
    assert [time["value"] for time in json.loads(answer)["times"]] == ["1999"]
    assert [problem.severity for problem in problems] == ["warning"]


def test_command() -> None:
    """Lines come out in the order they went in; a bad one is reported and fails the command."""
    lines = '{"id": "a", "text": "on 3 May 2021"}\n\nnope\n{"id": "b", "text": "daily"}\n'
    run = subprocess.run(
        [sys.executable, "-m", "sourceline", "annotate"],
        input=lines, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(a["id"], [t["value"] for t in a["times"]]) for a in answers] == [
        ("a", ["2021-05-03"]),
        ("b", ["P1D"]),
    ]
    assert (run.returncode, "<stdin>:3:1: error: The line is no JSON" in run.stderr) == (1, True)


def test_stopped_by_a_person() -> None:
    """Ctrl-C ends the command with a word and exit code 130, after every answer that was ready."""
    command = [sys.executable, "-m", "sourceline", "annotate", "--engine", "fast"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": "a", "text": "daily"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "a"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.decode().strip()) == (130, "Stopped.")
