"""Words, pieces and letter case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourceline.extract.tagger.pieces import LONGEST, Vocabulary, fold
from sourceline.extract.tagger.shapes import SHAPES, describe_words, sentence_style, word_shape
from sourceline.extract.tagger.words import Word, split_words

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "har", "##bour", "##b", "harb", "zoe", "."]


def test_words_marks_and_what_touches() -> None:
    """Letters with their accents are words, marks stand alone, and each knows what it touches."""
    text = "Zoë's U.S. e\u0301tude_2, ok"
    expected = [
        ("Zoë", False), ("'", True), ("s", True), ("U", False), (".", True), ("S", True),
        (".", True), ("e\u0301tude", False), ("_", True), ("2", True), (",", True), ("ok", False),
    ]  # fmt: skip
    assert [(w.text, w.glued) for w in split_words(text, 0, len(text))] == expected


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_words_cover_every_sign(text: str, a: int, b: int) -> None:
    """The words of any span hold each of its signs that is no white space, once and in order."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    words = split_words(text, start, end)
    assert "".join(text[start:end].split()) == "".join(w.text for w in words)
    assert all(text[w.start : w.end] == w.text for w in words)


def test_pieces_are_the_longest_that_fit() -> None:
    """A word is cut greedily; one that cannot be cut is unknown; the cut folds case and accents."""
    vocabulary = Vocabulary(PIECES)
    cuts = [vocabulary.cut(word) for word in ("Harbour", "Harb", "Zoë", "harbx", ".")]
    assert cuts == [(1,), (8,), (9,), (1,), (10,)]
    assert Vocabulary([*PIECES, "##our"]).cut("HARBOUR") == (8, 11)


@given(st.text(min_size=1, max_size=300))
def test_pieces_are_few(word: str) -> None:
    """Every word has at least one piece and never more than the limit."""
    assert 1 <= len(Vocabulary([*PIECES, "a", "##a"]).cut(word)) <= LONGEST


def test_folding() -> None:
    """Folding leaves letters without case and accents."""
    assert fold("ÉTUDE Łódź") == "etude łodz"


def test_shapes() -> None:
    """Each manner of writing a word has its number."""
    words = [",", "small", "Title", "LOUD", "A", "iPhone", "2024", "4th", "G20", "東京"]
    assert [word_shape(word) for word in words] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_styles() -> None:
    """Capitals throughout, capitals on most words, no capital at all, and plain sentences."""
    texts = [
        "HARBOUR CLOSED AGAIN",
        "Harbour Board Meets in Varn",
        "no news today",
        "The board met on Monday",
    ]
    styles = [sentence_style([word_shape(w) for w in text.split()]) for text in texts]
    assert styles == [1, 2, 3, 0]


def test_rows_of_a_word() -> None:
    """A word's rows are its shape, its sentence's style, and whether it is glued on."""
    rows = describe_words([Word("Varn", 0, 4, glued=False), Word(".", 4, 5, glued=True)])
    assert rows == [(2, SHAPES, SHAPES + 4), (0, SHAPES, SHAPES + 5)]
