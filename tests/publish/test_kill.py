"""A build killed at any moment leaves a whole site, and the next build leaves nothing of it."""

from __future__ import annotations

import os
import random
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
import errno, marshal, sys
from pathlib import Path
from drafts import publish_site
from sourceline.publish import Snapshot, claim_output, exchange
root, steps, count, *texts = sys.argv[1:]
root, count = Path(root), int(count)
if steps == "two":
    def refuse(*_):
        raise OSError(errno.EINVAL, "not supported")
    exchange.swap_names = refuse
noted = root.with_name(root.name + ".snapshot")
snapshot = Snapshot.from_plain(marshal.loads(noted.read_bytes())) if noted.exists() else None
print("go", flush=True)
for text in texts:
    files = {f"page{n}/index.html": (text if n % 3 else "same").encode() * 500 for n in range(count)}
    files[f"only/{text}/index.html"] = text.encode()
    with claim_output(root / "public", root) as claim:
        snapshot = publish_site(files.items(), claim, snapshot).snapshot
    fresh = noted.with_suffix(".new")
    fresh.write_bytes(marshal.dumps(snapshot.to_plain()))
    fresh.replace(noted)
print("done", flush=True)
"""


def start_build(root: Path, steps: str, *texts: str) -> subprocess.Popen[str]:
    """A process that is about to publish one site after the other, each made of a text."""
    command = [sys.executable, "-c", PUBLISH, str(root), steps, str(FILES), *texts]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def time_build(root: Path, steps: str, *texts: str) -> float:
    """Seconds from "go" to "done"."""
    with start_build(root, steps, *texts) as process:
        start = time.monotonic()
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        return time.monotonic() - start


def read_published(root: Path) -> dict[str, bytes]:
    """The published site, beside which nothing but a former one may stand."""
    assert {path.name for path in root.iterdir()} - {".public.old"} == {"public"}
    return read_tree(root / "public")


@pytest.mark.parametrize("steps", ["one", "two"])
def test_kill_at_random_moments(tmp_path: Path, steps: str) -> None:
    """SIGKILL leaves wholly the old or wholly the new site, and the build after it exactly a clean one."""
    for name in ("clean", "kept", "site"):
        (tmp_path / name).mkdir()
    time_build(tmp_path / "clean", steps, "new")
    time_build(tmp_path / "kept", steps, "old")
    new, old = read_published(tmp_path / "clean"), read_published(tmp_path / "kept")
    time_build(tmp_path / "site", steps, "new", "old")
    seconds = time_build(tmp_path / "site", steps, "new")
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    for _ in range(KILLS):
        time_build(
            tmp_path / "site", steps, "older", "old"
        )  # with a spare to make the next site of
        with start_build(tmp_path / "site", steps, "new") as process:
            time.sleep(chance.uniform(0, seconds * 1.1))
            process.send_signal(signal.SIGKILL)
        assert read_state(tmp_path / "site", steps) in (old, new)
        time_build(tmp_path / "site", steps, "new")
        assert read_published(tmp_path / "site") == new


def read_state(root: Path, steps: str) -> dict[str, bytes]:
    """Which site is published; between two steps there is none, and the next start finishes."""
    if steps == "two" and not (root / "public").exists():
        with claim_output(root / "public", root):
            pass
    return read_tree(root / "public")
