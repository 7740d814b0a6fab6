"""The YAML that nearly all content is written in, read line by line, without the parser: for an event's
file of 25 lines 65 µs, where the parser and what is built on it take 220.

Mappings and lists in block style, texts of one line (plain, or in quotes without escapes), literal blocks
and comments are read here. At anything else, and at anything wrong, this reader gives up: the parser then
reads the file from its beginning, and says what is wrong. Both make the same tree with the same places.
"""

from __future__ import annotations

import re
from functools import cache

from sourceline.store.nodes import Listing, Mapping, Node, Scalar

MAX_LEVELS = 20
"""What is nested deeper is left to the parser, which knows what is too deep."""

# Empty lines and comments, then a line: indentation, dash, key, and one of a text in double quotes, one in
# single quotes, the head of a block, a plain text, nothing.
_SKIPPED = r"(?: *(?:#[^\n]*)?\n)*+"
_LINE = re.compile(
    rf"{_SKIPPED}( *)(- )?(?:([A-Za-z_][\w-]{{0,99}}):(?: +(?=[^ \n])|(?=\n|\Z)))?"
    r"(?:\"([^\"\\\n]*)\"|'([^'\n]*)'|(\|-?)|([^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n]*))?(?:\n|\Z)",
    re.ASCII,
)
_DASH, _KEY, _DOUBLE, _SINGLE, _BLOCK, _PLAIN = range(2, 8)
_REST = re.compile(rf"{_SKIPPED} *(?:#[^\n]*)?")
_INDENT = re.compile(r" +(?=[^ \n])")


def read_lines(text: str) -> Node | None:
    """The tree of a YAML file; None where only the parser can tell."""
    if not text.replace("\n", "").isprintable():
        return None
    reader = _Reader(text)
    return reader.root if reader.read() else None


class _Reader:
    """Where in the text the reading is, and what is open there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.root: Node | None = None
        self.levels: list[tuple[int, Listing | Mapping]] = []
        """How far each open list or mapping is indented, and it."""
        self.waiting: tuple[int, Mapping, str, int] | None = None
        """The indentation and mapping of a key whose value stands below it; the key and its place."""

    def read(self) -> bool:
        """Whether all was read."""
        text, end = self.text, len(self.text)
        while self.place < end:
            found = _LINE.match(text, self.place)
            if found is None or (found.lastindex or 0) < _DASH:
                break
            self.place = found.end()
            if not self.add_line(found):
                return False
        rest = _REST.fullmatch(text, self.place)
        return rest is not None and self.root is not None and self.waiting is None

    def add_line(self, found: re.Match[str]) -> bool:
        """Enter a line into the tree; False where that is not for this reader."""
        indent, dash, key = len(found[1]), found[_DASH], found[_KEY]
        column = indent + 2 if dash and key else indent
        value = self.read_value(found, column)
        if value is None and found.lastindex != _KEY:
            return False
        mapping: Mapping | None = None
        if dash:
            items = self.find_items(indent, found.start(_DASH))
            if items is None:
                return False
            if value is not None and key is None:
                items.append(value)
                return True
            mapping = Mapping({}, found.start(_KEY))
            items.append(mapping)
            self.levels.append((column, mapping))
        elif key:
            mapping = self.find_mapping(indent, found.start(_KEY))
        if mapping is None or key in mapping.entries or len(self.levels) > MAX_LEVELS:
            return False
        if value is None:
            self.waiting = (column, mapping, key, found.start(_KEY))
        else:
            mapping.entries[key] = (found.start(_KEY), value)
        return True

    def find_items(self, indent: int, place: int) -> list[Node] | None:
        """The list of an item so far indented: a new one below its key, or one that is open."""
        if self.waiting is None and self.root is not None:
            node = self.find_level(indent)
            return node.items if isinstance(node, Listing) else None
        if self.waiting is not None and indent < self.waiting[0]:
            return None
        listing = Listing([], place)
        self.open_level(indent, listing)
        return listing.items

    def find_mapping(self, indent: int, place: int) -> Mapping | None:
        """The mapping of a key so far indented: a new one below its own key, or one that is open."""
        if self.waiting is None and self.root is not None:
            node = self.find_level(indent)
            if isinstance(node, Listing):  # one that stands no further in than its key
                self.levels.pop()
                node = self.find_level(indent)
            return node if isinstance(node, Mapping) else None
        if self.waiting is not None and indent <= self.waiting[0]:
            return None
        mapping = Mapping({}, place)
        self.open_level(indent, mapping)
        return mapping

    def find_level(self, indent: int) -> Listing | Mapping | None:
        """What is open at an indentation, all that is further in being closed."""
        levels = self.levels
        while levels and levels[-1][0] > indent:
            levels.pop()
        return levels[-1][1] if levels and levels[-1][0] == indent else None

    def open_level(self, indent: int, node: Listing | Mapping) -> None:
        """Put a list or mapping under the key that waits for it, or at the root."""
        if self.waiting is None:
            self.root = node
        else:
            _, parent, key, place = self.waiting
            parent.entries[key] = (place, node)
            self.waiting = None
        self.levels.append((indent, node))

    def read_value(self, found: re.Match[str], column: int) -> Scalar | None:
        """The text in a line, or in the block below it; None where there is none, or none for this reader."""
        kind = found.lastindex
        if kind == _PLAIN:
            text = found[_PLAIN]
            odd = ": " in text or " #" in text or text[-1] in ": "
            return None if odd else Scalar(text, found.start(_PLAIN), plain=True)
        if kind in (_DOUBLE, _SINGLE):
            return Scalar(found[kind], found.start(kind) - 1, plain=False)
        return self.read_block(found, column) if kind == _BLOCK else None

    def read_block(self, found: re.Match[str], column: int) -> Scalar | None:
        """A text of several lines; its first one says how far all are indented."""
        first = _INDENT.match(self.text, self.place)
        if first is None or len(first[0]) <= column:
            return None
        pad = first[0]
        body = _compile_block(len(pad)).match(self.text, self.place)
        assert body is not None  # noqa: S101 - it matches nothing, too
        self.place = body.end()
        text = body[0].replace(f"\n{pad}", "\n")[len(pad) :]
        kept = text.rstrip("\n")
        end = "\n" if found[_BLOCK] == "|" and len(kept) < len(text) else ""
        return Scalar(kept + end, found.start(_BLOCK), plain=False)


@cache
def _compile_block(indent: int) -> re.Pattern[str]:
    """Lines so far indented or further, and empty ones."""
    return re.compile(rf"(?: {{{indent}}}[^\n]*(?:\n|\Z)|\n)*")
