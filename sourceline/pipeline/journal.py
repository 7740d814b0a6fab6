"""What the tasks of a build were made from, and the files they made, so that the next build does only those that
would give others.

It is a file beside the ledger, and holds plain values:

    site        the sum of all that every page depends on: program, theme, settings
    notebook    the folder of what the pages noted
    things      all that was taken from the lookup, each once: (table, key); by this build, and by those before
                of which it has kept a page
    sums        of these, in the same order
    tasks       path → (sum of what it was given, numbers of its things, its files, its notes, the gaps in its pages)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sourceline.ledger import read_ledger, write_ledger

if TYPE_CHECKING:
    from sourceline.render.gaps import Gap
    from sourceline.site import Task
    from sourceline.site.traces import Sums, Thing

Written = tuple[str, str, int]
"""The path of a file, its sha256, and its bytes."""


class Made(NamedTuple):
    """What a task did."""

    files: tuple[Written, ...]
    things: tuple[Thing, ...]
    notes: tuple[str, ...]
    """Names of what it noted."""
    gaps: tuple[tuple[str, Gap], ...]
    """Of its pages, those with a text that may be exchanged."""


class Entry(NamedTuple):
    """A task that was done."""

    given: bytes
    things: tuple[int, ...]
    files: tuple[Written, ...]
    notes: tuple[tuple[str, int], ...]
    """Names of what it noted, and their sheets."""
    gaps: tuple[tuple[str, Gap], ...]


class Journal:
    """The tasks of the last build, and of this one."""

    def __init__(self, path: Path, base: str, published: Mapping[str, str]) -> None:
        """`base`: the sum of what pages depend on beside the chronicle; `published`: path → sha256 of each file
        that need not be made."""
        self._path, self._base, self._published = path, base, published
        self._tasks: dict[str, Entry] = {}
        self._numbers: dict[Thing, int] = {}
        self._site = ""
        self._sums: Sums

    def take_over(self, tasks: Sequence[Task], sums: Sums, notebook: str) -> dict[str, Entry]:
        """Those of the tasks that need not be done, by path; what they noted is in the folder `notebook`."""
        self._sums = sums
        self._site = f"{self._base} {sums.sum_site().hex()}"
        before = read_ledger(str(self._path))
        if before is None or (before.get("site"), before["notebook"]) != (self._site, notebook):
            return {}
        things: list[Thing] = before["things"]
        pairs = zip(things, before["sums"], strict=True)
        changed = {n for n, (thing, was) in enumerate(pairs) if sums.sum_thing(thing) != was}
        done: Mapping[str, tuple[Any, ...]] = before["tasks"]
        kept: dict[str, Entry] = {}
        for task in tasks:
            plain = done.get(task.path)
            if plain is None:
                continue
            entry = Entry(*plain)
            if (
                changed.isdisjoint(entry.things)
                and all(self._published.get(path) == digest for path, digest, _ in entry.files)
                and entry.given == sums.sum_task(task)
            ):
                kept[task.path] = entry
        if kept:
            self._tasks, self._numbers = dict(kept), {thing: n for n, thing in enumerate(things)}
        return kept

    def add(self, task: Task, made: Made, sheets: Mapping[str, int]) -> None:
        """Write down a task that was done now. One whose notes are on no sheet is done again next time."""
        numbers = self._numbers
        if all(name in sheets for name in made.notes):
            self._tasks[task.path] = Entry(
                self._sums.sum_task(task),
                tuple([numbers.setdefault(thing, len(numbers)) for thing in made.things]),
                made.files,
                tuple((name, sheets[name]) for name in made.notes),
                made.gaps,
            )

    def save(self, notebook: str) -> None:
        """Keep it for the next build; where that fails, it makes all pages."""
        whole = {
            "site": self._site,
            "notebook": notebook,
            "things": list(self._numbers),
            "sums": [self._sums.sum_thing(thing) for thing in self._numbers],
            "tasks": {path: tuple(entry) for path, entry in self._tasks.items()},
        }
        with suppress(OSError):
            write_ledger(str(self._path), whole)


def list_files(entries: Mapping[str, Entry]) -> Iterator[Written]:
    """The files of tasks that need not be done."""
    for entry in entries.values():
        yield from entry.files
