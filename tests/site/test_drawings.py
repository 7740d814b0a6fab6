"""The ribbon: geometry in per cent, and the same in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourceline.edtf import parse
from sourceline.site.dates import format_year
from sourceline.site.labels import load_labels
from sourceline.site.ribbon import draw_ribbon

LABELS = load_labels("en")


def test_ribbon_says_what_it_shows() -> None:
    """Its words name the span, the count and the busiest stretches."""
    ribbon = draw_ribbon(map(parse, ["2020-01", "2020-01-05", "2020-03", "2020-12"]), LABELS)
    assert ribbon is not None
    assert ribbon.title == (
        "4 entries over time, January 2020 to December 2020: "
        "January 2020: 2, March 2020: 1, December 2020: 1."
    )
    assert [bar.x for bar in ribbon.bars] == ["0%", "16.67%", "91.67%"]
    assert [bar.height for bar in ribbon.bars] == ["100%", "55%", "55%"]


def test_too_little_for_a_ribbon() -> None:
    """Events of one or two moments need no picture."""
    assert draw_ribbon(map(parse, ["2020-01", "2020-01-05", "2021"]), LABELS) is None
    assert draw_ribbon([], LABELS) is None


@given(st.lists(st.integers(-9999, 9999), min_size=3, max_size=30))
def test_ribbon_stays_in_its_frame(years: list[int]) -> None:
    """Whatever the span, there are few bars and none stands outside."""
    ribbon = draw_ribbon((parse(format_year(year)) for year in years), LABELS)
    if ribbon is None:
        return
    assert len(ribbon.bars) <= 120
    assert len(ribbon.ticks) <= 7
    for bar in ribbon.bars:
        assert float(bar.x[:-1]) + float(bar.width[:-1]) <= 100.3
        assert 0 <= float(bar.y[:-1]) <= 90
