"""Answers: taken when they have the shape that was asked for, and else named fault by fault."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_server import EMPTY

from sourceline.extract.grounding.suggestions import (
    SuggestedEvent,
    SuggestedParticipant,
    Suggestions,
)
from sourceline.extract.llm.shapes import AnswerError, mend_cut, read_answer, write_schema

EVENT: dict[str, Any] = {
    "quote": "Tide closed on Monday.",
    "kind": "shutdown",
    "title": "Tide closes",
    "status": "asserted",
    "date": None,
    "date_words": "on Monday",
    "participants": [{"name": "Tide", "role": "agent"}],
}
ROLE = {"quote": "Ada, head of Tide", "person": "Ada", "role": "head", "organization": "Tide"}


def test_reads_an_answer() -> None:
    """An answer of the shape becomes suggestions, in its order."""
    event = SuggestedEvent(
        quote="Tide closed on Monday.",
        kind="shutdown",
        title="Tide closes",
        status="asserted",
        date=None,
        date_words="on Monday",
        participants=(SuggestedParticipant(name="Tide", role="agent"),),
    )
    assert read_answer(json.dumps({**EMPTY, "events": [EVENT]})) == Suggestions(events=(event,))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("Here you are: {}", "The answer is no JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[" * 100_000, "The answer is no JSON: "),
        ('{"events": NaN}', "The answer is no JSON: NaN is no JSON"),
        ([], "answer must be an object"),
        ({**EMPTY, "url": []}, "answer has no key 'url'"),
        ({k: v for k, v in EMPTY.items() if k != "roles"}, "answer.roles is missing"),
        ({**EMPTY, "events": [{**EVENT, "title": 7}]}, "answer.events[0].title must be a text"),
        ({**EMPTY, "events": [{**EVENT, "title": "x" * 2001}]}, "answer.events[0].title must be a"),
        ({**EMPTY, "events": [{**EVENT, "title": "\ud800"}]}, "answer.events[0].title must be a"),
        (
            {**EMPTY, "events": [{**EVENT, "status": "approved"}]},
            "answer.events[0].status must be one of asserted, planned, denied, alleged",
        ),
        ({**EMPTY, "events": [EVENT] * 201}, "answer.events must be a list of at most 200"),
        ({**EMPTY, "events": [{**EVENT, "participants": None}]}, "answer.events[0].participants"),
    ],
)
def test_names_faults(answer: object, fault: str) -> None:
    """What is no answer is refused with its fault, for the model to mend."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    with pytest.raises(AnswerError) as caught:
        read_answer(text)
    assert str(caught.value).startswith(fault)


VALIDATOR = jsonschema.Draft202012Validator(dict(write_schema()))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "agent", "sued", "Tide"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from([*EVENT, *EMPTY]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*EMPTY]), VALUES),
    st.dictionaries(st.sampled_from([*EVENT]), VALUES),
)
def test_schema_and_reader_agree(groups: dict[str, Any], event: dict[str, Any]) -> None:
    """What the reader takes, the schema allows; the schema alone knows the kinds of event."""
    answer = {**EMPTY, **groups} if groups else {**EMPTY, "events": [{**EVENT, **event}]}
    try:
        read_answer(json.dumps(answer))
        taken = True
    except AnswerError:
        taken = False
    faults = [error for error in VALIDATOR.iter_errors(answer) if "kind" not in error.absolute_path]
    assert taken == (not faults) or "kind" in event


@given(st.integers(0, 900))
def test_of_a_cut_answer_the_whole_items_are_taken(length: int) -> None:
    """Wherever it is cut off, what is whole is there, in its order, and nothing else."""
    events = [{**EVENT, "title": title} for title in ("Tide {opens", 'Tide "closes', "Tide")]
    answer = json.dumps({**EMPTY, "events": events, "roles": [ROLE]})
    cut = mend_cut(answer[:length])
    suggestions = read_answer(cut) if cut else Suggestions()
    ends = [answer.index(json.dumps(each)) + len(json.dumps(each)) for each in (*events, ROLE)]
    count = sum(end <= length for end in ends)
    titles = [event.title for event in suggestions.events]
    assert titles == ["Tide {opens", 'Tide "closes', "Tide"][:count]
    assert len(suggestions.roles) == (count == 4)


def test_what_a_cut_answer_says_again_and_again_is_taken_once() -> None:
    """A model that goes round in circles says little."""
    answer = '{"events": [' + f"{json.dumps(EVENT)}, " * 300
    cut = mend_cut(answer)
    assert cut is not None
    assert len(read_answer(cut).events) == 1


@pytest.mark.parametrize("answer", ["", "Sure!", '{"events": [', '{"events": [{"quote": "Ti'])
def test_nothing_is_whole(answer: str) -> None:
    """Then nothing of the answer is taken."""
    assert mend_cut(answer) is None
