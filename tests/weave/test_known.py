"""As known on a day: which sources and records are left."""

from __future__ import annotations

import pytest

from sourceline.model import EventRecord, Evidence, ProfileRecord, Records, Source
from sourceline.weave.known import keep_known


def make_source(name: str, published: str | None) -> Source:
    return Source(
        id=name, path=f"content/sources/{name}.txt", sha256="", text="", published=published
    )


SOURCES = (
    make_source("day", "2031-05-06"),
    make_source("month", "2031-05"),
    make_source("later", "2031-06-01"),
    make_source("undated", None),
)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2031-05-05", []),
        ("2031-05-06", ["day"]),
        ("2031-05", ["day", "month"]),
        ("2031", ["day", "month", "later"]),
    ],
)
def test_keeps_what_was_surely_published(day: str, left: list[str]) -> None:
    """A source counts from the last day on which it may have been published; an undated one never."""
    sources, _ = keep_known(SOURCES, Records(), day)
    assert [source.id for source in sources] == left


def test_leaves_out_what_people_added_from_later_sources() -> None:
    """A record that quotes only later sources is left out; one that quotes an earlier one too, or
    nothing, stays."""
    early, late = (Evidence(name, "x", -1, -1) for name in ("day", "later"))
    both = EventRecord(id="both", title="B", evidence=(early, late))
    nothing = EventRecord(id="nothing", title="N")
    gone = EventRecord(id="gone", title="G", evidence=(late,))
    profile = ProfileRecord(id="ada")
    _, records = keep_known(
        SOURCES, Records(events=(both, gone, nothing), profiles=(profile,)), "2031-05-06"
    )
    assert records == Records(events=(both, nothing), profiles=(profile,))
