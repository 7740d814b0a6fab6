"""The ledger of a build: what it read and wrote, so that the next one knows what has changed.

It is a dict of plain values:

    begun            when the build began, in ns
    program, theme   what `ledger.stamp_program` and `stamp_theme` said
    options          how the build was asked for
    inputs           site-relative path → stamp of every file and folder the site is made from; None: not there
    names            path → the names in each of those folders
    digests          path → sha256 of each of those files
    site             what was published, as `publish.Snapshot.to_plain` gives it
    notebook         the name of the folder of what the pages noted
    sheets           name of a note → number of its sheet
    prose            path of a record → `Prose`: where its text shows, and what the file is but for the text
    search           the search page, and where in it the folder of the index stands, or None
    placed           those of which a problem is told, at a place in the file
    texts            path of a record → its text, where it is another one than the notes have
    sources, pages   how many
    warnings         whether a strict build would fail
    told             what `build` said of its problems on stderr, without and with colours
"""

from __future__ import annotations

import hashlib
import marshal
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sourceline.errors import Problem
from sourceline.ledger import (
    THEME,
    Ledger,
    Stamp,
    locate_ledger,
    read_ledger,
    settle,
    stamp_path,
    stamp_program,
    stamp_theme,
    survey_site,
)
from sourceline.model import Chronicle, Records
from sourceline.pipeline.journal import Journal
from sourceline.pipeline.notebook import Notebook, recall_notebook
from sourceline.publish import Snapshot
from sourceline.render.gaps import Gap
from sourceline.site.addresses import SEARCH, event_path, profile_path
from sourceline.store.files import read_bytes
from sourceline.store.readings import Readings
from sourceline.store.records import locate_key
from sourceline.store.texts import part_text

Options = tuple[str | None, str | None]
"""The engine, and the day on which things were known, as they were asked for."""
Prose = tuple[str, int, int, str, int]
"""A page; from where to where in it the text of a record stands; and of the file of that record, `Parts.sum_up`
and the lines of the text."""


def recall_ledger(root: Path, output: Path) -> Ledger | None:
    """What the last build of the site in `root` that went to `output` wrote down."""
    return read_ledger(locate_ledger(str(root), str(output)))


def list_known(ledger: Ledger | None) -> dict[str, tuple[Stamp, str]]:
    """Path → stamp and sha256 of the files that an earlier build read."""
    if ledger is None:
        return {}
    digests: Mapping[str, str] = ledger["digests"]
    inputs: Mapping[str, Stamp | None] = ledger["inputs"]
    return {
        path: (stamp, digests[path]) for path, stamp in inputs.items() if stamp and path in digests
    }


def open_notebook(root: Path, output: Path, before: Ledger | None) -> Notebook:
    """An empty one, for a build that begins now. Of former ones that which the ledger tells of is left."""
    place = Path(locate_ledger(str(root), str(output)))
    empty = Notebook(place.with_name(f"{place.stem}-{time.time_ns():x}"))
    (recall_notebook(root, before) if before else empty).drop_others()
    return empty


def open_journal(
    root: Path, output: Path, first: bytes, published: Mapping[str, str], sought: str
) -> Journal:
    """That of a build which began with `first`, and need not make the files that are `published`: path → sha256.
    `sought`: what no page may tell; those in which something else was sought are made anew."""
    place = Path(locate_ledger(str(root), str(output)))
    begun: Ledger = marshal.loads(first)  # noqa: S302 - our own bytes
    own = sorted(begun["digests"].items())
    return Journal(
        place.with_suffix(".journal"),
        repr((begun["program"], begun["theme"], own, sought)),
        published,
    )


def find_prose(chronicle: Chronicle, records: Records) -> dict[str, str]:
    """Path of a record → the page that shows the text in it, of those whose text shows there alone, as it
    is."""
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    if chronicle.settings.event_pages:
        texts = {("event", e.id): (event_path(e.id), e.text) for e in chronicle.events}
    texts |= {("profile", p.id): (profile_path(p.kind, p.id), p.text) for p in chronicle.profiles}
    found: dict[str, str] = {}
    for kind, written in (("event", records.events), ("profile", records.profiles)):
        for record in written:
            path = locate_key(record).path
            page, text = texts.get((kind, record.id), ("", ""))
            if page and text and text == record.text:
                found[path] = page
    return found


