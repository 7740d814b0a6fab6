"""Names of files and titles that hardly make an address, in many orders."""

from __future__ import annotations

import json
import tempfile
from itertools import chain
from pathlib import Path

from addressing import NAMES, find_faults, place_all

from bench.torture.options import Options
from bench.torture.row import Row
from sourceline.interchange.incoming import clean_line
from sourceline.pipeline import ignore_progress, read_sources
from sourceline.read import make_source_id

ORDERS = 24


def run(options: Options) -> list[Row]:
    """Every name as a source and as the title of an imported event, in one site, which is made anew in each order."""
    names, titles = _list_names(options.naughty)
    files = [name for name in names if _may_stand(name)]
    others = [name for name in names if name not in files]
    wanted = [*files, *(f"title: {title}" for title in titles)]
    orders = max(2, options.scale(ORDERS))
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        first = place_all(Path(place) / "0", files, titles, 0)
        faults = find_faults(first, wanted)
        moved = []
        for order in range(1, orders):
            found = place_all(Path(place) / str(order), files, titles, order)
            moved += [
                f"{name!a}: {found.get(name)} after {kept}"
                for name, kept in first.items()
                if found.get(name) != kept
            ]
        silent = [name for name in others if not _is_refused(Path(place) / "odd", name)]
    return [
        Row(
            f"{len(files)} names of files and {len(titles)} titles: no page, or not one of its own, or not of a-z, 0-9"
            " and hyphens",
            len(wanted),
            len(faults),
            "; ".join(faults)[:200],
        ),
        Row(
            f"the same in {orders} orders: another address",
            len(wanted) * orders,
            len(moved),
            "; ".join(moved)[:200],
        ),
        Row(
            "names of files with signs that no page shows, or that no disk holds: neither refused by name nor an id",
            len(others),
            len(silent),
            ascii(silent)[:200] if silent else "",
        ),
    ]


def _list_names(collections: Path | None) -> tuple[list[str], list[str]]:
    names = list(NAMES)
    if collections is not None:
        names += json.loads((collections / "own/filenames.json").read_text(encoding="utf-8"))
        groups = json.loads((collections / "own/slug_collisions.json").read_text(encoding="utf-8"))
        names += chain.from_iterable(groups)
    names = list(dict.fromkeys(names))
    # As a title is read from a file: on one line, without controls.
    titles = dict.fromkeys(clean_line(name) for name in names)
    return names, [title for title in titles if title]


def _may_stand(name: str) -> bool:
    """Whether a disk holds a file of this name that is read: names with a dot before them are left out."""
    return (
        name.isprintable()
        and "/" not in name
        and not name.startswith(".")
        and name != ""
        and len(f"{name}.txt".encode()) <= 255
    )


def _is_refused(folder: Path, name: str) -> bool:
    """Whether a name comes to an id by itself, and its file, where a disk holds it, is named as one that is not
    read; those with a dot before them are hidden, and left out as such."""
    part = make_source_id(f"{name}.txt")
    if not part.isascii() or len(part) > 80:
        return False
    file = folder / "content/sources" / f"{name}.txt"
    if "/" in name or "\0" in name or file.name.startswith(".") or len(file.name.encode()) > 255:
        return True
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Ada Fenwick left Tide on 5 May 2031.\n", encoding="utf-8")
    sources, problems = read_sources(folder, ignore_progress)
    shown = file.name.encode("unicode_escape").decode()
    told = any(problem.position.path.endswith(f"/{shown}") for problem in problems)
    return told or any(source.path.endswith(file.name) for source in sources)
