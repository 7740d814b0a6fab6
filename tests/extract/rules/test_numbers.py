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
    ("text", "value", "upper"),
    [
        ("8 million", "8000000", None),
        ("1.2bn", "1200000000", None),
        ("14,500", "14500", None),
        ("2 to 3 million", "2000000", "3000000"),
        ("8–10", "8", "10"),
        ("twenty-five", "25", None),
        ("seven", "7", None),
    ],
)
def test_numbers_are_read(text: str, value: str, upper: str | None) -> None:
    """Digits, words, scales and ranges give exact values."""
    number = read(text)
    assert number is not None
    assert (number.value, number.upper) == (Decimal(value), Decimal(upper) if upper else None)


@given(st.integers(min_value=0, max_value=10**15))
def test_any_count_is_read_with_its_commas(count: int) -> None:
    """A whole number written with commas is that number."""
    number = read(f"{count:,}")
    assert number is not None
    assert number.value == count


@pytest.mark.parametrize("text", ["bread", "v2", "1.2.3", ",", "12:30"])
def test_what_is_no_number_is_none(text: str) -> None:
    """Versions, times and words are no numbers."""
    assert read(text) is None
