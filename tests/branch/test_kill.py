"""A publishing killed at any moment leaves the old or the new site, and the next one finishes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from branches import BRANCH, Site, git, make_files, read_branch, read_refs
from trees import read_tree

KILLS = int(os.environ.get("KILLS", "16"))
"""A longer run: KILLS=100 pytest tests/branch/test_kill.py"""

PUBLISH = """
import sys
from pathlib import Path
from sourceline.pipeline.publishing import prepare_publication, send_publication
root, pages = Path(sys.argv[1]), int(sys.argv[2])
print("go", flush=True)
publication = prepare_publication(root, root / "public", pages=pages, branch="gh-pages")
if publication.changed:
    send_publication(publication, "Publish\\n")
print("done", flush=True)
"""


def start(site: Site, pages: int) -> subprocess.Popen[str]:
    """A process that is about to publish what was built."""
    command = [sys.executable, "-c", PUBLISH, str(site.root), str(pages)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def time_run(site: Site, pages: int) -> float:
    """Seconds from "go" to "done"."""
    with start(site, pages) as process:
        begun = time.monotonic()
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        return time.monotonic() - begun


def read_copy(root: Path) -> tuple[str, str, dict[str, str], str, dict[str, bytes]]:
    """Status, stash, references but those of remotes, branch, and the files of the working copy and the index."""
    refs = {r: name for r, name in read_refs(root).items() if not r.startswith("refs/remotes/")}
    tree = read_tree(root)
    return (
        git(root, "--no-optional-locks", "status", "--porcelain=v2", "--branch"),
        git(root, "stash", "list"),
        refs,
        git(root, "symbolic-ref", "HEAD"),
        {p: d for p, d in tree.items() if not p.startswith(".git/") or p == ".git/index"},
    )


def test_kill_at_random_moments(repository: Site) -> None:
    """SIGKILL, of the process alone or with every git that it started, leaves the remote at the old or the new
    site and the working copy as it was; the run after it publishes the new one."""
    (repository.root / "notes.txt").write_text("stashed\n")
    git(repository.root, "stash", "--quiet")
    (repository.root / "notes.txt").write_text("half done\n")
    (repository.root / "new.txt").write_text("staged\n")
    git(repository.root, "add", "new.txt")
    sites = [make_files({f"events/e{n}": f"{text} {n}" for n in range(60)}) for text in ("a", "b")]
    repository.publish(sites[0])
    seconds = time_run(repository, repository.build(sites[1]))
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    for number in range(KILLS):
        old = repository.tip
        pages = repository.build(sites[number % 2])
        expected = {**read_tree(repository.output), ".nojekyll": b""}
        before = read_copy(repository.root)
        with start(repository, pages) as process:
            time.sleep(chance.uniform(0, seconds * 1.1))
            if number % 4 < 2:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.send_signal(signal.SIGKILL)
        assert read_copy(repository.root) == before
        tip = repository.tip
        assert tip == old or read_branch(repository.remote, tip) == expected
        repository.publish_built(pages)
        assert read_branch(repository.remote) == expected
        assert git(repository.remote, "rev-list", "--count", BRANCH).strip() == str(number + 3)
    assert git(repository.root, "fsck", "--full", "--no-dangling") == ""
    assert git(repository.remote, "fsck", "--full", "--strict", "--no-dangling") == ""
