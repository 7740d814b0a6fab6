"""A language model as reader of a site: asked once, with consent, and never by a build."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_server import (
    EMPTY,
    ModelServer,
    Raw,
    Refused,
    find_text,
    serve_model,
    write_completion,
)
from trees import read_tree, write_tree

from sourceline.cli.commands import run_command
from sourceline.comparison.values import Score, count_verdicts
from sourceline.errors import ContentError, UsageError
from sourceline.extract.llm.client import ModelError
from sourceline.pipeline import build_site, compare_engines, extract_sources
from sourceline.pipeline.reports import Estimate

pytest.importorskip("onnxruntime")
pytest.importorskip("openai")

FACTS: dict[str, dict[str, Any]] = {
    "Ada Fenwick founded Northwind Tide in March 2019.": {
        "kind": "founding",
        "title": "Ada Fenwick founds Northwind Tide",
        "date": "2019-03",
        "date_words": "March 2019",
        "participants": [
            {"name": "Ada Fenwick", "role": "agent"},
            {"name": "Northwind Tide", "role": "object"},
        ],
    },
    "Northwind Tide sued Strait Power on 3 May 2031.": {
        "kind": "lawsuit",
        "title": "Northwind Tide sues Strait Power",
        "date": "2031-05-03",
        "date_words": "3 May 2031",
        "participants": [
            {"name": "Northwind Tide", "role": "agent"},
            {"name": "Strait Power", "role": "object"},
        ],
    },
}
"""Sentence → what an honest model says of it."""


def answer_honestly(body: dict[str, Any]) -> object:
    """What the text says, and nothing else."""
    text = find_text(body)
    events = [
        {"quote": quote, "status": "asserted", **fact}
        for quote, fact in FACTS.items()
        if quote in text
    ]
    return {**EMPTY, "events": events}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """An honest model, named by the environment."""
    with serve_model(answer_honestly) as state:
        monkeypatch.setenv("SOURCELINE_LLM_MODEL", "test")
        monkeypatch.setenv("SOURCELINE_LLM_BASE_URL", state.url)
        monkeypatch.delenv("SOURCELINE_LLM_KEY", raising=False)
        yield state


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two sources of a sentence each, and prices."""
    settings = "engine: llm\nllm:\n  price_in: 0.5\n  price_out: 2\n"
    files = {f"content/sources/{n}.txt": f"{text}\n" for n, text in enumerate(FACTS)}
    write_tree(tmp_path, {"content/site.yaml": settings, **files})
    return tmp_path


class Consent:
    """A person who agrees, and keeps what was said before."""

    def __init__(self) -> None:
        self.told: list[Estimate] = []

    def __call__(self, estimate: Estimate) -> None:
        self.told.append(estimate)


