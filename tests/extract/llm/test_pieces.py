"""Long sources go to a model in pieces that lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourceline.extract.llm.pieces import split_pieces
from sourceline.read import read_plain, read_source

WORDS = st.lists(
    st.sampled_from(["Tide", "opened.", "It", "grew", "x" * 30]), min_size=1, max_size=30
)


def test_cut_between_blocks() -> None:
    """As many whole paragraphs as fit make a piece."""
    source = read_plain(
        "One is here.\n\nTwo is here.\n\nThree is here.", published=None, language="en"
    )
    assert split_pieces(source) == ("One is here.\n\nTwo is here.\n\nThree is here.",)
    assert split_pieces(source, 27) == ("One is here.\n\nTwo is here.", "Three is here.")


def test_cut_between_sentences() -> None:
    """A paragraph that is too long is cut behind a sentence, and a sentence that is, anywhere."""
    source = read_plain("One is here. Two is here. " + "Y" * 40, published=None, language="en")
    assert split_pieces(source, 26) == ("One is here. Two is here.", "Y" * 26, "Y" * 14)


def test_dropped_parts_are_not_sent() -> None:
    """Front matter and what is no part of the article go to nobody."""
    data = b"---\ntitle: Secret\n---\n\nTide opened.\n\nAdvertisement\n\nIt grew.\n"
    source = read_source(data, path="content/sources/a.md", sidecar={})
    assert split_pieces(source) == ("Tide opened.\n\nIt grew.",)


@given(st.lists(WORDS, max_size=6), st.integers(20, 200))
def test_nothing_is_lost(paragraphs: list[list[str]], longest: int) -> None:
    """Every word of the article is in one piece, in order, and no piece is too long."""
    text = "\n\n".join(" ".join(words) for words in paragraphs) or "x"
    source = read_plain(text, published=None, language="en")
    pieces = split_pieces(source, longest)
    assert all(0 < len(piece) <= longest for piece in pieces)
    article = "".join(source.text[block.start : block.end] for block in source.blocks)
    assert "".join("".join(pieces).split()) == "".join(article.split())
