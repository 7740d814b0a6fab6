"""Work on strangers' documents, done by processes of their own, which are ended when a document takes too much.

What reads a document may be led astray by it: to compute for hours, to fill the memory, to crash below Python. So a
worker has one document at a time, and leave for so much of each. The one that takes more is named, and whoever waits
goes on with the others in a new worker. Time is that of the processor, so that a busy machine refuses no other
documents than an idle one.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from sourceline.forks import can_fork
from sourceline.processes import STARTING, end_with_parent, hold_interrupts, pack_error

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Documents that are under way or done for each worker before the first of them is asked for."""
_LOOK = 0.05
"""Seconds between two looks at how much memory a worker has. A process fills some 100 MB in that time."""
_IDLE = 10
"""A worker that takes so many times its leave on the clock without computing waits for something that never comes."""
_PATIENCE = 60
"""Seconds on the clock for any document: a busy machine lets a worker wait."""
_STATM = "/proc/{}/statm"


class Leave(NamedTuple):
    """What the work on a document may take."""

    seconds: float
    """Of the processor."""
    memory: int
    """Bytes, beyond what its worker had before."""


_NOTHING = Leave(seconds=0, memory=0)
_LEAST = Leave(seconds=120, memory=1_000_000_000)
"""For any document. `rules` needs 1.5 s and 100 MB to begin with."""


def grant_leave(size: int, *, rate: int, weight: int) -> Leave:
    """Leave for a document of so many bytes or characters, of which `rate` are read in a second and each takes `weight`
    bytes of memory."""
    return Leave(_LEAST.seconds + size / rate, _LEAST.memory + size * weight)


class Halt(NamedTuple):
    """Why a document has no answer."""

    cause: Literal["time", "memory", "death"]
    leave: Leave = _NOTHING
    """What it was allowed."""


def guard_work(
    work: Callable[[T], R], things: Sequence[T], leave: Callable[[T], Leave], jobs: int = 1
) -> Generator[R | Halt]:
    """What `work` gives for each of `things`, in their order, done by `jobs` processes; a `Halt` for what took more
    than its `leave`, or killed its worker twice.

    Workers are forks of this process where it can be forked; else they are started anew, for which `work` is pickled,
    and take a second more. What `work` raises is raised here when its turn comes. Close the generator when it is not
    used up: that ends the workers.
    """
    crew = _Crew(work, things, leave)
    try:
        yield from crew.run(max(1, min(jobs, len(things))))
    finally:
        crew.end()


@dataclass(slots=True)
class _Worker:
    """A process, and what it is at."""

    process: BaseProcess
    pipe: Connection
    number: int = -1
    """Of its document."""
    leave: Leave = _NOTHING
    """What that may take."""
    begun: float = 0.0
    held: int = 0
    """Bytes of memory that it had when it was given that."""
    cause: Literal["time", "memory", "death"] = "death"
    """Of its end."""


