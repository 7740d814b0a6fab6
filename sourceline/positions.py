"""Lines and columns of a text, from 1, as editors count them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def unify_line_ends(text: str) -> str:
    """A text whose lines end with `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def index_lines(text: str) -> tuple[int, ...]:
    """The index at which each line starts; lines end with `\\n`, as editors count them."""
    starts = [0]
    place = text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return tuple(starts)


def find_row(lines: Sequence[int], index: int) -> tuple[int, int]:
    """Line and column, both from 1, of an index, given `index_lines` of its text: for many of one text."""
    row = bisect_right(lines, index)
    return row, index - lines[row - 1] + 1


def find_position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of `offset` in `text`."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
