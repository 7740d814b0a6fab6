"""An edit of an author's text alone makes the page that shows it and the index, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from trees import read_tree, write_tree

from sourceline.cli import main
from sourceline.extract.rules import RulesEngine
from sourceline.weave import weaving

ROOT = Path(__file__).parents[2]
EVENT, PROFILE = "content/events/flood.yaml", "content/profiles/ada-fenwick.yaml"
FILES = {
    EVENT: "title: The flood of the harbour\ndate: 2031-05\ntext: It *rained* for days.\n",
    PROFILE: "name: Ada Fenwick\nkind: person\ntext: Born in the north.\n",
}


@pytest.fixture
def built(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with two texts by its author, built; from here on nothing may be woven."""
    reader = RulesEngine()
    monkeypatch.setattr("sourceline.pipeline.extraction.load_engine", lambda _: reader)
    write_tree(site, FILES)
    build(site)

    def refuse(*_: object) -> None:
        pytest.fail("the whole site was woven")

    monkeypatch.setattr(weaving, "weave", refuse)
    return site


def build(site: Path) -> dict[str, bytes]:
    """The published files after `sourceline build`."""
    with pytest.raises(SystemExit) as ended:
        main(["build", "-C", str(site)])
    assert ended.value.code in (0, None)
    return read_tree(site / "public")


def build_afresh(site: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The same of a copy without anything kept."""
    monkeypatch.undo()
    copy = site.with_name("copy")
    shutil.copytree(site / "content", copy / "content")
    return build(copy)


@pytest.mark.parametrize(
    "edits",
    [
        [{EVENT: "It rained for weeks, and then came the *eels*."}],
        [{PROFILE: "Born in the far north; see [the sea](https://sea.example/eels)."}],
        [{EVENT: "One eel."}, {EVENT: "Two eels."}, {PROFILE: "Likes eels."}, {EVENT: "No more."}],
        [{EVENT: "Rain.", PROFILE: "Sun."}],
        [{EVENT: "It *rained*   for days."}],
    ],
)
def test_site_is_that_of_a_whole_build(
    built: Path, monkeypatch: pytest.MonkeyPatch, edits: list[dict[str, str]]
) -> None:
    """Whatever texts are edited, also several times, every published file has the bytes of a first build."""
    for texts in edits:
        for path, text in texts.items():
            kept = FILES[path].partition("text:")[0]
            write_tree(built, {path: f"{kept}text: >-\n  {text}\n"})
        found = build(built)
    assert found == build_afresh(built, monkeypatch)


def test_says_what_the_last_build_said(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The problems of the site are told again; whether a page changed is told anew."""
    capsys.readouterr()
    build(built)
    unchanged = capsys.readouterr()
    write_tree(built, {EVENT: FILES[EVENT].replace("days", "weeks")})
    build(built)
    edited = capsys.readouterr()
    assert edited.err == unchanged.err
    assert edited.out == unchanged.out.replace(" (unchanged)", "")


@pytest.mark.parametrize(
    "text",
    [
        FILES[EVENT].replace("flood of", "storm in"),
        FILES[EVENT].replace("2031-05", "2031-06"),
        FILES[EVENT] + "note: To be checked.\n",
        FILES[EVENT].partition("text:")[0],
        FILES[EVENT].replace("It *rained* for days.", "''"),
    ],
)
def test_all_else_is_for_a_whole_build(built: Path, text: str) -> None:
    """Another title, date or note is woven, and so is a text that goes."""
    write_tree(built, {EVENT: text})
    with pytest.raises(pytest.fail.Exception, match="woven"):
        main(["build", "-C", str(built)])


def test_lost_notes_are_for_a_whole_build(built: Path) -> None:
    """Without the notes of the last build, nothing is guessed."""
    for folder in (built / ".sourceline" / "builds").glob("*-*"):
        shutil.rmtree(folder)
    write_tree(built, {EVENT: FILES[EVENT].replace("days", "weeks")})
    with pytest.raises(pytest.fail.Exception, match="woven"):
        main(["build", "-C", str(built)])


def test_spoiled_page_is_for_a_whole_build(built: Path) -> None:
    """Where the published site is not as it was left, all of it is made anew."""
    (built / "public" / "index.html").write_text("spoiled")
    write_tree(built, {EVENT: FILES[EVENT].replace("days", "weeks")})
    with pytest.raises(pytest.fail.Exception, match="woven"):
        main(["build", "-C", str(built)])


def test_loads_little(built: Path) -> None:
    """Neither the model nor templates, YAML or the values of pages are imported: an author waits for this build
    most often."""
    write_tree(built, {EVENT: FILES[EVENT].replace("days", "weeks")})
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom sourceline.cli import main\n"
        f"try: main(['build', '-C', {str(built)!r}])\nexcept SystemExit: print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = {"click", "dataclasses", "jinja2", "markdown_it", "tomllib", "yaml"}
    heavy |= {
        f"sourceline.{name}" for name in ("model", "pipeline.site", "site.pages", "weave.weaving")
    }
    assert "sourceline.pipeline.prose" in loaded
    assert loaded & heavy == set()


@pytest.mark.parametrize(
    ("shown", "made"),
    [("{{ title }}", []), ("{{ markdown|length }}", ["woven"])],
)
def test_templates_of_a_site_decide(
    site: Path, monkeypatch: pytest.MonkeyPatch, shown: str, made: list[str]
) -> None:
    """Those that do no more with the text than to show it leave the quick way open."""
    template = '{% extends "theme/event.html" %}{% block opening %}' + shown + "{% endblock %}"
    write_tree(site, {**FILES, "templates/event.html": template})
    build(site)
    write_tree(site, {EVENT: FILES[EVENT].replace("days", "weeks")})
    calls: list[str] = []
    weave = weaving.weave

    def note(*given: Any, **named: Any) -> Any:
        calls.append("woven")
        return weave(*given, **named)

    monkeypatch.setattr(weaving, "weave", note)
    found = build(site)
    assert calls == made
    shutil.copytree(site / "templates", site.with_name("copy") / "templates")
    assert found == build_afresh(site, monkeypatch)
