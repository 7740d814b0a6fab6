"""The first half of the way: sources → extractions."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourceline.errors import ContentError, Position, Problem, UsageError
from sourceline.extract.door import Cut, admit, count_cut
from sourceline.extract.engine import Engine, choose_engine, load_engine, sign_engine
from sourceline.model import FRONT_MATTER, Extraction, Source
from sourceline.pipeline.reading import read_sources, report_halt
from sourceline.pipeline.reports import ExtractionReport, Progress, ignore_progress, refuse_failing
from sourceline.store import (
    Readings,
    load_extraction,
    locate_extraction,
    prune_extraction,
    read_settings,
    remove_orphans,
    write_extraction,
)
from sourceline.store.places import find_places
from sourceline.wardens import Halt

if TYPE_CHECKING:
    from sourceline.pipeline.asking import Consent, Talk

MODEL = "llm"
"""The engine that costs money: it reads only where a person agreed."""


def extract_sources(
    root: Path,
    *,
    paths: Sequence[Path] = (),
    engine: str | None = None,
    jobs: int | None = 1,
    scheduler: str | None = None,
    consent: Consent | None = None,
    progress: Progress = ignore_progress,
) -> ExtractionReport:
    """Read the sources in `root`; let the engine read those that are new or changed, or `paths`.

    What it found is written to `content/extracted/`, source by source. `jobs` as in `build_site`; with
    `scheduler`, the address of a Dask scheduler, its workers read in the place of this machine's. A
    language model is asked only with `consent`, which hears before what it will take.
    ContentError names every source that cannot be read; UsageError a path that is none of the sources,
    or an address that is none; ClusterError when the cluster cannot do the work.
    """
    if scheduler is not None:
        from sourceline.extract.cluster import check_address  # noqa: PLC0415 - asyncio

        check_address(scheduler)
    settings, faults = read_settings(root)
    sources, problems = read_sources(root, progress, jobs=jobs)
    refuse_failing((*faults, *problems))
    again = choose_sources(root, sources, paths)
    return extract_unread(
        root,
        sources,
        problems,
        engine=choose_engine(engine, settings),
        again=again,
        jobs=jobs,
        scheduler=scheduler,
        consent=consent,
        progress=progress,
    )


def extract_unread(
    root: Path,
    sources: tuple[Source, ...],
    problems: Sequence[Problem],
    *,
    engine: str,
    again: frozenset[str] = frozenset(),
    jobs: int | None = 1,
    scheduler: str | None = None,
    consent: Consent | None = None,
    keep: bool = True,
    progress: Progress = ignore_progress,
    readings: Readings | None = None,
) -> ExtractionReport:
    """Let the engine read the sources that it has not read yet, and those in `again`; with `keep`, write
    what it found. ContentError names the sources whose readers died."""
    readings = readings or Readings(root)
    reader = open_engine(root, engine, readings)
    library = _sort_sources(root, sources, reader, again, readings)
    talk = _open_talk(root, reader, jobs, scheduler, consent) if reader.name == MODEL else None
    answers: Generator[tuple[Source, Extraction | Problem | Halt]]
    if talk is None:
        answers = _read_unread(library, reader, jobs, scheduler)
    else:
        known, doubts = talk.settle(library.unread, library.older)
        library = replace(
            library, known={**library.known, **known}, problems=(*library.problems, *doubts)
        )
        answers = talk.read(library.unread)
    report = _extract_all(root, library, problems, answers, keep=keep, progress=progress)
    for path in report.written if keep else ():
        readings.hash_file(path)
    return report if talk is None else replace(report, model=talk.report())


def open_engine(root: Path, name: str, readings: Readings | None = None) -> Engine:
    """The engine called `name`; a language model ("llm", or "llm:MODEL") with what the site says of it, and
    what it answered there before. UsageError when there is none."""
    kind, _, model = name.partition(":")
    if kind != MODEL:
        return load_engine(name)
    from sourceline.pipeline.asking import open_model  # noqa: PLC0415 - few sites are read so

    return open_model(root, read_settings(root, readings)[0].llm, model)


def _open_talk(
    root: Path, reader: Engine, jobs: int | None, scheduler: str | None, consent: Consent | None
) -> Talk:
    from sourceline.extract.llm import LlmEngine  # noqa: PLC0415 - few sites are read so
    from sourceline.pipeline.asking import Talk  # noqa: PLC0415 - the same

    if scheduler is not None:
        raise UsageError(
            "--scheduler gives work to a cluster, and a language model works elsewhere anyway.\n"
            "    Leave it out; --jobs N asks N questions at once."
        )
    assert isinstance(reader, LlmEngine)  # noqa: S101 - `open_engine` made it
    return Talk(root, reader, consent, jobs or 1)


def choose_sources(root: Path, sources: Sequence[Source], paths: Sequence[Path]) -> frozenset[str]:
    """The ids of the sources at `paths`, as typed from here or from the site's folder."""
    ids = {(root / source.path).resolve(): source.id for source in sources}
    chosen = set()
    for path in paths:
        found = ids.get(path.resolve()) or ids.get((root / path).resolve())
        if found is None:
            known = ", ".join(source.path for source in sources[:5])
            raise UsageError(f"{path} is none of the sources.\n    Name a file such as {known}.")
        chosen.add(found)
    return frozenset(chosen)


