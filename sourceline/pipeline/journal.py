"""What the tasks of a build were made from, and the files they made, so that the next build does only those that
would give others.

It is a file beside the ledger, written and read a task at a time, since that of 100,000 events has 250,000 of
them: the format, the sum of all that follows, where the last part begins; for each task its path and its entry;
and then what they hang on:

    site        the sum of all that every page depends on: program, theme, settings
    notebook    the folder of what the pages noted
    keys        of all that was taken from the lookup; by this build, and by those before of which it has kept a
                page. A thing's number tells its key and its table
    taken       a byte for each number: 1 for a thing that was taken
    sums        of these, one after the other
"""

from __future__ import annotations

import marshal
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from sourceline.render.gaps import Gap
    from sourceline.site import Task
    from sourceline.site.traces import Sums, Thing

Written = tuple[str, str, int]
"""The path of a file, its sha256, and its bytes."""

_FORMAT = b"sourceline journal 1 " + sys.version.encode() + b"\n"
_HEAD = len(_FORMAT) + 4 + 8
_PIECE = 1 << 18
"""Bytes that are read or written at once."""


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
    """The sum of what it was given."""
    things: bytes
    """Their numbers."""
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
        self._draft = _Draft(path.with_name(f"{path.name}.part"))
        self._keys: dict[str, int] = {}
        self._taken = bytearray()
        self._known = b"", b""
        """What was taken in former builds, and the sums of that now."""
        self._site = ""
        self._sums: Sums

    def take_over(self, tasks: Sequence[Task], sums: Sums, notebook: str) -> dict[str, Entry]:
        """Those of the tasks that need not be done, by path; what they noted is in the folder `notebook`."""
        self._sums = sums
        self._site = f"{self._base} {sums.sum_site().hex()}"
        kept: dict[str, Entry] = {}
        with suppress(OSError), self._path.open("rb") as file:
            before = _read_last(file)
            if before is None or (before["site"], before["notebook"]) != (self._site, notebook):
                return {}
            keys, taken = before["keys"], before["taken"]
            numbers = _list_numbers(taken)
            now = b"".join([sums.sum_thing(_tell_thing(sums, keys, n)) for n in numbers])
            pairs = zip(numbers, _cut(now, sums.size), _cut(before["sums"], sums.size), strict=True)
            changed = {number for number, one, other in pairs if one != other}
            waiting = {task.path: task for task in tasks}
            for path, entry in _read_entries(file):
                task = waiting.get(path)
                if (
                    task is not None
                    and changed.isdisjoint(array("I", entry.things))
                    and all(self._published.get(name) == digest for name, digest, _ in entry.files)
                    and entry.given == sums.sum_task(task)
                ):
                    kept[path] = entry._replace(given=b"", things=b"")
                    self._draft.add(path, entry)
            if kept:
                self._keys = {key: place for place, key in enumerate(keys)}
                self._taken, self._known = bytearray(taken), (taken, now)
        return kept

    def add(self, task: Task, made: Made, sheets: Mapping[str, int]) -> None:
        """Write down a task that was done now. One whose notes are on no sheet is done again next time."""
        if all(name in sheets for name in made.notes):
            notes = tuple((name, sheets[name]) for name in made.notes)
            things = array("I", map(self._number, made.things)).tobytes()
            entry = Entry(self._sums.sum_task(task), things, made.files, notes, made.gaps)
            self._draft.add(task.path, entry)

    def _number(self, thing: Thing) -> int:
        name, key = thing
        width = len(self._sums.tables)
        place = self._keys.setdefault(key, len(self._keys))
        if place * width == len(self._taken):
            self._taken += bytes(width)
        number = place * width + self._sums.tables.index(name)
        self._taken[number] = 1
        return number

    def finish(self, notebook: str) -> None:
        """Write down the rest, and let go of the site that pages were made of."""
        keys, (former, known), sums = list(self._keys), self._known, self._sums
        pieces = _cut(known, sums.size)
        now = [
            next(pieces)
            if number < len(former) and former[number]
            else sums.sum_thing(_tell_thing(sums, keys, number))
            for number in _list_numbers(self._taken)
        ]
        last = {
            "site": self._site,
            "notebook": notebook,
            "keys": keys,
            "taken": bytes(self._taken),
            "sums": b"".join(now),
        }
        self._draft.finish(last)
        del self._sums

    def save(self) -> None:
        """Keep it for the next build; where that fails, it makes all pages."""
        self._draft.save(self._path)

    def discard(self) -> None:
        """Leave nothing of one that was not saved."""
        self._draft.discard()


