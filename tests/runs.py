"""Runs of `sourceline extract` that know the odd engines, each a process of its own, and what they left."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trees import read_tree, write_tree

TESTS = Path(__file__).resolve().parent
SOURCES = 12


def make_site(folder: Path, poison: str = "") -> Path:
    """A site of a few tiny sources; one of them may be called poison."""
    names = [f"news-{n}" for n in range(SOURCES)]
    if poison:
        names[3] = poison
    texts = {
        f"content/sources/{name}.txt": f"Ada Fenwick left Tide on {n} May 2031.\n\nIt lost {n} million a month.\n"
        for n, name in enumerate(names, 1)
    }
    write_tree(folder, texts)
    return folder


def start(site: Path, *args: str, **environment: str) -> subprocess.Popen[bytes]:
    """`sourceline extract` with the odd engines, in a process group of its own; what it says goes
    into a file, which no worker can keep open like a pipe."""
    command = [sys.executable, str(TESTS / "odd_engines.py"), "extract", "-C", str(site), *args]
    (site / "log").unlink(missing_ok=True)  # what a killed run still says belongs to the old one
    with (site / "log").open("w") as log:
        return subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONPATH": str(TESTS.parent), **environment},
            start_new_session=True,
        )


def run(site: Path, *args: str, **environment: str) -> tuple[int, str]:
    """Exit code and words of a whole run."""
    with start(site, *args, **environment) as process:
        code = process.wait(timeout=120)
    return code, read_log(site)


def read_log(site: Path) -> str:
    """What a run said, without how far it was: a busy machine says that, another does not."""
    lines = (site / "log").read_text().splitlines(keepends=True)
    return "".join(line for line in lines if f" of {SOURCES} sources · " not in line)


def read_clean(folder: Path, engine: str, poison: str = "") -> dict[str, bytes]:
    """What one process alone writes."""
    site = make_site(folder, poison)
    assert run(site, "--engine", engine, "--jobs", "1", MARK=str(folder))[0] == 0
    return read_tree(site / "content")


def list_workers(parent: int) -> list[int]:
    """The worker processes of a process."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [
        int(pid)
        for pid, ppid, command in rows
        if int(ppid) == parent and "resource_tracker" not in command
    ]


def is_running(pid: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return bool(state.strip()) and not state.startswith("Z")


def wait_until(condition: Callable[..., object], *args: object) -> None:
    """Wait until `condition` holds of `args`."""
    end = time.monotonic() + 60
    while not condition(*args):
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


def have_ended(workers: list[int]) -> bool:
    return not any(map(is_running, workers))


def count_read(site: Path) -> int:
    return len(list((site / "content" / "extracted").glob("*.yaml")))


def has_read(site: Path, number: int) -> bool:
    return count_read(site) >= number
