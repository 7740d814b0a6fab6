"""The chronicle as a database.

`bench/interchange.py sqlite` opens it in the real Datasette.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from sample import EVENTS, HOSTILE, PROFILES, SAMPLE, SPENDING, WORKS
from trips import export

from sourceline.model import Chronicle, Participant


def load(chronicle: Chronicle = SAMPLE, *, texts: bool = False) -> sqlite3.Connection:
    """The database of a chronicle, opened from its bytes."""
    database = sqlite3.connect(":memory:")
    database.deserialize(export(chronicle, "sqlite", texts=texts))
    database.row_factory = sqlite3.Row
    return database


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    """Of the sample."""
    with closing(load()) as found:
        yield found


def count(database: sqlite3.Connection, table: str) -> int:
    """The number of rows of a table."""
    number = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a name of the test
    assert isinstance(number, int)
    return number


def test_whole(database: sqlite3.Connection) -> None:
    """The file is sound, every foreign key leads somewhere and names its column, which Datasette asks for."""
    assert [*map(tuple, database.execute("PRAGMA integrity_check"))] == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = [
        row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    keys = [
        row["to"] for name in tables for row in database.execute(f"PRAGMA foreign_key_list({name})")
    ]
    assert len(keys) > 30
    assert set(keys) == {"id"}


def test_rows(database: sqlite3.Connection) -> None:
    """Everything is there, and what stands at two profiles is there once."""
    assert {
        name: count(database, name) for name in ("sources", "profiles", "events", "claims")
    } == {
        "sources": len(SAMPLE.sources),
        "profiles": len(PROFILES),
        "events": len(EVENTS),
        "claims": sum(len(event.claims) for event in EVENTS),
    }
    assert {
        name: count(database, name) for name in ("roles", "relations", "figures", "quotations")
    } == {"roles": 3, "relations": 1, "figures": 2, "quotations": 2}
    assert (count(database, "disagreements"), count(database, "variants")) == (3, 7)


def test_event(database: sqlite3.Connection) -> None:
    """A date has its EDTF text, its words, how it is known, and its bounds."""
    rows = {row["id"]: dict(row) for row in database.execute("SELECT * FROM events")}
    event = rows["founding"]
    assert {key: event[key] for key in event if key.startswith("date")} == {
        "date": "1450~",
        "date_words": "about 1450",
        "date_basis": "stated",
        "date_earliest": "1449-01-01",
        "date_latest": "1451-12-31",
    }
    assert event["page"] == "https://chronicle.example/orrery/events/founding/"
    assert rows["interim-directors"]["date_basis"] == "published"
    assert (rows["since-1985"]["date_earliest"], rows["since-1985"]["date_latest"]) == (
        "1985-01-01",
        None,
    )
    assert rows["bell"]["date"] is None
    assert rows["hostile"]["title"] == HOSTILE


def test_quotes(database: sqlite3.Connection) -> None:
    """From an event one comes to the sentences it rests on and to their sources."""
    query = """
        SELECT source_id, sources.title, exact, start, stop, verified
        FROM event_quotes JOIN quotes ON quotes.id = quote_id JOIN sources ON sources.id = source_id
        WHERE event_id = 'quandrel-steps-down' ORDER BY quote_id"""
    rows = [tuple(row) for row in database.execute(query)]
    texts = {source.id: source.text for source in SAMPLE.sources}
    assert [row[:3] for row in rows] == [
        (
            "harbour-post",
            "Director of Orrery Works steps down",
            "Ilse Quandrel had stepped down as director",
        ),
        (
            "gazette",
            "Quandrel leaves the orrery makers",
            "On 25 March 2024 Ilse Quandrel resigned from Orrery Works",
        ),
    ]
    assert all(texts[source][start:stop] == exact for source, _, exact, start, stop, _ in rows)


def test_names_and_numbers() -> None:
    """A mere name has no profile, nor has one whose profile is not there; a number is whole, or as near as can be."""
    figures = tuple(
        replace(SPENDING, value=value, phrase=str(value))
        for value in (Decimal(3), Decimal("2.5"), Decimal(10) ** 30)
    )
    event = replace(
        EVENTS[0],
        participants=(Participant("Nobody", "agent", "gone"), Participant("x\ud800", "agent")),
        figures=figures,
    )
    with closing(load(replace(SAMPLE, events=(event,)))) as found:
        people = found.execute("SELECT name, profile_id FROM participants ORDER BY position")
        assert [tuple(row) for row in people] == [("Nobody", None), ("x?", None)]
        values = found.execute("SELECT value, of_id FROM figures WHERE event_id IS NOT NULL")
        assert [tuple(row) for row in values] == [(3, WORKS), (2.5, WORKS), (1e30, WORKS)]


def test_texts() -> None:
    """The text of a source goes out only where the site prints it in full, or it is asked for."""
    for asked, number in ((False, 1), (True, 4)):
        with closing(load(texts=asked)) as found:
            assert found.execute("SELECT count(text) FROM sources").fetchone()[0] == number


def test_no_version() -> None:
    """The head of the file does not tell which SQLite wrote it."""
    data = export(SAMPLE, "sqlite")
    assert data[:16] == b"SQLite format 3\0"
    assert data[96:100] == bytes(4)
