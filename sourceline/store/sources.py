"""`content/sources/`: the files an author gathered, and what is said of each beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import Show, Source
from sourceline.naming import part_twins
from sourceline.read import FORMATS, read_front_matter
from sourceline.store.files import CONTENT, is_folder, is_there, list_files, read_bytes
from sourceline.store.nodes import Mapping, Node
from sourceline.store.reading import Reading
from sourceline.store.readings import Readings
from sourceline.store.schema import decode_file, shape_fields, suggest_key
from sourceline.store.yaml import Document, parse_yaml

SOURCES = CONTENT / "sources"
_PAGE_FILES = re.compile(
    r"(.+)(?:_files|\.files|-Dateien|_fichiers|_archivos|_bestanden|_pliki|_file)"
)
"""Names of the folders that browsers put beside a saved page, in the languages in which they do."""
SIDECAR = ".yaml"
"""`report.txt.yaml` describes `report.txt`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What an author may say of a source beside it; wins over what the source says of itself."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    archive_url: str | None = None
    licence: str | None = None
    published: str | None = None
    retrieved: str | None = None
    added: str | None = None
    language: str | None = None
    show: Show | None = None
    redact: bool = False
    """Withhold the source: nothing of it is published."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source as it lies on disk, for `read.read_source`."""

    path: str
    """Site-relative POSIX path."""
    data: bytes
    sidecar: dict[str, str] | None = None
    """The keys of `Sidecar` that were written beside it."""
    front_matter: dict[str, str] | None = None
    """Those that were written at its head."""


