"""Dates in the reader's words."""

from __future__ import annotations

import random

import pytest
from edtf_oracle import make_date
from hypothesis import given
from hypothesis import strategies as st

from sourceline.edtf import is_edtf, parse, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-26", "26 March 2024"),
        ("2024-03", "March 2024"),
        ("2020-21", "spring 2020"),
        ("2024-35", "the third quarter of 2024"),
        ("198X", "the 1980s"),
        ("18XX", "the 19th century"),
        ("10XX", "the 11th century"),
        ("20XX", "the 21st century"),
        ("-00XX", "the 1st century BC"),
        ("1XXX", "the 2nd millennium"),
        ("1450~", "about 1450"),
        ("2021?", "perhaps 2021"),
        ("2021%", "perhaps about 2021"),
        ("../2024-03", "by March 2024"),
        ("2021-05/..", "since May 2021"),
        ("2021-05/", "from May 2021, end unknown"),
        ("/2021-05", "until May 2021, begin unknown"),
        ("2024-06-03/2024-06-05", "3 to 5 June 2024"),
        ("2024-06-03/2024-07-05", "3 June to 5 July 2024"),
        ("2023-12-31/2024-01-02", "31 December 2023 to 2 January 2024"),
        ("2024-03/2024-05", "March to May 2024"),
        ("1939/1945", "1939 to 1945"),
        ("[2019..2021]", "between 2019 and 2021"),
        ("[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("[2021..]", "2021 or later"),
        ("[..1983-12-31]", "by 31 December 1983"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("Y170000002", "170,000,002"),
        ("2024-03-26T10:35:00Z", "26 March 2024, 10:35 UTC"),
        ("2024-03-26T10:35:30+02:00", "26 March 2024, 10:35:30 UTC+02:00"),
        ("2024-03-XX", "a day in March 2024"),
        ("2024-XX", "a month in 2024"),
        ("XXXX-12-25", "25 December, year unknown"),
        ("156X-12-25", "between 25 December 1560 and 25 December 1569"),
    ],
)
def test_words(text: str, expected: str) -> None:
    """Every kind of date has plain words, with its uncertainty and nothing more certain."""
    assert words(parse(text)) == expected


def test_published() -> None:
    """A date that is only that of the report says so."""
    assert words(parse("2024-03-26"), basis="published") == "reported 26 March 2024"


def test_language_without_table() -> None:
    """A language that has no table reads in English; a region falls back to its language."""
    assert words(parse("2024-03"), language="xx") == words(parse("2024-03"), language="en-GB")


@given(st.randoms(use_true_random=False))
def test_any_date(random_: random.Random) -> None:
    """Every date has words, without a brace or an X left in them."""
    text = make_date(random_)
    if is_edtf(text):
        phrase = words(parse(text))
        assert phrase
        assert not set("{}X") & set(phrase)
