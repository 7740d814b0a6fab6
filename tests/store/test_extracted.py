"""Extractions on disk: read back whole, never trusted when touched, never lost when corrected."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from values import any_value

from sourceline.errors import ContentError, Position, Problem
from sourceline.extract.ground import make_evidence
from sourceline.model import (
    Date,
    EventClaim,
    Extraction,
    Mention,
    Participant,
    Source,
    TimeExpression,
)
from sourceline.store import (
    load_extraction,
    locate_extraction,
    prune_extraction,
    remove_orphans,
    write_extraction,
)
from sourceline.store.extracted import encode_extraction

TEXT = "Ada Fenwick stepped down on 6 May 2031. Nobody was surprised.\n"
ENGINE = "rules 1"


def make_source(name: str = "tide", text: str = TEXT) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(id=name, path=f"content/sources/{name}.txt", sha256=digest, text=text)


def make_extraction(source: Source) -> Extraction:
    event = EventClaim(
        id="ada-fenwick-steps-down",
        kind="departure",
        title="Ada Fenwick steps down",
        date=Date("2031-05-06", phrase="6 May 2031"),
        participants=(Participant("Ada Fenwick", "agent", "ada-fenwick"),),
        evidence=(make_evidence(source, 0, 39),),
        confidence=0.9,
    )
    return Extraction(
        source=source.id,
        sha256=source.sha256,
        engine=ENGINE,
        title="Ada Fenwick steps down",
        times=(TimeExpression(28, 38, "6 May 2031", "DATE", "2031-05-06", "2031-05-06"),),
        mentions=(Mention(0, 11, "Ada Fenwick", "PER", "ada-fenwick"),),
        events=(event,),
    )


@pytest.fixture
def source() -> Source:
    return make_source()


@pytest.fixture
def file(tmp_path: Path, source: Source) -> Path:
    """The file of an extraction, written."""
    write_extraction(tmp_path, source, make_extraction(source))
    return tmp_path / locate_extraction(source.id)


def test_comes_back(tmp_path: Path, source: Source, file: Path) -> None:
    """An extraction is read back as it was, without time expressions and mentions."""
    assert file.is_file()
    expected = prune_extraction(make_extraction(source)), ()
    assert expected == load_extraction(tmp_path, source, ENGINE)


@settings(max_examples=40)
@given(any_value(Extraction))
def test_any_extraction_has_a_good_seal(value: Extraction) -> None:
    """Any extraction, whatever its texts, is sealed and read back."""
    import tempfile  # noqa: PLC0415 - hypothesis and tmp_path do not go together

    source = make_source()
    value = replace(value, source=source.id, sha256=source.sha256, engine=ENGINE)
    with tempfile.TemporaryDirectory() as folder:
        write_extraction(Path(folder), source, value)
        assert (prune_extraction(value), ()) == load_extraction(Path(folder), source, ENGINE)


def test_says_what_it_is(source: Source) -> None:
    """The file tells who wrote it, from what, and where a correction belongs."""
    text = encode_extraction(source, make_extraction(source)).decode()
    expected = """\
# Written by Sourceline: what it read in content/sources/tide.txt.
# Rewritten whenever the source or the reader changes, so correct nothing here. To correct an event,
# write what you know better into content/events/ada-fenwick-steps-down.yaml:
#
#     date: 2024-03-23
#     title: What happened, in your words
#
# How to merge, reject and add: docs/editing.md.

source:
  id: tide
  path: content/sources/tide.txt
