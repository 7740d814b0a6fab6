"""Worker processes: the same bytes however many there are, and whatever is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline.extract.workers import SHARE, choose_jobs, count_cores
from sourceline.model import Source

TESTS = Path(__file__).resolve().parent.parent
KILLS = int(os.environ.get("KILLS", "2"))
"""A longer run: KILLS=100 pytest tests/extract/test_workers.py"""
SOURCES = 12
CHANCE = random.Random(7)  # noqa: S311 - moments, no secrets


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


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the slow engine writes when nobody disturbs it."""
    return read_clean(tmp_path_factory.mktemp("clean"), "slow")


def list_workers(parent: int) -> list[int]:
    """The worker processes of a process."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [
        int(pid) for pid, ppid, command in rows if int(ppid) == parent and "spawn_main" in command
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


def is_under_way(site: Path, parent: int, read: int) -> bool:
    """Whether workers are at it, and at least so many sources are read."""
    return has_read(site, read) and bool(list_workers(parent))


def have_ended(workers: list[int]) -> bool:
    return not any(map(is_running, workers))


def count_read(site: Path) -> int:
    return len(list((site / "content" / "extracted").glob("*.yaml")))


def has_read(site: Path, number: int) -> bool:
    return count_read(site) >= number


def make_sources(*lengths: int) -> list[Source]:
    return [Source(id=str(n), path="", sha256="", text="x" * n) for n in lengths]


def test_number_of_workers() -> None:
    """There are as many workers as a person wants, or as are worth their start; never more than sources."""
    cores = count_cores()
    assert choose_jobs(make_sources(10, 10)) == 1
    assert choose_jobs(make_sources(*[SHARE] * 500)) == cores
    assert choose_jobs(make_sources(SHARE * 500)) == 1
    assert choose_jobs(make_sources(10, 10, 10), 2) == 2
    assert choose_jobs(make_sources(10, 10), 64) == 2
    assert choose_jobs([]) == 1


def test_same_bytes_for_any_number(tmp_path: Path) -> None:
    """One process and three write the same files, and name them in the same order."""
    clean = read_clean(tmp_path / "1", "fast")
    said = read_log(tmp_path / "1")
    site = make_site(tmp_path / "3")
    assert run(site, "--engine", "fast", "--jobs", "3") == (0, said)
    assert read_tree(site / "content") == clean


def test_deadly_source_stops_no_other(tmp_path: Path) -> None:
    """A source that kills its reader is named, the others are read, and a later run reads it."""
    site = make_site(tmp_path / "site", "poison")
    expected = (
        "content/sources/poison.txt: error: The process that read this source died (killed, or out of"
        " memory), and a second one too.\n"
        "    Free some memory and run it again. If it dies again, split the source, or move it away.\n"
        "1 error.\n"
    )
    assert run(site, "--engine", "deadly", "--jobs", "2") == (1, expected)
    assert count_read(site) == SOURCES - 1
    assert not (site / "content/extracted/poison.yaml").exists()


def test_reader_that_dies_once(tmp_path: Path) -> None:
    """A source whose reader died is read again, and nobody notices."""
    site = make_site(tmp_path / "site", "poison")
    code, said = run(site, "--engine", "fragile", "--jobs", "2", MARK=str(tmp_path))
    assert (tmp_path / "poison").exists()
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean" / "poison").touch()
    calm = read_clean(tmp_path / "clean", "fragile", "poison")
    assert (code, "error" in said, read_tree(site / "content")) == (0, False, calm)


def test_worker_killed(tmp_path: Path, clean: dict[str, bytes]) -> None:
    """A worker that is killed at any moment changes nothing of what is written."""
    for n in range(KILLS):
        site = make_site(tmp_path / str(n))
        with start(site, "--engine", "slow", "--jobs", "2") as process:
            wait_until(list_workers, process.pid)
            time.sleep(CHANCE.uniform(0, 0.5))
            for worker in list_workers(process.pid)[:1]:
                os.kill(worker, signal.SIGKILL)
            assert process.wait(timeout=120) == 0
        assert read_tree(site / "content") == clean


def test_parent_killed(tmp_path: Path, clean: dict[str, bytes]) -> None:
    """A run that is killed leaves whole files only and no worker; the next one ends as a clean one."""
    for n in range(KILLS):
        site = make_site(tmp_path / str(n))
        wanted = CHANCE.randrange(SOURCES - 1)
        with start(site, "--engine", "slow", "--jobs", "2") as process:
            wait_until(is_under_way, site, process.pid, wanted)
            workers = list_workers(process.pid)
            process.kill()
        wait_until(have_ended, workers)
        written = {
            name: data for name, data in read_tree(site / "content").items() if ".part" not in name
        }
        assert written.items() <= clean.items()
        read = count_read(site)
        code, said = run(site, "--engine", "slow", "--jobs", "2")
        assert (code, said.splitlines()[-1]) == (
            0,
            f"Read {SOURCES} sources ({SOURCES - read} extracted).",
        )
        assert read_tree(site / "content") == clean


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_stopped_by_a_person(tmp_path: Path, clean: dict[str, bytes], jobs: str) -> None:
    """Ctrl-C ends the run and its workers with a sentence and exit code 130; what was read stays."""
    site = make_site(tmp_path / "site")
    with start(site, "--engine", "slow", "--jobs", jobs) as process:
        wait_until(has_read, site, 2)
        workers = list_workers(process.pid)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        code = process.wait(timeout=60)
    assert (code, read_log(site)) == (
        130,
        "Stopped. What was read stays in content/extracted/; the next run goes on from there.\n",
    )
    assert have_ended(workers)
    assert 2 <= count_read(site) < SOURCES
    assert run(site, "--engine", "slow", "--jobs", jobs)[0] == 0
    assert read_tree(site / "content") == clean
