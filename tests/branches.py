"""A small finished site in a git repository, and bare repositories that it is published to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from drafts import publish_site

from sourceline.pipeline.publishing import (
    Publication,
    prepare_publication,
    send_publication,
)
from sourceline.publish import claim_output
from sourceline.site.state import SHOWN, Shown, State, dump_state

BRANCH = "gh-pages"
IGNORED = "public/\n.public.*\n.sourceline/\n"


def git(folder: Path, *args: str, given: str = "") -> str:
    """What a git command says; the test fails when it does."""
    command = ["git", "-c", "protocol.file.allow=always", *args]
    done = subprocess.run(
        command, cwd=folder, input=given.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return os.fsdecode(done.stdout)


def make_files(pages: Mapping[str, str], **facts: Shown) -> dict[str, bytes]:
    """The files of a site with these pages (folder → text), which link to one another."""
    links = "".join(f'<a href="{name}/index.html">{name}</a>' for name in pages)
    files = {"index.html": f'<h1 id="top">Tide</h1>{links}'.encode()}
    for name, text in pages.items():
        up = "../" * (name.count("/") + 1)
        files[f"{name}/index.html"] = f'<p>{text}</p><a href="{up}index.html#top">Home</a>'.encode()
    shown = {f"events/{page}": fact for page, fact in facts.items()}
    state = State(pages=shown or {"events/x": Shown(title="X")})
    return {**files, SHOWN: dump_state(state).encode()}


@dataclass(frozen=True)
class Site:
    """The folder of a site, whose repository has one remote."""

    root: Path
    remote: Path

    @property
    def output(self) -> Path:
        """Where the finished site is."""
        return self.root / "public"

    def build(self, files: Mapping[str, bytes]) -> int:
        """Put these files in place as a build does; how many pages they are."""
        with claim_output(self.output, self.root) as claim:
            publish_site(files.items(), claim)
        return sum(path.endswith(".html") for path in files)

    def prepare(
        self,
        files: Mapping[str, bytes],
        *,
        remote: str | None = None,
        branch: str = BRANCH,
        domain: str | None = None,
    ) -> Publication:
        """Build these files, and see what would change."""
        pages = self.build(files)
        return prepare_publication(
            self.root, self.output, pages=pages, remote=remote, branch=branch, domain=domain
        )

    def publish(self, files: Mapping[str, bytes], *, domain: str | None = None) -> str:
        """The id of the commit."""
        return send_publication(self.prepare(files, domain=domain), "Publish\n")

    def publish_built(self, pages: int) -> None:
        """Publish what was built, unless it stands there."""
        publication = prepare_publication(self.root, self.output, pages=pages, branch=BRANCH)
        if publication.changed:
            send_publication(publication, "Publish\n")

    @property
    def tip(self) -> str | None:
        """Where the branch of the remote leads to."""
        return read_refs(self.remote).get(f"refs/heads/{BRANCH}")


def make_site(folder: Path) -> Site:
    """A folder without a site yet, in a repository with one commit, and a bare one as its origin."""
    (folder / "site").mkdir(parents=True)
    return add_repository(folder / "site", folder / "remote.git")


def add_repository(root: Path, remote: Path) -> Site:
    """Make a folder a repository with one commit, and a bare one as its origin."""
    git(root, "init", "--quiet", "--bare", str(remote))
    git(remote, "config", "gc.auto", "0")  # or it tidies up while a test looks
    git(root, "init", "--quiet")
    (root / ".gitignore").write_text(IGNORED)
    (root / "notes.txt").write_text("first\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Begin")
    git(root, "remote", "add", "origin", remote.as_uri())
    git(root, "push", "--quiet", "origin", "main")
    return Site(root, remote)


def read_refs(folder: Path) -> dict[str, str]:
    """Every reference of a repository and its id."""
    rows = git(folder, "for-each-ref", "--format=%(objectname) %(refname)").splitlines()
    return {ref: name for name, _, ref in (row.partition(" ") for row in rows)}


def read_branch(folder: Path, commit: str | None = f"refs/heads/{BRANCH}") -> dict[str, bytes]:
    """Path → bytes of every file of a commit, as they stand there."""
    rows = git(folder, "ls-tree", "-r", "-z", "--full-tree", str(commit)).split("\0")[:-1]
    names = {row.partition("\t")[2]: row.split()[2] for row in rows}
    done = subprocess.run(
        ["git", "cat-file", "--batch"],
        cwd=folder,
        input="".join(f"{name}\n" for name in names.values()).encode(),
        capture_output=True,
        check=True,
    )
    files, at = {}, 0
    for path in names:
        head, _, _ = done.stdout[at:].partition(b"\n")
        start = at + len(head) + 1
        at = start + int(head.split()[2])
        files[path] = done.stdout[start:at]
        at += 1
    return files


def commit_files(
    folder: Path, remote: Path, files: Mapping[str, str], *, message: str = "By hand"
) -> str:
    """Another person's commit on the branch of a remote, made in a clone in `folder`; its id."""
    git(folder.parent, "clone", "--quiet", str(remote), folder.name)
    if f"refs/heads/{BRANCH}" in read_refs(remote):
        git(folder, "checkout", "--quiet", BRANCH)
    else:
        git(folder, "checkout", "--quiet", "--orphan", BRANCH)
        git(folder, "rm", "-r", "--quiet", "--force", "--ignore-unmatch", ".")
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    git(folder, "add", "--force", ".")
    git(folder, "commit", "--quiet", "--message", message)
    git(folder, "push", "--quiet", "origin", BRANCH)
    return git(folder, "rev-parse", "HEAD").strip()
