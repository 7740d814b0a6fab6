"""Texts in which no sentence ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import ContentError
from sourceline.read import read_source
from sourceline.read.endless import LONGEST, cut_sentences

SPEECH = "and so she said that the tide would turn " * 500


def test_speech_is_cut_between_words() -> None:
    """A transcript without full stops is read whole, in pieces that begin and end with a word."""
    source = read_source(SPEECH.encode(), path="content/sources/talk.txt")
    pieces = [source.text[sentence.start : sentence.end] for sentence in source.sentences]
    assert " ".join(pieces) == SPEECH.strip()
    assert max(map(len, pieces)) <= LONGEST
    assert source.dropped == ()


@pytest.mark.parametrize(
    "scrawl", ["[" * 9000, "[a](<b" * 2000, "|x" * 5000, "e`" * 4000, "x" * 9000]
)
def test_scrawl_is_left_out(scrawl: str) -> None:
    """What is no prose is dropped with its place, and the article around it is read."""
    text = f"Ada Fenwick left Tide.\n\n{scrawl}\n\nIt rained.\n"
    source = read_source(text.encode(), path="content/sources/a.txt")
    shown = [source.text[sentence.start : sentence.end] for sentence in source.sentences]
    assert shown == ["Ada Fenwick left Tide.", "It rained."]
    assert [(text[part.start : part.end], part.reason) for part in source.dropped] == [
        (scrawl, "text without words")
    ]
    with pytest.raises(ContentError, match="Nothing in the file is an article"):
        read_source(scrawl.encode(), path="content/sources/a.txt")


@given(st.text(alphabet="ab \u00e9", min_size=1, max_size=9000).map(str.strip).filter(bool))
def test_pieces_lose_nothing(text: str) -> None:
    """The pieces of a sentence follow one another, and between them stands nothing but white space."""
    pieces = cut_sentences(text, [(0, len(text))])
    assert all(0 < end - start <= LONGEST for start, end in pieces)
    assert all(text[start:end] == text[start:end].strip() for start, end in pieces)
    between = [text[one[1] : two[0]] for one, two in pairwise(pieces)]
    assert "".join(between).strip() == ""
    assert (pieces[0][0], pieces[-1][1]) == (0, len(text))


def test_article_that_is_too_long() -> None:
    """One of more letters than are read is refused, and says how long it is."""
    text = "It rained in the town " * 230_000
    with pytest.raises(ContentError, match="has 5,059,999 characters; at most 5,000,000 are read"):
        read_source(text.encode(), path="content/sources/a.txt")