def list_parted(ledger: Ledger | None) -> dict[str, tuple[str, int]]:
    """sha256 of a record → `Parts.sum_up` of it and the lines of its text, as an earlier build found them."""
    if ledger is None:
        return {}
    digests: Mapping[str, str] = ledger["digests"]
    prose: Mapping[str, Prose] = ledger["prose"]
    return {digests[path]: (total, lines) for path, (_, _, _, total, lines) in prose.items()}


def note_prose(
    root: Path,
    pages: Mapping[str, str],
    gaps: Mapping[str, Gap],
    digests: Mapping[str, str],
    parted: Mapping[str, tuple[str, int]],
) -> dict[str, Prose]:
    """What an edit of a text needs to know of the record and of the page that shows it, of those where it can
    be exchanged. `pages` as `find_prose` gives them, `digests` of the records as they were read, `parted` as
    `list_parted` gives it."""
    found: dict[str, Prose] = {}
    for path, page in pages.items():
        digest = digests.get(path)
        # Without a digest it could not be looked at, so the next build reads it anew.
        if page not in gaps or digest is None:
            continue
        known = parted.get(digest)
        if known:
            found[path] = (page, *gaps[page], *known)
            continue
        data = read_bytes(root, path)
        parts = part_text(data)
        if parts and hashlib.sha256(data).hexdigest() == digest:
            found[path] = (page, *gaps[page], parts.sum_up(), parts.lines)
    return found


def find_snapshot(ledger: Ledger | None) -> Snapshot | None:
    """What was published then."""
    return None if ledger is None else Snapshot.from_plain(ledger["site"])


def _add_extracted(
    root: Path, begun: int, stamps: dict[str, Stamp | None], names: dict[str, tuple[str, ...]]
) -> None:
    """What the build itself wrote among the files that it began with."""
    from sourceline.store.extracted import EXTRACTED  # noqa: PLC0415 - not for an edit of prose

    for path in [path for path in stamps if path.startswith(f"{EXTRACTED}/")]:
        del stamps[path]
    later, found = survey_site(str(root), begun, (str(EXTRACTED),))
    stamps.update(later)
    names.update(found)
    if found:
        content = str(EXTRACTED.parent)
        names[content] = tuple(sorted({*names.get(content, ()), EXTRACTED.name}))
        stamps[content] = settle(stamp_path(f"{root}/{content}"), begun)


def begin_ledger(root: Path, options: Options) -> bytes:
    """What a build must look at before it reads or renders anything: what changes after that is another file
    for the next build, whatever this one has seen of it. In the bytes of `marshal`, which are a sixth of what the
    values take while the build goes on."""
    begun = time.time_ns()
    stamps, names = survey_site(str(root), begun)
    ledger = {
        "begun": begun,
        "program": stamp_program(),
        "theme": stamp_theme(),
        "options": options,
        "inputs": stamps,
        "names": names,
        # Jinja2 and the list of assets read these by themselves.
        "digests": {
            path: hashlib.sha256(read_bytes(root, path)).hexdigest()
            for path, stamp in stamps.items()
            if path.startswith(THEME) and path not in names and stamp is not None
        },
    }
    return marshal.dumps(ledger)


def end_ledger(
    root: Path,
    first: bytes,
    readings: Readings,
    snapshot: Snapshot,
    notebook: Notebook,
    prose: Mapping[str, str],
    problems: Iterable[Problem],
    parted: Mapping[str, tuple[str, int]],
    **counts: Any,
) -> Ledger:
    """What a build writes down in the end; `first` is what it began with."""
    begun: Ledger = marshal.loads(first)  # noqa: S302 - our own bytes
    _add_extracted(root, begun["begun"], begun["inputs"], begun["names"])
    return {
        **begun,
        "digests": {**begun["digests"], **readings.seen},
        "site": snapshot.to_plain(),
        "notebook": notebook.folder.name,
        "sheets": notebook.sheets,
        "prose": note_prose(root, prose, notebook.gaps, readings.seen, parted),
        "search": (SEARCH, notebook.gaps.get(SEARCH)),
        "placed": sorted({problem.position.path for problem in problems} & prose.keys()),
        "texts": {},
        **counts,
    }
