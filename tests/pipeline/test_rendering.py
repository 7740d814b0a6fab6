"""Content read and pages made by several processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from trees import read_tree, write_tree

from sourceline import processes
from sourceline.pipeline import rendering

BUILD = """
from sourceline import processes
from sourceline.pipeline import ahead, rendering
from sourceline.cli import main
ahead.SHARE, ahead.BATCH = rendering.SHARE, rendering.BATCH = 1, 3
processes.count_cores = lambda: 8
main(["build", "-C", "{site}", "-o", "{site}/{jobs}", "-j", "{jobs}"])
"""


def build(site: Path, jobs: int) -> subprocess.CompletedProcess[str]:
    """Build the site by so many processes, each page worth one."""
    code = BUILD.format(site=site, jobs=jobs)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_bytes_do_not_hang_on_the_number_of_processes(site: Path) -> None:
    """One, two or three processes publish the same files."""
    write_tree(site, {"content/extracted/.keep": ""})
    assert [build(site, jobs).returncode for jobs in (1, 2, 3)] == [0, 0, 0]
    one = read_tree(site / "1")
    assert [read_tree(site / name) == one for name in ("2", "3")] == [True, True]
    assert len(one) > 40


@pytest.mark.parametrize("jobs", [1, 3])
def test_fault_of_a_template_is_told_alike(site: Path, jobs: int) -> None:
    """Of all pages that a template spoils, the first is told, and nothing is published."""
    spoiled = "{% extends 'theme/base.html' %}{% block colophon %}{{ nothing }}{% endblock %}"
    write_tree(site, {"templates/base.html": spoiled})
    done = build(site, jobs)
    assert done.returncode == 1
    assert done.stderr.startswith("templates/base.html:1: error: ")
    assert not (site / str(jobs)).exists()


def test_few_pages_are_made_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """To start a worker must pay, and none is started that has no core."""
    monkeypatch.setattr(processes, "can_fork", lambda: True)
    monkeypatch.setattr(processes, "count_cores", lambda: 4)
    share = rendering.SHARE
    assert rendering.choose_jobs(share - 1, 8) == 1
    assert rendering.choose_jobs(share * 3, 2) == 2
    assert rendering.choose_jobs(share * 3, None) == 3
    assert rendering.choose_jobs(share * 9, None) == 4
