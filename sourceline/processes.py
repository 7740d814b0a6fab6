"""Worker processes on this machine: how many there may be, work shared among copies of this process, and that
no worker outlives who started it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sourceline.errors import SourcelineError

T = TypeVar("T")
R = TypeVar("R")


class WorkerDiedError(SourcelineError):
    """A worker was killed; the message says what to do."""


def count_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def end_with_parent() -> None:
    """For the start of a worker: when its parent is killed, it ends at once. It would wait for its next
    task for ever, or still write where another build has begun."""
    from multiprocessing import parent_process  # noqa: PLC0415 - only in a worker
    from threading import Thread  # noqa: PLC0415 - the same

    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    from multiprocessing.connection import wait  # noqa: PLC0415 - only in a worker

    wait([sentinel])
    os._exit(1)


@contextmanager
def only_grow() -> Iterator[None]:
    """While much is made and little is thrown away: to look for garbage would take a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# --- copies of this process -------------------------------------------------------------------


def can_fork() -> bool:
    """Whether this process can be copied. The copy of one with threads (livereload's, onnxruntime's) may
    hang; elsewhere than on Linux the system's own libraries start some."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


def share_work(work: Callable[[T], R], batches: Sequence[T], jobs: int) -> Generator[R, None, None]:
    """What `work` gives for each batch, in their order, done by `jobs` forks of this process, which have all
    that is in its memory now; with one, by this process.

    The first error in the order of the batches is raised, and the workers end. WorkerDiedError when one of them
    is killed.
    """
    if jobs == 1:
        yield from map(work, batches)
        return
    import signal  # noqa: PLC0415 - only where there is much work
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - the same
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - the same
    from multiprocessing import get_context  # noqa: PLC0415 - the same

    # What is there now stays out of the collector's sight: to look at it would copy it into each worker.
    gc.freeze()
    executor = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (work, batches))
    # The workers are started by the first task, and inherit that Ctrl-C is not for them: this process
    # alone hears it, and ends them.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        results = executor.map(_work_on, range(len(batches)))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield from results
    except BrokenProcessPool:
        raise WorkerDiedError(
            "A process that made pages died (killed, or out of memory).\n"
            "    Free some memory and build again, or build with --jobs 1."
        ) from None
    finally:
        # Each worker ends the batch that it is at.
        executor.shutdown(cancel_futures=True)
        gc.unfreeze()


_given: tuple[Callable[[Any], Any], Sequence[Any]]
"""In a worker: what it does, and on what."""


def _begin(work: Callable[[Any], Any], batches: Sequence[Any]) -> None:
    global _given  # noqa: PLW0603 - a worker is given its work once, when it starts
    _given = work, batches
    end_with_parent()


def _work_on(number: int) -> Any:
    work, batches = _given
    return work(batches[number])
