"""Pages that are yet to be made → files of the site, by several processes where that pays.

A worker makes a page, renders it and hands it to the disk before it makes the next, so a large site is never
held as a whole. What comes back is the path and the hash of each file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from sourceline.pipeline.reports import Progress
from sourceline.processes import limit_jobs, share_work
from sourceline.site.pages import Memo

if TYPE_CHECKING:
    from sourceline.pipeline.notebook import Notebook
    from sourceline.render import Renderer
    from sourceline.render.gaps import Gap
    from sourceline.site import Task

Write = Callable[[str, bytes], str]
"""Puts a file of the site on the disk; its sha256."""
Written = tuple[str, str, int]
"""The path of a file, its sha256, and its bytes."""

BATCH = 40
"""Tasks that a worker takes at once: some 50 ms of work."""
SHARE = 150
"""Tasks that are worth a worker: to start one takes about 15 ms, and then it looks up everything anew."""


def render_tasks(
    tasks: Sequence[Task],
    renderer: Renderer,
    write: Write,
    jobs: int | None,
    progress: Progress,
    notebook: Notebook | None = None,
) -> Iterator[Written]:
    """Make, render and write every page, in the order of the tasks. What they
    note for the next build goes into the `notebook`.

    `jobs` is how many processes may do so; None: one for each core. ContentError tells a fault in a template of
    the site's own.
    """
    batches = [tasks[n : n + BATCH] for n in range(0, len(tasks), BATCH)]
    work = partial(_render_batch, renderer, write, notebook)
    done = 0
    numbered = list(enumerate(batches))
    with closing(share_work(work, numbered, choose_jobs(len(tasks), jobs))) as results:
        for number, (written, names, gaps) in enumerate(results):
            done += len(batches[number])
            progress("pages", done, len(tasks), batches[number][-1].path)
            if notebook is not None:
                notebook.sheets.update(dict.fromkeys(names, number))
                notebook.gaps.update(gaps)
            yield from written


def choose_jobs(tasks: int, wanted: int | None) -> int:
    """How many processes shall do so many tasks: no more than `wanted`, or than there are cores, nor than
    pay."""
    return limit_jobs(tasks // SHARE, wanted)


def _render_batch(
    renderer: Renderer,
    write: Write,
    notebook: Notebook | None,
    numbered: tuple[int, Sequence[Task]],
) -> tuple[list[Written], list[str], dict[str, Gap]]:
    """The files of a batch of tasks, the names of what they note, and the gaps in their pages."""
    number, batch = numbered
    written: list[Written] = []
    memos: list[tuple[str, Any]] = []
    gaps: dict[str, Gap] = {}
    for task in batch:
        for page in task.make():
            if isinstance(page, Memo):
                memos.append((page.name, page.values))
            else:
                data, gap = renderer.render_open(page)
                written.append((page.path, write(page.path, data), len(data)))
                if gap is not None:
                    gaps[page.path] = gap
    return written, [] if notebook is None else notebook.write_sheet(number, memos), gaps
