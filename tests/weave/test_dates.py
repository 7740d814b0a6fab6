"""Dates of claims: which may be of one event, and which says most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.model import Date, Status
from sourceline.weave.dates import may_coincide, order_date, rank_date

TEXTS = (
    "2031",
    "2031-05",
    "2031-05-06",
    "2031-06",
    "1450~",
    "2030/2032",
    "../2031",
    "203X",
    "-0043",
)
some_dates = st.none() | st.builds(
    Date, st.sampled_from(TEXTS), st.sampled_from(("stated", "relative", "published"))
)


@pytest.mark.parametrize(
    ("one", "other", "status", "expected"),
    [
        (Date("2031-05"), Date("2031-05-06"), "asserted", True),
        (Date("2031-05"), Date("2031-06"), "asserted", False),
        (Date("2031"), Date("203X"), "asserted", True),
        (Date("1450~"), Date("1451"), "asserted", True),
        (Date("2031-05-06", "published"), Date("2031-04-20"), "asserted", True),
        (Date("2031-05-06", "published"), Date("2031-03-20"), "asserted", False),
        (Date("2031-05-06", "published"), Date("2031-05-08"), "asserted", False),
        (Date("2031-05-06", "published"), Date("2032"), "planned", True),
        (Date("2031-05-06", "published"), Date("2031-05-30", "published"), "asserted", True),
        (None, Date("2031"), "asserted", False),
        (None, None, "asserted", True),
    ],
)
def test_dates_that_may_coincide(
    one: Date | None, other: Date | None, status: Status, *, expected: bool
) -> None:
    """Periods that overlap may be one; a report is of the month before it, a plan of any time after."""
    assert [expected, expected] == [
        may_coincide(one, other, status),
        may_coincide(other, one, status),
    ]


def test_stated_and_short_says_most() -> None:
    """A stated day comes before a stated year, any stated date before one that was counted or reported."""
    dates = [
        Date("2031-05-06"),
        Date("2031-05"),
        Date("2031"),
        Date("2031-05-06", "relative"),
        Date("2031-05-06", "published"),
        None,
    ]
    assert dates == sorted(dates, key=rank_date)


@given(some_dates)
def test_every_date_fits_itself(date: Date | None) -> None:
    """Whatever a date is, a claim with the same date may be of the same event."""
    assert may_coincide(date, date, "asserted")


@given(st.lists(some_dates, max_size=8))
def test_any_dates_can_be_ordered(dates: list[Date | None]) -> None:
    """Events of any dates have an order, those without a date come last."""
    ordered = sorted(dates, key=order_date)
    known = len(dates) - dates.count(None)
    assert [None] * dates.count(None) == ordered[known:]
