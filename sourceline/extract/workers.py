"""Many sources read at once, by worker processes that each load the model once.

Answers come in the order of the sources, and only a few sources ahead of it are under way: so what is
written from them grows in that order too, and little is lost when everything is killed. A source whose
worker dies (killed, out of memory, a crash below Python) is read once more, alone in a fresh worker;
when that dies too, it comes back without an extraction, and the others are read all the same.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from sourceline.extract.engine import Engine, load_engine
from sourceline.model import Extraction, Source

SHARE = 20_000
"""Characters that are worth a worker: to start one takes a second, in which a source of 10,000
(`rules`) or 45,000 characters (`fast`) is read."""

_AHEAD = 2
"""Sources under way for each worker, so that none waits for its next."""

Answer = tuple[Source, Extraction | None]
"""A source, and what was read in it; None where its worker died twice."""
Started = tuple[Source, Future[Extraction]]


def choose_jobs(sources: Sequence[Source], wanted: int | None = None) -> int:
    """How many workers shall read `sources`: as many as `wanted`, or as there are cores and as pay."""
    if wanted is None:
        wanted = min(count_cores(), sum(len(source.text) for source in sources) // SHARE)
    return max(1, min(wanted, len(sources)))


def count_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_sources(sources: Sequence[Source], engine: str, jobs: int) -> Iterator[Answer]:
    """What the engine called `engine` reads in each of `sources`, in their order.

    Close the generator when it is not used up: that stops the workers.
    """
    waiting = deque(sources)
    while waiting:
        left = yield from _read_together(waiting, engine, jobs)
        for source, future in left:
            yield source, _take(future) or _read_alone(source, engine)


def _read_together(
    waiting: deque[Source], engine: str, jobs: int
) -> Generator[Answer, None, list[Started]]:
    """Read from the front of `waiting`, until it is empty or a worker dies; returns what was under
    way then. Nobody can tell which of these sources killed it."""
    started: deque[Started] = deque()
    with _open_pool(jobs) as pool:
        try:
            while waiting or started:
                while waiting and len(started) < jobs * _AHEAD:
                    started.append((waiting[0], _start(pool, waiting[0], engine)))
                    waiting.popleft()
                source, future = started[0]
                extraction = future.result()
                started.popleft()
                yield source, extraction
        except BrokenProcessPool:
            pass
    return list(started)


def _read_alone(source: Source, engine: str) -> Extraction | None:
    with _open_pool(1) as pool:
        future = _start(pool, source, engine)
        return _take(future)


def _take(future: Future[Extraction]) -> Extraction | None:
    """What a worker read; None where it died."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None


# --- the pool ---------------------------------------------------------------------------------


@contextmanager
def _open_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Workers that end with the block: at once when it is left by an error or by Ctrl-C."""
    # Not forked: the copy of a process with threads (livereload's, onnxruntime's) may hang.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)
    others = set(active_children())
    try:
        yield pool
    except BaseException:
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _start(pool: ProcessPoolExecutor, source: Source, engine: str) -> Future[Extraction]:
    """Hand a source over. A worker that is started for it inherits that Ctrl-C is not for it: the
    parent alone hears it, and ends its workers."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_read, source, engine)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- in a worker ------------------------------------------------------------------------------


def _read(source: Source, engine: str) -> Extraction:
    return _load(engine).extract(source)


@cache
def _load(engine: str) -> Engine:
    return load_engine(engine)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for its next source for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
