"""The engine of a language model reads answers, and asks nobody."""

from __future__ import annotations

import json

import pytest
from model_server import EMPTY

from sourceline.errors import UsageError
from sourceline.extract.engine import load_engine
from sourceline.extract.llm import LlmEngine
from sourceline.extract.llm.pieces import LONGEST
from sourceline.extract.llm.requests import Reply, Request
from sourceline.extract.llm.service import Service
from sourceline.read import read_plain

SOURCE = read_plain("Tide opened on Monday. " * (LONGEST // 20), published=None, language="en")


def test_never_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `--engine llm` alone names it, it knows no answer, and says how to get one."""
    monkeypatch.setenv("SOURCELINE_LLM_MODEL", "small")
    with pytest.raises(UsageError, match="Type: sourceline extract --engine llm"):
        load_engine("llm").extract(SOURCE)


def test_knows_what_is_open() -> None:
    """Of a long source it says which pieces have no answer yet, or one of another shape."""
    kept: dict[str, Reply] = {}
    engine = LlmEngine(service=Service(model="small"), recall=lambda request: kept.get(request.key))
    first, second = engine.list_open(SOURCE)
    kept[first.key] = Reply(json.dumps(EMPTY))
    kept[second.key] = Reply("Sure!")
    assert engine.list_open(SOURCE) == (second,)


def test_question_has_a_name_of_its_own() -> None:
    """Another model, text or rule of the prompt is another question; the same is the same in every process."""
    base = Request("small", (("system", "List."), ("user", "Tide opened.")))
    others = (
        Request("large", base.messages),
        Request("small", (("system", "List all."), base.messages[1])),
        Request("small", (base.messages[0], ("user", "Tide closed."))),
        base.repair("Sure!", "Again."),
    )
    keys = [base.key, *(request.key for request in others)]
    assert len(set(keys)) == len(keys)
    assert base.key == Request("small", tuple(base.messages)).key