"""
    assert expected == text[: len(expected)]


def test_says_what_waits_for_review(source: Source) -> None:
    """A claim of low confidence says `review: true`, and the head of the file what that means."""
    extraction = make_extraction(source)
    (event,) = extraction.events
    doubtful = replace(extraction, events=(replace(event, confidence=0.49),))
    text = encode_extraction(source, doubtful).decode()
    head = "# What says 'review: true' is a proposal, read with little confidence: it is not on the site."
    assert (head in text, "    confidence: 0.49\n    review: true\n" in text) == (True, True)
    sure = encode_extraction(source, extraction).decode()
    assert (head in sure, "review" in sure) == (False, False)


def test_same_bytes_are_not_written(tmp_path: Path, source: Source, file: Path) -> None:
    """Writing the same extraction again leaves the file alone."""
    before = file.stat().st_mtime_ns
    assert (False, before) == (
        write_extraction(tmp_path, source, make_extraction(source)),
        file.stat().st_mtime_ns,
    )


def test_place_that_cannot_be_written_is_named(tmp_path: Path, source: Source) -> None:
    """Where an extraction, or the copy of an altered one, cannot be put, a problem there says why."""
    place = tmp_path / locate_extraction(source.id)
    place.parent.parent.mkdir()
    place.parent.write_text("a file where the folder should be")
    with pytest.raises(ContentError) as caught:
        write_extraction(tmp_path, source, make_extraction(source))
    place.parent.unlink()
    write_extraction(tmp_path, source, make_extraction(source))
    place.write_bytes(place.read_bytes() + b"#\n")
    (tmp_path / ".sourceline").write_text("a file where the folder should be")
    with pytest.raises(ContentError) as later:
        load_extraction(tmp_path, source, ENGINE)
    assert [
        (problem.position.path, problem.code)
        for problem in (*caught.value.problems, *later.value.problems)
    ] == [
        ("content/extracted/tide.yaml", "unwritable"),
        (".sourceline/altered/tide.yaml", "unwritable"),
    ]


@pytest.mark.parametrize(
    ("source", "engine"),
    [
        (make_source(text=TEXT + "More.\n"), ENGINE),
        (make_source(), "rules 2"),
        (replace(make_source(), published="2031-05-20"), ENGINE),
        (replace(make_source(), language="de"), ENGINE),
        (replace(make_source(), title="A change at the turbines"), ENGINE),
    ],
)
def test_change_of_source_or_engine_means_reading(
    tmp_path: Path, source: Source, engine: str
) -> None:
    """When the text, its day, its language or the engine is another, or a title is stated now where one was
    made, the extraction is not used, and nothing is said."""
    write_extraction(tmp_path, make_source(), make_extraction(make_source()))
    assert load_extraction(tmp_path, source, engine) == (None, ())


def test_missing_file_means_reading(tmp_path: Path, source: Source) -> None:
    """A source without an extraction must be read."""
    assert load_extraction(tmp_path, source, ENGINE) == (None, ())


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"2031-05-06", b"2031-05-07"),
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"more: x\n",
        lambda data: data.replace(b"seal: ", b"seal: 0"),
        lambda data: b"<<<<<<< HEAD\n" + data,
        lambda data: b"\xff" + data,
        lambda _: b"title: mine\n",
    ],
    ids=["corrected", "cut", "cut by one", "added to", "seal", "conflict", "bytes", "replaced"],
)
def test_touched_file_is_kept_aside(
    tmp_path: Path, source: Source, file: Path, change: object
) -> None:
    """A file that was corrected or damaged is not used; it is kept, and the author told where to write."""
    assert callable(change)
    altered = change(file.read_bytes())
    file.write_bytes(altered)
    problem = Problem(
        Position("content/extracted/tide.yaml"),
        "altered-extraction",
        "This file was changed or damaged since Sourceline wrote it, so nothing of it is used. "
        "Your copy is kept at .sourceline/altered/tide.yaml.",
        "Put corrections into content/events/ or content/profiles/, where they stay; "
        "see docs/editing.md.",
        "warning",
    )
    assert (None, (problem,)) == load_extraction(tmp_path, source, ENGINE)
    assert altered == (tmp_path / ".sourceline" / "altered" / "tide.yaml").read_bytes()


def test_line_ends_of_windows_are_no_change(tmp_path: Path, source: Source, file: Path) -> None:
    """A checkout with other line ends is still the same file."""
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_extraction(tmp_path, source, ENGINE).extraction is not None


def test_file_of_another_source_is_not_used(tmp_path: Path, file: Path) -> None:
    """A file that was copied over another's is not taken for it, even if the texts are equal."""
    other = make_source("wave")
    (tmp_path / locate_extraction("wave")).write_bytes(file.read_bytes())
    assert load_extraction(tmp_path, other, ENGINE) == (None, ())


def test_removes_only_its_own_orphans(tmp_path: Path, file: Path) -> None:
    """Extractions of sources that are gone are removed; other people's files stay."""
    write_extraction(tmp_path, make_source("wave"), make_extraction(make_source("wave")))
    notes = file.with_name("notes.yaml")
    notes.write_text("mine: true\n")
    assert remove_orphans(tmp_path, ["wave"]) == (("content/extracted/tide.yaml",), ())
    assert {"wave.yaml", "notes.yaml"} == {path.name for path in file.parent.iterdir()}


def test_every_touched_file_is_kept(tmp_path: Path, source: Source, file: Path) -> None:
    """A second correction does not take the place of the first, and one of a source that is gone is kept, too."""
    changes = [f"# {n}\n".encode() + file.read_bytes() for n in range(2)]
    changes.append(file.read_bytes() + b"# 3\n")
    for change in changes[:2]:
        file.write_bytes(change)
        load_extraction(tmp_path, source, ENGINE)
    file.write_bytes(changes[2])
    gone, problems = remove_orphans(tmp_path, [])
    assert gone == ("content/extracted/tide.yaml",)
    assert [problem.code for problem in problems] == ["altered-extraction"]
    kept = [path.read_bytes() for path in (tmp_path / ".sourceline/altered").iterdir()]
    assert sorted(kept) == sorted(changes)


@pytest.mark.parametrize("name", ["../x", "a/b", ".x", ""])
def test_id_never_leaves_the_folder(name: str) -> None:
    """An id that would be a path is refused."""
    with pytest.raises(ValueError, match="is no id of a source"):
        locate_extraction(name)
