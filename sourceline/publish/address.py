"""Which paths a file of the site may have: safe on every file system and web server."""

from __future__ import annotations

import re

from sourceline.errors import Position, Problem

_PART = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?", re.ASCII)
_LONG_PART = 80

# Names that a host asks for in exactly this spelling.
_EXACT = frozenset({"CNAME", ".nojekyll", ".well-known"})

# Names that Windows keeps for devices, with any ending.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
)


def explain_path(path: str) -> str | None:
    """Why a site cannot hold a file at `path` (relative, POSIX), or None when it can."""
    for part in path.split("/"):
        if part in _EXACT:
            continue
        if not _PART.fullmatch(part):
            return _fault(part)
        if part.split(".")[0] in _DEVICES:
            return f"Windows keeps the name {part!r} for itself"
    return None


def _fault(part: str) -> str:
    if not part:
        return "a part of its path is empty"
    if len(part) > _LONG_PART:
        return f"a part of its path is longer than {_LONG_PART} characters"
    return f"{part!r} is not made of a-z, 0-9, '-', '_' and '.' with a letter or digit at both ends"


def find_clash(path: str, files: dict[str, str], folders: set[str]) -> str | None:
    """Why `path` cannot stand beside the `files` and `folders` of the site, or None when it can."""
    if path in files:
        return "another page or file has the same address"
    if path in folders:
        return "a folder has the same address"
    clash = next((parent for parent in list_parents(path) if parent in files), None)
    return clash and f"the file {clash!r} stands where it needs a folder"


def list_parents(path: str) -> list[str]:
    """The folders that `path` lies in, outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def describe_fault(path: str, reason: str) -> Problem:
    """The problem of a file that cannot be written."""
    return Problem(
        Position(path),
        "bad-address",
        f"The site cannot hold a file at {path!r}: {reason}.",
        "Rename the file in static/, or give the record it is made from another id.",
    )
