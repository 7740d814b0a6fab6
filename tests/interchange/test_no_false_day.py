"""No format makes a date finer than it is known: made-up dates of every kind, written by each of them."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import vobject
from edtf_oracle import make_date
from sample import SAMPLE, make_event
from trips import export

from sourceline.edtf import Day, Edtf, is_edtf, parse
from sourceline.interchange.csl import describe_date
from sourceline.interchange.markwhen_dates import read_start
from sourceline.model import Basis, Chronicle, Date

Ends = tuple[Day | None, Day | None]


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    """Three hundred events, each of another date."""
    chance = random.Random(10)  # noqa: S311 - the same dates each time
    texts = dict.fromkeys(make_date(chance) for _ in range(400))
    bases: tuple[Basis, ...] = ("stated", "relative", "published")
    events = tuple(
        make_event(f"e{n}", f"E{n}", Date(parse(text).text, bases[n % 3]))
        for n, text in enumerate(filter(is_edtf, texts))
    )
    assert len(events) > 250
    return Chronicle(settings=SAMPLE.settings, events=events)


def list_dates(chronicle: Chronicle) -> dict[str, tuple[Edtf, Basis]]:
    """The date of each event, and how it is known."""
    return {e.id: (parse(e.date.edtf), e.date.basis) for e in chronicle.events if e.date}


def is_within(date: Edtf, ends: Ends) -> bool:
    """Whether all that a date may mean lies between two ends; an end that is not told lets everything be."""
    first, last = ends
    begins = first is None or (date.earliest_fuzzy is not None and first <= date.earliest_fuzzy)
    ended = last is None or (date.latest_fuzzy is not None and last >= date.latest_fuzzy)
    return begins and ended


def find_ends(first: str | None, last: str | None) -> Ends:
    """The days at the ends of two dates."""
    return parse(first).earliest if first else None, parse(last).latest if last else None


def test_calendar(chronicle: Chronicle) -> None:
    """An entry of a calendar stands on the very days of its event, and these are sure."""
    dates = list_dates(chronicle)
    calendar = vobject.readOne(export(chronicle, "ical").decode())
    assert len(calendar.vevent_list) > 5
    for entry in calendar.vevent_list:
        date, basis = dates[f"e{entry.summary.value[1:]}"]
        day = date.earliest
        assert basis != "published"
        assert (date.approximate, date.uncertain) == (False, False)
        assert day is not None
        assert entry.dtstart.value.timetuple()[:3] == day
        after = date.latest
        assert after is not None
        assert entry.dtend.value.toordinal() - 1 == entry.dtstart.value.replace(*after).toordinal()


def test_entities(chronicle: Chronicle) -> None:
    """`date` is the event's own, `startDate` and `endDate` are bounds, and of a report there is none."""
    dates = list_dates(chronicle)
    told = 0
    for line in export(chronicle, "ftm").splitlines():
        entity: dict[str, Any] = json.loads(line)
        date, basis = dates[entity["id"].removeprefix("event-")]
        found = {
            k: v[0]
            for k, v in entity["properties"].items()
            if k in ("date", "startDate", "endDate")
        }
        told += bool(found)
        assert not found or basis != "published"
        if "date" in found:
            exact = parse(found["date"])
            assert (exact.earliest, exact.latest) == (date.earliest_fuzzy, date.latest_fuzzy)
        else:
            ends = find_ends(found.get("startDate"), found.get("endDate"))
            assert is_within(date, ends)
            assert f"(EDTF {date.text})" in entity["properties"]["notes"][0]
    assert told > 50


def test_markwhen(chronicle: Chronicle) -> None:
    """The bounds of a line hold all that the date may mean, where it has two ends."""
    dates = list_dates(chronicle)
    lines = export(chronicle, "markwhen").decode().split("\n")
    starts = [start for start in map(read_start, lines) if start]
    assert len(starts) > 150
    for start in starts:
        date, _ = dates[f"e{start.text.split()[0][1:]}"]
        assert start.edtf is not None
        written = parse(start.edtf)
        open_begin, open_end = date.earliest_fuzzy is None, date.latest_fuzzy is None
        ends = (
            None if open_begin else written.earliest,
            None if open_end else written.latest,
        )
        assert is_within(date, ends)


def test_references(chronicle: Chronicle) -> None:
    """The numbers of a source's date are its own, or are marked as about right."""
    for date, _ in list_dates(chronicle).values():
        found = describe_date(date.text)
        assert found is not None
        if "literal" in found:
            continue
        parts = [write_part(numbers) for numbers in found["date-parts"]]
        first, last = find_ends(parts[0], parts[-1])
        if "circa" not in found:
            assert (first, last) == (date.earliest_fuzzy, date.latest_fuzzy)
        assert bool(found.get("circa")) == (date.approximate or date.uncertain)


def write_part(numbers: list[int]) -> str:
    """Numbers of CSL as EDTF."""
    year = numbers[0] if numbers[0] > 0 else numbers[0] + 1
    text = f"Y{year}" if abs(year) > 9999 else f"{year:05d}" if year < 0 else f"{year:04d}"
    return "-".join([text, *(f"{number:02d}" for number in numbers[1:])])
