"""Dates in other shapes: the remedy says what to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline import edtf
from sourceline.store.dates import suggest_date


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2024-02-30", "Write 2024-02-29 or 2024-02."),
        ("2023-02-29", "Write 2023-02-28 or 2023-02."),
        ("2024-13-05", "Write 2024-05-13."),
        ("2024-3-6", "Write 2024-03-06."),
        ("2024/03/26", "Write 2024-03-26."),
        ("26.03.2024", "Write 2024-03-26."),
        ("3/26/2024", "Write 2024-03-26."),
        ("3/4/2024", "Write 2024-04-03 or 2024-03-04."),
        ("26 March 2024", "Write 2024-03-26."),
        ("March 26th, 2024", "Write 2024-03-26."),
        ("Sept 2024", "Write 2024-09."),
        ("spring 2020", "Write 2020-21."),
        ("c. 1450", "Write 1450~."),
        ("before 2024", "Write ../2024."),
        ("since 2024-03", "Write 2024-03/..."),
        ("the 1990s", "Write 199X."),
        ("2019 - 2021", "Write 2019/2021."),
        ("2019 to 2021-05", "Write 2019/2021-05."),
        ("soon", None),
        ("", None),
    ],
)
def test_suggests_a_date(text: str, remedy: str | None) -> None:
    """A date as people write it is answered with its EDTF form."""
    assert remedy == suggest_date(text)


@given(st.text("0123456789-/. marchspginduy,~cX", max_size=24))
def test_suggests_only_dates(text: str) -> None:
    """Whatever is suggested can be written."""
    remedy = suggest_date(text)
    if remedy is not None:
        offered = remedy.removeprefix("Write ").removesuffix(".").split(" or ")
        assert all(edtf.is_edtf(date) for date in offered)
