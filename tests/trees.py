"""Whole folders as values, to compare before and after."""

from __future__ import annotations

import shutil
from pathlib import Path


def read_tree(folder: Path) -> dict[str, bytes]:
    """Relative path → bytes of every file below `folder`; a link's value is where it points."""
    return {
        path.relative_to(folder).as_posix(): _read(path)
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def read_site(folder: Path) -> dict[str, bytes]:
    """The same of a site's folder, without what is kept between builds."""
    tree = read_tree(folder)
    return {path: data for path, data in tree.items() if not path.startswith(".sourceline/")}


def read_human(folder: Path) -> dict[str, bytes]:
    """The same of a site's content, without what a program read in it."""
    tree = read_tree(folder / "content")
    return {path: data for path, data in tree.items() if not path.startswith("extracted/")}


def _read(path: Path) -> bytes:
    return f"-> {path.readlink()}".encode() if path.is_symlink() else path.read_bytes()


def write_tree(folder: Path, files: dict[str, str]) -> None:
    """Write every file (relative path → text), and the folders they need."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def remove(place: Path) -> None:
    """Delete whatever is there, with all that is in it; a link, not where it leads."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