@dataclass(slots=True)
class _Crew(Generic[T, R]):
    work: Callable[[T], R]
    things: Sequence[T]
    leave: Callable[[T], Leave]
    workers: list[_Worker] = field(default_factory=list)
    answers: dict[int, tuple[bool, Any]] = field(default_factory=dict)
    """Of documents whose turn is yet to come: whether it was done, and what it gave or the error."""
    again: set[int] = field(default_factory=set)
    """Documents of which one worker died."""

    def run(self, jobs: int) -> Generator[R | Halt]:
        waiting = deque(range(len(self.things)))
        for number in range(len(self.things)):
            while number not in self.answers:
                self._hand_out(waiting, jobs, number)
                self._hear(waiting)
            done, answer = self.answers.pop(number)
            if not done:
                raise answer
            yield answer

    def end(self) -> None:
        """End the workers, at once, and wait until they are gone."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()

    # --- work ----------------------------------------------------------------------------------

    def _hand_out(self, waiting: deque[int], jobs: int, first: int) -> None:
        """A document for each worker that has none, but for those too far ahead of the `first`."""
        for place in range(jobs):
            if not waiting or waiting[0] >= first + jobs * _AHEAD:
                return
            if place == len(self.workers):
                self.workers.append(self._start())
            if self.workers[place].number < 0:
                self._give(self.workers[place], waiting.popleft())

    def _start(self) -> _Worker:
        from multiprocessing import get_context  # noqa: PLC0415 - 20 ms, only where something is read

        context: Any = get_context("fork" if can_fork() else "spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(self.work, theirs))
        with hold_interrupts(), STARTING:
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker, number: int) -> None:
        thing = self.things[number]
        worker.number, worker.leave = number, self.leave(thing)
        worker.begun = time.monotonic()
        worker.held = _measure_memory(worker)
        with suppress(BrokenPipeError):  # it was killed, which `_hear` will find
            worker.pipe.send((worker.leave.seconds, thing))

    def _hear(self, waiting: deque[int]) -> None:
        """Wait a moment for answers, and look whether a worker takes more than its leave."""
        from multiprocessing.connection import wait  # noqa: PLC0415 - as above

        busy = [worker for worker in self.workers if worker.number >= 0]
        told = wait([worker.pipe for worker in busy], _LOOK)
        for worker in busy:
            if worker.pipe in told:
                self._take(worker, waiting)
            else:
                self._look_at(worker)

    def _take(self, worker: _Worker, waiting: deque[int]) -> None:
        try:
            done, answer = pickle.loads(worker.pipe.recv_bytes())  # noqa: S301 - of our own process
        except (EOFError, OSError):
            self._bury(worker, waiting)
            return
        self.answers[worker.number] = done, answer
        worker.number = -1

    def _look_at(self, worker: _Worker) -> None:
        if _measure_memory(worker) > worker.held + worker.leave.memory:
            worker.cause = "memory"
            worker.process.kill()
        elif time.monotonic() > worker.begun + max(_PATIENCE, worker.leave.seconds * _IDLE):
            worker.cause = "time"
            worker.process.kill()

    def _bury(self, worker: _Worker, waiting: deque[int]) -> None:
        """A worker is gone; the document that killed it is tried once more if it was not stopped for its demands."""
        worker.process.join()
        worker.pipe.close()
        self.workers.remove(worker)
        number = worker.number
        if worker.process.exitcode == -signal.SIGXCPU:
            worker.cause = "time"
        elif worker.process.exitcode == _NO_MEMORY:
            worker.cause = "memory"
        if worker.cause == "death" and number not in self.again:
            self.again.add(number)
            waiting.appendleft(number)
        else:
            self.answers[number] = True, Halt(worker.cause, worker.leave)


def _measure_memory(worker: _Worker) -> int:
    """Bytes of memory that a worker has; 0 where the system does not tell."""
    try:
        pages = Path(_STATM.format(worker.process.pid)).read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGESIZE")


# --- in a worker ------------------------------------------------------------------------------

_NO_MEMORY = 86
"""The exit code of a worker to which the system gave no more memory."""


def _serve(work: Callable[[Any], Any], pipe: Connection) -> None:
    """Do what is handed over, one after another, until the other end is closed."""
    import resource  # noqa: PLC0415 - only in a worker

    end_with_parent()
    # The end of its time is no crash that anybody would look into.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    while True:
        try:
            seconds, thing = pipe.recv()
        except (EOFError, OSError):
            return
        _limit_time(seconds)
        try:
            answer = pickle.dumps((True, work(thing)), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            sys.exit(_NO_MEMORY)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where it is waited for
            answer = pack_error(error)
        try:
            pipe.send_bytes(answer)
        except OSError:  # who asked is gone
            return


def _limit_time(seconds: float) -> None:
    """Let the system end this process when it has computed for so long from now on."""
    import resource  # noqa: PLC0415 - only in a worker

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    end = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end if most < 0 else min(end, most), most))
