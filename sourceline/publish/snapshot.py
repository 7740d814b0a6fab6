"""What a finished site looks like on the disk, so that a glance at it tells whether it still does.

A file's stamp changes with its bytes, a folder's time with the names in it. So a site of which every
stamp and every time is as it was noted holds the bytes that were noted, and no file of somebody else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sourceline.ledger import FileStamp, has_files, list_stamps, pack_stamps
from sourceline.publish import disk, marker
from sourceline.publish.marker import Marker

Entry = tuple[str, FileStamp]
"""The sha256 of a file's bytes, in hexadecimal, and its stamp."""

_NEVER = -1
"""The time of a folder that must not pass for unchanged."""


class Spare(NamedTuple):
    """The former site, which is kept to be made into the next one."""

    files: Mapping[str, Entry | None]
    """Where it differs from the published site; None where it has no such file."""
    folders: Mapping[str, int]
    marker: FileStamp


class Snapshot(NamedTuple):
    """A finished site as it was left."""

    files: Mapping[str, Entry]
    """Relative POSIX path → what is there, without the marker."""
    folders: Mapping[str, int]
    """Relative POSIX path ("" is the site itself) → time of the last change in ns."""
    marker: FileStamp
    spare: Spare | None = None

    def to_plain(self) -> tuple[Any, ...]:
        """Texts, numbers, tuples and dicts alone, few of them, as `marshal` keeps them quickest. First what
        `has_files` needs."""
        stamps = pack_stamps({path: stamp for path, (_, stamp) in self.files.items()})
        digests = "".join([digest for digest, _ in self.files.values()])
        return (
            stamps,
            self.marker,
            digests,
            _pack_times(self.folders),
            self.spare
            and (
                self.spare.files,
                _pack_times(self.spare.folders),
                self.spare.marker,
            ),
        )

    @classmethod
    def from_plain(cls, plain: tuple[Any, ...]) -> Snapshot:
        """The snapshot that `to_plain` made plain."""
        stamps, marker_stamp, digests, folders, spare = plain
        files = {
            path: (digests[64 * n : 64 * n + 64], stamp)
            for n, (path, stamp) in enumerate(list_stamps(stamps))
        }
        if spare:
            other, times, stamp = spare
            spare = Spare(other, _unpack_times(times), stamp)
        return cls(files, _unpack_times(folders), marker_stamp, spare)


def _pack_times(folders: Mapping[str, int]) -> tuple[str, tuple[int, ...]]:
    return "\n".join(folders), tuple(folders.values())


def _unpack_times(packed: tuple[str, tuple[int, ...]]) -> dict[str, int]:
    paths, times = packed
    return dict(zip(paths.split("\n"), times, strict=False))


def is_intact(output: Path, snapshot: Snapshot) -> bool:
    """Whether every file and folder of the site at `output` is as in `snapshot`, by their stamps alone."""
    return has_files(str(output), _list_stamps(snapshot.files), snapshot.marker) and has_folders(
        output, snapshot.folders
    )


def is_spare(folder: Path, snapshot: Snapshot) -> bool:
    """Whether `folder` is the spare of the site of which `snapshot` was just found true.

    Most of its files are those of the site under a second name. Since no name in it has changed, they
    need no second look.
    """
    spare = snapshot.spare
    if spare is None:
        return False
    own = _list_stamps({path: entry for path, entry in spare.files.items() if entry})
    return has_folders(folder, spare.folders) and has_files(str(folder), own, spare.marker)


def _list_stamps(files: Mapping[str, Entry]) -> Iterable[tuple[str, FileStamp]]:
    return ((path, stamp) for path, (_, stamp) in files.items())


def has_folders(folder: Path, times: Mapping[str, int]) -> bool:
    """Whether no name was added to these folders, or taken from them, since their times were noted."""
    base = f"{folder}/"
    lstat = os.lstat
    try:
        for path, time in times.items():
            if lstat(base + path).st_mtime_ns != time:
                return False
    except OSError:
        return False
    return True


def take_stamp(path: str) -> FileStamp:
    """The stamp of the file at `path`."""
    return make_stamp(os.lstat(path))


def make_stamp(found: os.stat_result) -> FileStamp:
    """What of the system's answer tells one state of a file from another."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def take_time(path: str) -> int:
    """When a name in the folder at `path` last changed, in ns."""
    return os.lstat(path).st_mtime_ns


def read_site(folder: Path, found: Marker) -> Snapshot:
    """The snapshot of the site in `folder`, from its bytes. UsageError when it holds a file that `found`,
    its marker, does not list. A listed file that is no longer there is left out."""
    base = f"{folder}/"
    # Times and stamps are taken before what they vouch for is read.
    stamp = take_stamp(base + marker.NAME)
    folders = {path: take_time(base + path) for path in ("", *disk.list_folders(folder))}
    marker.refuse_foreign(folder, found)
    litter = any(map(marker.is_litter, disk.list_files(folder)))
    files = {}
    for path in found.files:
        read = disk.read_file(base + path)
        if read:
            data, status = read
            files[path] = (marker.hash_bytes(data), make_stamp(status))
    if litter or folders.keys() != derive_folders(files):
        folders[""] = _NEVER  # what is not ours in it must not come back with it, as a spare
    return Snapshot(files, folders, stamp)


def derive_folders(files: Iterable[str]) -> set[str]:
    """The folders that a site of these files has, the site itself ("") among them."""
    folders = {path.rpartition("/")[0] for path in files}
    for folder in list(folders):
        while folder and (folder := folder.rpartition("/")[0]) not in folders:
            folders.add(folder)
    return folders | {""}
