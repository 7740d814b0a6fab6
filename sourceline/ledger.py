# ruff: noqa: PTH103, PTH105, PTH108, PTH112, PTH116, PTH118, PTH120, PTH123, PTH208 - pathlib would cost such a build a third of its time
"""What a build read, what it wrote and what it told: so that a build of an unchanged site need do nothing.

A ledger stands in `.sourceline/builds/`, one for each output folder. It is safe to delete, and one that is
damaged, or of another version, counts as none. It names every file that was read with the hash of its bytes,
and with a stamp that shows whether it is still the very same file, so that it need not be read again.

This module and `forks` are all that such a build imports, so they use only what Python itself has loaded by
then: `pathlib` and `dataclasses` alone would cost it 40 ms.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import time
import zlib

from sourceline.forks import share_look

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which costs 10 ms
    from collections.abc import Iterable, Mapping
    from typing import Any

Ledger = dict[str, "Any"]
"""What `sourceline.pipeline.ledgers` puts into it: plain values only."""
FileStamp = tuple[int, int, int]
"""Of a published file: inode, bytes, and when it was last written, in ns. When it was last changed at all is
left out, because a hard link changes it."""
Stamp = tuple[int, int, int, int]
"""Inode, bytes, and when the file was last written and last changed at all, in ns: nobody can set the last."""

Packed = tuple[str, tuple[int, ...]]
"""The paths of files, a line for each, and the numbers of their stamps. Of 38,000 files, a table of tuples took
eight times as long to read."""

_FORMAT = b"sourceline ledger 2 " + sys.version.encode() + b"\n"
FOLDER = os.path.join(".sourceline", "builds")
MARKER = ".sourceline-site"
"""The file by which `publish` knows a site of ours."""
THEME = ("templates", "static")
PLACES = ("content", *THEME)
"""The folders that a site is made from."""
_TICK = 50_000_000
"""ns in which two changes of a file may leave the same time."""
_UNSETTLED = 0, 0, 0, 0


def locate_ledger(root: str, output: str) -> str:
    """The path of the ledger of the builds of the site in `root` that go to `output`."""
    place = os.path.relpath(output, root)
    return os.path.join(root, FOLDER, f"{zlib.crc32(os.fsencode(place)):08x}.ledger")


def locate_lock(output: str) -> str:
    """The path of the file that stands beside the output folder, whose parents are no links, while a build has it."""
    folder, name = os.path.split(output)
    return os.path.join(folder, f".{name}.lock")


def read_ledger(path: str) -> Ledger | None:
    """A ledger as it was written; None where there is none, or none that is whole."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    head = len(_FORMAT) + 4
    body = memoryview(data)[head:]
    if data[:head] != _FORMAT + zlib.crc32(body).to_bytes(4, "big"):
        return None
    ledger = marshal.loads(body)  # noqa: S302 - our own bytes, as their sum shows
    return ledger if isinstance(ledger, dict) else None


def write_ledger(path: str, ledger: Ledger) -> None:
    """Put a ledger in place, whole or not at all. OSError when it cannot be written."""
    body = marshal.dumps(ledger)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    part = f"{path}.part"
    try:
        with open(part, "wb") as file:
            file.write(_FORMAT + zlib.crc32(body).to_bytes(4, "big"))
            file.write(body)
        os.replace(part, path)
    except BaseException:
        if os.path.lexists(part):
            os.unlink(part)
        raise


# --- the site's files -------------------------------------------------------------------------


