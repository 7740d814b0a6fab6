"""Records: short forms, every problem at its place, ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, case_parameters

from sourceline.errors import ContentError, Position
from sourceline.model import Date, EventRecord, Evidence, Participant, ProfileRecord, Records
from sourceline.store import load_records, locate_key
from sourceline.store.records import decode_record


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("case", case_parameters("store", "records"))
def test_reports_every_problem(case: Case) -> None:
    """All problems of a record are found in one go, each with place, cause and remedy."""
    profiles = case.options.get("folder") == "profiles"
    path = f"content/{'profiles' if profiles else 'events'}/tide.yaml"
    shown: list[str] = []
    try:
        decode_record(case.text.encode(), path, ProfileRecord if profiles else EventRecord)
    except ContentError as error:
        shown = [str(problem) for problem in error.problems]
    assert case.expected == "\n".join(shown)


def test_reads_event_record() -> None:
    """Every key of an event has its place in the record; the short forms are the long ones."""
    text = """\
title: The tide turns
date: {edtf: 2031-05-06, phrase: on Tuesday}
participants:
  - Ada Fenwick
  - {name: Northwind Tide, role: organization, profile: northwind-tide}
topics: energy
text: |
  A *long* day.
evidence:
  - {source: tide, exact: It turned.}
merge: [turning]
not: [turning-back]
reviewed: yes
note: Ask Ada.
"""
    record = decode_record(text.encode(), "content/events/the-tide-turns.yaml", EventRecord)
    expected = EventRecord(
        id="the-tide-turns",
        title="The tide turns",
        date=Date("2031-05-06", phrase="on Tuesday"),
        participants=(
            Participant("Ada Fenwick", "participant"),
            Participant("Northwind Tide", "organization", "northwind-tide"),
        ),
        topics=("energy",),
        text="A *long* day.\n",
        evidence=(Evidence("tide", "It turned.", -1, -1),),
        merge=("turning",),
        keep_apart=("turning-back",),
        reviewed=True,
        note="Ask Ada.",
        positions=record.positions,
    )
    assert expected == record


def test_knows_place_of_every_key() -> None:
    """A dotted key leads to its line and column; one that was not written to the nearest above it."""
    text = "participants:\n  - name: Ada\n    profile: ada\n"
    record = decode_record(text.encode(), "content/events/x.yaml", EventRecord)
    keys = ("participants.0.profile", "participants.0.role", "date", "")
    path = "content/events/x.yaml"
    expected = [Position(path, 3, 14), Position(path, 2, 5), Position(path), Position(path)]
    assert expected == [locate_key(record, key) for key in keys]


def test_loads_both_folders(tmp_path: Path) -> None:
    """Records come by id; the key `id` wins over the name of the file; dotfiles are not read."""
    write(tmp_path, "content/events/b.yaml", "id: a\ndate: 2031\n")
    write(tmp_path, "content/events/2031/c.yml", "")
    write(tmp_path, "content/events/.draft.yaml", "broken: [")
    write(tmp_path, "content/profiles/p.yaml", "kind: person\nname: Ada\n")
    records, problems = load_records(tmp_path)
    assert (
        tuple(record.id for record in records.events),
        tuple(record.id for record in records.profiles),
        problems,
    ) == (("a", "c"), ("p",), ())


def test_no_folders_no_records(tmp_path: Path) -> None:
    """A site without human files has no records and no problems."""
    assert (Records(), ()) == load_records(tmp_path)


def test_names_both_files_of_one_id(tmp_path: Path) -> None:
    """Two files with one id are a problem at the second that names the first."""
    write(tmp_path, "content/events/a.yaml", "date: 2031\n")
    write(tmp_path, "content/events/b.yaml", "date: 2032\nid: a\n")
    records, problems = load_records(tmp_path)
    assert [record.id for record in records.events] == ["a"]
    assert [str(problem) for problem in problems] == [
        (
            "content/events/b.yaml:2:5: error: The id 'a' is already used by content/events/a.yaml.\n"
            "    Join the two files, or give one of them another id."
        )
    ]


def test_one_broken_file_leaves_the_others(tmp_path: Path) -> None:
    """A file that cannot be read is named; the rest is loaded."""
    write(tmp_path, "content/events/a.yaml", "date: 2031\n")
    write(tmp_path, "content/events/b.yaml", "date: [\n")
    write(tmp_path, "content/events/c.txt", "date: 2031\n")
    records, problems = load_records(tmp_path)
    assert [record.id for record in records.events] == ["a"]
    assert [(problem.position.path, problem.code) for problem in problems] == [
        ("content/events/b.yaml", "yaml-broken"),
        ("content/events/c.txt", "unknown-format"),
    ]
