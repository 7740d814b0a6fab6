"""What editors are told of a file is what the reader takes."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, get_args

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import ContentError
from sourceline.store.descriptions import DESCRIPTIONS
from sourceline.store.json_schema import FILES, describe_file
from sourceline.store.reading import Reading
from sourceline.store.records import DEFAULTS
from sourceline.store.schema import decode_file, shape_fields
from sourceline.store.yaml import parse_yaml

OF_KIND = {"unknown-key", "wrong-type", "wrong-word", "missing-key", "empty-item", "bad-address"}
"""Codes of what a value's kind makes wrong; that a date exists is not for an editor to know."""


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a text, and so is `yes`."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as the class above has it


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+", list("-+0123456789")),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)

VALIDATORS = {name: jsonschema.Draft7Validator(describe_file(name)) for name in FILES}


def read(name: str, text: str) -> set[str]:
    """Codes of what the reader finds wrong with the kinds of values in a file."""
    cls = find_class(name)
    document = parse_yaml(text.encode(), "x.yaml")
    rows = getattr(document.root, "items", ()) if name == "corrections" else [document.root]
    own = {"id": "x"} if "id" in shape_fields(cls) else {}
    found = set()
    for row in rows:
        try:
            decode_file(Reading(document, {**DEFAULTS, cls: own}), cls, row)
        except ContentError as error:
            found |= {problem.code for problem in error.problems}
    return found & OF_KIND


def is_taken(name: str, text: str) -> bool:
    """Whether an editor would find the file good."""
    return bool(VALIDATORS[name].is_valid(yaml.load(text, Loader=Loader)))  # noqa: S506 - a SafeLoader


def find_class(name: str) -> type:
    """What a file, or each entry of it, is read into."""
    hint = FILES[name][1]
    return get_args(hint)[0] if name == "corrections" else hint  # type: ignore[no-any-return]


WORDS = [
    *("2031-05-04", "1874", "1874~", "true", "no", "YES", "12", "'12'", "0.5", "tide", "''", ""),
    *("stated", "planned", "full", "rules", "person", "agent", "removed", "date"),
    *("https://tide.example", "tide.example", "events/x"),
]
SCALARS = st.sampled_from(WORDS)


def write(value: Any) -> str:
    """A value in YAML's short form; a text is one of `WORDS`, put as it is."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(write(item) or "~" for item in value) + "]"
    return str(value)


def draw_object(draw: st.DrawFn, cls: type, depth: int) -> dict[str, Any]:
    """Keys of a class, mostly, with values that mostly fit."""
    shapes = shape_fields(cls)
    chosen = draw(st.lists(st.sampled_from(sorted(shapes)), unique=True, max_size=5))
    stray = draw(st.sampled_from([[]] * 12 + [["daet"]]))
    good = {key: draw_value(draw, shapes[key].hint, depth) for key in chosen}
    return {**good, **{key: draw(SCALARS) for key in stray}}


def draw_value(draw: st.DrawFn, hint: Any, depth: int) -> Any:
    known = [each for each in (hint, *get_args(hint)) if each in DESCRIPTIONS]
    known += [each for part in get_args(hint) for each in get_args(part) if each in DESCRIPTIONS]
    shape = draw(st.sampled_from(["scalar", "list", "object", "objects"]))
    if depth and known and shape == "object":
        return draw_object(draw, known[0], depth - 1)
    if depth and known and shape == "objects":
        return [draw_object(draw, known[0], depth - 1) for _ in range(draw(st.integers(0, 2)))]
    if shape == "list":
        return draw(st.lists(SCALARS.filter(bool), max_size=2))
    return draw(SCALARS)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """(kind of file, its text)."""
    name = draw(st.sampled_from(sorted(FILES)))
    cls = find_class(name)
    if name == "corrections":
        return name, write([draw_object(draw, cls, 1) for _ in range(draw(st.integers(0, 2)))])
    return name, write(draw_object(draw, cls, 2))


@given(files())
def test_editor_and_reader_agree(file: tuple[str, str]) -> None:
    """A file is good for an editor exactly when the reader finds no key and no value of a wrong kind."""
    name, text = file
    assert is_taken(name, text) == (read(name, text) == set()), text


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_key_alone(name: str) -> None:
    """So it is with every key of a file, and one that it has not, with values of every kind."""
    need = "on: 2031-05-04, page: events/x, what: date"
    values = ["[]", "[tide]", "{}", "{name: tide}", "{x: {y: tide}}", "[{}]", "[[tide]]", *WORDS]
    texts = [
        f"[{{{key}: {value}{'' if key in need else f', {need}'}}}]"
        if name == "corrections"
        else f"{{{key}: {value}}}"
        for key in (*shape_fields(find_class(name)), "daet")
        for value in values
    ]
    assert [text for text in texts if is_taken(name, text) != (read(name, text) == set())] == []


@pytest.mark.parametrize(
    ("name", "text", "good"),
    [
        ("site", "", True),
        ("event", "# nothing yet\n", True),
        ("event", "tide\n", False),
        ("event", "- title: Tide\n", False),
        ("corrections", "", True),
        ("corrections", "on: 2031-05-04\n", False),
        ("corrections", "- page: events/x\n", False),
        ("site", "labels: {timeline: The years, sources: {one: A text, other: Texts}}\n", True),
        ("site", "labels: [timeline]\n", False),
        ("site", "event_pages: on\n", True),
        ("event", "date: {edtf: 2031, bassis: stated}\n", False),
        ("event", "evidence: [{source: tide}]\n", False),
    ],
)
def test_whole_files(name: str, text: str, good: bool) -> None:  # noqa: FBT001 - a case of the table
    """An empty file is good; a list for a mapping, a key too many or too few is not."""
    assert is_taken(name, text) is good
    jsonschema.Draft7Validator.check_schema(describe_file(name))


def test_every_key_is_described() -> None:
    """Each field of each value that people write has its sentence, and no other has."""
    for cls, said in DESCRIPTIONS.items():
        written = {shape.name for shape in shape_fields(cls).values()}
        assert dataclasses.is_dataclass(cls)
        assert set(said) == written
