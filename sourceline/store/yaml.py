"""YAML text → a tree of plain text with the place of every key and value.

Content files use a small, safe part of YAML: mappings with text keys, lists, and text. What could
surprise an author or harm the machine is refused by name: aliases, anchors, tags, merge keys,
duplicate keys, several documents, deep nesting and sheer size. Every scalar stays the text that
was written: `NO`, `12:30`, `1.10`, `0123` and `2024-03-26` mean themselves.

What `lines` does not read is read here: built on the events of PyYAML's C parser, without recursion,
measured at 1.3 million events (17 MB) a second for the events alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NoReturn

from sourceline.errors import ContentError, Position, Problem
from sourceline.positions import index_lines
from sourceline.store.faults import explain_error
from sourceline.store.lines import read_lines
from sourceline.store.nodes import Listing, Mapping, Node, Scalar
from sourceline.store.text import decode_text, locate_index

MAX_DEPTH = 50
MAX_NODES = 100_000
MAX_PROBLEMS = 20
"""Of one file; the rest is said when these are mended."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file's tree. `place` of a node is an index into `text`, which has no byte-order mark."""

    path: str
    text: str
    root: Node
    lines: tuple[int, ...] = field(repr=False)
    """Index of the first character of each line."""

    def locate(self, index: int) -> Position:
        """Line and column (from 1, in characters) of an index into the text."""
        return locate_index(self.path, self.lines, index)


def parse_yaml(data: bytes, path: str, *, max_nodes: int = MAX_NODES) -> Document:
    """The tree of one YAML file.

    Raises ContentError with every refusal found; a syntax error, too deep or too large a tree ends
    the reading at once.
    """
    text = decode_text(data, path)
    lines = index_lines(text)
    # No node takes less than a character, so that those of a short text need not be counted.
    root = read_lines(text) if len(text) <= max_nodes else None
    if root is None:
        root = parse_text(text, path, lines, max_nodes)
    return Document(path, text, root, lines)


def parse_text(text: str, path: str, lines: tuple[int, ...], max_nodes: int = MAX_NODES) -> Node:
    """The tree of a text by the parser, given its `index_lines`; ContentError as `parse_yaml`."""
    builder = _Builder(path, lines, max_nodes)
    root = builder.build(text)
    if builder.problems:
        raise ContentError(builder.problems)
    return root


class _Builder:
    """Turns events into nodes with a stack of its own, and collects what must be refused."""

    def __init__(self, path: str, lines: tuple[int, ...], max_nodes: int) -> None:
        self.path = path
        self.max_nodes = max_nodes
        self.lines = lines
        self.problems: list[Problem] = []
        self.stack: list[Listing | Mapping] = []
        self.keys: list[Scalar | None] = []
        """For each mapping or list on the stack: the key that waits for its value."""
        self.root: Node = Scalar("", 0, plain=True)
        self.nodes = 0
        self.documents = 0

    def build(self, text: str) -> Node:
        import yaml  # noqa: PLC0415  (40 ms, not needed by commands that read no content)

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        actions = {
            yaml.ScalarEvent: self.add_scalar,
            yaml.MappingStartEvent: self.open_mapping,
            yaml.SequenceStartEvent: self.open_listing,
            yaml.MappingEndEvent: self.close_node,
            yaml.SequenceEndEvent: self.close_node,
            yaml.AliasEvent: self.add_alias,
            yaml.DocumentStartEvent: self.start_document,
        }
        try:
            for event in yaml.parse(text, Loader=loader):
                action = actions.get(type(event))
                if action is not None:
                    action(event)
        except yaml.YAMLError as error:
            self.problems.append(explain_error(error, text, self.path, self.lines))
            raise ContentError(self.problems) from None
        return self.root

    def refuse(self, index: int, code: str, message: str, remedy: str) -> None:
        position = locate_index(self.path, self.lines, index)
        self.problems.append(Problem(position, code, message, remedy))
        if len(self.problems) >= MAX_PROBLEMS:
            raise ContentError(self.problems)

    def stop(self, index: int, code: str, message: str, remedy: str) -> NoReturn:
        """Refuse and end the reading."""
        self.refuse(index, code, message, remedy)
        raise ContentError(self.problems)

    def start_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(
                event.start_mark.index,
                "yaml-several-documents",
                "A second document starts here; a content file holds one.",
                "Remove the line '---', or move what follows it to a file of its own.",
            )

    def add_scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        self.attach(Scalar(event.value, event.start_mark.index, not event.style))

    def add_alias(self, event: Any) -> None:
        place = event.start_mark.index
        self.refuse(
            place,
            "yaml-alias",
            f"The alias *{event.anchor} is not allowed in content files.",
            "Write the value out here, or put it in quotes if it starts with a star.",
        )
        self.attach(Scalar("", place, plain=True))

    def open_mapping(self, event: Any) -> None:
        self.open_node(Mapping({}, event.start_mark.index), event)

    def open_listing(self, event: Any) -> None:
        self.open_node(Listing([], event.start_mark.index), event)

    def close_node(self, _event: Any) -> None:
        self.stack.pop()
        self.keys.pop()

    def open_node(self, node: Listing | Mapping, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        if len(self.stack) >= MAX_DEPTH:
            self.stop(
                node.place,
                "yaml-too-deep",
                f"This is nested more than {MAX_DEPTH} levels deep.",
                "No content file needs that; look for brackets or dashes that are never closed.",
            )
        self.attach(node)
        self.stack.append(node)
        self.keys.append(None)

    def refuse_extras(self, event: Any) -> None:
        index = event.start_mark.index
        if event.anchor is not None:
            self.refuse(
                index,
                "yaml-anchor",
                f"The anchor &{event.anchor} is not allowed in content files.",
                "Remove it, or put the value in quotes if it starts with an ampersand.",
            )
        if event.tag is not None:
            self.refuse(
                index,
                "yaml-tag",
                f"The tag {event.tag} is not allowed in content files.",
                "Remove it, or put the value in quotes if it starts with an exclamation mark.",
            )

    def attach(self, node: Node) -> None:
        """Put a node where it belongs: the root, a list, a key, or a key's value."""
        self.nodes += 1
        if self.nodes > self.max_nodes:
            self.stop(
                node.place,
                "yaml-too-large",
                f"This file holds more than {self.max_nodes:,} keys and values.",
                "Divide it into several files.",
            )
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Listing):
            parent.items.append(node)
        elif self.keys[-1] is None:
            self.keys[-1] = self.check_key(node)
        else:
            self.set_value(parent, self.keys[-1], node)
            self.keys[-1] = None

    def check_key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.stop(
                node.place,
                "yaml-key",
                "A list or mapping stands where a key is expected.",
                "Write the key as plain text; put text that starts with [ or { in quotes.",
            )
        if node.plain and node.text == "<<":
            self.refuse(
                node.place,
                "yaml-merge-key",
                "The merge key << is not allowed in content files.",
                "Write the keys out here.",
            )
        return node

    def set_value(self, parent: Mapping, key: Scalar, value: Node) -> None:
        first = parent.entries.get(key.text)
        if first is None:
            parent.entries[key.text] = (key.place, value)
            return
        line = locate_index(self.path, self.lines, first[0]).line
        self.refuse(
            key.place,
            "yaml-duplicate-key",
            f"The key {key.text!r} stands here for the second time; the first is in line {line}.",
            "Keep one of the two.",
        )
