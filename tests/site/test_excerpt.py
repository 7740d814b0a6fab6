"""What a source's page prints of the text."""

from __future__ import annotations

from sample import make_source

from sourceline.model import Source
from sourceline.site.excerpt import arrange_blocks
from sourceline.site.values import Link, Note

TEXT = """One. Two. Three. Four. Five. Six.
## Empty section
Seven. Eight.
Nine.
## Last section
Ten. Eleven. Twelve."""


def outline(source: Source, *cited: int, full: bool = False) -> list[str]:
    """The blocks as lines; a cited sentence in brackets."""
    resting = {number: Note(number, (Link("x", "x"),), (), ()) for number in cited}
    return [
        f"{block.kind}: " + " ".join(f"[{p.text}]" if p.cited else p.text for p in block.passages)
        for block in arrange_blocks(source, resting, full=full)
    ]


def test_cited_sentences_keep_a_little_around_them() -> None:
    """One sentence on each side; the rest of the paragraph, other paragraphs and their headings go."""
    assert outline(make_source("x", TEXT), 3, 13) == [
        "paragraph: … Two. [Three.] Four. …",
        "gap: ",
        "heading: Last section",
        "paragraph: Ten. [Eleven.] Twelve.",
    ]


def test_full_text_keeps_everything() -> None:
    """Nothing is left out, and the cited sentence is still marked."""
    assert outline(make_source("x", TEXT), 3, full=True) == [
        "paragraph: One. Two. [Three.] Four. Five. Six.",
        "heading: Empty section",
        "paragraph: Seven. Eight.",
        "paragraph: Nine.",
        "heading: Last section",
        "paragraph: Ten. Eleven. Twelve.",
    ]


def test_cited_heading_stays() -> None:
    """A heading something rests on is printed even when nothing below it is."""
    assert outline(make_source("x", TEXT), 7) == ["gap: ", "heading: [Empty section]", "gap: "]


def test_text_nothing_rests_on_prints_nothing() -> None:
    """An excerpt of nothing is empty."""
    assert outline(make_source("x", TEXT)) == []
