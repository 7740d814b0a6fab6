"""A folder of texts → its key dates."""

from __future__ import annotations

from contextlib import closing
from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path, PurePosixPath
from typing import Literal

from sourceline.edtf import EdtfError, parse
from sourceline.errors import ContentError, Position, Problem, UsageError
from sourceline.pipeline.reading import read_files
from sourceline.pipeline.reports import DigestReport, Progress, ignore_progress
from sourceline.store import list_sources


def digest_folder(
    folder: Path,
    *,
    dates: int,
    sentences: int,
    query: str = "",
    begin: str | None = None,
    end: str | None = None,
    progress: Progress = ignore_progress,
) -> DigestReport:
    """The key dates of the sources in `folder`, which is no site but holds them itself.

    `begin` and `end` are EDTF dates, "2011-01" too; UsageError where one is none. What cannot be read
    is left out with a warning; ContentError when that is all there is.
    """
    from sourceline.digest import digest, read_article  # noqa: PLC0415 - only for `digest`

    first, last = read_bound(begin, "begin"), read_bound(end, "end")
    paths, problems = list_sources(folder, PurePosixPath())
    articles, found = [], list(problems)
    with closing(read_files(folder, paths)) as answers:
        for done, (path, answer) in enumerate(zip(paths, answers, strict=True), 1):
            if isinstance(answer, ContentError):
                found.extend(answer.problems)
            else:
                source, faults = answer
                articles.append(read_article(source))
                found.extend((*faults, *source.doubts))
            progress("files", done, len(paths), path)
    if not articles:
        raise ContentError(found)
    found = [p._replace(severity="warning") if p.severity == "error" else p for p in found]
    found.extend(report_undated(a.path) for a in articles if a.published is None)
    return DigestReport(
        dates=digest(
            articles, dates=dates, sentences=sentences, query=query, begin=first, end=last
        ),
        problems=tuple(sorted(found)),
    )


def read_bound(text: str | None, side: Literal["begin", "end"]) -> date | None:
    """The first or last day of an EDTF date; None where there is none. UsageError for other texts."""
    if text is None:
        return None
    try:
        span = parse(text)
    except EdtfError:
        raise UsageError(
            f"{text!r} is no date.\n    Write it as 2031-01-25, 2031-01 or 2031."
        ) from None
    day = span.earliest if side == "begin" else span.latest
    return date(*day) if day is not None and MINYEAR <= day.year <= MAXYEAR else None


def report_undated(path: str) -> Problem:
    """A note that only the days that a text states are known, not that of its publication."""
    return Problem(
        Position(path),
        "undated-source",
        "It is not known on which day this was published; only the days that it states count.",
        "Write 'published: 2024-03-26' (the day) between '---' lines at its head, if it is a .md file, "
        f"or into {path}.yaml.",
        "note",
    )
