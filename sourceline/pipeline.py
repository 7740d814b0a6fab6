"""The recipes: sources → extractions → chronicle → pages → the published site, in straight lines.

A recipe gathers every problem of a stage before it stops, and stops before anything is published.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from sourceline.edtf import EdtfError, parse
from sourceline.errors import ContentError, Position, Problem, UsageError
from sourceline.extract.engine import Engine, load_engine, sign_engine
from sourceline.model import Chronicle, Event, Extraction, Settings, Source
from sourceline.read import read_source
from sourceline.store import (
    SourceFile,
    find_sources,
    find_twins,
    load_extraction,
    load_records,
    locate_extraction,
    locate_key,
    locate_record,
    prune_extraction,
    read_settings,
    remove_orphans,
    write_extraction,
)
from sourceline.store.files import STATE, list_files, read_bytes, write_bytes

if TYPE_CHECKING:
    from sourceline.digest import KeyDate
    from sourceline.extract.crew import Answer
    from sourceline.weave.sentences import Account

Progress = Callable[[str, int, int, str], None]
"""Told (noun, done, total, name of the last one) while a recipe works: "sources", 12, 340, "tide"."""

STATIC = PurePosixPath("static")

PREVIEW = STATE / "preview"
"""Pages that only a preview shows, laid over the published site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionReport:
    """What the first half of the way did."""

    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    """One for each source, in the same order."""
    written: tuple[str, ...]
    """Paths in `content/extracted/` whose source was read by the engine just now."""
    problems: tuple[Problem, ...]
    """Warnings and notes; errors are raised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    sources: int
    extracted: int
    """Sources that the engine read; the others had not changed."""
    pages: int
    changed: bool
    """False when the published site had these very bytes already."""
    problems: tuple[Problem, ...]
    reading: ExtractionReport
    chronicle: Chronicle
    """What was read and woven, for those who look further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """Where a human file is."""

    path: str
    """Site-relative."""
    created: bool
    """False when it was there already, and was left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestReport:
    """The key dates of a folder."""

    dates: tuple[KeyDate, ...]
    problems: tuple[Problem, ...]
    """What was left out, and which sources have no day; no errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found."""

    problems: tuple[Problem, ...]
    sentences: tuple[Account, ...] = ()
    """What rests on each sentence of each source; none when the content cannot be read."""


def ignore_progress(noun: str, done: int, total: int, name: str) -> None:
    """Tell nobody."""


def build_site(
    root: Path,
    output: Path,
    *,
    engine: str | None = None,
    strict: bool = False,
    jobs: int | None = 1,
    known_on: str | None = None,
    progress: Progress = ignore_progress,
) -> BuildReport:
    """Build the site in the folder `root` and publish it at `output`.

    `engine` names who reads the sources; without it, the site's settings do. `jobs` is how many
    processes read at once; None: as many as pay. More than one needs a main module that can be
    imported again (`if __name__ == "__main__":`). With `known_on`, an EDTF date, the site tells what the
    sources published by then tell.

    ContentError with every problem when the content has errors (with `strict`, warnings too);
    UsageError when `output` is no place for a site; PublishError when it cannot be written. In
    each case the published site stays as it was.
    """
    from sourceline.publish import claim_output, publish_site  # noqa: PLC0415 - not for `check`

    with claim_output(output, root) as claim:
        report, chronicle, problems = weave_site(root, progress, engine=engine, jobs=jobs)
        if known_on is not None:
            chronicle = weave_known(root, report, known_on)
        refuse_failing(problems, strict=strict)
        pages, files = render_site(root, chronicle, progress)
        published = publish_site(files, claim)
    return BuildReport(
        sources=len(report.sources),
        extracted=len(report.written),
        pages=pages,
        changed=published.changed,
        problems=problems,
        reading=report,
        chronicle=chronicle,
    )


def check_site(
    root: Path,
    *,
    engine: str | None = None,
    jobs: int | None = 1,
    progress: Progress = ignore_progress,
) -> CheckReport:
    """Every problem of the content in `root`, sorted, and an account of every sentence; what must be
    read is read, nothing is written."""
    try:
        report, chronicle, problems = weave_site(
            root, progress, engine=engine, jobs=jobs, keep=False
        )
    except ContentError as error:
        return CheckReport(problems=error.problems)
    return inspect_texts(report, chronicle, problems)


def inspect_texts(
    reading: ExtractionReport, chronicle: Chronicle, problems: Iterable[Problem]
) -> CheckReport:
    """The `problems` of a build, with those that are found only in the texts, and an account of every
    sentence."""
    from sourceline.check import check_texts  # noqa: PLC0415 - only for `check`
    from sourceline.weave.sentences import account_sentences  # noqa: PLC0415 - the same

    accounts = account_sentences(chronicle, reading.extractions)
    found = {*problems, *check_texts(chronicle, accounts)}
    return CheckReport(problems=tuple(sorted(found)), sentences=accounts)


def write_desk(root: Path, report: CheckReport, chronicle: Chronicle | None = None) -> bool:
    """The author's desk as a page of the preview, below `PREVIEW`; False when it stands there already.
    Without a chronicle, since the content is broken, it shows the problems alone."""
    from sourceline.render import Renderer  # noqa: PLC0415 - only for `serve`
    from sourceline.site import plan_assets, plan_desk  # noqa: PLC0415 - the same
    from sourceline.weave.sentences import summarize_accounts  # noqa: PLC0415 - the same

    assets = {asset.name: asset.path for asset in plan_assets(read_static(root))}
    page = plan_desk(
        chronicle or Chronicle(settings=Settings()),
        report.problems,
        summarize_accounts(report.sentences),
        assets=assets,
    )
    text = Renderer(list_folders(root, "templates")).render(page)
    return write_bytes(root, str(PREVIEW / page.path), text.encode())


def draft_record(
    root: Path, name: str, *, engine: str | None = None, progress: Progress = ignore_progress
) -> DraftReport:
    """Make the human file of the event or profile called `name` ready to change; a file that speaks of
    it already stays as it is.

    `name` is an id, or a page's address as "people/ada-fenwick". UsageError when nothing is called so,
    or several things are; ContentError when the content cannot be read or the file not written.
    """
    from sourceline.store.drafts import draft_event, draft_profile, write_draft  # noqa: PLC0415 - only here
    from sourceline.weave.finding import find_thing  # noqa: PLC0415 - only here

    _, chronicle, _ = weave_site(root, progress, engine=engine, jobs=None)
    thing = find_thing(chronicle, name)
    records, _ = load_records(root)
    written = records.events if isinstance(thing, Event) else records.profiles
    own = next((record for record in written if record.id == thing.id), None)
    if own is not None:
        return DraftReport(path=locate_key(own).path, created=False)
    text = draft_event(thing) if isinstance(thing, Event) else draft_profile(thing)
    path = locate_record(thing)
    return DraftReport(path=path, created=write_draft(root, path, text))


def extract_sources(
    root: Path,
    *,
    paths: Sequence[Path] = (),
    engine: str | None = None,
    jobs: int | None = 1,
    scheduler: str | None = None,
    progress: Progress = ignore_progress,
) -> ExtractionReport:
    """Read the sources in `root`; let the engine read those that are new or changed, or `paths`.

    What it found is written to `content/extracted/`, source by source. `jobs` as in `build_site`; with
    `scheduler`, the address of a Dask scheduler, its workers read in the place of this machine's.
    ContentError names every source that cannot be read; UsageError a path that is none of the sources,
    or an address that is none; ClusterError when the cluster cannot do the work.
    """
    if scheduler is not None:
        from sourceline.extract.cluster import check_address  # noqa: PLC0415 - asyncio

        check_address(scheduler)
    settings, faults = read_settings(root)
    sources, problems = read_sources(root, progress)
    refuse_failing((*faults, *problems))
    again = _choose_sources(root, sources, paths)
    reader = load_engine(engine or settings.engine)
    library = _sort_sources(root, sources, reader, again)
    answers = _read_unread(library, reader, jobs, scheduler)
    return _extract_all(root, library, problems, answers, keep=True, progress=progress)


def weave_site(
    root: Path,
    progress: Progress,
    *,
    engine: str | None = None,
    jobs: int | None = 1,
    keep: bool = True,
) -> tuple[ExtractionReport, Chronicle, tuple[Problem, ...]]:
    """Everything up to the chronicle, and all problems; ContentError when files cannot be read."""
    from sourceline.check import check_chronicle  # noqa: PLC0415 - not for `extract`
    from sourceline.weave import weave  # noqa: PLC0415 - not for `extract`

    settings, faults = read_settings(root)
    records, more = load_records(root)
    sources, problems = read_sources(root, progress)
    # What cannot be read would show as missing everywhere else, so these problems come alone.
    refuse_failing((*faults, *more, *problems))
    reader = load_engine(engine or settings.engine)
    library = _sort_sources(root, sources, reader, frozenset())
    answers = _read_unread(library, reader, jobs)
    report = _extract_all(root, library, problems, answers, keep=keep, progress=progress)
    chronicle, doubts = weave(settings, report.sources, report.extractions, records)
    found = {
        *faults,
        *more,
        *report.problems,
        *doubts,
        *check_chronicle(chronicle, records, report.extractions),
    }
    return report, chronicle, tuple(sorted(found))


def weave_known(root: Path, report: ExtractionReport, day: str) -> Chronicle:
    """The chronicle as it was known on a day; its problems are those of the whole one."""
    from sourceline.weave import weave  # noqa: PLC0415 - not for `extract`
    from sourceline.weave.known import keep_known  # noqa: PLC0415 - only for `--as-known-on`

    settings, _ = read_settings(root)
    records, _ = load_records(root)
    sources, records = keep_known(report.sources, records, day)
    chronicle, _ = weave(settings, sources, report.extractions, records)
    return replace(chronicle, known_on=day)


# --- reading and extracting -------------------------------------------------------------------


def read_sources(root: Path, progress: Progress) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Every source that can be read, by path, and the problems of the others."""
    files, problems = find_sources(root)
    sources: list[Source] = []
    found = list(problems)
    for done, file in enumerate(files, 1):
        try:
            sources.append(_read_file(file))
        except ContentError as error:
            found.extend(error.problems)
        progress("files", done, len(files), file.path)
    found.extend(find_twins(sources))
    return tuple(sources), tuple(sorted(found))


