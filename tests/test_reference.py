"""The reference is as the code makes it, holds all there is, and leaves nothing without words."""

from __future__ import annotations

import ast
import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from write_reference import FOLDER, list_classes, list_commands, write_pages

from sourceline.check.kinds import KINDS
from sourceline.check.meanings import MEANINGS
from sourceline.doctor.requirements import list_requirements
from sourceline.site.labels import load_table
from sourceline.store.schema import shape_fields

ROOT = Path(__file__).resolve().parent.parent
PAGES = write_pages()


@pytest.mark.golden
@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_as_written(name: str) -> None:
    """Each page stands in docs/reference/ as the script writes it now; `make golden` writes it."""
    if os.environ.get("UPDATE_GOLDEN"):
        (FOLDER / name).write_text(PAGES[name], encoding="utf-8")
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name]


def test_there_is_no_other_page() -> None:
    """What is no longer written stands there no more."""
    assert {path.name for path in FOLDER.iterdir()} == set(PAGES)


def test_every_command_has_words() -> None:
    """Each command says what it does and ends with its exit codes, each option says what it is for, and each
    argument is spoken of."""
    silent = []
    for typed, command in list_commands():
        said = inspect.cleandoc(command.help or "")
        silent += [typed for words in (said, command.epilog or "") if not words.strip()]
        for each in command.params:
            if isinstance(each, click.Option):
                silent += [f"{typed} {each.opts[-1]}"] if not each.help else []
            else:
                words = re.findall("[A-Z]+", each.make_metavar(click.Context(command)))
                spoken = any(word.lower() in said.lower() for word in words)
                silent += [] if spoken else [f"{typed} {each.name}"]
    assert silent == []


def test_every_command_is_there() -> None:
    """With each of its options, and no other command."""
    _, *sections = re.split(r"^## ", PAGES["commands.md"], flags=re.MULTILINE)
    written = {section.split("`")[1]: section for section in sections}
    found = dict(list_commands())
    assert set(written) == set(found)
    for typed, command in found.items():
        names = {name for each in command.params for name in each.opts if name.startswith("-")}
        cells = re.findall(r"^\| (`-.+?) \|", written[typed], re.MULTILINE)
        assert set(re.findall(r"`(-\S+?)[` ]", " ".join(cells))) == names


@pytest.mark.parametrize("cls", list_classes(), ids=lambda cls: cls.__name__)
def test_every_key_is_there(cls: type) -> None:
    """Each key of each value that people write has a row with its type and its words."""
    heading, words = list_classes()[cls]
    assert words
    page = PAGES["site-yaml.md" if "site.yaml" in heading else "content-yaml.md"]
    section = page.partition(heading if "site.yaml" in heading else f"## {heading}\n")[2]
    rows = re.findall(
        r"^\| `(\w+)` \| (.+?) \| .*? ?\| (.+) \|$", section.split("\n## ")[0], re.MULTILINE
    )
    assert [key for key, kind, said in rows if kind and said] == list(shape_fields(cls))


def test_every_label_is_there() -> None:
    """By its key, in the order of the file."""
    found = re.findall(r"^\| `(\w+)` \| .+ \|$", PAGES["labels.md"], re.MULTILINE)
    assert found == list(load_table("en"))


def test_every_kind_of_problem_has_words() -> None:
    """Each says what it means and what mends it, and has its section."""
    assert set(MEANINGS) == set(KINDS)
    assert [code for code, words in MEANINGS.items() if not all(words)] == []
    assert re.findall(r"^## `(.+)`$", PAGES["problems.md"], re.MULTILINE) == list(KINDS)


def test_every_extra_is_there() -> None:
    """With what it is to be without it."""
    found = re.findall(r"^\| `(\w+)` \| `.+` \| .+ \|$", PAGES["extras.md"], re.MULTILINE)
    assert found == list(dict.fromkeys(each.extra for each in list_requirements() if each.extra))


def list_severities() -> Iterator[tuple[str, str]]:
    """(code, severity) wherever a problem of a kind is made in the code."""
    for path in (ROOT / "sourceline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = [*node.args, *(each.value for each in node.keywords)]
            words = {each.value for each in given if isinstance(each, ast.Constant)}
            maker = ast.unparse(node.func).rpartition(".")[2]
            if maker in ("Problem", "report", "_report", "refuse", "_refuse", "stop", "make_note"):
                least = "note" if maker == "make_note" else "error"
                severity = next((each for each in ("warning", "note") if each in words), least)
                yield from ((str(code), severity) for code in words & KINDS.keys())


def test_severities_are_those_of_the_code() -> None:
    """A kind is said to be an error, a warning or a note where the code makes it one."""
    found: dict[str, set[str]] = {}
    for code, severity in list_severities():
        found.setdefault(code, set()).add(severity)
    told = {code: set(words.severity.split(" or ")) for code, words in MEANINGS.items()}
    assert {code: told.get(code) for code in found} == found
    assert len(found) > 50
