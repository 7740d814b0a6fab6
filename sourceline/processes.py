"""Worker processes on this machine: how many there may be, work shared among copies of this process, and that
no worker outlives who started it."""

from __future__ import annotations

import _thread
import fcntl
import gc
import os
import pickle
import select
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn, TypeVar

from sourceline.errors import SourcelineError
from sourceline.forks import can_fork

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
def hold_interrupts() -> Iterator[None]:
    """While a worker is started: it inherits that Ctrl-C is not for it. Its parent alone hears it, and ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


STARTING = _thread.allocate_lock()
"""Held while a worker is started anew, which must be told what it is for: see `end_at_once`."""


def end_at_once() -> NoReturn:
    """End this process well, whatever its other threads are at; but a worker that one of them just starts is told all
    it waits for. It would complain of the half, where everybody reads it."""
    STARTING.acquire()
    os._exit(0)


@contextmanager
def only_grow() -> Iterator[None]:
    """While much is made and little is thrown away: to look for garbage would take a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# --- copies of this process -------------------------------------------------------------------


def limit_jobs(worth: int, wanted: int | None) -> int:
    """How many forks shall do what is `worth` so many: no more than `wanted`, or than there are cores."""
    return max(1, min(wanted or count_cores(), worth)) if can_fork() else 1


def share_work(work: Callable[[T], R], batches: Sequence[T], jobs: int) -> Generator[R, None, None]:
    """What `work` gives for each batch, in their order, done by `jobs` forks of this process, which have all
    that is in its memory now; with one, by this process.

    The first error in the order of the batches is raised, and the workers end. WorkerDiedError when one of them
    is killed.
    """
    if jobs == 1:
        yield from map(work, batches)
        return
    # What is there now stays out of the collector's sight: to look at it would copy it into each worker.
    gc.freeze()
    crew = _Crew(lambda number: work(batches[number]), len(batches))
    try:
        crew.start(jobs)
        for number in range(len(batches)):
            done, answer = crew.wait_for(number)
            if not done:
                raise answer
            yield answer
    finally:
        crew.end()
        gc.unfreeze()


class _Crew:
    """Forks of this process, each with a pipe for the numbers of its batches and one for what it answers.

    `concurrent.futures` would do the same, but takes 60 ms more to load and to start.
    """

    def __init__(self, work: Callable[[int], Any], count: int) -> None:
        self.work = work
        self.waiting = iter(range(count))
        self.answers: dict[int, tuple[bool, Any]] = {}
        """Of batches whose turn is yet to come: whether it was done, and what it gave or the error."""
        self.orders: dict[int, int] = {}
        """Of each worker: where it answers → where it is told its batches."""
        self.pids: list[int] = []
        self.life, self.hold = os.pipe()
        """As long as the second end is open, which is with this process alone, the workers live."""
        self.poll = select.poll()

    def start(self, jobs: int) -> None:
        """Fork the workers, and give each a batch, and another for when that is done."""
        with hold_interrupts():
            for _ in range(jobs):
                self._fork()
        for _ in range(2):
            for worker in self.orders:
                self._give_order(worker)

    def _fork(self) -> None:
        (told, tell), (answered, answer) = os.pipe(), os.pipe()
        with suppress(
            OSError
        ):  # as many as it may be: a worker need not wait until an answer is fetched
            fcntl.fcntl(answer, fcntl.F_SETPIPE_SZ, 1 << 20)
        pid = os.fork()
        if not pid:
            try:
                os.close(self.hold)
                _thread.start_new_thread(_end_with, (self.life,))
                _serve(self.work, told, answer)
            finally:
                os._exit(1)  # what this process was at when it was copied is not ended here
        os.close(told)
        os.close(answer)
        self.pids.append(pid)
        self.orders[answered] = tell
        self.poll.register(answered, select.POLLIN)

    def _give_order(self, worker: int) -> None:
        number = next(self.waiting, None)
        if number is not None:
            with suppress(BrokenPipeError):  # it was killed, which `_hear` will find
                os.write(self.orders[worker], _pack_number(number))

    def wait_for(self, number: int) -> tuple[bool, Any]:
        """The answer for a batch."""
        while number not in self.answers:
            for worker, _ in self.poll.poll():
                self._hear(worker)
        return self.answers.pop(number)

    def _hear(self, worker: int) -> None:
        size = int.from_bytes(_read(worker, _NUMBER), "big")
        answer = _read(worker, size)
        if not size or len(answer) < size:
            raise WorkerDiedError(
                "A process that read content or made pages died (killed, or out of memory).\n"
                "    Free some memory and build again, or build with --jobs 1."
            )
        number, done, given = pickle.loads(answer)  # noqa: S301 - of our own process
        self.answers[number] = done, given
        self._give_order(worker)

    def end(self) -> None:
        """End the workers, at once, and wait until they are gone."""
        for end in (self.life, self.hold, *self.orders, *self.orders.values()):
            os.close(end)
        for pid in self.pids:
            os.waitpid(pid, 0)


def _serve(work: Callable[[int], Any], told: int, answer: int) -> None:
    """In a worker: do the batches as they are told."""
    with open(answer, "wb") as answers:
        while order := _read(told, _NUMBER):
            number = int.from_bytes(order, "big")
            try:
                data = pickle.dumps((number, True, work(number)))
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where it is waited for
                data = pack_error(error, number)
            answers.write(_pack_number(len(data)) + data)
            answers.flush()


def _end_with(life: int) -> None:
    """In a worker: end when its parent closes the pipe, or is killed. It would wait for its next batch for
    ever, or still write where another build has begun."""
    os.read(life, 1)
    os._exit(1)


def pack_error(error: BaseException, *asked: object) -> bytes:
    """The pickle of an answer that is an error: what was `asked`, that it was not done, and the error with where it
    arose; one that cannot be sent as what it says."""
    from traceback import format_exc  # noqa: PLC0415 - only when something fails

    error.add_note(format_exc())
    try:
        data = pickle.dumps((*asked, False, error))
        pickle.loads(data)  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - of whatever kind it is
        return pickle.dumps((*asked, False, RuntimeError(format_exc())))
    return data


_NUMBER = 8
"""Bytes of a number in a pipe."""


def _pack_number(number: int) -> bytes:
    return number.to_bytes(_NUMBER, "big")


def _read(pipe: int, size: int) -> bytes:
    """So many bytes; fewer where the pipe ends."""
    parts = []
    while size and (part := os.read(pipe, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
