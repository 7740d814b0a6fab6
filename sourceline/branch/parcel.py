"""The finished site as it is sent: every file read, and verified."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from sourceline.branch.git import BranchError
from sourceline.branch.links import find_file, is_any_place, read_page, resolve_link
from sourceline.branch.objects import hash_object
from sourceline.branch.remote import list_paths
from sourceline.errors import ContentError, Position, Problem
from sourceline.processes import limit_jobs, share_work
from sourceline.publish import disk, marker
from sourceline.site.addresses import find_root

BATCH = 200
"""Files that a worker reads at once."""
MOST_BROKEN = 50
"""Broken links that are named; those of a menu stand on every page."""
PAGE = ".html"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A site that is whole."""

    folder: Path
    files: Mapping[str, str]
    """Path → the id that git gives its bytes; the marker too."""


Wanted = tuple[str, str, str, str]
"""A page, a link on it, and the other page and the place there that it leads to."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was found in some files."""

    ids: Mapping[str, str]
    altered: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]
    wanted: tuple[Wanted, ...]
    places: Mapping[str, frozenset[str]]
    """Page → the ids on it."""


def read_parcel(
    folder: Path,
    algorithm: str,
    *,
    pages: int,
    kept: Collection[str],
    base: str,
    progress: Callable[[str, int, int, str], None],
) -> Parcel:
    """Read the finished site in `folder`, of which its build said that it has so many `pages`. `kept`: the files
    that stand beside it on the branch; `base`: its path on its host, such as "/repo/".

    ContentError names each link that leads nowhere. BranchError when a file is missing, is not as it was
    written, or was not written by the build; PublishError when one cannot be read.
    """
    with disk.explain_failure(f"read the finished site in {folder}"):
        found = marker.read_marker(folder)
    if found is None or not found.complete:
        raise BranchError(f"There is no finished site in {folder}.\n    Build it, then publish.")
    _compare_names(folder, found.files, pages)
    paths = sorted(found.files)
    known = frozenset(paths).union(kept)
    batches = [paths[n : n + BATCH] for n in range(0, len(paths), BATCH)]
    work = partial(_read_files, folder, found.files, algorithm, known, base)
    with closing(share_work(work, batches, limit_jobs(len(batches) // 2, None))) as results:
        readings = []
        for number, reading in enumerate(results, 1):
            readings.append(reading)
            progress("files", min(number * BATCH, len(paths)), len(paths), "")
    altered = [path for reading in readings for path in reading.altered]
    if altered:
        raise BranchError(
            f"{folder} is not as it was built: {list_paths(altered)} changed.\n    Publish again."
        )
    broken = list(chain(*(reading.broken for reading in readings), _find_misplaced(readings)))
    if broken:
        raise ContentError(_explain_broken(folder, sorted(broken)))
    files = {path: name for reading in readings for path, name in reading.ids.items()}
    text = marker.format_marker(found.files).encode()
    return Parcel(folder, {**files, marker.NAME: hash_object("blob", text, algorithm)})


def read_object(parcel: Parcel, path: str, algorithm: str) -> bytes:
    """A file once more, for sending. BranchError when it has changed, PublishError when it cannot be read."""
    data = _read_file(parcel.folder, path)
    if data is None or hash_object("blob", data, algorithm) != parcel.files[path]:
        raise BranchError(
            f"{parcel.folder}/{path} changed while it was sent.\n    Nothing was published; publish again."
        )
    return data


def _read_file(folder: Path, path: str) -> bytes | None:
    """The bytes of a file; None when there is no plain one. PublishError when it cannot be read."""
    with disk.explain_failure(f"read the finished site in {folder}"):
        read = disk.read_file(f"{folder}/{path}")
    return None if read is None else read[0]


def count_pages(paths: Iterable[str]) -> int:
    """How many of these files are pages."""
    return sum(path.endswith(PAGE) for path in paths)


def _compare_names(folder: Path, files: Mapping[str, str], pages: int) -> None:
    with disk.explain_failure(f"read the finished site in {folder}"):
        there = {path for path in disk.list_files(folder) if not marker.is_litter(path)}
    there -= {marker.NAME}
    missing, strange = sorted(files.keys() - there), sorted(there - files.keys())
    if missing or strange:
        told = f"{list_paths(missing)} missing" if missing else f"{list_paths(strange)} added"
        raise BranchError(
            f"{folder} is not as it was built: {told}.\n"
            "    Move away what is not of the site; what belongs to it goes into static/. Then publish again."
        )
    count = count_pages(files)
    if count != pages:
        raise BranchError(
            f"The build told of {pages:,} pages, and {folder} holds {count:,}: another build was there.\n"
            "    Publish again."
        )


def _read_files(
    folder: Path,
    digests: Mapping[str, str],
    algorithm: str,
    known: Collection[str],
    base: str,
    paths: list[str],
) -> _Reading:
    ids, places = {}, {}
    altered, broken, wanted = [], [], []
    for path in paths:
        data = _read_file(folder, path)
        if data is None or marker.hash_bytes(data) != digests[path]:
            altered.append(path)
            continue
        ids[path] = hash_object("blob", data, algorithm)
        if path.endswith(PAGE):
            page = read_page(data.decode(errors="replace"))
            places[path] = page.ids
            for link, to, place in _follow(path, page.links, known, base):
                if to is None or (to == path and place not in page.ids):
                    broken.append((path, link))
                elif to != path and to.endswith(PAGE):
                    wanted.append((path, link, to, place))
    return _Reading(ids, tuple(altered), tuple(broken), tuple(wanted), places)


def _follow(
    path: str, links: Collection[str], known: Collection[str], base: str
) -> Iterator[tuple[str, str | None, str]]:
    """Each link that needs a look, the file that it leads to (None: there is none), and the place in it. What leads to a file as a whole is left out."""
    folder = path.rpartition("/")[0]
    up = find_root(path)
    for link in links:
        if (
            link.startswith(up) and link[len(up) :] in known
        ):  # as the shipped theme writes most of them
            continue
        way = resolve_link(folder, link, base)
        if way is not None:
            to, place = way
            found = find_file(to, known) if to else path
            if found is None or not is_any_place(place):
                yield link, found, place


def _find_misplaced(readings: list[_Reading]) -> Iterator[tuple[str, str]]:
    """Links to a page that is there, and to a place on it that is not."""
    places = {path: ids for reading in readings for path, ids in reading.places.items()}
    for reading in readings:
        for path, link, to, place in reading.wanted:
            if to in places and place not in places[to]:
                yield path, link


def _explain_broken(folder: Path, broken: list[tuple[str, str]]) -> list[Problem]:
    more = len(broken) - MOST_BROKEN
    told = f" {more:,} more links lead nowhere." if more > 0 else ""
    return [
        Problem(
            Position(f"{folder}/{path}"),
            "broken-link",
            f"The link {link!r} leads nowhere.{told}",
            "Mend it where it is written: in the text of the record, or in templates/.",
        )
        for path, link in broken[:MOST_BROKEN]
    ]
