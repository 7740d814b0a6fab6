"""Work that is shared among copies of this process. Each test has a process of its own, since one with threads,
as those of other tests, is never copied."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAD = """
import os, signal
from sourceline.errors import ContentError, Position, Problem, SourcelineError
from sourceline.forks import can_fork
from sourceline.processes import share_work
"""


def run(code: str) -> str:
    """What Python code prints."""
    done = subprocess.run(
        [sys.executable, "-c", HEAD + code], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


def test_results_come_in_order() -> None:
    """Whoever does what, the results come as the batches stand."""
    told = run("print([list(share_work(str, range(40), jobs)) for jobs in (1, 2, 3)])")
    assert told == f"{[[str(n) for n in range(40)]] * 3}\n"


def test_others_do_the_work() -> None:
    """With several jobs this process waits."""
    code = "print(can_fork(), os.getpid() in set(share_work(lambda _: os.getpid(), range(20), 2)))"
    assert run(code) == "True False\n"


def test_process_with_threads_is_not_copied() -> None:
    """A copy would lack the threads that its locks wait for."""
    code = "import threading, time\n"
    code += "threading.Thread(target=time.sleep, args=(1,), daemon=True).start()\n"
    assert run(f"{code}print(can_fork())") == "False\n"


FAILING = """
def fail(n):
    if n >= 7:
        raise ContentError([Problem(Position("a", n), "odd", "It is odd.", "Mend it.")])
try:
    list(share_work(fail, range(30), {jobs}))
except ContentError as error:
    print(*error.problems)
"""


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_first_error_is_raised(jobs: int) -> None:
    """However many fail in whatever order, the error of the first batch is told, with its problems."""
    assert run(FAILING.format(jobs=jobs)) == "a:7: error: It is odd.\n    Mend it.\n"


KILLED = """
try:
    list(share_work(lambda _: os.kill(os.getpid(), signal.SIGKILL), range(4), 2))
except SourcelineError as error:
    print(error)
"""


def test_killed_worker_is_told() -> None:
    """A worker that is killed ends the work with what to do about it."""
    assert "build with --jobs 1" in run(KILLED)
