"""The axis of time: few labelled places, round and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.edtf import Day
from sourceline.site.labels import load_labels
from sourceline.site.scale import MOST_YEARS, Scale, draw_ticks, place_day

LABELS = load_labels("en")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1450.2, 1467.1, ["1455", "1460", "1465"]),
        (-44.5, 20.0, ["41 BC", "21 BC", "1 BC", "20"]),
        (2019.9, 2023.2, ["2020", "2021", "2022", "2023"]),
        (2023.7, 2024.4, ["October 2023", "January 2024", "April"]),
        (2024.2, 2024.24, ["16 March", "21 March", "26 March"]),
    ],
)
def test_places_are_round(first: float, last: float, words: list[str]) -> None:
    """Years, months or days, as the span asks; a month names its year where that is not plain."""
    assert [tick.text for tick in draw_ticks(Scale(first, last), LABELS)] == words


@given(st.floats(-9000, 9000), st.floats(0.01, 9000))
def test_few_places_within(first: float, span: float) -> None:
    """Never more than fit beside each other on a phone, and none outside."""
    ticks = draw_ticks(Scale(first, first + span), LABELS)
    assert len(ticks) <= MOST_YEARS
    assert all(0 <= float(tick.x[:-1]) <= 100 for tick in ticks)


def test_place_on_the_axis() -> None:
    """Half a year is half of the way; what lies outside is drawn at the edge."""
    scale = Scale(2000, 2001)
    assert scale.place(place_day(Day(2000, 7, 1))) == 50
    assert (scale.place(1999), scale.place(2002)) == (0, 100)
