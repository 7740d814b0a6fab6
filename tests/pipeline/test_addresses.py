"""Names that hardly make an address: each has a page of its own, the same in whatever order they come."""

from __future__ import annotations

from pathlib import Path

import pytest
from addressing import NAMES, find_faults, place_all

from sourceline.interchange.incoming import name_events
from sourceline.model import EventRecord

TITLES = tuple(dict.fromkeys(" ".join(name.split()) for name in NAMES))
FILES = tuple(name for name in NAMES if name.isprintable())


def test_every_name_has_an_address_of_its_own(tmp_path: Path) -> None:
    """File names and titles that differ in signs, case, accents or script, that a system keeps for itself or that are
    too long: all have pages, with paths of a-z, 0-9 and hyphens, and another order changes none."""
    first = place_all(tmp_path / "1", FILES, TITLES, 1)
    assert find_faults(first, [*FILES, *(f"title: {title}" for title in TITLES)]) == []
    assert place_all(tmp_path / "2", FILES, TITLES, 2) == first


@pytest.mark.parametrize("turn", [1, -1])
def test_what_is_alike_is_counted_and_what_differs_gets_a_sum(turn: int) -> None:
    """An id that a file gives stands; of titles that make one id the first by the alphabet keeps it."""
    given = [("", "Café"), ("", "cafe"), ("", "Cafe"), ("cafe-x", "Cafe x"), ("", "Cafe x")]
    events = name_events(EventRecord(id=own, title=title) for own, title in given[::turn])
    named = {
        (title, own): event.id for (own, title), event in zip(given[::turn], events, strict=True)
    }
    assert named == {
        ("cafe", ""): "cafe",
        ("Cafe", ""): "cafe-d3fec17a",
        ("Café", ""): "cafe-ab4ff078",
        ("Cafe x", "cafe-x"): "cafe-x",
        ("Cafe x", ""): "cafe-x-559115de",
    }


def test_the_same_title_is_counted() -> None:
    """There is nothing to tell them apart by but their order."""
    events = name_events(EventRecord(id="", title=title) for title in ("A", "A", "A 2", "A"))
    assert [event.id for event in events] == ["a", "a-3", "a-2", "a-4"]
