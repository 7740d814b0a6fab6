"""Quotes: exact for machines, forgiving in stated ways for people, nearest to the old place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.extract.ground import CONTEXT, find_quote, make_evidence
from sourceline.model import Evidence, Source


def make_source(text: str) -> Source:
    return Source(id="tide", path="content/sources/tide.txt", sha256="", text=text)


def find(
    text: str, exact: str, start: int = -1, *, prefix: str = "", suffix: str = ""
) -> str | None:
    """What is found, with its place marked in the text by brackets."""
    evidence = Evidence(
        "tide", exact, start, start + len(exact) if start >= 0 else -1, prefix, suffix
    )
    span = find_quote(make_source(text), evidence)
    return (
        None if span is None else f"{text[: span[0]]}[{text[span[0] : span[1]]}]{text[span[1] :]}"
    )


def test_evidence_keeps_its_surroundings() -> None:
    """Evidence holds the words, their place, and 32 characters on either side."""
    text = "a" * 40 + "The tide turned." + "b" * 40
    expected = Evidence("tide", "The tide turned.", 40, 56, "a" * 32, "b" * 32)
    assert expected == make_evidence(make_source(text), 40, 56)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (3, 2), (0, 99)])
def test_no_evidence_without_words(start: int, end: int) -> None:
    """A span that is empty or outside of the text is refused."""
    with pytest.raises(ValueError, match="no span"):
        make_evidence(make_source("The tide turned."), start, end)


@pytest.mark.parametrize(
    ("text", "exact", "start", "expected"),
    [
        ("tide and tide", "tide", 9, "tide and [tide]"),
        ("tide and tide", "tide", 7, "tide and [tide]"),
        ("tide and tide", "tide", 2, "[tide] and tide"),
        ("tide and tide", "tide", 99, "tide and [tide]"),
        ("the tide", "Tide", 4, None),
        ("the “tide”", '"tide"', 4, None),
        ("the  tide", "the tide", 0, None),
        ("the tide", "", 0, None),
    ],
)
def test_machine_quotes_are_exact(text: str, exact: str, start: int, expected: str | None) -> None:
    """A quote with offsets is found character by character, nearest to its old place."""
    assert expected == find(text, exact, start)


@pytest.mark.parametrize(
    ("text", "exact", "expected"),
    [
        (
            "He said: “It’s the\n  tide — now.”",
            '"It\'s the tide - now."',
            "He said: [“It’s the\n  tide — now.”]",
        ),
        ("It is 'the' tide.", "‘the’  tide.", "It is ['the' tide.]"),
        ("pages 3–5", "3-5", "pages [3–5]"),
        ("The tide turned.", "the tide", None),
        ("The tide turned.", "tide turned!", None),
        ("The tide turned.", "tide  turned", "The [tide turned]."),
        ("The tide turned.", "   ", None),
        ("a+b (c) [d]", "(c) [d]", "a+b [(c) [d]]"),
    ],
)
def test_own_quotes_may_be_typed(text: str, exact: str, expected: str | None) -> None:
    """A quote without offsets may differ in white space, quotation marks, apostrophes and dashes only."""
    assert expected == find(text, exact)


def test_surroundings_tell_equal_sentences_apart() -> None:
    """Of several places the one whose surroundings fit best is meant."""
    text = "First: it rose. Then: it rose. Last: it rose."
    assert (
        find(text, "it rose.", prefix="Then: ", suffix=" Last")
        == "First: it rose. Then: [it rose.] Last: it rose."
    )


@given(st.text(min_size=1), st.data())
def test_every_span_is_found_again(text: str, data: st.DataObject) -> None:
    """Whatever span is cited, it is found at its place, and keeps its surroundings."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = make_source(text)
    evidence = make_evidence(source, start, end)
    assert (start, end) == find_quote(source, evidence)
    assert text[max(0, start - CONTEXT) : end + CONTEXT] == (
        evidence.prefix + evidence.exact + evidence.suffix
    )


@given(st.text("ab “”\"'’-–\n", min_size=1, max_size=40), st.text("ab “”\"'’-–\n", max_size=6))
def test_found_words_are_the_quote(text: str, exact: str) -> None:
    """What is found for a typed quote is the quote, but for the signs that may differ."""
    plain = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-"})
    span = find_quote(make_source(text), Evidence("tide", exact, -1, -1))
    words = exact.translate(plain).split()
    if span is None:
        assert not words or " ".join(words) not in " ".join(text.translate(plain).split())
    else:
        assert words == text[slice(*span)].translate(plain).split()


def test_long_texts_are_searched_in_a_moment() -> None:
    """A quote that almost fits everywhere does not slow the search down."""
    text = "a “b” " * 200_000
    assert find_quote(make_source(text), Evidence("tide", 'a "b" c', -1, -1)) is None


def test_frequent_words_are_searched_in_a_moment() -> None:
    """Nor does one that stands everywhere with its accents apart."""
    text = "e\u0301 a" * 50_000
    assert find_quote(make_source(text), Evidence("tide", "\u00e9", -1, -1)) == (0, 2)


@pytest.mark.parametrize(
    ("text", "exact", "expected"),
    [
        ("in Caf\u00e9 Tide.", "Cafe\u0301 Tide", "in [Caf\u00e9 Tide]."),
        ("in Cafe\u0301 Tide.", "Caf\u00e9  Tide", "in [Cafe\u0301 Tide]."),
        ("in Cafe\u0301, e\u0301", "Caf\u00e9", "in [Cafe\u0301], e\u0301"),
        ("in \u1112\u1161\u11ab \u1109\u1161.", "\ud55c", "in [\u1112\u1161\u11ab] \u1109\u1161."),
        ("in \u30ab\u3099\u30b9", "\u30ac", "in [\u30ab\u3099]\u30b9"),
        ("in \u0627\u0653\u062f", "\u0622\u062f", "in [\u0627\u0653\u062f]"),
        ("in \u0995\u09c7\u09be\u09a8", "\u0995\u09cb\u09a8", "in [\u0995\u09c7\u09be\u09a8]"),
        ("in \u1112\u1161\u11ab.", "\ud558", None),
        ("in Cafe\u0301.", "caf\u00e9", None),
        ("in Cafe.", "Caf\u00e9", None),
    ],
)
def test_accents_may_be_signs_of_their_own(text: str, exact: str, expected: str | None) -> None:
    """A letter with an accent is found in either form, whole; a letter without is another one."""
    assert expected == find(text, exact)
