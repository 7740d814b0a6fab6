"""The error tree, and `Problem`: something the author should look at.

    SourcelineError
    ├── UsageError      the command was called wrongly (exit code 2)
    └── ContentError    the content has problems; carries all of them (exit code 1)

Only `cli` catches the root. Any other exception that reaches the terminal is our own bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Position(NamedTuple):
    """A place in a file: site-relative POSIX path; line and column count from 1 (0: the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Positions(NamedTuple):
    """Where the values of a file stand, as one text: of 100,000 files, a `Position` for each value would take
    half a gigabyte."""

    path: str = ""
    values: str = ""
    """A line for each: line and column, and the dotted key ("participants.0.profile")."""

    def find(self, key: str) -> Position | None:
        """Where the value of a key stands; that of "" is the file. None where it was not written."""
        if not key:
            return Position(self.path)
        for value in self.values.splitlines():
            line, column, name = value.split(" ", 2)
            if name == key:
                return Position(self.path, int(line), int(column))
        return None


NOWHERE = Positions()
"""Of what stands in no file."""


class Paste(NamedTuple):
    """Lines ready to be pasted into a file of the author's, which may not be there yet."""

    path: str
    lines: str
    """YAML, without a line break at the end."""
    instead_of: str = ""
    """The key that stands there already and is written anew, or ""."""


class Problem(NamedTuple):
    """What is wrong, where, and how to mend it.

    `code` is a stable short name (`quote-not-found`) for filters and tests; `message` and
    `remedy` are plain sentences for the author, in that order.
    """

    position: Position
    code: str
    message: str
    remedy: str
    severity: Severity = "error"
    pastes: tuple[Paste, ...] = ()
    """What mends it, ready to paste; of several, one."""

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}: {self.message}\n    {self.remedy}"


class SourcelineError(Exception):
    """The root of every error that Sourceline raises on purpose."""


class UsageError(SourcelineError):
    """The command was called in a way it cannot serve; the message says what to type instead."""


class ContentError(SourcelineError):
    """The content cannot be built; `problems` holds every reason, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """How a worker process sends it."""
        return type(self), (self.problems,)
