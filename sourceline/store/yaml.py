"""YAML text → a tree of plain text with the place of every key and value.

Content files use a small, safe part of YAML: mappings with text keys, lists, and text. What could
surprise an author or harm the machine is refused by name: aliases, anchors, tags, merge keys,
duplicate keys, several documents, deep nesting and sheer size. Every scalar stays the text that
was written: `NO`, `12:30`, `1.10`, `0123` and `2024-03-26` mean themselves.

Built on the events of PyYAML's C parser, without recursion: measured at 1.3 million events (17 MB)
a second for the events alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sourceline.errors import ContentError, Position, Problem

if TYPE_CHECKING:
    import yaml

MAX_DEPTH = 50
MAX_NODES = 100_000
MAX_PROBLEMS = 20
"""Of one file; the rest is said when these are mended."""


class Scalar(NamedTuple):
    """A text. `plain` means written without quotes; an empty plain scalar is a value left blank."""

    text: str
    index: int
    plain: bool

    @property
    def blank(self) -> bool:
        """Whether nothing was written (`title:` and then the end of the line)."""
        return self.plain and not self.text


class Listing(NamedTuple):
    """A list."""

    items: list[Node]
    index: int


class Mapping(NamedTuple):
    """Keys and values in the order written: key → (index of the key, value)."""

    entries: dict[str, tuple[int, Node]]
    index: int


Node = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """One file's tree. `index` of a node counts characters of `text`, which has no byte-order mark."""

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
    builder = _Builder(path, index_lines(text), max_nodes)
    root = builder.build(text)
    if builder.problems:
        raise ContentError(builder.problems)
    return Document(path, text, root, builder.lines)


def decode_text(data: bytes, path: str) -> str:
    """UTF-8 bytes as text, without a byte-order mark; ContentError names the first bad byte."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8-sig", "replace")) + 1
    problem = Problem(
        Position(path, line, column),
        "not-utf-8",
        f"This file is not UTF-8 text: byte 0x{data[offset]:02x} at offset {offset} fits no character.",
        "Save the file as UTF-8 in your editor.",
    )
    raise ContentError([problem]) from None


def index_lines(text: str) -> tuple[int, ...]:
    """The index at which each line starts; lines end with `\\n`, as editors count them."""
    starts = [0]
    place = text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return tuple(starts)


def locate_index(path: str, lines: tuple[int, ...], index: int) -> Position:
    """Line and column from 1 of an index, given `index_lines` of its text."""
    row = bisect_right(lines, index)
    return Position(path, row, index - lines[row - 1] + 1)


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
        from yaml import events

        for event in _read_events(text, self):
            kind = type(event)
            if kind is events.ScalarEvent:
                self.add_scalar(event)
            elif kind is events.MappingStartEvent:
                self.open_node(Mapping({}, event.start_mark.index), event)
            elif kind is events.SequenceStartEvent:
                self.open_node(Listing([], event.start_mark.index), event)
            elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
                self.stack.pop()
                self.keys.pop()
            elif kind is events.AliasEvent:
                self.add_alias(event)
            elif kind is events.DocumentStartEvent:
                self.start_document(event)
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

    def start_document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(
                event.start_mark.index,
                "yaml-several-documents",
                "A second document starts here; a content file holds one.",
                "Remove the line '---', or move what follows it to a file of its own.",
            )

    def add_scalar(self, event: yaml.ScalarEvent) -> None:
        index = event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        plain = event.style is None or event.style == ""
        self.attach(Scalar(event.value, index, plain))

    def add_alias(self, event: yaml.AliasEvent) -> None:
        index = event.start_mark.index
        self.refuse(
            index,
            "yaml-alias",
            f"The alias *{event.anchor} is not allowed in content files.",
            "Write the value out here, or put it in quotes if it starts with a star.",
        )
        self.attach(Scalar("", index, plain=True))

    def open_node(self, node: Listing | Mapping, event: yaml.NodeEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        if len(self.stack) >= MAX_DEPTH:
            self.stop(
                node.index,
                "yaml-too-deep",
                f"This is nested more than {MAX_DEPTH} levels deep.",
                "No content file needs that; look for brackets or dashes that are never closed.",
            )
        self.attach(node)
        self.stack.append(node)
        self.keys.append(None)

    def refuse_extras(self, event: yaml.NodeEvent) -> None:
        index = event.start_mark.index
        if event.anchor is not None:
            self.refuse(
                index,
                "yaml-anchor",
                f"The anchor &{event.anchor} is not allowed in content files.",
                "Remove it, or put the value in quotes if it starts with an ampersand.",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.refuse(
                index,
                "yaml-tag",
                f"The tag {tag} is not allowed in content files.",
                "Remove it, or put the value in quotes if it starts with an exclamation mark.",
            )

    def attach(self, node: Node) -> None:
        """Put a node where it belongs: the root, a list, a key, or a key's value."""
        self.nodes += 1
        if self.nodes > self.max_nodes:
            self.stop(
                node.index,
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
                node.index,
                "yaml-key",
                "A list or mapping stands where a key is expected.",
                "Write the key as plain text; put text that starts with [ or { in quotes.",
            )
        if node.plain and node.text == "<<":
            self.refuse(
                node.index,
                "yaml-merge-key",
                "The merge key << is not allowed in content files.",
                "Write the keys out here.",
            )
        return node

    def set_value(self, parent: Mapping, key: Scalar, value: Node) -> None:
        first = parent.entries.get(key.text)
        if first is None:
            parent.entries[key.text] = (key.index, value)
            return
        line = locate_index(self.path, self.lines, first[0]).line
        self.refuse(
            key.index,
            "yaml-duplicate-key",
            f"The key {key.text!r} stands here for the second time; the first is in line {line}.",
            "Keep one of the two.",
        )


def _read_events(text: str, builder: _Builder) -> Iterator[yaml.Event]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.YAMLError as error:
        from sourceline.store.faults import explain_error

        builder.problems.append(explain_error(error, text, builder.path, builder.lines))
        raise ContentError(builder.problems) from None
