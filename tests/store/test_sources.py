"""Sources: which files count, and what is said of them beside them or in their front matter."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sourceline.errors import Position, Problem
from sourceline.model import Source
from sourceline.pipeline.reading import read_sources
from sourceline.pipeline.reports import ignore_progress
from sourceline.read import FIELDS
from sourceline.store import SourceFile, list_sources, load_source, part_sources
from sourceline.store.sources import Sidecar


def write(site: Path, name: str, text: str) -> None:
    path = site / "content" / "sources" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def test_sidecar_knows_the_fields_that_read_takes() -> None:
    """A sidecar may say exactly what a source can be told."""
    assert tuple(field.name for field in dataclasses.fields(Sidecar)) == FIELDS


def test_finds_sources_with_what_is_said_of_them(tmp_path: Path) -> None:
    """Each source comes with its bytes and the keys of its sidecar and of its front matter."""
    write(tmp_path, "b.txt", "Two.")
    write(tmp_path, "a.txt", "One.")
    write(tmp_path, "a.txt.yaml", "title: The tide\npublished: 2031-05-06\nshow: full\nauthor:\n")
    write(tmp_path, "c.md", "---\ntitle: Inside\nauthor: Ada\n---\nThree.")
    write(tmp_path, "c.md.yaml", "title: Beside\n")
    expected = (
        SourceFile(
            "content/sources/a.txt",
            b"One.",
            {"title": "The tide", "published": "2031-05-06", "show": "full"},
        ),
        SourceFile("content/sources/b.txt", b"Two."),
        SourceFile(
            "content/sources/c.md",
            b"---\ntitle: Inside\nauthor: Ada\n---\nThree.",
            {"title": "Beside"},
            {"title": "Inside", "author": "Ada"},
        ),
    )
    paths, problems = list_sources(tmp_path)
    files = [load_source(tmp_path, path) for path in paths]
    assert ([(file, ()) for file in expected], ()) == (files, problems)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.docx",
            "x",
            (
                "content/sources/a.docx: error: No reader knows files that end in '.docx'.\n"
                "    Save it as one of: .eml, .htm, .html, .md, .pdf, .txt."
            ),
        ),
        (
            "README",
            "x",
            (
                "content/sources/README: error: The name of this file has no ending, so no reader is chosen.\n"
                "    Save it as one of: .eml, .htm, .html, .md, .pdf, .txt."
            ),
        ),
        (
            "b.txt.yaml",
            "title: x\n",
            (
                "content/sources/b.txt.yaml: error: This file describes b.txt, which is not beside it.\n"
                "    Name it as the source with .yaml after it: report.txt.yaml for report.txt."
            ),
        ),
        (
            "good.txt.yaml",
            "date: 2031-05-06\nshow: all\n",
            (
                "content/sources/good.txt.yaml:1:1: error: There is no key 'date' here. Did you mean 'published'?\n"
                "    The keys are: title, author, publisher, url, archive_url, licence, published, retrieved, added, language, show, redact.\n"
                "content/sources/good.txt.yaml:2:7: error: 'show' cannot be 'all'.\n"
                "    Write one of: excerpt, full."
            ),
        ),
        (
            "c.md",
            "---\ntitle: x\npublished: yesterday\nlayout: post\n---\nText.",
            (
                "content/sources/c.md:3:12: error: 'yesterday' is no date.\n"
                "    Write an EDTF date, such as 2024-03-26, 2024-03, 2024, 2024~ (about) or 2019/2021.\n"
                "content/sources/c.md:4:1: warning: The key 'layout' is not used.\n"
                "    The keys are: title, author, publisher, url, archive_url, licence, published, retrieved, added, language, show, redact."
            ),
        ),
    ],
)
def test_names_what_cannot_be_read(tmp_path: Path, name: str, text: str, expected: str) -> None:
    """A file that is no source, or is described wrongly, is named with cause and remedy."""
    write(tmp_path, "good.txt", "Good.")
    write(tmp_path, name, text)
    _, problems = read_sources(tmp_path, ignore_progress)
    assert expected == "\n".join(map(str, problems))


def test_names_missing_content(tmp_path: Path) -> None:
    """A folder without content, and content without sources, are named as such."""
    nothing = list_sources(tmp_path)
    (tmp_path / "content" / "sources").mkdir(parents=True)
    empty = list_sources(tmp_path)
    assert [
        ((), Position("content"), "no-content"),
        ((), Position("content/sources"), "no-sources"),
    ] == [(paths, problem.position, problem.code) for paths, (problem,) in (nothing, empty)]


def test_events_alone_are_content(tmp_path: Path) -> None:
    """Where people wrote of events, no text need be there."""
    events = tmp_path / "content" / "events"
    events.mkdir(parents=True)
    (events / "a.yaml").write_text("title: A\n")
    assert list_sources(tmp_path) == ((), ())


def test_sources_whose_names_make_one_id_are_told_apart() -> None:
    """The file that is called so keeps the id; the other gets a sum of its path behind and is named."""
    sources = [
        Source(id=name.lower(), path=f"content/sources/{name}.txt", sha256="", text="")
        for name in ("Tide", "tide", "wave")
    ]
    parted, problems = part_sources(sources)
    assert [source.id for source in parted] == ["tide-55955715", "tide", "wave"]
    assert problems == (
        Problem(
            Position("content/sources/Tide.txt", 1, 1),
            "shared-name",
            "The name of this source would make the same id as that of content/sources/tide.txt: 'tide'."
            " It is called 'tide-55955715'.",
            "Rename it to choose its address yourself; if both are one text, delete one.",
            "warning",
        ),
    )
