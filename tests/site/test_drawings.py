"""The ribbon and the lifeline: geometry in per cent, and the same in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourceline.model import Date, Event, Reference, RoleClaim
from sourceline.site.dates import format_year
from sourceline.site.labels import load_labels
from sourceline.site.lifeline import draw_lifeline
from sourceline.site.ribbon import draw_ribbon
from sourceline.site.timeline import LONG_YEAR, Dated, date_events

LABELS = load_labels("en")


def at(*dates: str) -> tuple[Dated, ...]:
    """Events at these dates."""
    return date_events(
        Event(id=f"e{n}", kind="event", title=date, date=Date(date)) for n, date in enumerate(dates)
    )


def test_ribbon_says_what_it_shows() -> None:
    """Its words name the span, the count and the busiest stretches."""
    ribbon = draw_ribbon(at("2020-01", "2020-01-05", "2020-03", "2020-12"), LABELS)
    assert ribbon is not None
    assert ribbon.title == (
        "4 entries over time, January 2020 to December 2020: "
        "January 2020: 2, March 2020: 1, December 2020: 1."
    )
    assert [bar.x for bar in ribbon.bars] == ["0%", "16.67%", "91.67%"]
    assert [bar.height for bar in ribbon.bars] == ["100%", "55%", "55%"]


def test_too_little_for_a_ribbon() -> None:
    """Events of one or two moments need no picture."""
    assert draw_ribbon(at("2020-01", "2020-01-05", "2021"), LABELS) is None
    assert draw_ribbon((), LABELS) is None


@given(st.lists(st.integers(-9999, 9999), min_size=3, max_size=30))
def test_ribbon_stays_in_its_frame(years: list[int]) -> None:
    """Whatever the span, there are few bars and none stands outside."""
    ribbon = draw_ribbon(at(*map(format_year, years)), LABELS)
    if ribbon is None:
        return
    assert len(ribbon.bars) <= 120
    assert len(ribbon.ticks) <= 7
    for bar in ribbon.bars:
        assert float(bar.x[:-1]) + float(bar.width[:-1]) <= 100.3
        assert 0 <= float(bar.y[:-1]) <= 90


def list_paths(*dates: str) -> list[str]:
    """Where the bars of a ribbon lead."""
    ribbon = draw_ribbon(at(*dates), LABELS)
    assert ribbon is not None
    return [bar.path for bar in ribbon.bars]


def test_bar_of_a_month_leads_to_its_heading() -> None:
    """On the page of its year; where the year is split, to the month's own page; what names no month
    stands at the head of the year."""
    few = ("2020", "2020-01-05", "2020-03", "2020-12")
    assert list_paths(*few) == [
        "timeline/2020/index.html",
        "timeline/2020/index.html#y2020-03",
        "timeline/2020/index.html#y2020-12",
    ]
    assert list_paths(*few[1:], *["2020-09"] * LONG_YEAR) == [
        "timeline/2020/01/index.html",
        "timeline/2020/03/index.html",
        "timeline/2020/09/index.html",
        "timeline/2020/12/index.html",
    ]


def test_bar_of_years_leads_to_them() -> None:
    """To the period's page where there is but one, or to the timeline narrowed to the bar's years."""
    assert list_paths("1501", "1502", "1503", "1700", "1990", "199X", "2003") == [
        "timeline/index.html?from=1500&to=1504#y1501",
        "timeline/1700/index.html",
        "timeline/index.html?from=1990&to=1994#y1990",
        "timeline/2003/index.html",
    ]
    assert list_paths("1501", "1600", "2600")[0] == "timeline/1501/index.html"


def make_role(begin: str | None, end: str | None) -> RoleClaim:
    """A role between two dates."""
    return RoleClaim(
        person=Reference("A"),
        role="keeper",
        begin=Date(begin) if begin else None,
        end=Date(end) if end else None,
    )


def test_lifeline_of_roles_without_dates_is_not_drawn() -> None:
    """Nothing is known that could be drawn."""
    assert draw_lifeline((make_role(None, None),), ("keeper",), LABELS) is None


def test_open_ends_run_to_the_edge() -> None:
    """A role of which only the begin is known is open to the end side, and the other way round."""
    line = draw_lifeline((make_role("2000", None), make_role(None, "2010")), ("a", "b"), LABELS)
    assert line is not None
    assert [(bar.open_start, bar.open_end) for bar in line.bars] == [(False, True), (True, False)]
    first, second = line.bars
    assert float(first.x[:-1]) + float(first.width[:-1]) == 100
    assert second.x == "0%"
