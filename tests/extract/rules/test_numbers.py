"""Words and digits → numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.extract.rules.numbers import Number, read_number
from sourceline.extract.rules.tokens import split_words


def read(text: str) -> Number | None:
    return read_number(split_words(text, 0, len(text)), 0)


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("8 million", "8000000", "1000000"),
        ("1.2bn", "1200000000", "1000000000"),
        ("14,500", "14500", "1"),
        ("14 500", "14500", "1"),
        ("1.5-million", "1500000", "1000000"),
        ("twenty-five", "25", "1"),
        ("seven", "7", "1"),
        ("a dozen", "12", "12"),
        ("half a million", "500000", "1000000"),
        ("two and a half million", "2500000", "1000000"),
        ("two hundred and fifty", "250", "1"),
        ("two hundred and fifty thousand", "250000", "1000"),
        ("three thousand five hundred", "3500", "100"),
        ("two million", "2000000", "1000000"),
    ],
)
def test_numbers_are_read(text: str, value: str, scale: str) -> None:
    """Digits, words and scales give exact values, and say with which scale."""
    number = read(text)
    assert number is not None
    assert (number.value, number.scale) == (Decimal(value), Decimal(scale))
    assert number.length == len(split_words(text, 0, len(text)))


@given(st.integers(min_value=0, max_value=10**15))
def test_any_count_is_read_with_its_commas(count: int) -> None:
    """A whole number written with commas is that number."""
    number = read(f"{count:,}")
    assert number is not None
    assert number.value == count


@pytest.mark.parametrize("text", ["bread", "v2", "1.2.3", ",", "12:30", "a m", "half", "a few"])
def test_what_is_no_number_is_none(text: str) -> None:
    """Versions, times and words are no numbers."""
    assert read(text) is None