@dataclass(frozen=True, slots=True)
class _Library:
    """The sources, and what is known of each."""

    sources: tuple[Source, ...]
    known: Mapping[str, Extraction]
    """Source id → what was read before and still holds."""
    problems: tuple[Problem, ...]
    older: Mapping[str, Extraction] = field(default_factory=dict)
    """Source id → what another version of a language model read in the same text."""

    @property
    def unread(self) -> tuple[Source, ...]:
        """Those that an engine must read."""
        return tuple(source for source in self.sources if source.id not in self.known)


def _sort_sources(
    root: Path,
    sources: tuple[Source, ...],
    engine: Engine,
    again: frozenset[str],
    readings: Readings,
) -> _Library:
    """Which sources were read before; those in `again` count as unread."""
    known: dict[str, Extraction] = {}
    older: dict[str, Extraction] = {}
    problems: list[Problem] = []
    signature = sign_engine(engine)
    for source in sources:
        stored = load_extraction(
            root, source, signature, readings, any_version=engine.name == MODEL
        )
        problems.extend(stored.problems)
        if stored.extraction is not None and source.id not in again:
            same = stored.extraction.engine == signature
            (known if same else older)[source.id] = stored.extraction
    return _Library(sources, known, tuple(problems), older)


def _extract_all(
    root: Path,
    library: _Library,
    problems: Sequence[Problem],
    answers: Generator[tuple[Source, Extraction | Problem | Halt]],
    *,
    keep: bool,
    progress: Progress,
) -> ExtractionReport:
    """Take what is read in each source, and write it as it comes: what is killed goes on where it was.
    ContentError names the sources that could not be read, when all others are."""
    sources, unread = library.sources, library.unread
    found = [*problems, *library.problems]
    for source in sources if not keep else unread:
        # A build tells of them once, when the source is new; `check` always.
        found.extend(report_dropped(source))
    extractions, deaths = dict(library.known), list[Problem]()
    with closing(answers):
        for done, (source, extraction) in enumerate(answers, 1):
            if isinstance(extraction, Halt):
                deaths.append(report_halt(source.path, extraction))
                continue
            if isinstance(extraction, Problem):
                deaths.append(extraction)
                continue
            admitted = admit(source, extraction)
            found.extend(report_cut(source, admitted.cut))
            extractions[source.id] = prune_extraction(admitted.extraction)
            if keep:
                write_extraction(root, source, extractions[source.id])
            progress("sources", done, len(unread), source.id)
    if keep:
        removed, altered = remove_orphans(root, [source.id for source in sources])
        found.extend((*map(report_removed, removed), *altered))
    if deaths:
        raise ContentError([*found, *deaths])
    return ExtractionReport(
        sources=sources,
        extractions=tuple(extractions[source.id] for source in sources),
        written=tuple(locate_extraction(source.id) for source in unread),
        problems=tuple(sorted(found)),
    )


def _read_unread(
    library: _Library, engine: Engine, jobs: int | None, scheduler: str | None = None
) -> Generator[tuple[Source, Extraction | Halt]]:
    """What the engine reads in each source that is unread, in order: here, or by a cluster's workers."""
    if not library.unread:
        return  # nor is anything imported that others would need
    if scheduler is None:
        from sourceline.extract import workers  # noqa: PLC0415 - only to read

        yield from workers.read_sources(library.unread, engine, jobs)
    else:
        from sourceline.extract import cluster  # noqa: PLC0415 - the same

        yield from cluster.read_sources(library.unread, engine, scheduler)


def report_cut(source: Source, cut: Sequence[Cut]) -> Iterator[Problem]:
    """What an engine told of a source and its words do not bear out, counted."""
    if cut:
        yield Problem(
            Position(source.path),
            "ungrounded",
            f"The engine told of {count_cut(cut)} whose words do not stand in this source as it said; they were"
            f" left out, “{cut[0].words}” first.",
            "Nothing to do here. Whoever makes the engine wants to know.",
            "warning",
        )


def report_dropped(source: Source) -> Iterator[Problem]:
    """A note for every part of a source that was left out of its text, so that nothing goes silently, but for the
    front matter, which is read as such."""
    places = find_places(source)
    for part in source.dropped:
        if part.reason == FRONT_MATTER:
            continue
        words = " ".join(source.text[part.start : part.end].split())
        shown = words if len(words) <= 60 else f"{words[:57]}…"
        yield Problem(
            places.locate(part.start),
            "dropped",
            f"Left out as {part.reason}: “{shown}”.",
            "Nothing to do, unless it is part of the article.",
            "note",
        )


def report_removed(path: str) -> Problem:
    """A note that an extraction was deleted because its source is gone."""
    return Problem(
        Position(path),
        "orphan",
        "The source that this was read from is gone, so it was removed.",
        "Nothing to do, unless the source was moved away by mistake.",
        "note",
    )
