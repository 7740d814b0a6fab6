"""Drafts: a human file ready to change, which says nothing until a line is uncommented."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sample import EVENTS, PROFILES, STEPPING_DOWN

from sourceline.errors import ContentError
from sourceline.model import Date, Event, EventRecord, Profile, ProfileRecord
from sourceline.store.drafts import draft_event, draft_profile, write_draft
from sourceline.store.records import decode_record

THINGS = (*EVENTS, *PROFILES)
# What a reader of files refuses: the sample's hostile addresses come from no file.
SOUND = [thing for thing in THINGS if "javascript:" not in str(thing)]


def draft(thing: Event | Profile) -> str:
    return draft_event(thing) if isinstance(thing, Event) else draft_profile(thing)


def decode(text: str, thing: Event | Profile) -> EventRecord | ProfileRecord:
    cls = EventRecord if isinstance(thing, Event) else ProfileRecord
    return decode_record(text.encode(), f"content/x/{thing.id}.yaml", cls)


def uncomment(block: str) -> str:
    return re.sub(r"(?m)^# ?", "", block)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.id)
def test_draft_says_nothing(thing: Event | Profile) -> None:
    """A draft as it is written is the record of a person who said nothing but what the file speaks of."""
    record = decode(draft(thing), thing)
    silent = replace(record, of=()) if isinstance(record, EventRecord) else record
    assert silent == type(record)(id=thing.id, positions=record.positions)


def test_draft_names_what_it_speaks_of() -> None:
    """The claims of the event, each with its source."""
    record = decode(draft(STEPPING_DOWN), STEPPING_DOWN)
    assert isinstance(record, EventRecord)
    assert record.of == ("harbour-post/a", "gazette/b")


@pytest.mark.parametrize("thing", SOUND, ids=lambda thing: thing.id)
def test_draft_says_what_is_known(thing: Event | Profile) -> None:
    """With its first block uncommented a draft says what stands on the page, field by field."""
    block = draft(thing).split("\n\n")[1]
    record = decode(uncomment(block), thing)
    fields = (
        ("title", "kind", "date", "status", "participants", "topics")
        if isinstance(thing, Event)
        else ("name", "kind", "aliases", "url", "same_as")
    )
    assert [tell(getattr(record, field)) for field in fields] == [
        tell(getattr(thing, field)) for field in fields
    ]


def tell(value: object) -> object:
    """A field without the words that a date was read from."""
    return Date(value.edtf, value.basis) if isinstance(value, Date) else value or None


def test_every_line_of_a_draft_can_be_used() -> None:
    """The other blocks are good YAML of known keys once uncommented."""
    for block in draft(STEPPING_DOWN).split("\n\n")[2:-1]:
        decode(uncomment(block), STEPPING_DOWN)


def test_draft_is_as_an_author_reads_it() -> None:
    """Head, quotes, what is known, and the words that a person may add."""
    assert draft(STEPPING_DOWN).splitlines() == [
        "# What Sourceline shows of this event. A line that starts with '#' says nothing: take the '#' away,",
        "# and that of the lines that belong to it, and change what it says. It then wins over what was read,",
        "# now and after every reading to come. The rest stays as it was read. docs/editing.md tells all",
        "# keys.",
        "#",
        "# It rests on:",
        "# harbour-post: “Ilse Quandrel had stepped down as director”",
        "# gazette: “On 25 March 2024 Ilse Quandrel resigned from Orrery Works”",
        "",
        "# title: Ilse Quandrel steps down as director of Orrery Works",
        "# kind: departure",
        "# date: 2024-03-25",
        "# status: asserted",
        "# participants:",
        "#   - {name: Ilse Quandrel, role: agent, profile: ilse-quandrel}",
        "#   - {name: Orrery Works, role: organization, profile: orrery-works}",
        "# topics: [instrument-making]",
        "",
        "# text: |",
        "#   Your own words, in Markdown.",
        "#   They stand on the page.",
        "",
        "# merge: [the-id-of-another-event]",
        "# not: [the-id-of-another-event]",
        "# split: [a-source/its-id]",
        "",
        "# reviewed: true",
        "# pin: true",
        "# note: For yourselves; never published.",
        "",
        "# reject: true",
        "",
        "# What this file speaks of, so that it keeps its event whatever becomes of the id. Leave it.",
        "of: [harbour-post/a, gazette/b]",
    ]


def test_file_that_is_there_is_never_touched(tmp_path: Path) -> None:
    """The first draft is written, a second one is not, whatever stands there."""
    path = "content/events/x.yaml"
    assert write_draft(tmp_path, path, "one\n")
    assert not write_draft(tmp_path, path, "two\n")
    assert (tmp_path / path).read_text(encoding="utf-8") == "one\n"


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A problem at the path says why and what to do."""
    (tmp_path / "content").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        write_draft(tmp_path, "content/events/x.yaml", "one\n")
    (problem,) = caught.value.problems
    assert (problem.position.path, problem.code) == ("content/events/x.yaml", "unwritable")
