"""What the files below some places look like from outside: two listings show what was saved between them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

State = tuple[int, int, int]
"""Time of change in nanoseconds, size, number of the file."""


def list_states(places: Iterable[Path]) -> dict[str, State]:
    """Path → state of every file at or below `places` that may be content."""
    states = {}
    for place in places:
        for path in _list_files(str(place)):
            state = look_at(path)
            if state is not None:
                states[path] = state
    return states


def look_at(path: str) -> State | None:
    """The state of one file; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def compare_states(before: dict[str, State], after: dict[str, State]) -> set[str]:
    """The paths that are new, gone or changed."""
    return {path for path, _ in before.items() ^ after.items()}


def is_content(name: str) -> bool:
    """Whether a file or folder of that name may be read by a site: dotfiles never are, and what Python
    compiles is written by the site itself."""
    return not name.startswith(".") and name != "__pycache__"


def _list_files(top: str) -> Iterator[str]:
    folders = [top]
    while folders:
        folder = folders.pop()
        # Gone since it was listed, or not made yet; or it is a file.
        with suppress(FileNotFoundError, PermissionError):
            try:
                entries = os.scandir(folder)
            except NotADirectoryError:
                yield folder
                continue
            with entries:
                for entry in entries:
                    if not is_content(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        yield entry.path