def list_titles(site: Path) -> list[str]:
    lines = [
        line.strip()
        for path in sorted((site / "content/extracted").glob("*.yaml"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line.removeprefix("title: ") for line in lines if line.startswith("title: ")]


def test_each_question_is_asked_once(site: Path, server: ModelServer) -> None:
    """What it will take is told before and what it took after; a second run asks nothing, and the same
    answers give the same bytes wherever they are read again."""
    consent = Consent()
    report = extract_sources(site, consent=consent)
    assert report.model is not None
    shown = [(e.sources, e.requests, e.model) for e in (*consent.told, report.model.estimate)]
    assert shown == [(2, 2, "test")] * 2
    assert (report.model.estimate.tokens_in, str(report.model.estimate.price)) == (2000, "0.0014")
    read = read_tree(site / "content/extracted")
    shutil.rmtree(site / "content/extracted")
    again = extract_sources(site)  # nobody is there to agree, and nobody is needed
    assert (len(again.written), len(server.asked), len(consent.told)) == (2, 2, 1)
    assert read_tree(site / "content/extracted") == read
    assert set(list_titles(site)) >= {fact["title"] for fact in FACTS.values()}


def test_what_is_sent(site: Path, server: ModelServer) -> None:
    """A question has no tools, no chance in it, a closed shape for the answer, and an end to it."""
    extract_sources(site, consent=Consent())
    body = server.asked[0]
    shape = body["response_format"]["json_schema"]
    assert set(body) == {
        *("model", "messages", "temperature", "seed", "response_format", "max_tokens"),
    }
    assert 4_000 < body["max_tokens"] < 6_000
    assert (body["temperature"], shape["strict"]) == (0, True)
    assert shape["schema"]["additionalProperties"] is False
    assert server.headers[0]["authorization"] == "Bearer none"


def test_interrupted_run_goes_on(site: Path, server: ModelServer) -> None:
    """What was answered before the service failed is kept, and is not asked again."""
    server.answer = lambda body: answer_honestly(body) if "Ada" in find_text(body) else Refused(401)
    with pytest.raises(ModelError, match="does not take the key"):
        extract_sources(site, consent=Consent())
    server.answer = answer_honestly
    asked = len(server.asked)
    extract_sources(site, consent=Consent())
    assert (asked, len(server.asked)) == (2, 3)


def test_several_questions_at_once(site: Path, server: ModelServer) -> None:
    """Two questions at once write what one after the other does."""
    extract_sources(site, consent=Consent(), jobs=2)
    read = read_tree(site / "content/extracted")
    shutil.rmtree(site / "content/extracted")
    shutil.rmtree(site / ".sourceline")
    extract_sources(site, consent=Consent())
    assert read_tree(site / "content/extracted") == read
    assert len(server.asked) == 4


def test_bad_answer_is_asked_again(site: Path, server: ModelServer) -> None:
    """A model that answers in another shape is told why, once; a service that is busy is asked again."""
    seen: list[int] = []

    def answer(body: dict[str, Any]) -> object:
        seen.append(len(body["messages"]))
        return (
            "Sure!" if len(seen) == 1 else Refused(503) if len(seen) == 2 else answer_honestly(body)
        )

    server.answer = answer
    report = extract_sources(site, consent=Consent())
    assert seen == [4, 6, 6, 4]
    assert server.asked[2]["messages"][4:] == [
        {"role": "assistant", "content": "Sure!"},
        {
            "role": "user",
            "content": "That was not what was asked for: The answer is no JSON: Expecting value: line 1 column 1"
            " (char 0). Answer again, with the JSON alone.",
        },
    ]
    assert report.model is not None
    assert report.model.estimate.tokens_in == 3000


def test_answer_that_is_cut_off(site: Path, server: ModelServer) -> None:
    """What is whole of it is taken, and the model is not asked again: it would be cut off again."""

    def cut(body: dict[str, Any]) -> Raw:
        said = write_completion(body["model"], json.dumps(answer_honestly(body))[:-40])
        choice = {**said["choices"][0], "finish_reason": "length"}
        return Raw(json.dumps({**said, "choices": [choice]}).encode())

    server.answer = cut
    extract_sources(site, consent=Consent())
    assert len(server.asked) == 2
    assert set(list_titles(site)) == {fact["title"] for fact in FACTS.values()}


def test_model_without_an_answer(site: Path, server: ModelServer) -> None:
    """A source of which a model can say nothing is named; the others are read, and what it cost is counted."""
    server.answer = lambda body: answer_honestly(body) if "Ada" in find_text(body) else "Sure!"
    with pytest.raises(ContentError) as caught:
        extract_sources(site, consent=Consent())
    assert [(p.position.path, p.code) for p in caught.value.problems] == [
        ("content/sources/1.txt", "bad-answer")
    ]
    assert set(list_titles(site)) == {"Ada Fenwick founds Northwind Tide"}


def test_model_without_temperature(site: Path, server: ModelServer) -> None:
    """A model that takes no temperature, or the bound by another name, says so, and is asked otherwise; what else
    it refuses is told."""
    refused = Refused(400, "temperature must be 1")
    server.answer = lambda body: refused if "temperature" in body else answer_honestly(body)
    extract_sources(site, consent=Consent())
    assert [("temperature" in body, body["seed"]) for body in server.asked] == [
        (True, 7),
        (False, 7),
    ] * 2
    shutil.rmtree(site / ".sourceline")
    refused = Refused(400, "max_tokens is not supported; use max_completion_tokens")
    server.answer = lambda body: refused if "max_tokens" in body else answer_honestly(body)
    extract_sources(site, paths=[site / "content/sources/0.txt"], consent=Consent())
    assert 4_000 < server.asked[-1]["max_completion_tokens"] < 6_000
    shutil.rmtree(site / ".sourceline")
    server.answer = lambda _: Refused(400, "too long")
    with pytest.raises(ModelError, match=r"refused: .*too long"):
        extract_sources(site, paths=[site / "content/sources/0.txt"], consent=Consent())


@pytest.mark.parametrize(
    "answer",
    [
        Raw(b"<html>Welcome</html>", "text/html"),
        Raw(b"no JSON"),
        Raw(b"[]"),
        Raw(b'{"choices": [7]}'),
        Raw(b'{"choices": null}'),
        Raw(b'{"choices": {"a": 7}}'),
        Raw(b'{"choices": [], "usage": {"prompt_tokens": 1e999}}'),
        Raw(b"[" * 100_000),
    ],
)
def test_no_service_of_models(site: Path, server: ModelServer, answer: Raw) -> None:
    """What is no completion is told as such, whatever it is."""
    server.answer = lambda _: answer
    with pytest.raises((ModelError, ContentError)) as caught:
        extract_sources(site, consent=Consent())
    assert "not as a service of language models does" in str(caught.value) or "bad-answer" in {
        problem.code for problem in getattr(caught.value, "problems", ())
    }


def test_words_of_a_service_are_shown_plain(site: Path, server: ModelServer) -> None:
    """What a service says in an error goes to the terminal without its codes."""
    server.answer = lambda _: Refused(400, "\x1b[31mno\x07")
    with pytest.raises(ModelError) as caught:
        extract_sources(site, consent=Consent())
    assert "[31mno" in str(caught.value)
    assert all(line.isprintable() for line in str(caught.value).splitlines())


def test_build_never_asks(site: Path, server: ModelServer) -> None:
    """A build takes what was read, by whatever model, and says what nobody has read."""
    report = build_site(site, site / "public")
    codes = sorted(p.code for p in report.problems if p.severity == "warning")
    assert (codes, server.asked) == (["unread", "unread"], [])
    extract_sources(site, consent=Consent())
    asked = len(server.asked)
    shutil.rmtree(site / ".sourceline")
    server.answer = lambda _: Refused(500)
    report = build_site(site, site / "public")
    assert [p.code for p in report.problems if p.code in ("unread", "older-reading")] == []
    assert (report.extracted, len(server.asked)) == (0, asked)


def test_older_reading_is_used(
    site: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another model is named now, a build uses the old reading and says so."""
    extract_sources(site, consent=Consent())
    before = read_tree(site / "content/extracted")
    monkeypatch.setenv("SOURCELINE_LLM_MODEL", "other")
    report = build_site(site, site / "public")
    assert [p.code for p in report.problems if p.code == "older-reading"] == ["older-reading"] * 2
    assert (read_tree(site / "content/extracted"), len(server.asked)) == (before, 2)


def test_nothing_is_sent_without_a_yes(
    site: Path, server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody can be asked, the command ends before anything is sent, and says how to agree."""
    with pytest.raises(SystemExit) as ended:
        run_command(["extract", "-C", str(site)])
    host = server.url.removeprefix("http://").removesuffix("/v1")
    said = capsys.readouterr()
    assert (ended.value.code, said.out, server.asked) == (2, "", [])
    assert said.err.startswith(
        f"test at {host} without a key would get 2 questions with the text of 2 sources: some "
    )
    assert said.err.endswith(
        "error: Nobody is here to agree, so nothing was sent.\n    Add --yes to have it asked.\n"
    )


def test_what_the_command_says(
    site: Path, server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the end stands what it took, and what was left out and why."""
    lie = {"quote": "Northwind Tide closed.", "status": "asserted", **FACTS[next(iter(FACTS))]}
    server.answer = lambda body: {**EMPTY, "events": [lie, lie, *answer_honestly(body)["events"]]}  # type: ignore[index] # its shape
    with pytest.raises(SystemExit) as ended:
        run_command(["extract", "-C", str(site), "--yes"])
    assert ended.value.code is None
    assert capsys.readouterr().out == (
        "Wrote content/extracted/0.yaml\n"
        "Wrote content/extracted/1.yaml\n"
        "test gave 2 answers: 2,000 tokens in, 200 out; price 0.0014.\n"
        "Left out of its answers, since the sources do not bear it out: 4\n"
        "  4 event: quote not in the source\n"
        "Read 2 sources (2 extracted).\n"
    )


def test_missing_client_is_named(
    site: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the client is not installed, the command says what to type; a build does not need it."""
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(UsageError) as caught:
        extract_sources(site, consent=Consent())
    assert str(caught.value) == (
        "--engine llm needs the OpenAI client, and openai is not installed.\n"
        '    Type: pip install "sourceline[llm]"'
    )
    assert (build_site(site, site / "public").sources, server.asked) == (2, [])


def test_model_is_named_with_the_engine(site: Path, server: ModelServer) -> None:
    """`llm:MODEL` asks for another model than the site or the environment names."""
    report = extract_sources(site, engine="llm:small:8b", consent=Consent())
    assert {body["model"] for body in server.asked} == {"small:8b"}
    assert {each.engine.split("-", 1)[1] for each in report.extractions} == {"small:8b"}


def test_no_cluster_for_a_model(site: Path) -> None:
    """A cluster reads by rules only."""
    with pytest.raises(UsageError, match="--scheduler gives work to a cluster"):
        extract_sources(site, scheduler="tcp://127.0.0.1:8786", consent=Consent())


def test_damaged_answer_is_asked_again(site: Path, server: ModelServer) -> None:
    """An answer that was changed on the disk counts as none."""
    extract_sources(site, consent=Consent())
    for path in (site / ".sourceline/answers").iterdir():
        kept = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**kept, "text": json.dumps(EMPTY)}), encoding="utf-8")
    shutil.rmtree(site / "content/extracted")
    extract_sources(site, consent=Consent())
    assert (len(server.asked), len(list_titles(site)) >= 2) == (4, True)


def test_compared_with_the_rules(site: Path, server: ModelServer) -> None:
    """`compare` sets what the model said beside what the rules read, and asks for nothing."""
    extract_sources(site, consent=Consent())
    asked = len(server.asked)
    found = compare_engines(site, ["rules", "llm"])
    assert [entrant.name for entrant in found.entrants] == ["rules", "llm"]
    assert {each.fact: each.both for each in found.agreements}["event"] == 2
    assert len(server.asked) == asked


@pytest.mark.usefixtures("server")
def test_models_compared(site: Path) -> None:
    """Two models are two engines, each with a name of its own and what it said; one model by two names is one."""
    (site / "content/events").mkdir()
    extract_sources(site, engine="llm:other", consent=Consent())
    report = extract_sources(site, consent=Consent())
    event = report.extractions[0].events[0]
    record = site / f"content/events/{event.id}.yaml"
    record.write_text(f"title: {event.title}\n", encoding="utf-8")
    found = compare_engines(site, ["llm:test", "llm:other"])
    assert [entrant.name for entrant in found.entrants] == ["llm:test", "llm:other"]
    counts = [count_verdicts(found.verdicts, each.name, "event") for each in found.entrants]
    assert counts == [Score(found=1, missed=0, contradicted=0, kept_out=0, wanted=1)] * 2
    with pytest.raises(UsageError, match="An engine is named twice"):
        compare_engines(site, ["llm", "llm:test"])