class _Draft:
    """A journal that is being written. What cannot be written is no fault of the build's: there is none then."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: list[bytes] = []
        self._size, self._place, self._total = 0, _HEAD, 0
        self._file: BinaryIO | None = None
        self._failed = False

    def add(self, path: str, entry: Entry) -> None:
        """Write an entry, soon: pieces of it that wait in a file's own buffer would go to every fork."""
        self._write(marshal.dumps((path, tuple(entry))))

    def _write(self, data: bytes) -> None:
        self._pieces.append(data)
        self._size += len(data)
        if self._size > _PIECE:
            self._flush()

    def _flush(self) -> None:
        data = b"".join(self._pieces)
        self._pieces, self._size = [], 0
        self._place += len(data)
        self._total = zlib.crc32(data, self._total)
        if self._failed:
            return
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("wb", buffering=0)
                self._file.write(bytes(_HEAD))
            self._file.write(data)
        except OSError:
            self._failed = True

    def finish(self, last: dict[str, Any]) -> None:
        """Write the last part, and then the head."""
        self._flush()
        place = self._place
        self._write(marshal.dumps(last))
        self._flush()
        if self._file is None or self._failed:
            return
        head = self._total.to_bytes(4, "big") + place.to_bytes(8, "big")
        try:
            self._file.seek(0)
            self._file.write(_FORMAT + head)
        except OSError:
            self._failed = True

    def save(self, path: Path) -> None:
        """Put all in place."""
        if self._file is not None and not self._failed:
            with suppress(OSError):
                self._path.replace(path)
        self.discard()

    def discard(self) -> None:
        """Leave nothing that is not in place."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _read_last(file: BinaryIO) -> dict[str, Any] | None:
    """The last part of a journal that is whole; None of any other."""
    head = file.read(_HEAD)
    total, place = head[len(_FORMAT) : len(_FORMAT) + 4], int.from_bytes(head[-8:], "big")
    seen = 0
    while piece := file.read(_PIECE):
        seen = zlib.crc32(piece, seen)
    if head[: len(_FORMAT)] != _FORMAT or seen.to_bytes(4, "big") != total:
        return None
    end = file.tell()
    if not _HEAD <= place < end:
        return None
    file.seek(place)
    last: dict[str, Any] = marshal.load(file)  # noqa: S302 - our own bytes, as their sum shows
    file.seek(place)
    return last


def _read_entries(file: BinaryIO) -> Iterator[tuple[str, Entry]]:
    """Path and entry of each task, of a file that stands at its last part."""
    end = file.tell()
    file.seek(_HEAD)
    while file.tell() < end:
        path, entry = marshal.load(file)  # noqa: S302 - our own bytes, as their sum shows
        yield path, Entry(*entry)


def _list_numbers(taken: bytes | bytearray) -> list[int]:
    return [number for number, one in enumerate(taken) if one]


def _tell_thing(sums: Sums, keys: Sequence[str], number: int) -> Thing:
    place, table = divmod(number, len(sums.tables))
    return sums.tables[table], keys[place]


def _cut(sums: bytes, size: int) -> Iterator[bytes]:
    return (sums[start : start + size] for start in range(0, len(sums), size))


def list_files(entries: Iterable[Entry]) -> Iterator[Written]:
    """The files of tasks that need not be done."""
    for entry in entries:
        yield from entry.files
