"""The desk: notes as they are told, and lines to paste that do what they say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from cases import Case, case_parameters
from tellings import read_content, read_files, read_records
from values import strip_places

from sourceline.check import check_chronicle
from sourceline.check.kinds import KINDS, read_codes, sort_kinds
from sourceline.errors import ContentError, Paste, Position, Problem, UsageError
from sourceline.model import EventRecord, Settings
from sourceline.store.dump import dump_yaml
from sourceline.store.records import decode_record
from sourceline.store.sources import decode_metadata
from sourceline.store.yaml import parse_yaml
from sourceline.weave import weave

ROOT = Path(__file__).resolve().parents[2]

# What a person must fill in is in capitals.
BLANK = re.compile(r"[A-Z]{2,}-[A-Z]{2,}|WHAT HAPPENED")


def list_problems(text: str, files: dict[str, bytes]) -> tuple[list[Problem], list[Problem]]:
    """What the desk says of a fixture with these files of the author's, and what weaving says."""
    sources, extractions, _ = read_content(text)
    records = read_records(files)
    chronicle, problems = weave(Settings(), sources, extractions, records)
    return list(check_chronicle(chronicle, records, extractions)), list(problems)


def tell(problem: Problem) -> str:
    lines = [str(problem)]
    for paste in problem.pastes:
        instead = f" (instead of {paste.instead_of}:)" if paste.instead_of else ""
        lines.append(f"  {paste.path}{instead}")
        lines += [f"    {line}" for line in paste.lines.split("\n")]
    return "\n".join(lines)


@pytest.mark.parametrize("case", case_parameters("check"))
def test_notes(case: Case) -> None:
    """Each kind of note stands at its place, says what it is about, and has its lines to paste."""
    problems, _ = list_problems(case.text, read_files(case.text))
    codes = read_codes(case.options["only"])
    assert case.expected == "\n".join(tell(each) for each in problems if each.code in codes)


def paste_lines(files: dict[str, bytes], paste: Paste) -> dict[str, bytes]:
    """The author's files after lines were pasted; a key that stands there is written anew only where the
    paste says so."""
    old = files.get(paste.path, b"")
    entries = strip_places(parse_yaml(old, paste.path).root) if old else {}
    new = strip_places(parse_yaml(paste.lines.encode(), paste.path).root)
    assert isinstance(entries, dict)
    assert isinstance(new, dict)
    assert entries.keys() & new.keys() == ({paste.instead_of} - {""})
    return {**files, paste.path: dump_yaml({**entries, **new}).encode()}


@pytest.mark.parametrize("case", [*case_parameters("weave"), *case_parameters("check")])
def test_lines_to_paste_do_what_they_say(case: Case) -> None:
    """With any of its lines pasted, a note is gone, no new pair comes up, and nothing breaks."""
    files = read_files(case.text)
    problems, faults = list_problems(case.text, files)
    for problem in problems:
        for paste in problem.pastes:
            if BLANK.search(paste.lines):
                continue
            after, more = list_problems(case.text, answer(files, problem, paste))
            assert problem not in after, paste
            assert list_places(more) <= list_places(faults), paste
            assert list_pairs(after) <= list_pairs(problems), paste


MOVED = re.compile(r"move what (\S+) says")


def answer(files: dict[str, bytes], problem: Problem, paste: Paste) -> dict[str, bytes]:
    """The author's files after a person did what the remedy says."""
    moved = MOVED.search(problem.remedy) if paste.lines.startswith("merge") else None
    kept = {path: data for path, data in files.items() if not moved or path != moved[1]}
    return paste_lines(kept, paste)


@pytest.mark.parametrize("choice", [0, 1], ids=["one", "two"])
@pytest.mark.parametrize("case", [*case_parameters("weave"), *case_parameters("check")])
def test_every_pair_can_be_answered(case: Case, choice: int) -> None:
    """Answered one after the other, all as one or all as two, pairs come to an end, and nothing breaks."""
    files = read_files(case.text)
    problems, faults = list_problems(case.text, files)
    for _ in list_pairs(problems):
        problem = next((each for each in problems if each.code == "pair"), None)
        if problem is None:
            break
        files = answer(files, problem, problem.pastes[choice])
        problems, more = list_problems(case.text, files)
        assert list_places(more) <= list_places(faults)
    assert list_pairs(problems) == set()


def list_places(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(str(problem.position), problem.code) for problem in problems}


def list_pairs(problems: list[Problem]) -> set[str]:
    return {problem.message for problem in problems if problem.code == "pair"}


@pytest.mark.parametrize("line", ["published: YYYY-MM-DD", "archive_url: PASTE-THE-ADDRESS-HERE"])
def test_unfilled_line_of_a_source_is_refused(line: str) -> None:
    """What was pasted without its blank filled in is an error, not a date or an address."""
    document = parse_yaml(line.encode(), "a.yaml")
    with pytest.raises(ContentError):
        decode_metadata(document, document.root)


@pytest.mark.parametrize(
    ("name", "line"), [("a", "date: YYYY-MM-DD"), ("NEW-NAME", "title: WHAT HAPPENED")]
)
def test_unfilled_event_is_refused(name: str, line: str) -> None:
    """So it is with an event; a new one must be given its name."""
    with pytest.raises(ContentError):
        decode_record(line.encode(), f"content/events/{name}.yaml", EventRecord)


def test_kinds_are_listed() -> None:
    """Every code of a problem of the content has a heading on the desk."""
    folders = ("store", "read", "weave", "publish", "check", "pipeline")
    paths = [path for folder in folders for path in (ROOT / "sourceline" / folder).rglob("*.py")]
    codes = {
        call.args[1].value
        for path in paths
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and len(call.args) > 3
        if isinstance(call.args[1], ast.Constant) and isinstance(call.args[1].value, str)
        if re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", call.args[1].value)
    }
    assert codes <= KINDS.keys()
    assert len(codes) > 40


def test_kinds_are_sorted() -> None:
    """Problems come by kind in the order of the desk, and in a kind by place."""
    problems, _ = list_problems(PAIR, {})
    found = sort_kinds([*problems[::-1], Problem(Position("a"), "yaml-tag", "", "")])
    assert {code: [str(each.position) for each in listed] for code, listed in found.items()} == {
        "yaml-tag": ["a"],
        "pair": ["content"],
        "undated-source": ["content/sources/a.txt", "content/sources/b.txt"],
        "unused-source": ["content/sources/a.txt", "content/sources/b.txt"],
        "empty-profile": ["content/profiles", "content/profiles"],
    }


def test_unknown_kind() -> None:
    """A kind that is none is a wrong call that names the nearest."""
    assert read_codes("pair, gap,") == {"pair", "gap"}
    with pytest.raises(UsageError, match="Did you mean pair"):
        read_codes("gap,pairs")
    with pytest.raises(UsageError, match="Kinds are: already-there, altered-extraction"):
        read_codes("qqq")
    with pytest.raises(UsageError, match="as in --only pair,gap"):
        read_codes(" , ")


PAIR = """\
sources:
  a: {profiles: [{id: ada-fenwick, kind: person, name: Ada Fenwick}]}
  b: {profiles: [{id: a-fenwick, kind: person, name: A. Fenwick}]}
"""
