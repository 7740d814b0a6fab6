"""What a later state of the site corrects of an earlier one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import SAMPLE

from sourceline.errors import UsageError
from sourceline.model import Chronicle, Correction, Date, Settings
from sourceline.site.changes import compare_states, drop_listed
from sourceline.site.state import Shown, State, dump_state, make_state, read_state

ON = "2031-06-01"


def compare(before: Shown, after: Shown) -> list[tuple[str, str, str]]:
    found = compare_states(
        State(pages={"events/x": before}), State(pages={"events/x": after}), on=ON
    )
    assert {(entry.on, entry.page) for entry in found} <= {(ON, "events/x")}
    return [(entry.what, entry.before, entry.after) for entry in found]


OLD = Shown(
    title="The mast falls",
    date="reported 2031-05",
    status="alleged",
    participants=(("agent", "Cora", "people/cora"), ("object", "a mast", "")),
    figures=(("length", "12 m, length"), ("loss", "8 million, loss")),
)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (OLD, []),
        (replace(OLD, title="The mast breaks"), [("title", "The mast falls", "The mast breaks")]),
        (replace(OLD, date="2031-05-02"), [("date", "reported 2031-05", "2031-05-02")]),
        (replace(OLD, date=""), [("date", "reported 2031-05", "")]),
        (replace(OLD, status="asserted"), [("status", "alleged", "asserted")]),
        (
            replace(OLD, participants=OLD.participants[:1]),
            [("participants", "Cora (agent); a mast (object)", "Cora (agent)")],
        ),
        (replace(OLD, participants=(*OLD.participants, ("location", "Tide Bay", ""))), []),
        (
            replace(OLD, figures=(("loss", "9 million, loss"), ("people", "3 people"))),
            [("figure", "12 m, length", ""), ("figure", "8 million, loss", "9 million, loss")],
        ),
        (replace(OLD, roles=(("keeper", "keeper, from 2030"),)), []),
    ],
)
def test_what_was_shown_and_changed(after: Shown, found: list[tuple[str, str, str]]) -> None:
    """A value that changed or vanished is a correction; one that came is none."""
    assert compare(OLD, after) == found


def test_undated_event_that_gets_a_date_is_not_corrected() -> None:
    """Nothing wrong was shown before."""
    assert compare(replace(OLD, date=""), OLD) == []


def test_pages_are_followed() -> None:
    """A new id is followed to its page; a page that joined another, or is gone, is told under its old
    address, and a participant under its newest."""
    before = State(
        pages={
            "events/a": OLD,
            "events/b": Shown(title="B"),
            "events/c": Shown(title="C"),
            "events/new": Shown(title="New, as it was"),
        }
    )
    after = State(
        pages={
            "events/a2": replace(
                OLD,
                date="2031-05-02",
                participants=(("agent", "Cora L.", "people/cora-l"), ("object", "a mast", "")),
            ),
            "events/new": Shown(title="New, as it was"),
            "events/other": Shown(title="Merely new"),
        },
        redirects={
            "events/a": "events/a1",
            "events/a1": "events/a2",
            "events/b": "events/new",
            "people/cora": "people/cora-l",
        },
    )
    assert compare_states(before, after, on=ON) == (
        Correction(
            on=ON, page="events/a2", what="date", before="reported 2031-05", after="2031-05-02"
        ),
        Correction(on=ON, page="events/b", what="joined", before="B", after="New, as it was"),
        Correction(on=ON, page="events/c", what="removed", before="C"),
    )


def test_redirects_in_a_circle_lead_nowhere() -> None:
    """A page whose way goes round is gone."""
    ways = {"events/a": "events/b", "events/b": "events/a"}
    found = compare_states(State(pages={"events/a": OLD}), State(redirects=ways), on=ON)
    assert [entry.what for entry in found] == ["removed"]


def test_equal_entries_are_added_once() -> None:
    """An entry that is in the file, under whatever day and with whatever note, is not found again."""
    found = compare_states(State(pages={"events/a": OLD}), State(), on=ON)
    noted = [replace(found[0], on="2031-05-30", note="It was the other mast.")]
    assert drop_listed(found, noted) == ()
    assert drop_listed(found, []) == found


def test_state_of_the_sample_comes_back() -> None:
    """What is written is read again, whatever letters it holds, and corrects nothing of itself."""
    state = make_state(SAMPLE)
    text = dump_state(state)
    assert text.isascii()
    assert read_state(text, "x") == state
    assert compare_states(state, read_state(text, "x"), on=ON) == ()
    assert state.pages["events/quandrel-steps-down"] == Shown(
        title="Ilse Quandrel steps down as director of Orrery Works",
        date="2024-03-25",
        status="asserted",
        participants=(
            ("agent", "Ilse Quandrel", "people/ilse-quandrel"),
            ("organization", "Orrery Works", "organizations/orrery-works"),
        ),
    )
    assert state.pages["people/ilse-quandrel"] == Shown(
        title="Ilse Quandrel",
        roles=(("director", "director, Orrery Works, from 2013~, until 2024-03-25"),),
    )
    assert state.pages["organizations/orrery-works"].roles == ()
    assert state.pages["events/spending"].figures == (
        ("expenditure", "8 million a month, expenditure, reported 2024-03-26"),
    )


texts = st.text(max_size=8)
lines = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
shown = st.builds(
    Shown,
    title=texts,
    date=texts,
    status=texts,
    participants=st.lists(st.tuples(texts, texts, texts), max_size=3).map(tuple),
    figures=lines,
    roles=lines,
)
states = st.builds(
    State,
    pages=st.dictionaries(texts, shown, max_size=4),
    redirects=st.dictionaries(texts, texts, max_size=4),
)


@given(states, states)
def test_comparing_never_fails(before: State, after: State) -> None:
    """Any two states can be compared, each read from its file; a state corrects nothing of itself."""
    assert read_state(dump_state(before), "x") == before
    compare_states(before, after, on=ON)
    assert compare_states(before, before, on=ON) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version":1}', '{"pages":[],"redirects":{}}'])
def test_broken_state_is_told(text: str) -> None:
    """What is no state is named, not guessed at."""
    with pytest.raises(
        UsageError, match=r"old/state\.json is not what a build of Sourceline wrote"
    ):
        read_state(text, "old/state.json")


def test_empty_chronicle_has_a_state() -> None:
    """Nothing is shown, and that can be compared too."""
    state = make_state(Chronicle(settings=Settings()))
    assert dump_state(state) == (
        '{"version":1,"known_on":null,"corrections":0,"pages":{},"redirects":{}}\n'
    )


def test_date_of_a_changed_event_is_a_correction() -> None:
    """Two chronicles that differ in one date differ in one correction."""
    events = tuple(
        replace(e, date=Date("1451~")) if e.id == "founding" else e for e in SAMPLE.events
    )
    found = compare_states(make_state(SAMPLE), make_state(replace(SAMPLE, events=events)), on=ON)
    assert found == (
        Correction(on=ON, page="events/founding", what="date", before="1450~", after="1451~"),
    )
