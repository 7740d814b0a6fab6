"""A crew of worker processes on this machine, which each load the model once."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children, get_context

from sourceline.extract.crew import AHEAD, Answer, ReaderDied, extract_one, read_together
from sourceline.extract.engine import Engine
from sourceline.model import Extraction, Source
from sourceline.processes import count_cores, end_with_parent

SHARE = 20_000
"""Characters that are worth a worker: to start one takes a second, in which a source of 10,000
(`rules`) or 45,000 characters (`fast`) is read."""


def read_sources(
    sources: Sequence[Source], engine: Engine, jobs: int | None = None
) -> Iterator[Answer]:
    """What `engine` reads in each of `sources`, in their order, by as many processes as `choose_jobs`
    says; one is this process."""
    jobs = choose_jobs(sources, jobs)
    if jobs == 1:
        return ((source, engine.extract(source)) for source in sources)
    return read_together(sources, partial(_open_pool, engine.name, jobs))


def choose_jobs(sources: Sequence[Source], wanted: int | None = None) -> int:
    """How many workers shall read `sources`: as many as `wanted`, or as there are cores and as pay."""
    if wanted is None:
        wanted = min(count_cores(), sum(len(source.text) for source in sources) // SHARE)
    return max(1, min(wanted, len(sources)))


# --- the pool ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pool:
    """A crew; it starts its workers when there are sources for them."""

    executor: ProcessPoolExecutor
    engine: str
    jobs: int

    def count_places(self) -> int:
        return self.jobs * AHEAD

    def start(self, source: Source) -> Future[Extraction]:
        # A worker that is started for it inherits that Ctrl-C is not for it: the parent alone hears it,
        # and ends its workers.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self.executor.submit(extract_one, source, self.engine)
        except BrokenProcessPool:
            raise ReaderDied from None
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def take(self, future: Future[Extraction]) -> Extraction:
        try:
            return future.result()
        except BrokenProcessPool:
            raise ReaderDied from None


@contextmanager
def _open_pool(engine: str, jobs: int) -> Iterator[_Pool]:
    """Workers that end with the block: at once when it is left by an error or by Ctrl-C."""
    # Not forked: the copy of a process with threads (livereload's, onnxruntime's) may hang.
    executor = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=end_with_parent
    )
    others = set(active_children())
    try:
        yield _Pool(executor, engine, jobs)
    except BaseException:
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)
