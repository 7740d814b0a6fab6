"""Text → sentences."""

from __future__ import annotations

import pytest
from cases import Case, case_parameters
from hypothesis import given
from hypothesis import strategies as st

from sourceline.read.sentences import split_sentences


@pytest.mark.parametrize("case", case_parameters("read", "sentences"))
def test_sentences_are_split(case: Case) -> None:
    """Each text is split into the lines that stand under it."""
    text = case.text
    assert case.expected.splitlines() == [text[s:e] for s, e in split_sentences(text, 0, len(text))]


@given(st.text(alphabet="AbMr. ?!\"”'…[1]\n", max_size=120))
def test_sentences_hold_every_sign(text: str) -> None:
    """Sentences lie in order, and only white space is between them."""
    spans = split_sentences(text, 0, len(text))
    rest, place = "", 0
    for start, end in spans:
        rest += text[place:start]
        place = end
    assert (rest + text[place:]).strip() == ""
