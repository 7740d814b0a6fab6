"""Dates stand in order of time."""

from __future__ import annotations

import random

import pytest
from edtf_oracle import make_date
from hypothesis import given
from hypothesis import strategies as st

from sourceline.edtf import datetime_attribute, is_edtf, parse, sort_key


def test_order() -> None:
    """By first day, the coarser before the finer; an open begin stands at its end."""
    ordered = [
        "Y-170000002", "-0043-03-15", "0000", "18XX", "1939/1945", "1939-09", "1939-09-01",
        "../1939-12-31", "2024", "2024-03", "2024-03-26", "2024-03-26T10:35:00", "2024-03-27/..",
    ]  # fmt: skip
    shuffled = sorted(ordered, reverse=True)
    assert sorted(shuffled, key=lambda text: sort_key(parse(text))) == ordered


@given(st.lists(st.randoms(use_true_random=False), min_size=2, max_size=2))
def test_total(randoms: list[random.Random]) -> None:
    """Any two dates can be compared, and only equal ones are equal."""
    texts = [text for text in map(make_date, randoms) if is_edtf(text)]
    keys = [sort_key(parse(text)) for text in texts]
    assert all(a < b or b < a or a == b for a in keys for b in keys)
    assert len({parse(text).text for text in texts}) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-26", "2024-03-26"),
        ("2024-03", "2024-03"),
        ("0987", "0987"),
        ("Y12345", "12345"),
        ("2024-03-26T10:35:00+02", "2024-03-26T10:35:00+02:00"),
        ("2024-21", None),
        ("198X", None),
        ("1450~", None),
        ("0000", None),
        ("-0043", None),
        ("2021/2022", None),
        ("[2021,2022]", None),
    ],
)
def test_datetime_attribute(text: str, expected: str | None) -> None:
    """HTML is told a date only at its true precision, and nothing where it has no word for it."""
    assert datetime_attribute(parse(text)) == expected
