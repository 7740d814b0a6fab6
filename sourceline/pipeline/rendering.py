"""Pages that are yet to be made → files of the site, by several processes where that pays.

A worker makes a page, renders it and hands it to the disk before it makes the next, so a large site is never
held as a whole. What comes back is the path and the hash of each file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from sourceline.pipeline.journal import Made, Written
from sourceline.pipeline.notebook import find_sheet
from sourceline.pipeline.reports import Progress
from sourceline.processes import limit_jobs, share_work
from sourceline.site.pages import Memo
from sourceline.site.traces import Thing, list_things, watch

if TYPE_CHECKING:
    from sourceline.pipeline.journal import Journal
    from sourceline.pipeline.notebook import Notebook
    from sourceline.render import Renderer
    from sourceline.render.gaps import Gap
    from sourceline.site import Task
    from sourceline.site.lookup import Lookup

Write = Callable[[str, bytes], str]
"""Puts a file of the site on the disk; its sha256."""

BATCH = 40
"""Tasks that a worker takes at once: some 50 ms of work."""
SHARE = 150
"""Tasks that are worth a worker: to start one takes about 15 ms, and then it looks up everything anew."""


def render_tasks(
    lookup: Lookup,
    tasks: Sequence[Task],
    renderer: Renderer,
    write: Write,
    jobs: int | None,
    progress: Progress,
    notebook: Notebook | None = None,
    journal: Journal | None = None,
) -> Iterator[Written]:
    """Make, render and write every page, in the order of the tasks. What they note for the next build goes into
    the `notebook`, and what they were made from into the `journal`.

    `jobs` is how many processes may do so; None: one for each core. ContentError tells a fault in a template of
    the site's own.
    """
    batches = [tasks[n : n + BATCH] for n in range(0, len(tasks), BATCH)]
    work = partial(_render_batch, lookup, renderer, write, notebook)
    done = 0
    numbered = list(enumerate(batches, notebook.first if notebook else 0))
    with closing(share_work(work, numbered, choose_jobs(len(tasks), jobs))) as results:
        for (number, batch), (made, names) in zip(numbered, results, strict=True):
            done += len(batch)
            progress("pages", done, len(tasks), batch[-1].path)
            if notebook is not None:
                notebook.sheets.update(dict.fromkeys(names, number))
            for task, each in zip(batch, made, strict=True):
                if journal is not None and notebook is not None:
                    journal.add(task, each, notebook.sheets)
                    notebook.gaps.update(each.gaps)
                yield from each.files


def choose_jobs(tasks: int, wanted: int | None) -> int:
    """How many processes shall do so many tasks: no more than `wanted`, or than there are cores, nor than
    pay."""
    return limit_jobs(tasks // SHARE, wanted)


def _render_batch(
    lookup: Lookup,
    renderer: Renderer,
    write: Write,
    notebook: Notebook | None,
    numbered: tuple[int, Sequence[Task]],
) -> tuple[list[Made], list[str]]:
    """What each of a batch of tasks did, and on what the notebook has their notes."""
    number, batch = numbered
    taken: set[Thing] = set()
    watched = watch(lookup, taken.add)
    made: list[Made] = []
    memos: list[tuple[str, Any]] = []
    for task in batch:
        taken.clear()
        files: list[Written] = []
        gaps: list[tuple[str, Gap]] = []
        first = len(memos)
        for page in task.make(watched):
            if isinstance(page, Memo):
                memos.append((page.name, page.values))
            else:
                data, gap = renderer.render_open(page)
                files.append((page.path, write(page.path, data), len(data)))
                if gap is not None:
                    gaps.append((page.path, gap))
        notes = dict.fromkeys(find_sheet(name) for name, _ in memos[first:])
        made.append(Made(tuple(files), list_things(taken), tuple(notes), tuple(gaps)))
    return made, [] if notebook is None else notebook.write_sheet(number, memos)
