"""iCalendar, read back by another library than the one that writes it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
import vobject
from sample import HOSTILE, SAMPLE, make_event
from trips import export

from sourceline.cli import main
from sourceline.errors import UsageError
from sourceline.interchange.ical import find_days, write_calendar
from sourceline.interchange.values import make_outgoing
from sourceline.model import Basis, Date, Status


def test_days() -> None:
    """What happened on a known day is an all-day entry up to the next, with name, page, status and EDTF."""
    calendar = vobject.readOne(export(SAMPLE, "ical").decode())
    told = [
        (e.summary.value, e.dtstart.value, e.dtend.value, e.status.value, e.x_edtf.value)
        for e in calendar.vevent_list
    ]
    assert told == [
        (HOSTILE, date(2023, 1, 5), date(2023, 1, 6), "CONFIRMED", "2023-01-05"),
        (
            "Ilse Quandrel steps down as director of Orrery Works",
            date(2024, 3, 25),
            date(2024, 3, 26),
            "CONFIRMED",
            "2024-03-25",
        ),
    ]
    event = calendar.vevent_list[1]
    assert event.uid.value == event.url.value
    assert event.uid.value == "https://chronicle.example/orrery/events/quandrel-steps-down/"
    assert event.categories.value == ["departure", "Instrument making"]
    assert event.dtstamp.value.isoformat() == "2024-04-02T00:00:00+00:00"
    assert "“Ilse Quandrel had stepped down as director”" in event.description.value


def test_no_false_day() -> None:
    """Everything else is told without a date, and how many that are is told to the author."""
    calendar = vobject.readOne(export(SAMPLE, "ical").decode())
    assert len(calendar.vjournal_list) == len(SAMPLE.events) - 2
    told = {e.summary.value: e for e in calendar.vjournal_list}
    assert not [e for e in told.values() if "dtstart" in e.contents]
    lens = told["The lens is cut again"]
    assert (lens.x_edtf.value, lens.description.value.split("\n")[0]) == ("199X", "the 1990s")
    assert write_calendar(make_outgoing(SAMPLE)).notes == (
        "14 of 16 events have no sure day: they are journal entries without a date, which most calendars do not show.",
    )


@pytest.mark.parametrize(
    ("text", "basis", "status", "days"),
    [
        ("2024-02-29", "stated", "asserted", ((2024, 2, 29), (2024, 2, 29))),
        ("2024-02-29T10:35:00Z", "stated", "asserted", ((2024, 2, 29), (2024, 2, 29))),
        ("2024-02-28/2024-03-01", "stated", "planned", ((2024, 2, 28), (2024, 3, 1))),
        ("2024-02-29", "relative", "alleged", ((2024, 2, 29), (2024, 2, 29))),
        ("2024-02-29", "published", "asserted", None),
        ("2024-02-29", "stated", "denied", None),
        ("2024-02-29~", "stated", "asserted", None),
        ("2024-02-19/2024-02-25", "relative", "asserted", None),
        ("2024-02", "stated", "asserted", None),
        ("2024-02-28/2024-03", "stated", "asserted", None),
        ("2024-02-28/..", "stated", "asserted", None),
        ("2024-02-2X", "stated", "asserted", None),
        ("[2024-02-28,2024-02-29]", "stated", "asserted", None),
        ("-0044-03-15", "stated", "asserted", None),
        ("9999-12-31", "stated", "asserted", None),
    ],
)
def test_sure_days(
    text: str, basis: Basis, status: Status, days: tuple[tuple[int, int, int], ...] | None
) -> None:
    """Only a day that is stated, or counted from another, and within the years of a calendar, is one."""
    found = find_days(make_event("x", "X", Date(text, basis), status=status))
    assert found == (days and (date(*days[0]), date(*days[1])))


def test_lines() -> None:
    """Lines are at most 75 bytes long and end as the standard has it; no sign of a text makes a new one."""
    data = export(SAMPLE, "ical")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.count(b"BEGIN:VEVENT") == 2


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package it is told how to get it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(UsageError, match=r"pip install 'sourceline\[ical\]'"):
        export(SAMPLE, "ical")


@pytest.mark.usefixtures("quick")
def test_losses_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command tells beside the file what most calendars will not show of it."""
    with pytest.raises(SystemExit) as caught:
        main(["export", "-C", str(site), "ical"])
    assert not caught.value.code
    told = capsys.readouterr()
    assert told.out.startswith("BEGIN:VCALENDAR")
    assert "events have no sure day" in told.err
