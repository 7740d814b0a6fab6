"""Work that is shared among copies of this process."""

from __future__ import annotations

import os
import signal

import pytest

from sourceline.errors import ContentError, Position, Problem
from sourceline.processes import WorkerDiedError, can_fork, share_work


def test_results_come_in_order() -> None:
    """Whoever does what, the results come as the batches stand."""
    assert can_fork()
    batches = list(range(50))
    assert [list(share_work(str, batches, jobs)) for jobs in (1, 2, 3)] == [
        [str(n) for n in batches]
    ] * 3


def test_others_do_the_work() -> None:
    """With several jobs this process waits."""
    assert os.getpid() not in set(share_work(lambda _: os.getpid(), range(20), 2))


def fail(number: int) -> int:
    """From 7 on."""
    if number >= 7:
        problem = Problem(Position("a", number), "odd", "It is odd.", "Mend it.")
        raise ContentError([problem])
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_first_error_is_raised(jobs: int) -> None:
    """However many fail in whatever order, the error of the first batch is told, with its problems."""
    with pytest.raises(ContentError) as caught:
        list(share_work(fail, range(30), jobs))
    assert [problem.position for problem in caught.value.problems] == [Position("a", 7)]


def test_killed_worker_is_told() -> None:
    """A worker that is killed ends the work with what to do about it."""
    with pytest.raises(WorkerDiedError, match="--jobs 1"):
        list(share_work(lambda _: os.kill(os.getpid(), signal.SIGKILL), range(4), 2))
