"""Worker processes: the same bytes however many there are, and whatever is killed."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from runs import (
    SOURCES,
    count_read,
    has_read,
    have_ended,
    list_workers,
    make_site,
    read_clean,
    read_log,
    run,
    start,
    wait_until,
)
from trees import read_tree

from sourceline.extract.workers import SHARE, choose_jobs
from sourceline.model import Source
from sourceline.processes import count_cores

KILLS = int(os.environ.get("KILLS", "2"))
"""A longer run: KILLS=100 pytest tests/extract/test_workers.py"""
CHANCE = random.Random(7)  # noqa: S311 - moments, no secrets


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the slow engine writes when nobody disturbs it."""
    return read_clean(tmp_path_factory.mktemp("clean"), "slow")


def is_under_way(site: Path, parent: int, read: int) -> bool:
    """Whether workers are at it, and at least so many sources are read."""
    return has_read(site, read) and bool(list_workers(parent))


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
        wanted = CHANCE.randrange(SOURCES // 2)  # workers are at it for a while yet
        with start(site, "--engine", "slow", "--jobs", "2", PAUSE="1") as process:
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
    with start(site, "--engine", "slow", "--jobs", jobs, PAUSE="1") as process:
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
