"""The second half of the way: chronicle → pages → the published site, and the preview's own page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sourceline.errors import ContentError, Position, Problem
from sourceline.ledger import FOLDER, locate_ledger, write_ledger
from sourceline.model import Chronicle
from sourceline.pipeline.cards import make_cards, refuse_undrawable
from sourceline.pipeline.journal import Entry, Journal, Written, list_files
from sourceline.pipeline.notebook import Notebook, recall_notebook
from sourceline.pipeline.rendering import Write, render_tasks
from sourceline.pipeline.reports import (
    BuildReport,
    Progress,
    ignore_progress,
    is_failing,
    refuse_failing,
)
from sourceline.pipeline.theme import find_compiled, list_folders, read_static
from sourceline.pipeline.weaving import weave_known, weave_site
from sourceline.processes import only_grow
from sourceline.store import Readings
from sourceline.store.files import check_inside
from sourceline.store.readings import READINGS
from sourceline.store.settings import SITE

if TYPE_CHECKING:
    from sourceline.publish.size import Weight


class Rendered(NamedTuple):
    """The files of a site that was made."""

    files: dict[str, str]
    """Path → sha256."""
    weight: Weight


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
    from sourceline.pipeline.ahead import read_ahead  # noqa: PLC0415 - not for `check`
    from sourceline.pipeline.ledgers import (  # noqa: PLC0415 - the same
        begin_ledger,
        end_ledger,
        find_prose,
        find_snapshot,
        list_known,
        list_parted,
        open_journal,
        open_notebook,
        recall_ledger,
    )
    from sourceline.publish import (  # noqa: PLC0415 - the same
        claim_output,
        discard_draft,
        open_draft,
        publish_draft,
    )

    check_inside(root, PurePosixPath(FOLDER))
    before = recall_ledger(root, output)
    snapshot = find_snapshot(before)
    with claim_output(output, root, snapshot=snapshot) as claim:
        notebook = open_notebook(root, output, before)
        begun = begin_ledger(root, (engine, known_on))
        readings = Readings(root, list_known(before))
        parted = list_parted(before)
        former = recall_notebook(root, before) if before else None
        # Of a large site, what is needed no more is much: here and below it is let go.
        del before
        with only_grow():
            read_ahead(root, readings, jobs)
            woven = weave_site(root, progress, engine=engine, jobs=jobs, readings=readings)
        if known_on is not None:
            woven = weave_known(woven, known_on)
        refuse_failing(woven.problems, strict=strict)
        kept = keep_readings(readings)
        search = woven.redaction and woven.redaction.make_search()
        # A text that is put into its page without a whole build may tell what is withheld.
        prose = {} if search else find_prose(woven.chronicle, woven.records)
        sources, extracted = len(woven.reading.sources), len(woven.reading.written)
        chronicle, found = woven.chronicle, woven.problems
        del woven
        draft = open_draft(claim, snapshot)
        write = search_files(draft.write, search) if search else draft.write
        sought = search.pattern if search else ""
        journal = open_journal(root, output, begun, draft.published, sought)
        try:
            files, weight = render_site(
                root,
                chronicle,
                write,
                jobs=jobs,
                progress=progress,
                notebook=notebook,
                former=former,
                journal=journal,
            )
            problems = (*found, *check_weight(weight))
            refuse_failing(problems, strict=strict)
        except BaseException:
            discard_draft(draft)
            journal.discard()
            raise
        del chronicle
        try:
            journal.finish(notebook.folder.name)
            published = publish_draft(draft, files)
            journal.save()
        finally:
            journal.discard()
    pages = sum(path.endswith(".html") for path in files)
    return BuildReport(
        sources=sources,
        extracted=extracted,
        pages=pages,
        changed=published.changed,
        problems=(*problems, *kept),
        ledger=end_ledger(
            root,
            begun,
            readings,
            published.snapshot,
            notebook,
            prose,
            problems,
            parted,
            sources=sources,
            pages=pages,
            warnings=any(is_failing(problem, strict=True) for problem in problems),
        ),
    )


def render_site(
    root: Path,
    chronicle: Chronicle,
    write: Write,
    *,
    jobs: int | None = 1,
    progress: Progress = ignore_progress,
    notebook: Notebook | None = None,
    former: Notebook | None = None,
    journal: Journal | None = None,
) -> Rendered:
    """Make every file of the site and `write` it. `jobs` as in `build_site`; what the
    pages note for the next build goes into the `notebook`, and what they were made from into the `journal`. Those
    that it knows, and that would be the same, are not made."""
    from sourceline.publish.address import describe_fault  # noqa: PLC0415 - not for `check`
    from sourceline.publish.size import Weight  # noqa: PLC0415 - the same
    from sourceline.render import Renderer  # noqa: PLC0415 - Jinja2 and Markdown, not for `check`
    from sourceline.site import plan_assets, plan_cards, plan_tasks  # noqa: PLC0415 - the same
    from sourceline.site.state import SHOWN, dump_state, make_state  # noqa: PLC0415 - the same
    from sourceline.site.traces import Sums  # noqa: PLC0415 - the same

    assets = plan_assets(read_static(root))
    cards = plan_cards(chronicle)
    if cards:
        refuse_undrawable(root)
    # Before the plan, for which its memory is free again.
    first = [
        *_write_files(((asset.path, asset.data) for asset in assets), write),
        *_write_files([(SHOWN, dump_state(make_state(chronicle)).encode())], write),
    ]
    kept: Mapping[str, Entry] = {}
    with only_grow():
        lookup, tasks = plan_tasks(chronicle, assets={asset.name: asset.path for asset in assets})
        if journal:
            kept = journal.take_over(tasks, Sums(lookup), former.folder.name if former else "")
    if kept and notebook and former:
        sheets = (note for entry in kept.values() for note in entry.notes)
        notebook.resume(former.folder, dict(sheets))
        for entry in kept.values():
            notebook.gaps.update(entry.gaps)
    tasks = tuple(task for task in tasks if task.path not in kept)
    renderer = Renderer(list_folders(root, "templates"), find_compiled(root))
    files: dict[str, str] = {}
    weight = Weight()
    for path, digest, size in chain(
        first,
        list_files(kept.values()),
        render_tasks(lookup, tasks, renderer, write, jobs, progress, notebook, journal),
        _write_files(make_cards(root, cards, progress) if cards else (), write),
    ):
        if path in files:
            raise ContentError([describe_fault(path, "another page or file has the same address")])
        files[path] = digest
        weight.add(path, size)
    return Rendered(files, weight)


def _write_files(files: Iterable[tuple[str, bytes]], write: Write) -> Iterator[Written]:
    return ((path, write(path, data), len(data)) for path, data in files)


def search_files(write: Write, search: re.Pattern[str]) -> Write:
    """`write`, but ContentError for a file in which `search` finds a name that is withheld: a template or a file of
    the theme may bring it there."""

    def write_searched(path: str, data: bytes) -> str:
        found = search.search(f"{path}\n{data.decode(errors='replace')}")
        if found is None:
            return write(path, data)
        raise ContentError(
            [
                Problem(
                    Position(path),
                    "withheld-name",
                    f"This file of the site would tell a name that you withhold: {found[0]!r}.",
                    "Take the name out of the template or the file of the theme that brings it there, or add it to "
                    "'aliases' of the profile that says 'redact: true'.",
                )
            ]
        )

    return write_searched


def check_weight(weight: Weight) -> tuple[Problem, ...]:
    """A warning where the site is too large for GitHub Pages."""
    from sourceline.publish.size import find_oversize  # noqa: PLC0415 - not for `check`

    problem = find_oversize(weight, SITE)
    return (problem,) if problem else ()


def keep_readings(readings: Readings) -> tuple[Problem, ...]:
    """Keep what was read for the next build, and a note when that fails: this build is whole without."""
    try:
        readings.save()
    except OSError as error:
        return (
            Problem(
                Position(str(READINGS)),
                "not-kept",
                f"What was read could not be kept for the next build ({error.strerror}).",
                "Make room there. Until then every build reads all files anew.",
                "note",
            ),
        )
    return ()


def note_build(root: Path, output: Path, report: BuildReport, *, told: tuple[str, str]) -> None:
    """Write down what a build read and wrote, and what was `told` of it on stderr, without and with colours,
    so that a build of an unchanged site need do nothing. Where that cannot be kept, it does everything."""
    ledger = {**report.ledger, "told": told}
    with suppress(OSError):
        write_ledger(locate_ledger(str(root), str(output)), ledger)
    notebook = recall_notebook(root, ledger)
    notebook.drop_others()
    notebook.drop_unused()
