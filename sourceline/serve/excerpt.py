"""A few lines of a file around a place that is at fault, as text that can be shown anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sourceline.errors import Position
from sourceline.serve.folder import read_file

_AROUND = 2
"""Lines shown before and after."""
_BEFORE, _WIDTH = 60, 160
"""Characters of a long line shown before the place, and in all."""
_MOST_BYTES = 4_000_000
_PAGED = ".pdf"
"""Files whose places are pages, and which hold no lines that could be shown."""
_WORD = re.compile(r"[\w-]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; what is at fault in it is `mark`, which is empty in lines around it."""

    number: int
    before: str = ""
    mark: str = ""
    after: str = ""


def cut_excerpt(folder: Path, position: Position) -> tuple[Line, ...]:
    """The line of `position` in the file below `folder` and the lines around it; none without a line, and of
    what is no file in the folder."""
    shown = position.line and not position.path.lower().endswith(_PAGED)
    data = read_file(folder, position.path, _MOST_BYTES) if shown else None
    if data is None:
        return ()
    text = data.decode("utf-8-sig", errors="replace")
    first = max(1, position.line - _AROUND)
    lines = islice(
        enumerate(text.removesuffix("\n").split("\n"), 1), first - 1, position.line + _AROUND
    )
    found = [(number, line.removesuffix("\r")) for number, line in lines]
    if position.line == first + len(found):  # what is missing at the end of the file
        found.append((position.line, ""))
    if not any(number == position.line for number, _ in found):
        return ()
    return tuple(
        _mark(number, line, position.column if number == position.line else -1)
        for number, line in found
    )


def show_text(text: str) -> str:
    """`text` with what cannot be seen, or would turn what stands beside it, in words: U+202E."""
    return "".join(
        sign if sign.isprintable() or sign in "\t\n" else f"⟨U+{ord(sign):04X}⟩" for sign in text
    )


def _mark(number: int, line: str, column: int) -> Line:
    """`column` as in a Position; -1 in a line where nothing is at fault."""
    at = min(max(column - 1, 0), len(line))
    start = max(0, at - _BEFORE) if len(line) > _WIDTH else 0
    end = start + _WIDTH
    before, rest = line[start:at], line[at:end]
    word = _WORD.match(rest) if column > 0 else None
    # A place at the end of a line is marked by a space; without a column the whole line is at fault.
    mark = "" if column < 0 else rest if column == 0 else word.group() if word else " "
    after = rest[len(mark) :]
    return Line(
        number=number,
        before=("…" if start else "") + show_text(before),
        mark=show_text(mark),
        after=show_text(after) + ("…" if end < len(line) else ""),
    )
