"""What a chronicle holds is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample import SAMPLE, make_event, make_source, quote

from sourceline.model import Chronicle, Date, Event, Settings
from sourceline.weave.holdings import Row, Table, measure_holdings
from sourceline.weave.sentences import account_sentences


def count(chronicle: Chronicle) -> dict[str, dict[str, int]]:
    """ "section table" → value → count."""
    return {
        name: {row.name: row.count for row in table.rows} for name, table in find(chronicle).items()
    }


def find(chronicle: Chronicle) -> dict[str, Table]:
    """ "section table" → the table."""
    holdings = measure_holdings(chronicle, account_sentences(chronicle, ()))
    return {f"{s.key} {table.key}": table for s in holdings for table in s.tables}


def tell(*dates: str | None) -> Chronicle:
    """A chronicle of an event for each date."""
    events = tuple(
        make_event(f"e{n}", "X", Date(date) if date else None) for n, date in enumerate(dates)
    )
    return Chronicle(settings=Settings(), events=events)


@pytest.mark.parametrize(
    ("dates", "title", "rows"),
    [
        (("2021-05", "2023", "2023-01-02"), "Over time, by year", {"2021": 1, "2022": 0, "2023": 2}),
        (("1950", "1999?", "198X"), "Over time, by decade", {"1950s": 1, "1960s": 0, "1970s": 0, "1980s": 1, "1990s": 1}),
        (("../2023", "2023/.."), "Over time, by year", {"2023": 2}),
        (("-0001", "0000", "0001"), "Over time, by year", {"2 BC": 1, "1 BC": 1, "1": 1}),
        (("-0043", "0005"), "Over time, by decade", {"51–42 BC": 1, "41–32 BC": 0, "31–22 BC": 0, "21–12 BC": 0, "11–2 BC": 0, "0s": 1}),
        (("-8000", "2020"), "Over time, by century", {"8001–7902 BC": 1, "2000s": 1}),
    ],
)  # fmt: skip
def test_time_is_counted_in_stretches_that_fit(
    dates: tuple[str, ...], title: str, rows: dict[str, int]
) -> None:
    """By years, decades or centuries, empty ones too unless they would be very many."""
    table = find(tell(*dates))["events time"]
    assert (table.title, {row.name: row.count for row in table.rows}) == (title, rows)


def test_what_has_no_date_is_told() -> None:
    """Beside those that have; alone they make no table of time."""
    assert find(tell("2021", None, None))["events time"].note == "2 events without a date."
    assert "events time" not in find(tell(None))


def test_rest_is_one_row() -> None:
    """The most frequent kinds have a row, the others one together, beside whose bar no other shrinks."""
    kinds = [f"kind_{n:02}" for n in range(20) for _ in range(20 - n)]
    events = tuple(
        replace(make_event(f"e{n}", "X", None), kind=kind) for n, kind in enumerate(kinds)
    )
    table = find(Chronicle(settings=Settings(), events=events))["events kind"]
    assert table.rows[0] == Row("kind 00", 20)
    assert table.rows[12:] == (Row("8 others", 36, rest=True),)
    assert (table.most, table.total) == (20, len(kinds))


def test_publishers_and_coverage() -> None:
    """Publishers, how much rests on each source, and on how many sentences nothing does."""
    sources = (
        make_source("a", "Ada left. Was it late?", publisher="The Post"),
        make_source("b", "She left.", publisher="The Post"),
        make_source("c", "Nothing is told."),
    )
    one, other = quote(sources[0], "Ada left."), quote(sources[1], "She left.")
    events = (
        make_event("one", "One", Date("2021~"), one, other),
        make_event("two", "Two", None, one),
    )
    found = count(Chronicle(settings=Settings(), events=events, sources=sources))
    assert found["sources publisher"] == {"The Post": 2, "not known": 1}
    assert found["sources events"] == {"none": 1, "1": 1, "2": 1}
    assert found["coverage sentences"] == {
        "a claim rests on it": 2,
        "none: names nobody": 1,
        "none: question": 1,
    }
    assert found["certainty precision"] == {"year, about": 1, "not known": 1}
    assert "sources time" not in found


def test_what_a_person_did_and_what_waits() -> None:
    """Fields by hand, what is seen, and what is still open."""
    base = make_event("e", "E", Date("2021"))
    hands: tuple[Event, ...] = (
        replace(base, by_hand=("*",)),
        replace(base, by_hand=("title",)),
        replace(base, reviewed=True, unverified=(quote(make_source("a", "Lost."), "Lost."),)),
        base,
    )
    found = count(Chronicle(settings=Settings(), events=hands))
    assert found["certainty person"] == {
        "changed by hand": 1,
        "not yet": 1,
        "reviewed": 1,
        "written by hand": 1,
    }
    assert found["certainty open"]["quotes no longer in their source"] == 1


def test_every_event_is_in_every_table_of_events() -> None:
    """Of the sample site; profiles by the folders of their pages."""
    tables, size = find(SAMPLE), len(SAMPLE.events)
    assert {
        name: table.total
        for name, table in tables.items()
        if table.total != size and name.split()[0] in ("events", "certainty")
    } == {"events time": size - 1, "certainty open": tables["certainty open"].total}
    assert count(SAMPLE)["profiles kind"] == {
        "people": 5,
        "organizations": 2,
        "products": 1,
        "places": 1,
        "topics": 1,
    }
    assert measure_holdings(Chronicle(settings=Settings()), ())[0].tables == ()
