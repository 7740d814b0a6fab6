"""Worker processes on this machine, which each load the model once and have leave for so much of each source."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from sourceline.extract.crew import Answer
from sourceline.extract.engine import Engine, load_engine
from sourceline.forks import can_fork
from sourceline.model import Extraction, Source
from sourceline.processes import count_cores
from sourceline.wardens import Leave, grant_leave, guard_work

SHARE = 20_000
"""Characters that are worth a worker: to start one takes a second, in which a source of 10,000
(`rules`) or 45,000 characters (`fast`) is read."""
_RATE = 500
"""Characters a second. `rules` reads 15,000, a large pipeline of spaCy's some 2,000."""
_WEIGHT = 1_000
"""Bytes of memory for each character; `rules` needs some 200."""


def read_sources(
    sources: Sequence[Source], engine: Engine, jobs: int | None = None
) -> Generator[Answer]:
    """What `engine` reads in each of `sources`, in their order, by as many processes as `choose_jobs` says. A `Halt`
    stands for what took more than `find_leave`, or killed its reader twice.

    Where a process would have to be started anew (not forked), sources too small to be worth it are read by this one.
    """
    jobs = choose_jobs(sources, jobs)
    if jobs == 1 and not can_fork() and all(len(source.text) <= SHARE for source in sources):
        for source in sources:
            yield source, engine.extract(source)
        return
    with closing(guard_work(_Reading(engine), sources, find_leave, jobs)) as answers:
        yield from zip(sources, answers, strict=True)


def choose_jobs(sources: Sequence[Source], wanted: int | None = None) -> int:
    """How many workers shall read `sources`: as many as `wanted`, or as there are cores and as pay."""
    if wanted is None:
        wanted = min(count_cores(), sum(len(source.text) for source in sources) // SHARE)
    return max(1, min(wanted, len(sources)))


def find_leave(source: Source) -> Leave:
    """What the reading of a source may take: some ten times what it does take, and more."""
    return grant_leave(len(source.text), rate=_RATE, weight=_WEIGHT)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The work of a worker; one that is started anew loads the engine by its name."""

    engine: Engine

    def __call__(self, source: Source) -> Extraction:
        return self.engine.extract(source)

    def __reduce__(self) -> tuple[Callable[[str], _Reading], tuple[str]]:
        return _load_reading, (self.engine.name,)


def _load_reading(name: str) -> _Reading:
    return _Reading(load_engine(name))
