"""A folder as a site: its regular files, and nothing beside them."""

from __future__ import annotations

from pathlib import Path


def read_file(folder: Path, path: str) -> bytes | None:
    """The bytes of the regular file at `path` in `folder`; None where there is none, for dotfiles, and where
    the path or a link leads out of the folder."""
    if "\0" in path or any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        root = folder.resolve()
        found = (root / path).resolve()
        if found.is_relative_to(root) and found.is_file():
            return found.read_bytes()
    except (OSError, RuntimeError):  # a name that is too long, a loop of links, or gone by now
        return None
    return None