def list_sources(
    root: Path, folder: PurePosixPath = SOURCES
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The paths of all sources below `folder` of `root`, sorted, and why other files are none."""
    try:
        if folder == SOURCES and not is_folder(root, str(CONTENT)):
            return (), (_report_no_content(),)
    except ContentError as error:
        return (), error.problems
    paths, problems = list_files(root, folder)
    known = set(paths)
    paths, beside = _leave_page_files(paths, known)
    problems.extend(beside)
    sources = []
    for path in paths:
        try:
            if _is_sidecar(path):
                _check_owner(path, known)
            else:
                _check_format(path)
                sources.append(path)
        except ContentError as error:
            problems.extend(error.problems)
    if not sources and not problems and not (folder == SOURCES and has_events(root)):
        problems.append(_report_no_sources(folder))
    return tuple(sources), tuple(sorted(problems))


def _leave_page_files(
    paths: Iterable[str], known: Container[str]
) -> tuple[list[str], list[Problem]]:
    """The paths without those in the folders that browsers put beside a saved page ("page_files" beside
    "page.html"), and a note on each such folder."""
    kept: list[str] = []
    counts: Counter[tuple[str, str]] = Counter()
    pages: dict[str, tuple[str, str] | None] = {}
    for path in paths:
        folder = path.rpartition("/")[0]
        # Once for a folder: for each of 100,000 files it took 6 s.
        if folder not in pages:
            pages[folder] = _find_page(PurePosixPath(folder), known)
        beside = pages[folder]
        if beside is None:
            kept.append(path)
        else:
            counts[beside] += 1
    return kept, [_report_page_files(*beside, count) for beside, count in counts.items()]


def _find_page(folder: PurePosixPath, known: Container[str]) -> tuple[str, str] | None:
    """The folder, or one around it, that holds the pictures and scripts of a page, and the page."""
    for around in map(str, (folder, *folder.parents)):
        if match := _PAGE_FILES.fullmatch(around):
            for page in (f"{match[1]}.html", f"{match[1]}.htm"):
                if page in known:
                    return around, page
    return None


def _report_page_files(folder: str, page: str, count: int) -> Problem:
    return Problem(
        Position(folder),
        "page-files",
        f"The pictures, styles and scripts that were saved with {PurePosixPath(page).name} are not read: "
        f"{count:,} {'files' if count > 1 else 'file'}.",
        "Nothing to do; the folder may be deleted.",
        "note",
    )


def part_sources(sources: Iterable[Source]) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The sources with ids that differ: where the names of several files lead to one id, the file that is called so
    keeps it, or the first by path; each other gets a sum of its path behind, and is named."""
    sources = tuple(sources)
    names = part_twins(sorted(((s.path, s.id) for s in sources), key=_rank_twin))
    first = {source.id: source.path for source in sources if names[source.path] == source.id}
    problems = [
        Problem(
            Position(source.path, 1, 1),
            "shared-name",
            f"The name of this source would make the same id as that of {first[source.id]}: {source.id!r}."
            f" It is called {names[source.path]!r}.",
            "Rename it to choose its address yourself; if both are one text, delete one.",
            "warning",
        )
        for source in sources
        if names[source.path] != source.id
    ]
    parted = (
        source if names[source.path] == source.id else replace(source, id=names[source.path])
        for source in sources
    )
    return tuple(parted), tuple(problems)


def _rank_twin(named: tuple[str, str]) -> tuple[bool, str]:
    path, name = named
    return PurePosixPath(path).stem != name, path


def decode_metadata(document: Document, node: Node) -> dict[str, str]:
    """Key → value of a sidecar or front matter; ContentError with every problem."""
    sidecar = decode_file(Reading(document), Sidecar, node)
    values = {field.name: getattr(sidecar, field.name) for field in fields(Sidecar)}
    return {
        name: "true" if value is True else value
        for name, value in values.items()
        if value is not None and value is not False
    }


def _is_sidecar(path: str) -> bool:
    return path.lower().endswith(SIDECAR)


def _check_owner(path: str, known: set[str]) -> None:
    owner = path[: -len(SIDECAR)]
    if owner not in known:
        raise _refuse(
            path,
            "sidecar-alone",
            f"This file describes {PurePosixPath(owner).name}, which is not beside it.",
            "Name it as the source with .yaml after it: report.txt.yaml for report.txt.",
        )


def _check_format(path: str) -> None:
    suffix = PurePosixPath(path).suffix
    if suffix.lower() not in FORMATS:
        raise _refuse(
            path,
            "unknown-format",
            f"No reader knows files that end in {suffix!r}."
            if suffix
            else "The name of this file has no ending, so no reader is chosen.",
            f"Save it as one of: {', '.join(sorted(FORMATS))}.",
        )


def load_source(root: Path, path: str) -> tuple[SourceFile, tuple[Problem, ...]]:
    """A source with its sidecar, and the keys of other programs that it has; ContentError when either
    cannot be read."""
    problems: list[Problem] = []
    data = read_bytes(root, path)
    try:
        front_matter = _read_front_matter(data, path, problems)
        sidecar = _read_sidecar(root, path)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    return SourceFile(path, data, sidecar or None, front_matter or None), tuple(problems)


def hash_source(path: str, readings: Readings) -> tuple[str, ...]:
    """The hashes of the files that a source is read from; ContentError when one cannot be read."""
    beside = f"{path}{SIDECAR}"
    there = is_there(readings.root, beside)
    return (readings.hash_file(path), *([readings.hash_file(beside)] if there else []))


def _read_front_matter(data: bytes, path: str, problems: list[Problem]) -> dict[str, str]:
    """What a source says of itself in YAML. Keys of other programs are named and passed over."""
    try:
        found = read_front_matter(data, path=path)
    except ContentError:
        return {}  # read_source meets the same bytes and reports them
    if found is None:
        return {}
    text, line = found
    document = parse_yaml(("\n" * (line - 1) + text).encode(), path)
    return decode_metadata(document, _drop_unknown(document, problems))


def _drop_unknown(document: Document, problems: list[Problem]) -> Node:
    root = document.root
    if not isinstance(root, Mapping):
        return root
    known = shape_fields(Sidecar)
    for key, (place, _) in root.entries.items():
        if key not in known:
            near = suggest_key(key, tuple(known))
            problems.append(
                Problem(
                    document.locate(place),
                    "unknown-key",
                    f"The key {key!r} is not used." + (f" Did you mean '{near}'?" if near else ""),
                    f"The keys are: {', '.join(known)}.",
                    "warning",
                )
            )
    return root._replace(entries={key: root.entries[key] for key in root.entries if key in known})


def _read_sidecar(root: Path, path: str) -> dict[str, str]:
    beside = f"{path}{SIDECAR}"
    if not is_there(root, beside):
        return {}
    document = parse_yaml(read_bytes(root, beside), beside)
    return decode_metadata(document, document.root)


def _refuse(path: str, code: str, message: str, remedy: str) -> ContentError:
    return ContentError([Problem(Position(path), code, message, remedy)])


def _report_no_content() -> Problem:
    return Problem(
        Position(str(CONTENT)),
        "no-content",
        "There is no content folder here.",
        "Change to the folder of your site, or put a first text into content/sources/ here.",
    )


def _report_no_sources(folder: PurePosixPath) -> Problem:
    return Problem(
        Position(str(folder)),
        "no-sources",
        "There is no source here, so there is nothing to read.",
        f"Put texts into {folder}/, as files that end in {', '.join(sorted(FORMATS))}.",
    )


def has_events(root: Path) -> bool:
    """Whether people wrote of events: a site can be made of these alone, as after an import."""
    return bool(list_files(root, CONTENT / "events")[0])
