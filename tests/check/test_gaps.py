"""Stretches of time of which nothing is told."""

from __future__ import annotations

from notes import make_chronicle, make_event

from sourceline.check import check_chronicle
from sourceline.model import Chronicle, Date

EARLY = [f"2001-01-{day:02}" for day in range(1, 7)]
LATE = [f"2004-06-{day:02}" for day in range(1, 7)]


def show(dates: list[str]) -> list[str]:
    return [p.message for p in check_chronicle(make_dated(dates)) if p.code == "gap"]


def make_dated(dates: list[str]) -> Chronicle:
    return make_chronicle(
        *(make_event(id=f"e{n}", date=Date(date)) for n, date in enumerate(dates))
    )


def test_long_gap() -> None:
    """A stretch that is long for this chronicle is told with the entries around it, and with a line that
    would fill it."""
    (problem,) = (p for p in check_chronicle(make_dated(EARLY + LATE)) if p.code == "gap")
    assert str(problem) == (
        "content: note: Nothing is told between 2001-01-06 (e5) and 2004-06-01 (e6): 3.4 years, where"
        " entries are usually 1 day apart.\n"
        "    If something happened then, add a source that tells it to content/sources/, or an event of"
        " your own to content/events/; or leave it."
    )
    assert [(paste.path, paste.lines) for paste in problem.pastes] == [
        ("content/events/NEW-NAME.yaml", "title: WHAT HAPPENED\ndate: YYYY-MM-DD")
    ]


def test_what_is_no_gap() -> None:
    """No gap is a stretch that an entry touches, however vague; one beside few entries; one that is usual
    here; one below a year."""
    assert show([*EARLY, "2002/2003", "2001-02/2002-04", "2003-12/2004-06", *LATE]) == []
    assert show([*EARLY, *LATE[:4]]) == []
    assert show([f"{year}-05" for year in range(1900, 2000, 5)]) == []
    assert show([*EARLY, *(f"2001-11-{day:02}" for day in range(1, 7))]) == []
    assert show([*EARLY, *(f"{year}" for year in range(2010, 2020))]) == []


def test_vague_entry_parts_a_gap() -> None:
    """A year of which something is told lies in no gap."""
    assert show([*EARLY, "2003", *LATE]) == [
        (
            "Nothing is told between 2001-01-06 (e5) and 2003 (e6): 2.0 years, where entries are usually"
            " 1 day apart."
        )
    ]


def test_open_end_covers_nothing() -> None:
    """That something has no end yet fills no gap."""
    assert len(show([*EARLY, "2001-01-06/..", *LATE])) == 1


def test_many_gaps() -> None:
    """The ten longest are told, the others are counted."""
    dates = [f"{year}-01-{day:02}" for year in range(1900, 1940, 3) for day in range(1, 7)]
    messages = show(dates)
    assert len(messages) == 11
    assert "3 more stretches without an entry are shorter than those listed." in messages
