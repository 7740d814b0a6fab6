"""A chronicle → the file of another program, and back into human files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from sourceline.errors import Position, Problem, UsageError
from sourceline.interchange.formats import Format, find_format, recognize_format
from sourceline.interchange.values import Incoming, Written, make_outgoing
from sourceline.model import EventRecord, ProfileRecord, Source
from sourceline.pipeline.reports import Progress, refuse_failing
from sourceline.pipeline.weaving import weave_site
from sourceline.read import make_source_id
from sourceline.site.addresses import clean_web_address
from sourceline.store import list_sources, locate_record
from sourceline.store.files import is_there, read_elsewhere
from sourceline.store.imported import check_new, create_files, lay_out
from sourceline.store.sources import SOURCES


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """A file for another program."""

    written: Written
    problems: tuple[Problem, ...]
    """Of the content; no errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of a file of another program."""

    format: Format
    incoming: Incoming
    written: tuple[str, ...]
    """Site-relative paths, sorted; with a dry run, those that would be."""


def export_site(
    root: Path,
    name: str,
    *,
    engine: str | None = None,
    url: str | None = None,
    texts: bool = False,
    progress: Progress,
) -> ExportReport:
    """The chronicle in `root` in the format `name`; what must be read is read, nothing is written.

    `url` takes the place of the site's own address, `texts` puts the texts of all sources into formats that
    hold texts. UsageError when there is no such format, or `url` is no address; ContentError with the errors of
    the content.
    """
    write = find_format(name).load_writer()
    address = clean_web_address(url)
    if url is not None and address is None:
        raise UsageError(f"{url!r} is no address of a site.\n    Write it with https:// in front.")
    woven = weave_site(root, progress, engine=engine, jobs=None, keep=False)
    refuse_failing(woven.problems)
    chronicle = woven.chronicle
    if woven.redaction:
        chronicle = replace(chronicle, sources=tuple(map(_hide_path, chronicle.sources)))
    if address:
        chronicle = replace(chronicle, settings=replace(chronicle.settings, url=address))
    written = write(make_outgoing(chronicle, woven.reading.extractions, texts=texts))
    return ExportReport(written=written, problems=woven.problems)


def _hide_path(source: Source) -> Source:
    """The source with a path made of its id: the name of a file may tell what is withheld."""
    return replace(source, path=f"{SOURCES}/{source.id}{PurePath(source.path).suffix}")


def import_file(
    root: Path, file: Path, name: str | None = None, *, dry: bool = False
) -> ImportReport:
    """Make human files, and sources, of what another program wrote into `file`; all of them or none. With `dry`
    nothing is written.

    `name` is the format, told by the file when it is None. UsageError when no format fits; ContentError when the
    file cannot be read, holds errors, or a file that is to be written is there already.
    """
    data = read_elsewhere(file)
    form = find_format(name) if name else recognize_format(data, str(file))
    incoming = form.load_reader()(data, str(file))
    refuse_failing(incoming.problems)
    incoming = _keep_quotes(root, _drop_known(root, incoming))
    files = lay_out(incoming.events, incoming.profiles, incoming.sources)
    if dry:
        check_new(root, files)
    else:
        create_files(root, files)
    return ImportReport(format=form, incoming=incoming, written=tuple(sorted(files)))


def _drop_known(root: Path, incoming: Incoming) -> Incoming:
    """Without the profiles of which the file says no more than a name, where the site speaks of them already."""
    kept = tuple(
        profile
        for profile in incoming.profiles
        if profile != ProfileRecord(id=profile.id, kind=profile.kind, name=profile.name)
        or not is_there(root, locate_record(profile))
    )
    return replace(incoming, profiles=kept)


def _keep_quotes(root: Path, incoming: Incoming) -> Incoming:
    """Without the quotes of texts that neither come with the file nor are there already; each such text is named."""
    paths, _ = list_sources(root)
    known = {source.id for source in incoming.sources} | set(map(make_source_id, paths))
    lost = Counter(
        item.source
        for event in incoming.events
        for item in event.evidence or ()
        if item.source not in known
    )
    notes = [
        Problem(
            Position(str(SOURCES)),
            "source-not-there",
            f"The text {name!r} is not here: {number} of its quotes were left out.",
            "Put it into content/sources/ under this name before you import, or export with --texts.",
            "note",
        )
        for name, number in sorted(lost.items())
    ]
    if not lost:
        return incoming
    return replace(
        incoming,
        events=tuple(_drop_quotes(event, lost) for event in incoming.events),
        problems=(*incoming.problems, *notes),
    )


def _drop_quotes(event: EventRecord, lost: Mapping[str, int]) -> EventRecord:
    kept = tuple(item for item in event.evidence or () if item.source not in lost)
    return replace(event, evidence=kept or None)
