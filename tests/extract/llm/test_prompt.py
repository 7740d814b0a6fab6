"""What a model is asked: our rules, an example with its right answer, and the text as data."""

from __future__ import annotations

import json

import pytest

from sourceline.extract.grounding import ground_suggestions
from sourceline.extract.llm.prompt import ANSWER, EXAMPLE, write_messages
from sourceline.extract.llm.shapes import read_answer
from sourceline.extract.rules.order import find_facts
from sourceline.read import read_plain


def test_example_is_a_right_answer() -> None:
    """It has the shape that is asked for, and every part of it holds in its text."""
    pytest.importorskip("onnxruntime")
    document = find_facts(read_plain(EXAMPLE, published="2029-05-05", language="en"))
    grounded = ground_suggestions(document, read_answer(json.dumps(ANSWER)))
    assert grounded.left_out == ()
    facts = grounded.document
    assert {(event.title, event.status) for event in facts.events} == {
        ("Aldport opens a tram line", "asserted"),
        ("Aldport plans to open a second line", "planned"),
    }
    assert (len(facts.roles), len(facts.figures), len(facts.quotations)) == (1, 1, 1)


def test_text_stands_last_between_marks_of_its_own() -> None:
    """What a model reads last is the text, and the text cannot contain the line that ends it."""
    source = read_plain("Tide opened.", published="2031-05-06", language="en")
    *before, (role, content) = write_messages(source, "Tide opened.")
    assert [name for name, _ in before] == ["system", "user", "assistant"]
    assert (role, content) == (
        "user",
        (
            "Title: unknown\nPublished: 2031-05-06\nLanguage: en\n--- text d01ca8cb47da4712 ---\nTide opened.\n"
            "--- end of text d01ca8cb47da4712 ---"
        ),
    )
