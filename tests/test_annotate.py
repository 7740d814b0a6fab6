"""The extractor as a filter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sourceline.annotate import annotate_lines, annotate_record, read_published

ROOT = Path(__file__).resolve().parent.parent


def test_annotate_record() -> None:
    """A record gives its id back, and every time with its span, TIMEX3 type and value, and EDTF."""
    text = "It closed last May, after two years."
    assert annotate_record({"id": "a", "text": text, "published": "2024-03-26"}) == {
        "id": "a",
        "times": [
            {"start": 10, "end": 18, "text": "last May", "type": "DATE", "value": "2023-05", "edtf": "2023-05"},
            {"start": 26, "end": 35, "text": "two years", "type": "DURATION", "value": "P2Y", "edtf": None},
        ],
    }  # fmt: skip


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
