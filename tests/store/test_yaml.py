"""The loader: text stays text, every place is known, every trap is refused by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from cases import Case, case_parameters
from hypothesis import given
from hypothesis import strategies as st
from values import strip_places

from sourceline.errors import ContentError, Position, Problem
from sourceline.store.nodes import Mapping, Scalar
from sourceline.store.yaml import parse_yaml


def refuse(data: bytes) -> tuple[Problem, ...]:
    """The problems of a file that must be refused."""
    with pytest.raises(ContentError) as caught:
        parse_yaml(data, "x.yaml")
    return caught.value.problems


@contextmanager
def shallow_stack() -> Iterator[None]:
    """Little room for recursion, so that depth in the input would show."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(300)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("case", case_parameters("store", "yaml"))
def test_reads_text(case: Case) -> None:
    """A file is read as mappings, lists and texts, each text as it was written."""
    assert json.loads(case.expected) == strip_places(parse_yaml(case.text.encode(), "x.yaml").root)


@pytest.mark.parametrize("case", case_parameters("store", "refusals"))
def test_refuses_by_name(case: Case) -> None:
    """Each trap is refused with its place, its cause and the remedy."""
    shown = "\n".join(
        f"{p.position.line}:{p.position.column}: {p.code}: {p.message}\n    {p.remedy}"
        for p in refuse(case.text.encode())
    )
    assert case.expected == shown


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("[" * 5_000 + "]" * 5_000, Position("x.yaml", 1, 51)),
        ("[" * 100_000, Position("x.yaml", 1, 51)),
        ("{a: " * 5_000, Position("x.yaml", 1, 201)),
        ("- " * 50_000 + "a", Position("x.yaml", 1, 101)),
        ("".join(" " * n + "a:\n" for n in range(1_000)), Position("x.yaml", 51, 51)),
    ],
)
def test_refuses_depth_without_recursion(text: str, position: Position) -> None:
    """Thousands of open brackets are refused where the fifty-first level opens."""
    with shallow_stack():
        problems = refuse(text.encode())
    assert [(position, "yaml-too-deep")] == [(p.position, p.code) for p in problems]


def test_refuses_merge_bomb_at_once() -> None:
    """Nine lines that would merge billions of keys are named, not unfolded."""
    lines = ["a: &a {x: 1}"]
    lines += [
        f"{key}: &{key} {{<<: [{', '.join([f'*{last}'] * 9)}]}}"
        for last, key in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    problems = refuse("\n".join(lines).encode())
    assert len(problems) == 20
    assert {"yaml-anchor", "yaml-alias", "yaml-merge-key"} == {p.code for p in problems}


def test_refuses_too_many_nodes() -> None:
    """A file of more than 100,000 keys and values is refused where the limit is passed."""
    problems = refuse(b"- a\n" * 100_001)
    assert [Position("x.yaml", 100_000, 3)] == [p.position for p in problems]
    assert problems[0].message == "This file holds more than 100,000 keys and values."


def test_names_byte_that_is_not_utf8() -> None:
    """A byte that is no UTF-8 is named with its offset in the file."""
    expected = Problem(
        Position("x.yaml", 2, 4),
        "not-utf-8",
        "This file is not UTF-8 text: byte 0xe9 at offset 10 fits no character.",
        "Save the file as UTF-8 in your editor.",
    )
    assert (expected,) == refuse("a: é\n".encode() + b"b:\xc3\xa9\xe9")[:1]


@pytest.mark.parametrize(
    ("data", "message", "remedy"),
    [
        (b"a: x\0", "An invisible NUL character stands here.", r'"\x00"'),
        (b"a: x\x01", "An invisible control character U+0001 stands here.", r'"\x01"'),
        ("a: x\ufffe".encode(), "An invisible control character U+FFFE stands here.", r'"\ufffe"'),
    ],
)
def test_names_invisible_characters(data: bytes, message: str, remedy: str) -> None:
    """A control character is named at its place, with the escape that may stand for it."""
    (problem,) = refuse(data)
    assert (Position("x.yaml", 1, 5), message) == (problem.position, problem.message)
    assert remedy in problem.remedy


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: b\r\nc: d\r\n", b"a: b\nc: d\n"])
def test_byte_order_mark_and_line_ends_mean_nothing(data: bytes) -> None:
    """A file saved on another system has the same tree and the same places."""
    document = parse_yaml(data, "x.yaml")
    assert isinstance(document.root, Mapping)
    place, value = document.root.entries["c"]
    assert (Position("x.yaml", 2, 1), Position("x.yaml", 2, 4)) == (
        document.locate(place),
        document.locate(value.place),
    )


def test_counts_lines_as_editors_do() -> None:
    """A Unicode line separator inside a value starts no new line."""
    document = parse_yaml("a: 'x\u2028y'\nb: c\n".encode(), "x.yaml")
    assert isinstance(document.root, Mapping)
    assert Position("x.yaml", 2, 1) == document.locate(document.root.entries["b"][0])


def test_tells_blank_from_empty_text() -> None:
    """A key without a value is blank; an empty pair of quotes is a text."""
    root = parse_yaml(b"a:\nb: ''\n", "x.yaml").root
    assert isinstance(root, Mapping)
    values = [value for _, value in root.entries.values()]
    assert [isinstance(v, Scalar) and v.blank for v in values] == [True, False]


@given(
    st.one_of(
        st.binary(),
        st.text().map(str.encode),
        st.text("a:-[]{}'\"\n \t#|>&*!%@`?,").map(str.encode),
    )
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Any file is either read or refused with problems that have a place and a remedy."""
    problems: tuple[Problem, ...] = ()
    try:
        parse_yaml(data, "x.yaml")
    except ContentError as error:
        problems = error.problems or (Problem(Position("x.yaml"), "", "", ""),)
    assert all(p.position.line >= 1 and p.message and p.remedy for p in problems)
