"""One file on its way into the model: where it is, what is wrong with it, and how to say so."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingABC
from sys import intern

from sourceline.errors import Position, Positions, Problem
from sourceline.store.nodes import Listing, Mapping, Node, Scalar
from sourceline.store.text import locate_index
from sourceline.store.yaml import Document

Defaults = MappingABC[type, MappingABC[str, object]]
"""Values for fields that a file may leave out although the model asks for them."""

BAD = object()
"""Stands for a value that could not be read; its problem is already collected."""


class Reading:
    """One file on its way into the model: its document, its defaults, and the problems found."""

    def __init__(self, document: Document, defaults: Defaults | None = None) -> None:
        self.document = document
        self.defaults: Defaults = defaults or {}
        self.problems: list[Problem] = []

    def locate(self, place: int) -> Position:
        return self.document.locate(place)

    def report(self, place: int, code: str, message: str, remedy: str) -> object:
        """Collect a problem; returns the stand-in for the value."""
        self.problems.append(Problem(self.locate(place), code, message, remedy))
        return BAD


Decoder = Callable[[Reading, Node, str], object]
"""Reads a node for the key named; returns the value, or BAD after reporting why not."""


def collect_positions(document: Document) -> tuple[tuple[str, Position], ...]:
    """(dotted key, place of its value) of every value; "" is the file."""
    path, lines = document.path, document.lines
    found = [("", Position(path))]
    stack: list[tuple[str, Node]] = [("", document.root)]
    while stack:
        prefix, node = stack.pop()
        if isinstance(node, Mapping):
            children = [(key, value) for key, (_, value) in node.entries.items()]
        elif isinstance(node, Listing):
            children = [(str(n), item) for n, item in enumerate(node.items)]
        else:
            continue
        for key, value in children:
            name = f"{prefix}.{key}" if prefix else key
            found.append((name, locate_index(path, lines, value.place)))
            if not isinstance(value, Scalar):
                stack.append((name, value))
    return tuple(sorted(found))


def pack_positions(document: Document) -> Positions:
    """The same, packed."""
    _, *found = collect_positions(document)
    lines = "\n".join(f"{place.line} {place.column} {key}" for key, place in found)
    return Positions(document.path, intern(lines))  # most files have the shape of others


def name_key(key: str) -> str:
    return f"'{key}'" if key else "The file"


def name_node(node: Node) -> str:
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping of keys to values"
    return "empty" if node.blank else "a text"


def show_node(node: Node) -> str:
    if not isinstance(node, Scalar):
        return name_node(node)
    return repr(node.text if len(node.text) <= 60 else node.text[:59] + "…")
