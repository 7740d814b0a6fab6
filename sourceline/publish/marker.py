"""The file that tells our folders from other people's, and lists every file we wrote there."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sourceline.errors import UsageError
from sourceline.ledger import MARKER
from sourceline.publish import disk

NAME = MARKER
_FIRST = "This folder is written by Sourceline; the next build replaces it as a whole.\n"

_COMPLETE = re.compile(re.escape(_FIRST.encode()) + rb"(?:.*\n)?files: \d+\n\Z", re.DOTALL)

# Files that file managers drop everywhere; losing one loses nothing.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Marker(NamedTuple):
    """What the marker of one of our folders says."""

    complete: bool
    """False while the folder is being written."""
    files: Mapping[str, str] = MappingProxyType({})
    """Relative POSIX path → sha256 of its bytes."""


def start_folder(folder: Path) -> None:
    """Make `folder` and mark it as ours, not yet complete."""
    disk.make_folder(folder)
    disk.write_file(folder / NAME, _FIRST.encode())
    # Synced, because a folder with an empty marker in it passes for somebody else's after a power cut.
    disk.sync_path(folder / NAME)


def reopen_folder(folder: Path) -> None:
    """Say in the marker that `folder` is no longer complete, in one step and synced."""
    _replace_marker(folder, _FIRST)


def finish_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Say in the marker that `folder` is complete and what it holds, in one step and synced."""
    _replace_marker(folder, format_marker(files))


def _replace_marker(folder: Path, text: str) -> None:
    draft = folder / f"{NAME}.new"
    disk.write_file(draft, text.encode())
    disk.sync_path(draft)
    disk.move_path(draft, folder / NAME)
    disk.sync_path(folder)


def format_marker(files: Mapping[str, str]) -> str:
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
    return parse_marker(text)


def is_ours(folder: Path) -> bool:
    """Whether `folder` has a marker of ours, by its first line alone."""
    return (_read_bytes(folder) or b"").startswith(_FIRST.encode())


def is_complete(folder: Path) -> bool:
    """Whether `folder` is ours and its marker is written to the end, by its first and last line alone."""
    return _COMPLETE.match(_read_bytes(folder) or b"") is not None


def _read_bytes(folder: Path) -> bytes | None:
    read = None if folder.is_symlink() else disk.read_file(f"{folder}/{NAME}")
    return read and read[0]


def parse_marker(text: str) -> Marker | None:
    """What the text of a marker says; None when it is none of ours."""
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
    return [path for path in disk.list_files(folder) if path not in known and not is_litter(path)]


def is_litter(path: str) -> bool:
    """Whether a file manager dropped this file."""
    return path.rpartition("/")[2] in _LITTER


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


def hash_bytes(data: bytes) -> str:
    """The sha256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