def _read_file(file: SourceFile) -> Source:
    return read_source(file.data, path=file.path, sidecar=file.sidecar)


def _choose_sources(root: Path, sources: Sequence[Source], paths: Sequence[Path]) -> frozenset[str]:
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

    @property
    def unread(self) -> tuple[Source, ...]:
        """Those that an engine must read."""
        return tuple(source for source in self.sources if source.id not in self.known)


def _sort_sources(
    root: Path, sources: tuple[Source, ...], engine: Engine, again: frozenset[str]
) -> _Library:
    """Which sources were read before; those in `again` count as unread."""
    known: dict[str, Extraction] = {}
    problems: list[Problem] = []
    for source in sources:
        stored = load_extraction(root, source, sign_engine(engine))
        problems.extend(stored.problems)
        if stored.extraction is not None and source.id not in again:
            known[source.id] = stored.extraction
    return _Library(sources, known, tuple(problems))


def _extract_all(
    root: Path,
    library: _Library,
    problems: Sequence[Problem],
    answers: Generator[Answer],
    *,
    keep: bool,
    progress: Progress,
) -> ExtractionReport:
    """Take what is read in each source, and write it as it comes: what is killed goes on where it was.
    ContentError names the sources whose readers died, when all others are read."""
    sources, unread = library.sources, library.unread
    found = [*problems, *library.problems]
    for source in sources if not keep else unread:
        # A build tells of them once, when the source is new; `check` always.
        found.extend(report_dropped(source))
    extractions, deaths = dict(library.known), list[Problem]()
    with closing(answers):
        for done, (source, extraction) in enumerate(answers, 1):
            if extraction is None:
                deaths.append(report_death(source))
                continue
            extractions[source.id] = prune_extraction(extraction)
            if keep:
                write_extraction(root, source, extractions[source.id])
            progress("sources", done, len(unread), source.id)
    if keep:
        found.extend(map(report_removed, remove_orphans(root, [source.id for source in sources])))
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
) -> Generator[Answer]:
    """What the engine reads in each source that is unread, in order: here, or by a cluster's workers."""
    if not library.unread:
        return  # nor is anything imported that others would need
    if scheduler is None:
        from sourceline.extract import workers  # noqa: PLC0415 - only to read

        yield from workers.read_sources(library.unread, engine, jobs)
    else:
        from sourceline.extract import cluster  # noqa: PLC0415 - the same

        yield from cluster.read_sources(library.unread, engine, scheduler)


