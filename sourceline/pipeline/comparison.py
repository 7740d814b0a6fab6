"""Engines compared on a site: each reads the sources anew, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sourceline.comparison import Comparison, Entrant, compare
from sourceline.errors import ContentError, UsageError
from sourceline.extract.crew import Answer
from sourceline.extract.door import admit
from sourceline.extract.engine import Engine, sign_engine
from sourceline.extract.workers import read_sources
from sourceline.model import Source
from sourceline.pipeline.extraction import MODEL, choose_sources, open_engine
from sourceline.pipeline.reading import report_halt
from sourceline.pipeline.reports import Progress, ignore_progress
from sourceline.pipeline.weaving import weave_site
from sourceline.wardens import Halt


def compare_engines(
    root: Path,
    engines: Sequence[str],
    *,
    paths: Sequence[Path] = (),
    jobs: int | None = 1,
    progress: Progress = ignore_progress,
) -> Comparison:
    """What each engine reads in the sources at `paths` (in all), beside what the author of the site in `root`
    says, and beside the others.

    The author's files are understood as the site's own engine reads it. UsageError when an engine or a source is
    none, or two engines are one; ContentError when the content cannot be read, or the readers of a source died.
    """
    readers = [open_engine(root, name) for name in engines]  # before the first takes its time
    if len(set(map(sign_engine, readers))) < len(readers):
        raise UsageError("An engine is named twice.\n    Name each once.")
    woven = weave_site(root, progress, jobs=jobs, keep=False)
    chosen = choose_sources(root, woven.reading.sources, paths)
    sources = [each for each in woven.reading.sources if not paths or each.id in chosen]
    entrants = [
        # Two models of the engine `llm` share a name, which does not tell its model.
        _read(asked if reader.name == MODEL else reader.name, reader, sources, jobs, progress)
        for asked, reader in zip(engines, readers, strict=True)
    ]
    return compare(woven.chronicle, woven.records, woven.reading.extractions, sources, entrants)


def _read(
    name: str, engine: Engine, sources: Sequence[Source], jobs: int | None, progress: Progress
) -> Entrant:
    extractions, cut = [], 0
    answers: Iterable[Answer]
    if engine.name == MODEL:  # which takes what it was answered before from here
        answers = ((source, engine.extract(source)) for source in sources)
    else:
        answers = read_sources(sources, engine, jobs)
    for done, (source, extraction) in enumerate(answers, 1):
        if isinstance(extraction, Halt):
            raise ContentError([report_halt(source.path, extraction)])
        admitted = admit(source, extraction)
        extractions.append(admitted.extraction)
        cut += len(admitted.cut)
        progress("sources", done, len(sources), f"{name}: {source.id}")
    return Entrant(name, sign_engine(engine), tuple(extractions), cut)
