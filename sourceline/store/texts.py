"""The text in the file of a record, apart from all else there.

Most edits are of texts. Where the bytes around a text are the same as before, so is everything that is read in
them: the text is a key of the outermost mapping, in a form that surely ends where the next line begins without
a space.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from sourceline.store.lines import read_lines
from sourceline.store.nodes import Mapping, Scalar
from sourceline.store.text import decode_text

# On the line of its key: the head of a block in any style, a text in quotes that ends there, or a plain one.
# Below it what is indented, or empty.
_TEXT = re.compile(
    rb"""^text: +(?:[|>][-+0-9]*|"[^"\\\n]*"|'[^'\n]*'|[^\s\-?:,\[\]{}#&*!|>'"%@`][^\n]*) *\n(?: [^\n]*\n|\n)*""",
    re.MULTILINE,
)
# What YAML takes for the end of a line, too.
_BREAKS = (b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")


class Parts(NamedTuple):
    """The bytes of a record."""

    before: bytes
    """What stands before the key of the text."""
    after: bytes
    """What stands below its value."""
    lines: int
    """How many lines are between them."""

    def sum_up(self) -> str:
        """What is the same as long as nothing but the text changes."""
        return hashlib.sha256(b"%d %b%b" % (len(self.before), self.before, self.after)).hexdigest()


def part_text(data: bytes) -> Parts | None:
    """A record around its text; None where only the parser could tell where that ends. The record must be one
    that can be read."""
    if any(sign in data for sign in _BREAKS):
        return None
    whole = data if data.endswith(b"\n") else data + b"\n"
    found = _TEXT.search(whole)
    if found is None or whole[found.end() : found.end() + 1] == b"\t":
        return None
    return Parts(whole[: found.start()], whole[found.end() :], found[0].count(b"\n"))


def read_text(data: bytes, path: str, parts: Parts) -> str | None:
    """The text in a record of these `parts`; None where it is not the one that the record has. ContentError
    where the file cannot be read."""
    text = decode_text(data, path)
    root = read_lines(text)
    if root is None:
        from sourceline.store.yaml import parse_yaml  # noqa: PLC0415 - most records need no parser

        root = parse_yaml(data, path).root
    # What stands in brackets could end anywhere.
    if not isinstance(root, Mapping) or text[root.place] == "{":
        return None
    place, value = root.entries.get("text", (-1, None))
    if not isinstance(value, Scalar) or place != len(decode_text(parts.before, path)):
        return None
    return value.text
