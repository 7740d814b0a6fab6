"""The regular files of a folder, and nothing beside them."""

from __future__ import annotations

from pathlib import Path


def read_file(folder: Path, path: str, most: int = -1) -> bytes | None:
    """The bytes of the regular file at `path` in `folder`, the first `most` of them; None where there is none,
    for dotfiles, and where the path or a link leads out of the folder."""
    if any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        root = folder.resolve()
        found = (root / path).resolve()
        if found.is_relative_to(root) and found.is_file():
            with found.open("rb") as file:
                return file.read(most)
    # What is no name, or one too long; a file that is gone by now; a loop of links.
    except (OSError, ValueError, RuntimeError):
        return None
    return None
