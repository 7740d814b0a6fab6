"""Where templates and static files lie: the site's own first, then the theme's."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from sourceline.errors import Problem
from sourceline.ledger import locate_theme
from sourceline.pipeline.reports import refuse_failing
from sourceline.store.files import STATE, is_folder, list_files, read_bytes

STATIC = PurePosixPath("static")
COMPILED = STATE / "templates"
"""The code of the templates."""


def list_folders(root: Path, kind: str) -> list[Path]:
    """Where templates or static files are searched: the site's own folder first, then the theme's."""
    own, shipped = root.resolve() / kind, find_theme() / kind
    return [own, shipped] if own != shipped and is_folder(root, kind) else [shipped]


def find_theme() -> Path:
    """The folder that holds the shipped templates/ and static/: in the package when installed, beside
    it in the repository."""
    return Path(locate_theme())


def find_compiled(root: Path) -> Path | None:
    """Where the code of the templates is kept: that of the theme beside it, as Python keeps that of modules,
    where the folder can be written; of a site with templates of its own in the site. None where a link
    leads out of it."""
    theme = find_theme() / "templates"
    if list_folders(root, "templates") == [theme] and os.access(theme, os.W_OK):
        return theme / "__pycache__"
    folder = root / COMPILED
    return folder if folder.resolve().is_relative_to(root.resolve()) else None


def read_static(root: Path) -> dict[str, bytes]:
    """Name relative to `static/` → bytes; a site's own file wins over the theme's."""
    from sourceline.publish.address import describe_fault, explain_path  # noqa: PLC0415 - not for `check`

    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for base in (find_theme(), root):
        paths, faults = list_files(base, STATIC)
        problems.extend(faults)
        for path in paths:
            reason = explain_path(path)
            if reason:
                problems.append(describe_fault(path, reason))
            else:
                files[str(PurePosixPath(path).relative_to(STATIC))] = read_bytes(base, path)
    refuse_failing(problems)
    return files


def list_watched(root: Path) -> list[Path]:
    """What a site is made from. The extractions are not among it: a build writes them itself."""
    names = ("site.yaml", "corrections.yaml", "sources", "events", "profiles")
    own = [root / "content" / name for name in names]
    kinds = ("templates", "static")
    # The site's own are looked for also where there are none yet.
    folders = [place / kind for kind in kinds for place in (root.resolve(), find_theme())]
    return [*own, *dict.fromkeys(folders)]