def report_death(source: Source) -> Problem:
    """That a source could not be read, since its reader was killed each time."""
    return Problem(
        Position(source.path),
        "reader-died",
        "The process that read this source died (killed, or out of memory), and a second one too.",
        "Free some memory and run it again. If it dies again, split the source, or move it away.",
    )


def report_dropped(source: Source) -> Iterator[Problem]:
    """A note for every part of a source that was left out of its text, so that nothing goes silently."""
    from sourceline.read import find_position  # noqa: PLC0415 - only when a source is new

    for part in source.dropped:
        line, column = find_position(source.text, part.start)
        words = " ".join(source.text[part.start : part.end].split())
        shown = words if len(words) <= 60 else f"{words[:57]}…"
        yield Problem(
            Position(source.path, line, column),
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


# --- digests ----------------------------------------------------------------------------------


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
    files, problems = find_sources(folder, PurePosixPath())
    articles, found = [], list(problems)
    for done, file in enumerate(files, 1):
        try:
            articles.append(read_article(_read_file(file)))
        except ContentError as error:
            found.extend(error.problems)
        progress("files", done, len(files), file.path)
    if not articles:
        raise ContentError(found)
    found = [replace(p, severity="warning") if p.severity == "error" else p for p in found]
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


# --- rendering --------------------------------------------------------------------------------


def render_site(
    root: Path, chronicle: Chronicle, progress: Progress
) -> tuple[int, Iterator[tuple[str, bytes]]]:
    """The number of pages, and every file of the site, made one by one as it is asked for."""
    from sourceline.render import Renderer  # noqa: PLC0415 - Jinja2 and Markdown, not for `check`
    from sourceline.site import plan_assets, plan_site  # noqa: PLC0415 - the same

    assets = plan_assets(read_static(root))
    pages = plan_site(chronicle, assets={asset.name: asset.path for asset in assets})
    renderer = Renderer(list_folders(root, "templates"))

    def make_files() -> Iterator[tuple[str, bytes]]:
        for asset in assets:
            yield asset.path, asset.data
        for done, page in enumerate(pages, 1):
            yield page.path, renderer.render(page).encode()
            progress("pages", done, len(pages), page.path)

    return len(pages), make_files()


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


def list_folders(root: Path, kind: str) -> list[Path]:
    """Where templates or static files are searched: the site's own folder first, then the theme's."""
    own, shipped = root.resolve() / kind, find_theme() / kind
    return [shipped] if own == shipped or not own.is_dir() else [own, shipped]


def find_theme() -> Path:
    """The folder that holds the shipped templates/ and static/: in the package when installed, beside
    it in the repository."""
    package = Path(__file__).resolve().parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent


def list_watched(root: Path) -> list[Path]:
    """What a site is made from. The extractions are not among it: a build writes them itself."""
    own = [root / "content" / name for name in ("site.yaml", "sources", "events", "profiles")]
    return [*own, *list_folders(root, "templates"), *list_folders(root, "static")]


# --- problems ---------------------------------------------------------------------------------


def is_failing(problem: Problem, *, strict: bool) -> bool:
    """Errors fail always, warnings when `strict`, notes never."""
    return problem.severity == "error" or (strict and problem.severity == "warning")


def refuse_failing(problems: Sequence[Problem], *, strict: bool = False) -> None:
    """ContentError with all `problems` when one of them fails."""
    if any(is_failing(problem, strict=strict) for problem in problems):
        raise ContentError(problems)
