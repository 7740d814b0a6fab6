"""The file that tells our folders from other people's, and lists every file we wrote there."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from sourceline.errors import UsageError
from sourceline.publish import disk

NAME = ".sourceline-site"
_FIRST = "This folder is written by Sourceline; the next build replaces it as a whole.\n"

# Files that file managers drop everywhere; losing one loses nothing.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Marker:
    """What the marker of one of our folders says."""

    complete: bool
    """False while the folder is being written."""
    files: dict[str, str] = field(default_factory=dict)
    """Relative POSIX path → sha256 of its bytes."""


def start_folder(folder: Path) -> None:
    """Make `folder` and mark it as ours, not yet complete."""
    disk.make_folder(folder)
    disk.write_file(folder / NAME, _FIRST.encode())


def finish_folder(folder: Path, files: dict[str, str]) -> None:
    """Say in the marker that `folder` is complete and what it holds, in one step and synced."""
    draft = folder / f"{NAME}.new"
    disk.write_file(draft, format_marker(files).encode())
    disk.sync_path(draft)
    disk.move_path(draft, folder / NAME)
    disk.sync_path(folder)


def format_marker(files: dict[str, str]) -> str:
    """The marker's text: its first line, "sha256  path" for each file, and their number."""
    lines = [f"{digest}  {path}\n" for path, digest in sorted(files.items())]
    return "".join([_FIRST, *lines, f"files: {len(files)}\n"])


def read_marker(folder: Path) -> Marker | None:
    """What the marker in `folder` says; None when there is none of ours (a link does not count)."""
    path = folder / NAME
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    return _parse(text)


def _parse(text: str) -> Marker | None:
    if not text.startswith(_FIRST):
        return None
    lines = text[len(_FIRST) :].splitlines()
    pairs = [line.split("  ", 1) for line in lines[:-1]]
    if not lines or lines[-1] != f"files: {len(pairs)}" or any(len(pair) != 2 for pair in pairs):
        return Marker(complete=False)
    return Marker(complete=True, files={path: digest for digest, path in pairs})


def list_foreign(folder: Path, marker: Marker) -> list[str]:
    """Files in `folder` that we did not write."""
    known = {NAME, f"{NAME}.new", *marker.files}
    return [
        path
        for path in disk.list_files(folder)
        if path not in known and Path(path).name not in _LITTER
    ]


def refuse_foreign(folder: Path, found: Marker) -> None:
    """UsageError that names the files in our `folder` that we did not write."""
    foreign = list_foreign(folder, found)
    if foreign:
        shown = ", ".join(foreign[:5]) + (
            f" and {len(foreign) - 5} more" if len(foreign) > 5 else ""
        )
        raise UsageError(
            f"{folder} holds files that Sourceline did not write: {shown}.\n"
            "    Move them away; what belongs to the site goes into static/, from where it is copied."
        )


def is_unchanged(folder: Path, files: dict[str, str]) -> bool:
    """Whether `folder` is complete and holds exactly `files`, by the bytes on the disk."""
    marker = read_marker(folder)
    if marker is None or marker.files != files or not marker.complete:
        return False
    try:
        return all(
            hash_bytes((folder / path).read_bytes()) == digest for path, digest in files.items()
        )
    except FileNotFoundError:
        return False


def hash_bytes(data: bytes) -> str:
    """The sha256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
