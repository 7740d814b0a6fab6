"""Work that is watched: what takes too much of it is ended and named, and all else is done. Each test has a process of
its own, since one with threads, as those of other tests, is never copied."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAD = """
import os, signal, sys, threading, time
from pathlib import Path
from sourceline.errors import ContentError, Position, Problem
from sourceline.wardens import Halt, Leave, guard_work

LEAVE = Leave(0.1, 200_000_000)

def read(text):
    if text == "slow":
        while True:
            pass
    if text == "greedy":
        held = [bytearray(b"x" * 10_000_000) for _ in range(100)]
        time.sleep(60)
    if text == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("/"):
        if not Path(text).exists():
            Path(text).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if text == "full":
        raise MemoryError
    if text == "bad":
        raise ContentError([Problem(Position("a", 1), "odd", "It is odd.", "Mend it.")])
    return text.upper()

def guard(*texts, jobs=1):
    return guard_work(read, texts, lambda _: LEAVE, jobs)

def show(answers):
    print(*(each.cause if isinstance(each, Halt) else each for each in answers))
"""
THREADS = """
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
"""


def run(tmp_path: Path, code: str) -> str:
    """What Python code prints, as the main part of a script, which a process that is started anew imports."""
    script = tmp_path / "script.py"
    body = code.strip("\n")
    script.write_text(f"{HEAD}\nif __name__ == '__main__':\n    {body.lstrip()}\n")
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=Path(__file__).resolve().parent.parent,
        env={"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_order(tmp_path: Path, jobs: int) -> None:
    """Whoever does what, the answers come as the documents stand; without any, nothing is started."""
    told = run(tmp_path, f"show(guard(*'abcdefghijklmnopq', jobs={jobs})); show(guard())")
    assert told == "A B C D E F G H I J K L M N O P Q\n\n"


def test_what_takes_too_much_is_ended(tmp_path: Path) -> None:
    """Time, memory and death each stop the one document, and not those beside it."""
    texts = "'a', 'slow', 'b', 'greedy', 'c', 'deadly', 'd', 'full', 'e'"
    told = run(tmp_path, f"show(guard({texts}, jobs=2))")
    assert told == "A time B memory C death D memory E\n"


def test_what_dies_once_is_tried_again(tmp_path: Path) -> None:
    """Whoever kills a worker from without spoils nothing."""
    mark = tmp_path / "mark"
    assert run(tmp_path, f"show(guard('a', {str(mark)!r}, 'b'))") == f"A {str(mark).upper()} B\n"


def test_errors_are_raised_where_they_are_waited_for(tmp_path: Path) -> None:
    """What the work raises comes when its turn does, with its problems."""
    code = """
    try:
        for each in guard("a", "bad", "b"):
            print(each)
    except ContentError as error:
        print(*error.problems)
    """
    assert run(tmp_path, code) == "A\na:1: error: It is odd.\n    Mend it.\n"


def test_process_with_threads_starts_workers_anew(tmp_path: Path) -> None:
    """It is not copied, and yet its documents are watched."""
    code = f"{THREADS.strip()}\n    show(guard('a', 'slow', 'b'))"
    assert run(tmp_path, code) == "A time B\n"


def test_no_worker_is_left(tmp_path: Path) -> None:
    """Who stops asking ends the workers."""
    code = """
    answers = guard("a", "slow", "b", jobs=2)
    print(next(answers))
    answers.close()
    from multiprocessing import active_children
    print(active_children())
    """
    assert run(tmp_path, code) == "A\n[]\n"


STARTING = """
    from multiprocessing import util
    from sourceline.processes import end_at_once
    start, begun = util.spawnv_passfds, threading.Event()
    def start_slowly(*args):
        number = start(*args)
        if "spawn_main" in str(args):
            begun.set()
            time.sleep(1)
        return number
    util.spawnv_passfds = start_slowly
    threading.Thread(target=lambda: list(guard("a")), daemon=True).start()
    begun.wait()
    end_at_once()
"""


def test_worker_is_told_all_before_the_end(tmp_path: Path) -> None:
    """Who ends while a worker is started leaves none behind that complains of half a message."""
    assert run(tmp_path, STARTING) == ""


def test_who_asked_is_gone(tmp_path: Path) -> None:
    """A worker whose parent is gone when it has its answer ends without a word."""
    code = """
    from multiprocessing import Pipe
    from sourceline.wardens import _serve
    ours, theirs = Pipe()
    ours.send((60, "a"))
    ours.close()
    _serve(read, theirs)
    """
    assert run(tmp_path, code) == ""