def stamp_path(path: str) -> Stamp | None:
    """The stamp of a file or folder, links followed; None when there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def survey_site(
    root: str, begun: int, places: Iterable[str] = PLACES
) -> tuple[dict[str, Stamp | None], dict[str, tuple[str, ...]]]:
    """The stamp of every file and folder that the site in `root` is made from, or of those in `places`, and the
    names in each folder; taken before they are read, at the moment `begun` (ns).

    A file that was changed a moment ago may be changed again within one tick of the clock, and keep its
    stamp; it gets one that fits nothing, so that its bytes are looked at next time.
    """
    stamps: dict[str, Stamp | None] = {}
    names: dict[str, tuple[str, ...]] = {}
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        stamps[place] = settle(stamp_path(f"{root}/{place}"), begun)
        try:
            with os.scandir(f"{root}/{place}") as entries:
                found = [entry for entry in entries if is_input(entry.name)]
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            stamps[place] = _UNSETTLED  # what is in it is not known, so the next build must look
            continue
        names[place] = tuple(sorted(entry.name for entry in found))
        for entry in found:
            path = f"{place}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                stamps[path] = settle(stamp_path(entry.path), begun)
    return stamps, names


def is_input(name: str) -> bool:
    """Whether a file or folder of this name may be part of a site; others are not looked at."""
    return not name.startswith(".") and name != "__pycache__"


def settle(stamp: Stamp | None, begun: int) -> Stamp | None:
    """A stamp that was taken at the moment `begun` (ns), or one that fits nothing where the file was changed
    a moment before."""
    return stamp if stamp is None or max(stamp[2:]) < begun - _TICK else _UNSETTLED


def find_changes(root: str, ledger: Ledger) -> tuple[str, ...]:
    """The files whose bytes, and the folders whose names, are others than when the ledger was written.

    What has another stamp is looked at; where that shows nothing new, the ledger takes the new stamp, and
    says by `fresh` that it should be written again.
    """
    inputs: dict[str, Stamp | None] = ledger["inputs"]
    prefix = f"{root}/"
    stat = os.stat
    others = []
    for path, stamp in inputs.items():
        try:
            now = stat(prefix + path)
        except (OSError, ValueError):
            if stamp is not None:
                others.append(path)
            continue
        if stamp != (now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns):
            others.append(path)
    changed = []
    for path in others:
        begun = time.time_ns()
        stamp = stamp_path(prefix + path)
        if _is_same(prefix + path, path, ledger):
            inputs[path] = settle(stamp, begun)
            ledger["fresh"] = True
        else:
            changed.append(path)
    return tuple(changed)


def _is_same(full: str, path: str, ledger: Ledger) -> bool:
    """Whether a file has the bytes, or a folder the names, that the ledger tells."""
    names: tuple[str, ...] | None = ledger["names"].get(path)
    try:
        if names is not None:
            return names == tuple(sorted(filter(is_input, os.listdir(full))))
        if not stat.S_ISREG(os.stat(full).st_mode):  # to open a pipe would take for ever
            return False
        from hashlib import sha256  # noqa: PLC0415 - 5 ms that few builds need

        with open(full, "rb") as file:
            digest: str | None = ledger["digests"].get(path)
            return sha256(file.read()).hexdigest() == digest
    except OSError:
        return False


# --- the published site -----------------------------------------------------------------------


def pack_stamps(stamps: Mapping[str, FileStamp]) -> Packed:
    """The stamps of published files, by their paths, as they are read back quickest."""
    return "\n".join(stamps), tuple(part for stamp in stamps.values() for part in stamp)


def list_stamps(packed: Packed) -> Iterable[tuple[str, FileStamp]]:
    """Path and stamp of each file, in the order in which they were packed."""
    paths, numbers = packed
    each = iter(numbers)
    # No path of a site has a line break in it.
    return zip(paths.split("\n"), zip(each, each, each, strict=True), strict=False)


def has_files(folder: str, files: Iterable[tuple[str, FileStamp]], marker: FileStamp) -> bool:
    """Whether each of the files of a published site still has its stamp, and its marker has `marker`. Files of
    others are not looked for."""
    prefix = f"{folder}/"
    stat = os.lstat

    def has_all(files: Iterable[tuple[str, FileStamp]]) -> bool:
        try:
            for path, stamp in files:
                found = stat(prefix + path)
                if (found.st_ino, found.st_size, found.st_mtime_ns) != stamp:
                    return False
        except OSError:
            return False
        return True

    waiting = [*files, (MARKER, marker)]
    return has_all(waiting) if len(waiting) < _MANY else share_look(has_all, waiting)


_MANY = 2000
"""Files of which another process looks at half: to start one takes as long as to look at some 400."""


# --- the program ------------------------------------------------------------------------------


def locate_theme() -> str:
    """The folder that holds the shipped templates/ and static/: in the package when it is installed, beside
    it in the repository."""
    package = os.path.dirname(os.path.realpath(__file__))
    installed = f"{package}/theme"
    return installed if os.path.isdir(installed) else os.path.dirname(package)


def stamp_program() -> str:
    """What is read and woven depends on beside the site's own files: this program, Python, and what is
    installed beside it, as one text that changes when any of them does."""
    stamps = [sys.version, *sorted(_list_stamps(os.path.dirname(os.path.realpath(__file__))))]
    # A library that is added, removed or exchanged changes the folder that all of them stand in.
    stamps += [f"{path} {stamp_path(path)}" for path in sys.path if path.endswith("-packages")]
    return _sum_up(stamps)


def stamp_theme() -> str:
    """The same of the theme, on which only the pages depend."""
    theme = locate_theme()
    return _sum_up(stamp for part in THEME for stamp in sorted(_list_stamps(f"{theme}/{part}")))


def _sum_up(stamps: Iterable[str]) -> str:
    return f"{zlib.crc32(os.fsencode(repr(list(stamps)))):08x}"


def _list_stamps(folder: str) -> Iterable[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from _list_stamps(entry.path)
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
