"""Everything up to the chronicle, and what hangs on it alone: the desk's problems and a person's drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourceline.errors import ContentError, Problem
from sourceline.extract.engine import choose_engine
from sourceline.model import Chronicle, Event, Extraction, Settings
from sourceline.pipeline.extraction import extract_unread
from sourceline.pipeline.reading import read_sources
from sourceline.pipeline.reports import (
    CheckReport,
    Content,
    DraftReport,
    Progress,
    Woven,
    ignore_progress,
    refuse_failing,
)
from sourceline.store import (
    Readings,
    load_records,
    locate_key,
    locate_record,
    read_settings,
)

if TYPE_CHECKING:
    from sourceline.weave.holdings import Holdings
    from sourceline.weave.memory import Memory


def weave_site(
    root: Path,
    progress: Progress,
    *,
    engine: str | None = None,
    jobs: int | None = 1,
    keep: bool = True,
    readings: Readings | None = None,
) -> Woven:
    """Everything up to the chronicle, and all problems; ContentError when files cannot be read."""
    content = read_content(
        root, progress, engine=engine, jobs=jobs, keep=keep, readings=readings or Readings(root)
    )
    return weave_content(content)


def read_content(
    root: Path,
    progress: Progress,
    *,
    engine: str | None = None,
    jobs: int | None = 1,
    keep: bool = True,
    readings: Readings,
) -> Content:
    """All that is woven; ContentError when files cannot be read."""
    settings, faults = read_settings(root, readings)
    records, more = load_records(root, readings)
    sources, problems = read_sources(root, progress, readings, jobs=jobs)
    # What cannot be read would show as missing everywhere else, so these problems come alone.
    refuse_failing((*faults, *more, *problems))
    report = extract_unread(
        root,
        sources,
        problems,
        engine=choose_engine(engine, settings),
        jobs=jobs,
        keep=keep,
        progress=progress,
        readings=readings,
    )
    content = Content(
        settings=settings,
        records=records,
        reading=report,
        problems=(*faults, *more, *report.problems),
    )
    withheld = any(source.redact for source in sources) or any(
        record.redact for record in records.profiles
    )
    return _redact(content) if withheld else content


def _redact(content: Content) -> Content:
    """The content without what its author withholds."""
    from sourceline.redact import find_redaction, redact_content  # noqa: PLC0415 - few sites withhold anything
    from sourceline.site.labels import load_labels  # noqa: PLC0415 - the same

    reading, settings = content.reading, content.settings
    redaction = find_redaction(content.records, reading.sources, reading.extractions)
    settings, sources, extractions, records = redact_content(
        redaction,
        settings,
        reading.sources,
        reading.extractions,
        content.records,
        word=load_labels(settings.language, settings.labels)("redacted"),
    )
    return replace(
        content,
        settings=settings,
        records=records,
        reading=replace(reading, sources=sources, extractions=extractions),
        problems=(*content.problems, *redaction.problems),
        redaction=redaction,
    )


def weave_content(content: Content, memory: Memory | None = None) -> Woven:
    """The chronicle, and all problems; with the `memory` of who weaves again and again, only those that stop a
    build."""
    from sourceline.check import CHECKS, FAULTS, check_chronicle  # noqa: PLC0415 - not for `extract`
    from sourceline.weave import weave  # noqa: PLC0415 - not for `extract`

    report, records = content.reading, content.records
    chronicle, doubts = weave(content.settings, report.sources, report.extractions, records, memory)
    checks = FAULTS if memory else CHECKS
    found = {
        *content.problems,
        *doubts,
        *check_chronicle(chronicle, records, report.extractions, checks),
        *_check_labels(content.settings),
    }
    return Woven(
        reading=report,
        records=records,
        chronicle=chronicle,
        problems=tuple(sorted(found)),
        redaction=content.redaction,
    )


def _check_labels(settings: Settings) -> tuple[Problem, ...]:
    if not settings.labels:
        return ()
    from sourceline.site.rewordings import check_labels  # noqa: PLC0415 - few sites reword a label

    return check_labels(settings)


def weave_known(whole: Woven, day: str) -> Woven:
    """The chronicle as it was known on a day; its problems are those of the `whole` one."""
    from sourceline.weave import weave  # noqa: PLC0415 - not for `extract`
    from sourceline.weave.known import keep_known  # noqa: PLC0415 - only for `--as-known-on`

    sources, records = keep_known(whole.reading.sources, whole.records, day)
    settings, extractions = whole.chronicle.settings, whole.reading.extractions
    chronicle, _ = weave(settings, sources, extractions, records)
    return replace(whole, records=records, chronicle=replace(chronicle, known_on=day))


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
        woven = weave_site(root, progress, engine=engine, jobs=jobs, keep=False)
    except ContentError as error:
        return CheckReport(problems=error.problems)
    return inspect_texts(woven)


def inspect_texts(woven: Woven) -> CheckReport:
    """The problems of a build, with those that are found only in the texts, and an account of every
    sentence."""
    from sourceline.check import check_texts  # noqa: PLC0415 - only for `check`
    from sourceline.weave.sentences import account_sentences  # noqa: PLC0415 - the same

    accounts = account_sentences(woven.chronicle, woven.reading.extractions)
    found = {*woven.problems, *check_texts(woven.chronicle, accounts)}
    return CheckReport(problems=tuple(sorted(found)), sentences=accounts)


def measure_site(
    root: Path,
    *,
    engine: str | None = None,
    jobs: int | None = 1,
    progress: Progress = ignore_progress,
) -> Holdings:
    """What the chronicle of the site in `root` holds, in numbers; what must be read is read, nothing is
    written. ContentError with every problem where the content has errors."""
    woven = weave_site(root, progress, engine=engine, jobs=jobs, keep=False)
    refuse_failing(woven.problems)
    return count_holdings(woven.chronicle, woven.reading.extractions)


def count_holdings(chronicle: Chronicle, extractions: Iterable[Extraction]) -> Holdings:
    """What a chronicle holds, in numbers."""
    from sourceline.weave.holdings import measure_holdings  # noqa: PLC0415 - only for `stats`
    from sourceline.weave.sentences import account_sentences  # noqa: PLC0415 - the same

    return measure_holdings(chronicle, account_sentences(chronicle, extractions))


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

    woven = weave_site(root, progress, engine=engine, jobs=None)
    thing, records = find_thing(woven.chronicle, name), woven.records
    written = records.events if isinstance(thing, Event) else records.profiles
    own = next((record for record in written if record.id == thing.id), None)
    if own is not None:
        return DraftReport(path=locate_key(own).path, created=False)
    text = draft_event(thing) if isinstance(thing, Event) else draft_profile(thing)
    path = locate_record(thing)
    return DraftReport(path=path, created=write_draft(root, path, text))
