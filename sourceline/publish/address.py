"""Which paths a file of the site may have: safe on every file system and web server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sourceline.errors import ContentError, Position, Problem
from sourceline.naming import LONGEST, is_device

# The name of a folder, and an ending behind one: "data/sources/<name>.json".
_PART = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?(?:\.[a-z0-9]{1,8})?", re.ASCII)

# Names that a host asks for in exactly this spelling.
_EXACT = frozenset({"CNAME", ".nojekyll", ".well-known"})


def explain_path(path: str) -> str | None:
    """Why a site cannot hold a file at `path` (relative, POSIX), or None when it can."""
    for part in path.split("/"):
        reason = explain_part(part)
        if reason:
            return reason
    return None


@lru_cache(maxsize=4096)  # nearly all of 24,000 paths end in one of a few names
def explain_part(part: str) -> str | None:
    """Why no file or folder of a site can have this name, or None when one can."""
    if part in _EXACT:
        return None
    if not _PART.fullmatch(part):
        return _fault(part)
    if is_device(part):
        return f"Windows keeps the name {part!r} for itself"
    return None


def _fault(part: str) -> str:
    if not part:
        return "a part of its path is empty"
    if len(part) > LONGEST:
        return f"a part of its path is longer than {LONGEST} characters"
    return f"{part!r} is not made of a-z, 0-9, '-', '_' and '.' with a letter or digit at both ends"


class Directory:
    """The paths of a site, each checked as it comes, by itself and beside those before it."""

    __slots__ = ("_files", "_folders")

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def add_checked(self, paths: Iterable[str]) -> None:
        """Take over paths that stood together before."""
        self._files.update(paths)
        folders = {path.rpartition("/")[0] for path in self._files}
        while folders:
            self._folders |= folders
            folders = {folder.rpartition("/")[0] for folder in folders} - self._folders
        self._folders.discard("")

    def add_path(self, path: str) -> str | None:
        """Why the site cannot hold a file at `path`, or None: then it is among the paths now."""
        folder, _, name = path.rpartition("/")
        known = folder in self._folders
        reason = (explain_part(name) if known else explain_path(path)) or self._find_clash(path)
        if reason:
            return reason
        if folder and not known:
            parents = list_parents(path)
            clash = next((parent for parent in parents if parent in self._files), None)
            if clash:
                return f"the file {clash!r} stands where it needs a folder"
            self._folders.update(parents)
        self._files.add(path)
        return None

    def _find_clash(self, path: str) -> str | None:
        if path in self._files:
            return "another page or file has the same address"
        if path in self._folders:
            return "a folder has the same address"
        return None


def list_parents(path: str) -> list[str]:
    """The folders that `path` lies in, outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def check_paths(paths: Iterable[str], checked: Iterable[str] = ()) -> None:
    """ContentError that names every unsafe path, every doubled one, and every file that stands where
    another needs a folder. Those in `checked` stood together before."""
    directory = Directory()
    directory.add_checked(checked)
    problems = [
        describe_fault(path, reason) for path in paths if (reason := directory.add_path(path))
    ]
    if problems:
        raise ContentError(problems)


def describe_fault(path: str, reason: str) -> Problem:
    """The problem of a file that cannot be written."""
    return Problem(
        Position(path),
        "bad-address",
        f"The site cannot hold a file at {path!r}: {reason}.",
        "Rename the file in static/, or give the record it is made from another id.",
    )
