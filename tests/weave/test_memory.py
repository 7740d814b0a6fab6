"""Who weaves again and again gets what a first weaving gives, and the very same events where nothing changed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from edits import ALL, write_article, write_event
from trees import write_tree

from sourceline.errors import ContentError
from sourceline.model import (
    Date,
    Event,
    EventRecord,
    Participant,
    ProfileRecord,
    Records,
    Settings,
)
from sourceline.pipeline import ignore_progress
from sourceline.pipeline.weaving import read_content
from sourceline.store import Readings
from sourceline.weave import weave
from sourceline.weave.memory import Memory

SETTINGS = Settings()


def weave_records(memory: Memory, *records: EventRecord | ProfileRecord) -> tuple[Event, ...]:
    """The events of what people wrote."""
    events = tuple(each for each in records if isinstance(each, EventRecord))
    profiles = tuple(each for each in records if isinstance(each, ProfileRecord))
    written = Records(events=events, profiles=profiles)
    chronicle, problems = weave(SETTINGS, (), (), written, memory)
    assert (chronicle, problems) == weave(SETTINGS, (), (), written)
    return chronicle.events


def test_unchanged_events_are_the_same() -> None:
    """Only what a record says otherwise is made anew, and what stands in other links because of it."""
    ada = ProfileRecord(id="ada", name="Ada Fenwick", kind="person")

    def tell(name: str, day: str) -> EventRecord:
        people = (Participant("", "agent", "ada"),)
        return EventRecord(id=name, title=name, date=Date(day), participants=people)

    one, two, three, far = (
        tell("one", "2031-05-01"),
        tell("two", "2031-05-02"),
        tell("three", "2031-05-03"),
        EventRecord(id="far", title="Far", date=Date("1999")),
    )
    memory = Memory()
    before = {event.id: event for event in weave_records(memory, ada, one, two, three, far)}
    again = {event.id: event for event in weave_records(memory, ada, one, two, three, far)}
    assert all(again[name] is event for name, event in before.items())
    other = replace(two, title="Two")
    after = {event.id: event for event in weave_records(memory, ada, one, other, three, far)}
    assert {name for name in after if after[name] is not before[name]} == {"two"}
    moved = replace(two, date=Date("2031-06"))
    after = {event.id: event for event in weave_records(memory, ada, one, moved, three, far)}
    assert {name for name in after if after[name] is not before[name]} == {"one", "two", "three"}
    named = replace(ada, name="Ada")
    assert weave_records(memory, named, one, two)[0].participants[0].name == "Ada"


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.usefixtures("quick")
def test_memory_changes_nothing(tmp_path: Path, seed: int) -> None:
    """After edits of all kinds the chronicle and its problems are those of a first weaving."""
    chance = random.Random(seed)  # noqa: S311 - a choice of edits
    write_tree(tmp_path, {"content/sources/s1.txt": write_article(chance)})
    write_event(chance, tmp_path)
    memory = Memory()
    for _ in range(6):
        chance.choice(ALL)(chance, tmp_path)
        try:
            content = read_content(tmp_path, ignore_progress, readings=Readings(tmp_path))
        except ContentError:
            continue
        given = content.settings, content.reading.sources, content.reading.extractions
        assert weave(*given, content.records, memory) == weave(*given, content.records)
