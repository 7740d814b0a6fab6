# ruff: noqa: INP001, S603 - a folder of scripts, no package, that runs git and its peer
"""How long publishing to a branch takes, beside ghp-import, on the same finished sites in one run.

    python bench/publish.py SITE... --peer PATH/OF/ghp-import [--runs 3]

Each SITE is copied, made a repository, and built before the clock starts. Every tool has a work repository and a
bare remote of its own over file://, on the same disk. Ours is the whole command (it looks whether the site must be
built, verifies every file and link, fetches, shows what changes, commits, pushes); the peer is given the finished
folder (`ghp-import -n -p`). Turn by turn, in seconds of wall time and of CPU:

    first       into an empty remote
    edited      one event in twenty has another title
    unchanged   the same site again; the peer makes a commit of it all the same
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IDENTITY = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Bench"), ("EMAIL", "bench@localhost"))
}
ENVIRONMENT = {**os.environ, **IDENTITY, "PYTHONPATH": str(ROOT)}
EVERY = 20

Spent = tuple[float, float]
"""Seconds of wall time and of CPU, of a process and all that it started."""


def run(*command: str | Path, cwd: Path) -> Spent:
    """Run a command that must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=ENVIRONMENT, capture_output=True, check=False
    )
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command}: {done.stdout.decode()}{done.stderr.decode()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def begin_repository(folder: Path) -> None:
    """A repository whose remote is an empty one beside it."""
    remote = folder.with_name(f"{folder.name}.git")
    run("git", "init", "--quiet", "--bare", remote, cwd=folder)
    run("git", "-C", remote, "config", "gc.auto", "0", cwd=folder)
    run("git", "init", "--quiet", cwd=folder)
    run("git", "commit", "--quiet", "--allow-empty", "--message", "Begin", cwd=folder)
    run("git", "remote", "add", "origin", remote.as_uri(), cwd=folder)


def edit_site(site: Path) -> None:
    """Give one event in twenty another title."""
    for path in sorted((site / "content" / "events").glob("*.yaml"))[::EVERY]:
        text = path.read_text()
        path.write_text(text.replace('title: "', 'title: "Again: ', 1))


def measure(site: Path, peer: Path, work: Path) -> dict[str, dict[str, Spent]]:
    """Scenario → tool → what it took, once each."""
    copy, other = work / "ours", work / "peer"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".git", "public", ".public.*"))
    other.mkdir()
    for folder in (copy, other):
        begin_repository(folder)
    ours = (sys.executable, "-m", "sourceline")
    tools: dict[str, Callable[[], Spent]] = {
        "ours": lambda: run(*ours, "publish", cwd=copy),
        "peer": lambda: run(
            *(peer, "-n", "-p", "-r", "origin", "-b", "gh-pages", copy / "public"), cwd=other
        ),
    }
    found = {}
    for scenario in ("first", "edited", "unchanged"):
        if scenario == "edited":
            edit_site(copy)
        if scenario != "unchanged":
            run(*ours, "build", cwd=copy)
        found[scenario] = {name: call() for name, call in tools.items()}
    return found


def tell(site: Path, rounds: list[dict[str, dict[str, Spent]]], files: int) -> None:
    """The middle of each, and of the ratios the least and the most as well."""
    print(f"{site}: {files:,} files, {len(rounds)} runs")  # noqa: T201 - what it is for
    for scenario in rounds[0]:
        row = [f"  {scenario:9}"]
        for n, what in enumerate(("wall", "CPU")):
            ours = [each[scenario]["ours"][n] for each in rounds]
            peer = [each[scenario]["peer"][n] for each in rounds]
            ratios = sorted(a / b for a, b in zip(ours, peer, strict=True))
            row.append(
                f"{what} {statistics.median(ours):.1f} s and {statistics.median(peer):.1f} s, "
                f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
            )
        print("  ".join(row))  # noqa: T201 - the same


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--peer", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--work", type=Path, help="Where to work. [default: the system's own place]"
    )
    asked = parser.parse_args()
    for site in asked.sites:
        rounds = []
        for _ in range(asked.runs):
            with tempfile.TemporaryDirectory(dir=asked.work) as work:
                rounds.append(measure(site, asked.peer.resolve(), Path(work)))
                files = sum(path.is_file() for path in Path(work, "ours/public").rglob("*"))
        tell(site, rounds, files)


if __name__ == "__main__":
    main()
