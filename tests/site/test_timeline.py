"""The order of the timeline: periods, months, empty stretches."""

from __future__ import annotations

import pytest
from sample import EVENTS, SAMPLE

from sourceline.model import Chronicle, Date, Event
from sourceline.site.entries import add_entries, make_entries
from sourceline.site.labels import load_labels
from sourceline.site.lookup import make_lookup
from sourceline.site.timeline import DENSE_FROM, arrange_timeline, date_events, find_brief, word_gap


def outline(events: tuple[Event, ...]) -> list[str]:
    """Headings, gaps and entries in the order they are read."""
    lookup = add_entries(make_lookup(Chronicle(settings=SAMPLE.settings, events=events), {}))
    lines = []
    timeline = arrange_timeline(date_events(events), lookup.entries, lookup.weights, lookup.labels)
    for period in timeline:
        lines += [f"({period.gap})"] * bool(period.gap) + [period.title]
        for group in period.groups:
            lines += [f"  ({group.gap})"] * bool(group.gap) + [f"  {group.title}"] * bool(
                group.title
            )
            lines += [f"    {item.entry.id}" for item in group.items]
    return lines


def at(*dates: str) -> tuple[Event, ...]:
    """Events at these dates, named after them."""
    return tuple(Event(id=date, kind="event", title=date, date=Date(date)) for date in dates)


def test_whole_chronicle_in_order() -> None:
    """From before Christ to the planned and the undated, each long gap said in words."""
    expected = """44 BC
    first-tide-clock
(1,492 years without an entry)
1450
    founding
    clock-runs
(517 years without an entry)
1985
    since-1985
(four years without an entry)
The 1990s
    lens-cut
(eleven years without an entry)
2011
    visit
(eight years without an entry)
2019
    tide-clock-repaired
(three years without an entry)
2023
    hostile
(13 months without an entry)
2024
    pocket-orrery
  March
    quandrel-steps-down
    interim-directors
    archive-sale
    funding
    spending
(two years without an entry)
2027
    second-works
Undated
    bell"""
    assert expected.split("\n") == outline(EVENTS)


def test_what_names_no_month_comes_first_in_its_year() -> None:
    """A year or a season is never put under a month, wherever it sorts."""
    events = at("2024", "2024-01-01", "2024-01-15", "2024-21", "2024-12")
    expected = [
        "2024",
        "    2024",
        "    2024-21",
        "  January",
        "    2024-01-01",
        "    2024-01-15",
        "  (ten months without an entry)",
        "  December",
        "    2024-12",
    ]
    assert expected == outline(events)


@pytest.mark.parametrize(
    ("empty", "expected"),
    [
        (0, ""),
        (5, ""),
        (6, "six months without an entry"),
        (11, "eleven months without an entry"),
        (13, "13 months without an entry"),
        (24, "two years without an entry"),
        (12000, "1,000 years without an entry"),
    ],
)
def test_gap_is_said_in_round_words(empty: int, expected: str) -> None:
    """Short stretches are no gap; long ones are counted in months, then in years."""
    assert expected == word_gap(100, 101 + empty, load_labels("en"))


def test_lighter_half_of_a_long_timeline_is_brief() -> None:
    """From a hundred entries on the lighter half stands without its quotes, unless it is in dispute."""
    plain = make_entries(make_lookup(SAMPLE, {}))["founding"]
    entries = [plain._replace(id=f"e{n}", disputed=n == 7) for n in range(DENSE_FROM)]
    weights = {f"e{n}": n / 200 for n in range(DENSE_FROM)}
    assert find_brief(entries, weights) == {f"e{n}" for n in range(DENSE_FROM // 2) if n != 7}
    assert find_brief(entries[1:], weights) == frozenset()


def test_repeated_date_and_quote_are_marked() -> None:
    """The line below may leave out what the line above says."""
    lookup = add_entries(make_lookup(SAMPLE, {}))
    periods = arrange_timeline(date_events(EVENTS), lookup.entries, lookup.weights, lookup.labels)
    march = next(p for p in periods if p.title == "2024").groups[1].items
    marks = [(item.entry.id, item.same_date, item.same_quote) for item in march]
    assert marks == [
        ("quandrel-steps-down", False, False),
        ("interim-directors", False, False),
        ("archive-sale", True, False),
        ("funding", True, False),
        ("spending", True, True),
    ]
