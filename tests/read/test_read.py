"""Bytes → Source."""

from __future__ import annotations

import pytest

from sourceline.errors import ContentError
from sourceline.model import Block, Dropped
from sourceline.read import make_source_id, read_front_matter, read_source

PATH = "content/sources/01_One Day.txt"


def test_a_source_knows_its_parts() -> None:
    """Id, metadata with origins, blocks and numbered sentences of a small article."""
    data = b"Bread is back\n\n3 May 2022\n\nBread sells. Shops smile.\n"
    source = read_source(data, path=PATH)
    assert source.id == "01-one-day"
    assert (source.title, source.published) == ("Bread is back", "2022-05-03")
    assert source.origins == (("title", "text"), ("published", "text"))
    assert source.blocks == (Block("title", 0, 13), Block("paragraph", 27, 52))
    assert source.dropped == (Dropped(15, 25, "date of publication"),)
    assert [(s.number, source.text[s.start : s.end]) for s in source.sentences] == [
        (1, "Bread is back"),
        (2, "Bread sells."),
        (3, "Shops smile."),
    ]


def test_the_sidecar_wins() -> None:
    """What the author says stands before what the text says."""
    source = read_source(
        b"Bread\n\n3 May 2022\n\nBread sells.", path=PATH, sidecar={"published": "2022"}
    )
    assert source.published == "2022"
    assert source.origins == (("title", "text"), ("published", "sidecar"))


def test_metadata_in_order() -> None:
    """The file beside a source wins over its front matter, and that over what the document says; each value
    keeps where it comes from."""
    source = read_source(
        b"# Bread\n\nBy Cora Lindqvist\n\n3 May 2022\n\nBread sells.",
        path="content/sources/a.md",
        sidecar={"title": "Beside"},
        front_matter={"title": "Within", "published": "2022"},
    )
    assert (source.title, source.author, source.published) == ("Beside", "Cora Lindqvist", "2022")
    assert source.origins == (
        ("title", "sidecar"),
        ("author", "text"),
        ("published", "front matter"),
    )


def test_front_matter_is_cut_out_and_stays_in_the_text() -> None:
    """Offsets are those of the file; the YAML is given to whoever knows YAML, with its first line."""
    data = b"---\ntitle: Bread\n---\n# Bread\n\nBread sells.\n"
    source = read_source(data, path="content/sources/a.md")
    assert read_front_matter(data, path="content/sources/a.md") == ("title: Bread\n", 2)
    assert source.text[source.blocks[0].start : source.blocks[0].end] == "Bread"
    assert source.dropped == (Dropped(0, 21, "front matter"),)


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("a.docx", b"text", "unknown-format"),
        ("a.txt", b"Advertisement\n", "empty-source"),
    ],
)
def test_what_cannot_be_read_is_refused(path: str, data: bytes, code: str) -> None:
    """Unknown formats and files without an article are problems."""
    with pytest.raises(ContentError) as caught:
        read_source(data, path=path)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_every_file_name_makes_an_id() -> None:
    """Letters of other scripts are spelled out; a name of marks alone still gives an id."""
    assert make_source_id("content/sources/Émile Zola.md") == "emile-zola"
    assert make_source_id("content/sources/!!!.txt").startswith("source-")
