"""A build killed at any moment leaves a whole site, and the next build leaves nothing of it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from trees import read_tree

from sourceline.publish import claim_output

KILLS = int(os.environ.get("KILLS", "8"))
"""A longer run: KILLS=300 pytest tests/publish/test_kill.py"""
FILES = 20

PUBLISH = """
import errno, sys
from pathlib import Path
from sourceline.publish import claim_output, exchange, publish_site
root, text, two_steps = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "two"
if two_steps:
    def refuse(*_):
        raise OSError(errno.EINVAL, "not supported")
    exchange.swap_names = refuse
print("go", flush=True)
with claim_output(root / "public", root) as claim:
    publish_site(((f"page{n}/index.html", text.encode() * 500) for n in range(int(sys.argv[4]))), claim)
print("done", flush=True)
"""


def start_build(root: Path, text: str, steps: str) -> subprocess.Popen[str]:
    """A process that is about to publish."""
    command = [sys.executable, "-c", PUBLISH, str(root), text, steps, str(FILES)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def time_build(root: Path, text: str, steps: str) -> float:
    """Seconds from "go" to "done"."""
    with start_build(root, text, steps) as process:
        start = time.monotonic()
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        return time.monotonic() - start


@pytest.mark.parametrize("steps", ["one", "two"])
def test_kill_at_random_moments(tmp_path: Path, steps: str) -> None:
    """SIGKILL leaves wholly the old or wholly the new site, and the build after it exactly a clean one."""
    (tmp_path / "clean").mkdir()
    seconds = time_build(tmp_path / "clean", "new", steps)
    clean = read_tree(tmp_path / "clean")
    (tmp_path / "site").mkdir()
    time_build(tmp_path / "site", "old", steps)
    old = read_tree(tmp_path / "site")
    shutil.copytree(tmp_path / "site", tmp_path / "kept")
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    seen = {"old": 0, "new": 0}
    for _ in range(KILLS):
        with start_build(tmp_path / "site", "new", steps) as process:
            time.sleep(chance.uniform(0, seconds * 1.1))
            process.send_signal(signal.SIGKILL)
        seen[name_state(tmp_path / "site", old, clean, steps)] += 1
        time_build(tmp_path / "site", "new", steps)
        assert read_tree(tmp_path / "site") == clean
        shutil.rmtree(tmp_path / "site")
        shutil.copytree(tmp_path / "kept", tmp_path / "site")
    assert sum(seen.values()) == KILLS


def name_state(root: Path, old: dict[str, bytes], new: dict[str, bytes], steps: str) -> str:
    """Which whole site is published; between two steps there is none, and the next start finishes."""
    if steps == "two" and not (root / "public").exists():
        with claim_output(root / "public", root):
            pass
    found = {name: data for name, data in read_tree(root).items() if name.startswith("public/")}
    assert found in (old, new)
    return "old" if found == old else "new"
