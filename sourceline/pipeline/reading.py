"""The files of sources → sources: what an earlier build read is recalled, the rest is read anew.

The text of strangers' pages, PDFs and mails is found by large packages, and a long text takes long whatever reads it.
So these are read by processes of their own (`wardens`): one that takes too much is named, and the others are read.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path, PurePosixPath

from sourceline.errors import ContentError, Position, Problem
from sourceline.forks import can_fork
from sourceline.model import Source
from sourceline.pipeline.reports import Progress
from sourceline.processes import limit_jobs
from sourceline.read import read_source
from sourceline.store import (
    Readings,
    SourceFile,
    hash_source,
    list_sources,
    load_source,
    part_sources,
)
from sourceline.wardens import Halt, Leave, grant_leave, guard_work

Read = tuple[Source, tuple[Problem, ...]]
"""A source, and the keys of other programs that its file has."""

SHARE = 20
"""Files that are worth a worker, which takes half a second to load what reads them."""
_PLAIN = frozenset({".txt", ".md"})
_LARGE = 200_000
"""Bytes of a text that is read by this process, in some 60 ms. Of a page or a mail, if a worker cannot be forked."""
_RATE = 20_000
"""Bytes a second. A PDF of 3,000 pages takes a minute; a page of most tags that are read, ten seconds."""
_WEIGHT = 50
"""Bytes of memory for each byte: the tree of a page needs some 20."""


def read_sources(
    root: Path, progress: Progress, readings: Readings | None = None, *, jobs: int | None = 1
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Every source that can be read, by path, and the problems of the others. `jobs` as in `build_site`."""
    readings = readings or Readings(root)
    paths, problems = list_sources(root)
    sources: list[Source] = []
    found = list(problems)
    digests: dict[str, tuple[str, ...]] = {}
    for path in paths:
        try:
            digests[path] = hash_source(path, readings)
        except ContentError as error:
            found.extend(error.problems)
    unread = [path for path, each in digests.items() if not readings.holds(path, each)]
    ahead = frozenset(unread)
    with closing(read_files(root, unread, jobs)) as answers:
        for done, path in enumerate(digests, 1):
            # What is kept may be lost, or found, between the two looks at it, on a disk that fails: each path has
            # the answer to itself.
            make = (
                partial(_open_answer, next(answers))
                if path in ahead
                else partial(_read_path, root, path)
            )
            try:
                source, faults = readings.recall(path, digests[path], make)
                sources.append(source)
                found.extend((*faults, *source.doubts))
            except ContentError as error:
                found.extend(error.problems)
            progress("files", done, len(digests), path)
    parted, twins = part_sources(sources)
    return parted, tuple(sorted((*found, *twins)))


def recall_source(root: Path, path: str, readings: Readings) -> Read:
    """The source at a path, read by this process if it must be; ContentError when it cannot be read."""
    return readings.recall(path, hash_source(path, readings), partial(_read_path, root, path))


def read_files(
    root: Path, paths: Sequence[str], jobs: int | None = 1
) -> Generator[Read | ContentError]:
    """What stands in the files at some site-relative paths, in their order, or why it cannot be read."""
    risky = choose_risky(root, paths)
    jobs = limit_jobs(len(risky) // SHARE, jobs)
    work = guard_work(
        partial(_try_path, root),
        [path for path in paths if path in risky],
        partial(find_leave, root),
        jobs,
    )
    with closing(work) as answers:
        for path in paths:
            answer = next(answers) if path in risky else _try_path(root, path)
            yield ContentError([report_halt(path, answer)]) if isinstance(answer, Halt) else answer


def choose_risky(root: Path, paths: Iterator[str] | Sequence[str]) -> set[str]:
    """Those of some files that no process reads which has other work."""
    least = 0 if can_fork() else _LARGE
    return {
        path
        for path in paths
        if (suffix := PurePosixPath(path).suffix.lower()) == ".pdf"
        or _find_size(root, path) > (_LARGE if suffix in _PLAIN else least)
    }


def find_leave(root: Path, path: str) -> Leave:
    """What the reading of a file may take: ten times what it does take, and more."""
    return grant_leave(_find_size(root, path), rate=_RATE, weight=_WEIGHT)


def _find_size(root: Path, path: str) -> int:
    try:
        return (root / path).stat().st_size
    except OSError:
        return 0


def _open_answer(answer: Read | ContentError) -> Read:
    if isinstance(answer, ContentError):
        raise answer
    return answer


def _try_path(root: Path, path: str) -> Read | ContentError:
    try:
        return _read_path(root, path)
    except ContentError as error:
        return error


def _read_path(root: Path, path: str) -> Read:
    file, faults = load_source(root, path)
    return read_file(file), faults


def read_file(file: SourceFile) -> Source:
    """The source in a file; ContentError when it cannot be read."""
    return read_source(
        file.data, path=file.path, sidecar=file.sidecar, front_matter=file.front_matter
    )


def report_halt(path: str, halt: Halt) -> Problem:
    """That a source could not be read, since its reader was ended or died each time."""
    position, leave = Position(path), halt.leave
    if halt.cause == "time":
        message = (
            f"Reading this source took more than {leave.seconds:,.0f} s of the processor, more than any of its"
            " size should; it was stopped."
        )
        return Problem(position, "reader-slow", message, _SPLIT)
    if halt.cause == "memory":
        message = (
            f"Reading this source took more than {leave.memory / 1e9:,.1f} GB of memory, more than any of its size"
            " should; it was stopped."
        )
        return Problem(position, "reader-greedy", message, _SPLIT)
    return Problem(
        position,
        "reader-died",
        "The process that read this source died (killed, or out of memory), and a second one too.",
        "Free some memory and run it again. If it dies again, split the source, or move it away.",
    )


_SPLIT = "Copy the text of the article into a .txt file in its place, split it into several, or move it away."
