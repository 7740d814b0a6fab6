"""Figures over time: what stands in one chart, and how bounds and uncertain dates are drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample import SAMPLE
from values import dates

from sourceline.model import Basis, Date, FigureClaim
from sourceline.site.charts import (
    FLOOR,
    MOST_LEVELS,
    choose_levels,
    draw_charts,
    word_number,
)
from sourceline.site.labels import load_labels
from sourceline.site.lines import list_figures
from sourceline.site.lookup import make_lookup
from sourceline.site.values import Chart

LABELS = load_labels("en")
LOOKUP = make_lookup(SAMPLE, {})


def make_figure(
    phrase: str,
    date: str | None,
    *numbers: int | str | None,
    measure: str = "deaths",
    unit: str = "people",
    basis: Basis = "stated",
    currency: str | None = None,
    per: str | None = None,
) -> FigureClaim:
    """A figure of (value, low, high)."""
    value, low, high = (None if n is None else Decimal(n) for n in (*numbers, None, None, None)[:3])
    return FigureClaim(
        phrase=phrase,
        value=value,
        low=low,
        high=high,
        unit=unit,
        measure=measure,
        currency=currency,
        per=per,
        date=Date(date, basis) if date else None,
    )


def draw(*figures: FigureClaim) -> tuple[Chart, ...]:
    return draw_charts(figures, list_figures(LOOKUP, figures), LABELS)


FIVE = make_figure("five", "2024-01-05", 5)
SIX = make_figure("six", "2024-02-05", 6)
NINE = make_figure("nine", "2024-03-05", 9, basis="published")


def test_three_dated_values_make_a_chart() -> None:
    """In order of time, each leading to its figure in the list; a date of the report is hollow."""
    (chart,) = draw(NINE, SIX, FIVE)
    assert chart.title == "deaths, people"
    assert chart.words == (
        "deaths, people: 3 figures over time, 5 January 2024 to reported 5 March 2024; "
        "the list below holds each."
    )
    assert [(p.anchor, p.title, p.hollow, p.exact) for p in chart.points] == [
        ("figure-3", "five, 5 January 2024", False, True),
        ("figure-2", "six, 5 February 2024", False, True),
        ("figure-1", "nine, reported 5 March 2024", True, True),
    ]
    assert [level.text for level in chart.levels] == ["0", "5", "10"]
    assert chart.note == ""


@pytest.mark.parametrize(
    "figures",
    [
        (FIVE, SIX),
        (FIVE, SIX, make_figure("undated", None, 7)),
        (FIVE, SIX, make_figure("no number", "2024-04-05")),
        (FIVE, SIX, make_figure("others", "2024-04-05", 7, measure="injuries")),
        (FIVE, SIX, make_figure("others", "2024-04-05", 7, unit="dogs")),
        (FIVE, SIX, make_figure("a day", "2024-04-05", 7, per="day")),
        (FIVE, FIVE, FIVE),
        (FIVE, SIX, make_figure("beyond counting", "2024-04-05", "1e400")),
    ],
)
def test_too_little_for_a_chart(figures: tuple[FigureClaim, ...]) -> None:
    """Fewer than three dated numbers of one measure and unit, or all of one day, are left to the list."""
    assert draw(*figures) == ()


def test_bounds_are_whiskers() -> None:
    """A range has both ends, "at least" is open above, "at most" below."""
    (chart,) = draw(
        make_figure("four to eight", "2024-01-05", None, 4, 8),
        make_figure("at least five", "2024-02-05", None, 5),
        make_figure("at most ten", "2024-03-05", None, None, 10),
    )
    found = [(p.exact, p.low, p.high, p.open_low, p.open_high) for p in chart.points]
    assert found == [
        (False, 116, 56, False, False),
        (False, 101, 75, False, True),
        (False, 52, 26, True, False),
    ]


def test_uncertain_dates_are_bars() -> None:
    """A year is as long as it is, "since" has no end, a day is none."""
    (chart,) = draw(
        FIVE, make_figure("a year", "2022", 7), make_figure("since then", "2023-01-01/..", 8)
    )
    assert [(p.begin != "", p.open_date, p.end == "100%") for p in chart.points] == [
        (True, False, False),
        (True, True, True),
        (False, False, False),
    ]


def test_values_of_one_day_stand_side_by_side() -> None:
    """What several sources say of one day is told apart."""
    (chart,) = draw(
        FIVE, make_figure("six", "2024-01-05", 6), make_figure("x", "2024-01-05", 7), SIX
    )
    assert [(point.shift, point.reach) for point in chart.points] == [
        (-9, 4),
        (0, 4),
        (9, 4),
        (0, 12),
    ]
    assert len({point.x for point in chart.points[:3]}) == 1


def test_axis_that_does_not_begin_at_nothing_says_so() -> None:
    """Where all values lie close together, the chart is cut, and tells where."""
    (chart,) = draw(
        make_figure("91", "2021", 91), make_figure("92", "2022", 92), make_figure("95", "2023", 95)
    )
    assert [level.text for level in chart.levels] == ["90", "92", "94", "96"]
    assert chart.note == "the axis begins at 90"


@given(st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=9))
@example([5e-324])
def test_levels_hold_every_value(numbers: list[float]) -> None:
    """The axis reaches over all values, as far as can be seen, with few steps."""
    bottom, top, step = choose_levels(numbers)
    assert bottom <= min(numbers) + step / 1000
    assert top >= max(numbers) - step / 1000
    assert 1 <= round((top - bottom) / step) <= MOST_LEVELS + 1


@given(st.lists(st.tuples(dates, st.integers(-(10**15), 10**15)), min_size=3, max_size=9))
def test_points_stay_in_the_chart(rows: list[tuple[str, int]]) -> None:
    """Whatever the dates and values, every point lies between the top and the axis."""
    for chart in draw(*(make_figure(str(n), date, n) for date, n in rows)):
        assert all(0 <= point.y <= FLOOR for point in chart.points)
        assert all(0 <= float(point.x[:-1]) <= 100 for point in chart.points)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (2500, "2,500"),
        (0.25, "0.25"),
        (1.5e6, "1.5 million"),
        (-2e9, "-2 billion"),
        (4e12, "4 trillion"),
    ],
)
def test_numbers_of_an_axis(number: float, words: str) -> None:
    """Short, with a word for the thousands of thousands."""
    assert word_number(number, LABELS) == words


def test_money_says_which() -> None:
    """The unit is the currency, where the source states one."""
    figures = [
        make_figure(str(n), f"202{n}", n, measure="loss", unit="money", currency="EUR", per="month")
        for n in (1, 2, 3)
    ]
    assert [chart.title for chart in draw(*figures)] == ["loss, EUR, per month"]
