"""A Dask cluster, a real one: the same bytes as here, and whatever is lost but the scheduler loses nothing."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from runs import (
    SOURCES,
    TESTS,
    count_read,
    has_read,
    list_workers,
    make_site,
    read_clean,
    read_log,
    run,
    start,
    wait_until,
)
from trees import read_tree

from sourceline.errors import UsageError
from sourceline.extract.cluster import check_address

Opened = tuple[str, subprocess.Popen[str]]
"""The address of a scheduler, and the process that it and its workers belong to."""

PATIENCE = "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"
IMPATIENT = {PATIENCE: "2s"}


@contextmanager
def open_cluster(workers: int, folder: Path) -> Iterator[Opened]:
    """The address and the process of a cluster, which gives a source up with the second worker that dies."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(TESTS.parent),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_TEMPORARY_DIRECTORY": str(folder),
    }
    command = [sys.executable, str(TESTS / "odd_cluster.py"), str(workers)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # of each worker that dies it says so
        env=environment,
        text=True,
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip(), process


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A scheduler with two workers; one that dies is started anew."""
    with open_cluster(2, tmp_path_factory.mktemp("cluster")) as opened:
        yield opened


def has_workers(cluster: subprocess.Popen[str], number: int) -> bool:
    """Also when one was killed before: it is started anew."""
    return len(list_workers(cluster.pid)) == number


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], str]:
    """What the slow engine writes and says in one process on this machine."""
    folder = tmp_path_factory.mktemp("here")
    return read_clean(folder, "slow"), read_log(folder)


def test_same_bytes(tmp_path: Path, cluster: Opened) -> None:
    """A cluster and this process alone write the same files, and say the same of it."""
    clean = read_clean(tmp_path / "here", "fast")
    said = read_log(tmp_path / "here")
    site = make_site(tmp_path / "there")
    assert run(site, "--engine", "fast", "--scheduler", cluster[0]) == (0, said)
    assert read_tree(site / "content") == clean


def test_worker_killed(tmp_path: Path, cluster: Opened, here: tuple[dict[str, bytes], str]) -> None:
    """One of two workers is killed while they read, and nobody notices."""
    clean, said = here
    site = make_site(tmp_path / "site")
    wait_until(has_workers, cluster[1], 2)
    with start(site, "--engine", "slow", "--scheduler", cluster[0]) as process:
        wait_until(has_read, site, 2)
        os.kill(list_workers(cluster[1].pid)[0], signal.SIGKILL)
        read = count_read(site)
        code = process.wait(timeout=60)
    assert (code, read_log(site), read < SOURCES) == (0, said, True)
    assert read_tree(site / "content") == clean


def test_deadly_source_stops_no_other(tmp_path: Path, cluster: Opened) -> None:
    """A source that kills each worker it comes to is named, and the others are read, also those that
    were under way beside it."""
    site = make_site(tmp_path / "site", "poison")
    expected = (
        "content/sources/poison.txt: error: The process that read this source died (killed, or out of"
        " memory), and a second one too.\n"
        "    Free some memory and run it again. If it dies again, split the source, or move it away.\n"
        "1 error.\n"
    )
    assert run(site, "--engine", "deadly", "--scheduler", cluster[0]) == (1, expected)
    assert count_read(site) == SOURCES - 1
    assert not (site / "content/extracted/poison.yaml").exists()


def test_stopped_by_a_person(
    tmp_path: Path, cluster: Opened, here: tuple[dict[str, bytes], str]
) -> None:
    """Ctrl-C ends the run with a sentence and exit code 130; what was read stays, and the next goes on."""
    site = make_site(tmp_path / "site")
    with start(site, "--engine", "slow", "--scheduler", cluster[0]) as process:
        wait_until(has_read, site, 2)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        code = process.wait(timeout=60)
    assert (code, read_log(site)) == (
        130,
        "Stopped. What was read stays in content/extracted/; the next run goes on from there.\n",
    )
    assert 2 <= count_read(site) < SOURCES
    assert run(site, "--engine", "slow", "--scheduler", cluster[0])[0] == 0
    assert read_tree(site / "content") == here[0]


def test_workers_of_another_version(tmp_path: Path, cluster: Opened) -> None:
    """Whoever would read otherwise than this machine is named, and nothing is read."""
    site = make_site(tmp_path / "site")
    code, said = run(site, "--engine", "other", "--scheduler", cluster[0], VERSION="2")
    lines = re.sub(r"(?<=worker tcp://127\.0\.0\.1:)\d+", "PORT", said).splitlines()
    # One of the two may just be starting anew.
    assert (code, list(dict.fromkeys(lines))) == (
        1,
        [
            "error: Not all of the cluster reads as this machine does, which has other 2 of Sourceline 0.1.0:",
            f"    the scheduler {cluster[0]}: other 1 of Sourceline 0.1.0",
            "    the worker tcp://127.0.0.1:PORT: other 1 of Sourceline 0.1.0",
            "    Install the same Sourceline there, start it anew, and run this again.",
        ],
    )
    assert count_read(site) == 0


def test_answer_of_another_version(tmp_path: Path, cluster: Opened) -> None:
    """An answer that says it was read by another version, as of a worker that came later, is refused."""
    site = make_site(tmp_path / "site", "poison")
    expected = (
        "error: A worker read with 'fickle 2', and this machine has 'fickle 1'.\n"
        "    Install the same Sourceline on all machines, and run it again.\n"
    )
    assert run(site, "--engine", "fickle", "--scheduler", cluster[0]) == (1, expected)
    assert not (site / "content/extracted/poison.yaml").exists()


def test_scheduler_killed(tmp_path: Path) -> None:
    """When the scheduler is lost, the run says so and ends; what was read stays."""
    site = make_site(tmp_path / "site")
    with (
        open_cluster(1, tmp_path) as (address, cluster),
        start(site, "--engine", "slow", "--scheduler", address, **IMPATIENT) as process,
    ):
        wait_until(has_read, site, 2)
        cluster.kill()
        code = process.wait(timeout=60)
    assert (code, read_log(site)) == (1, f"error: The scheduler at {address} was lost.\n")
    assert 2 <= count_read(site) < SOURCES


def test_no_workers(tmp_path: Path) -> None:
    """A scheduler for which nobody works is told from one that does not answer."""
    site = make_site(tmp_path / "site")
    with open_cluster(0, tmp_path) as (address, _):
        expected = (
            f"error: The scheduler at {address} has no workers.\n"
            f"    Start some, on any machine that reaches it: dask worker {address}\n"
        )
        assert run(site, "--scheduler", address, **IMPATIENT) == (1, expected)


def test_nobody_answers(tmp_path: Path) -> None:
    """Where nobody listens, or somebody who says nothing, the run ends soon and tells what to look at."""
    site = make_site(tmp_path / "site")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        expected = (
            f"error: No Dask scheduler answers at {address} (TimeoutError).\n"
            "    See that it runs (`dask scheduler` prints its address) and that this machine reaches it.\n"
        )
        assert run(site, "--scheduler", address, **{PATIENCE: "100ms"}) == (1, expected)
        listener.listen()
        assert run(site, "--scheduler", address, **{PATIENCE: "100ms"}) == (1, expected)


def test_no_certificates(tmp_path: Path) -> None:
    """An encrypted address without certificates is refused with the names of the settings."""
    expected = (
        "error: A tls:// address needs certificates, and Dask's configuration names none.\n"
        "    Set distributed.comm.tls.ca-file and distributed.comm.tls.client.cert and .key there.\n"
    )
    site = make_site(tmp_path / "site")
    assert run(site, "--scheduler", "tls://127.0.0.1:8786") == (2, expected)


@pytest.mark.parametrize("address", ["tcp://10.0.0.5:8786", "tls://name:1", "tcp://[::1]:8786"])
def test_good_addresses(address: str) -> None:
    """A scheme, a host and a port are an address; nothing comes back for it."""
    check_address(address)


BAD = "10.0.0.5:8786 http://10.0.0.5:8787 tcp://10.0.0.5 tcp://:8786 tcp://a:b tcp://a:0 tcp://a:99999"
ODD = "tcp://a:1/status tcp://a:1/ tcp://a:1?b tcp://me@a:1 tcp://[::1:1 --jobs"


@pytest.mark.parametrize("address", ["", *BAD.split(), *ODD.split()])
def test_bad_addresses(address: str) -> None:
    """Anything else is refused, with an example."""
    with pytest.raises(UsageError) as refused:
        check_address(address)
    assert str(refused.value) == (
        f"{address!r} is no address of a Dask scheduler.\n"
        "    Give the one that `dask scheduler` prints, such as tcp://10.0.0.5:8786."
    )
