"""Runs of `sourceline` that need not load the program first: each is a fork of a process that has it in memory.

So a thousand of them take minutes, and a kill at a random moment falls into the work. The process is this file,
run as a program.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CRASHED = 70
"""The exit code of a run that ended in a traceback of ours."""
HANGS = 120.0
"""Seconds after which a run counts as one that never ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a run."""

    code: int
    """Its exit code; of one that was killed, the signal, negative."""
    out: str
    err: str
    seconds: float


class Warm:
    """A process that has the program in memory."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._folder = folder

    def run(
        self,
        *args: str,
        kill_after: float | None = None,
        alone: bool = False,
        patch: str = "",
    ) -> Run:
        """One run of `sourceline`; with `kill_after` seconds, SIGKILL for it and all that it started, or for it
        `alone`. `patch` is Python that is executed in it before."""
        self.start(*args, kill_after=kill_after, alone=alone, patch=patch)
        return self.wait()

    def start(
        self,
        *args: str,
        kill_after: float | None = None,
        alone: bool = False,
        patch: str = "",
    ) -> None:
        """Begin a run, of which `wait` tells what became. There is one at a time."""
        order = {"args": args, "kill_after": kill_after, "alone": alone, "patch": patch}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def wait(self) -> Run:
        """The end of the run that was started."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process that runs them has ended"
        code, seconds = json.loads(line)
        out, err = ((self._folder / name).read_text(errors="replace") for name in ("out", "err"))
        return Run(code, out, err, seconds)


@contextmanager
def keep_warm(
    *first: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[Warm]:
    """A process that has run these commands, so that what they load is there."""
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        command = [sys.executable, __file__, folder, json.dumps(first)]
        places = (str(ROOT), str(ROOT / "tests"))
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(places), **(environment or {})},
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield Warm(process, Path(folder))
            process.stdin.close()


# --- the process itself -----------------------------------------------------------------------


def serve(folder: Path, first: Sequence[Sequence[str]]) -> None:
    """Run what comes on stdin, one after the other."""
    for args in first:
        code = follow(args, folder)
        assert code == 0, (folder / "err").read_text()
    print("ready", flush=True)  # noqa: T201 - what the other side waits for
    for line in sys.stdin:
        order = json.loads(line)
        begun = time.monotonic()
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            exec(order["patch"], {})  # noqa: S102 - of our own tests
            os._exit(follow(order["args"], folder))
        with suppress(OSError):  # it has done so itself, or has ended
            os.setpgid(pid, pid)
        code = watch(pid, order)
        print(json.dumps([code, time.monotonic() - begun]), flush=True)  # noqa: T201 - the same


def watch(pid: int, order: Mapping[str, Any]) -> int:
    """The exit code of a run, once it and all that it started has ended."""
    begun = time.monotonic()
    kill_after = order["kill_after"]
    limit = HANGS if kill_after is None else kill_after
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            break
        left = begun + limit - time.monotonic()
        if left <= 0:
            with suppress(ProcessLookupError):
                if order["alone"]:
                    os.kill(pid, signal.SIGKILL)
                else:
                    os.killpg(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            break
        time.sleep(min(left, 0.002))
    end = time.monotonic() + HANGS
    while time.monotonic() < end:  # what it started may outlive it by a moment
        try:
            os.killpg(pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.002)
    return os.waitstatus_to_exitcode(status)


def follow(args: Sequence[str], folder: Path) -> int:
    """Run a command in this process, its words into files; its exit code."""
    from sourceline.cli import main  # noqa: PLC0415 - not for the side that only asks

    kept = [os.dup(number) for number in (0, 1, 2)]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    opened = [
        os.open(os.devnull, os.O_RDONLY),
        *(os.open(folder / name, flags) for name in ("out", "err")),
    ]
    for number, handle in enumerate(opened):
        os.dup2(handle, number)
        os.close(handle)
    try:
        main(list(args))
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - a bug, whatever it is
        traceback.print_exc()
        code = CRASHED
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, handle in enumerate(kept):
            os.dup2(handle, number)
            os.close(handle)
    return code


if __name__ == "__main__":
    serve(Path(sys.argv[1]), json.loads(sys.argv[2]))
