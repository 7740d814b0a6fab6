"""Many sources read at once by a crew of processes elsewhere, whose deaths nobody sees.

Answers come in the order of the sources, and only a few sources ahead of it are under way: so what is
written from them grows in that order too, and little is lost when everything is killed. A source whose
reader dies (killed, out of memory, a crash below Python) is read once more, alone; when that reader
dies too, it comes back without an extraction, and the others are read all the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from functools import cache
from threading import Lock
from typing import Protocol

from sourceline.extract.engine import Engine, load_engine
from sourceline.model import Extraction, Source
from sourceline.wardens import Halt

AHEAD = 2
"""Sources under way for each reader, so that none waits for its next."""

Answer = tuple[Source, Extraction | Halt]
"""A source, and what was read in it, or why nothing was."""


class ReaderDied(Exception):  # noqa: N818 - no mistake: it happens
    """The process that read a source, or one that might have, is dead."""


class Crew(Protocol):
    """Processes that read sources, all with one engine."""

    def count_places(self) -> int:
        """How many sources shall be under way."""
        ...

    def start(self, source: Source) -> Future[Extraction]:
        """Hand a source over; ReaderDied when no more can be."""
        ...

    def take(self, future: Future[Extraction]) -> Extraction:
        """Wait for what was read; ReaderDied."""
        ...


Call = Callable[[], AbstractContextManager[Crew]]
"""Calls a crew together, which goes when the block is left."""


def read_together(sources: Sequence[Source], call: Call) -> Iterator[Answer]:
    """What crews read in each of `sources`, in their order.

    Close the generator when it is not used up: that ends the crew's work.
    """
    waiting = deque(sources)
    while waiting:
        left = yield from _read_until_death(waiting, call)
        for source, extraction in left:
            yield source, extraction or _read_alone(source, call) or Halt("death")


def _read_until_death(
    waiting: deque[Source], call: Call
) -> Generator[Answer, None, Sequence[tuple[Source, Extraction | None]]]:
    """Read from the front of `waiting`, until it is empty or a reader dies; returns what was under way
    then, with what the others have read of it. Nobody can tell which of these sources killed it."""
    started: deque[tuple[Source, Future[Extraction]]] = deque()
    with call() as crew:
        try:
            while waiting or started:
                while waiting and len(started) < crew.count_places():
                    started.append((waiting[0], crew.start(waiting[0])))
                    waiting.popleft()
                source, future = started[0]
                extraction = crew.take(future)
                started.popleft()
                yield source, extraction
        except ReaderDied:
            pass
        return [(source, _take(crew, future)) for source, future in started]


def _read_alone(source: Source, call: Call) -> Extraction | None:
    with call() as crew:
        return _take(crew, crew.start(source))


def _take(crew: Crew, future: Future[Extraction]) -> Extraction | None:
    try:
        return crew.take(future)
    except ReaderDied:
        return None


# --- in a reader ------------------------------------------------------------------------------

_TURN = Lock()


def extract_one(source: Source, engine: str) -> Extraction:
    """What the engine called `engine` reads in `source`. The process loads the engine once, and reads
    one source at a time: a worker of a cluster may have threads, for which no tagger is made."""
    with _TURN:
        return _load(engine).extract(source)


@cache
def _load(engine: str) -> Engine:
    return load_engine(engine)
