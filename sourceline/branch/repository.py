"""The user's repository: to which remote and branch of it may be published."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sourceline.branch.git import BranchError, Git, clean_words, explain_answer, find_git


@dataclass(frozen=True, slots=True)
class Target:
    """A branch of a remote, seen from a repository of the user's."""

    git: Git
    algorithm: str
    """"sha1" or "sha256": what the repository's ids are."""
    remote: str
    """Its name."""
    place: str
    """What git is told to read from: the name, or the address that is pushed to where that is another."""
    url: str
    branch: str

    @property
    def ref(self) -> str:
        """The branch's full name there."""
        return f"refs/heads/{self.branch}"

    @property
    def tracking(self) -> str:
        """Where the repository notes what stands there; a push writes it, as git has it."""
        return f"refs/remotes/{self.remote}/{self.branch}"


def find_target(root: Path, *, remote: str | None, branch: str) -> Target:
    """The branch of the remote that the site in `root` is published to; without a `remote`, origin or the
    only one. BranchError when there is none, or when it is no place for a site. Nothing is changed."""
    git = find_git(root)
    answer = git.ask("rev-parse", "--show-object-format", LC_ALL="C")
    if answer.code and "not a git repository" in answer.words:
        raise BranchError(
            f"{root.resolve()} is in no git repository, so there is no branch to publish to.\n"
            "    Begin one with `git init`, and tell it where the site shall go: `git remote add origin URL`."
        )
    if answer.code:
        raise explain_answer("The git repository of this site cannot be read", answer)
    git = Git(_find_top(git))
    if branch.startswith("-") or git.ask("check-ref-format", f"refs/heads/{branch}").code:
        raise BranchError(
            f"{branch!r} cannot be the name of a branch.\n    Name another one, as in --branch gh-pages."
        )
    name = _choose_remote(git, remote)
    _refuse_checked_out(git, branch)
    url = git.read("remote", "get-url", name)
    pushed = git.read("remote", "get-url", "--push", name)
    return Target(
        git=git,
        algorithm=answer.out.decode().strip(),
        remote=name,
        place=name if pushed == url else pushed,
        url=pushed,
        branch=branch,
    )


def _find_top(git: Git) -> Path:
    """Where git is run from: what it is told of places counts from there, and in a folder below `index-pack`
    would write into a repository that is none (git 2.39)."""
    top = git.ask("rev-parse", "--show-toplevel")
    if top.code:  # a bare one
        top = git.ask("rev-parse", "--absolute-git-dir")
    return Path(os.fsdecode(top.out).rstrip("\n"))


def _choose_remote(git: Git, wanted: str | None) -> str:
    names = git.read("remote").splitlines()
    if not names:
        raise BranchError(
            "This repository has no remote: git knows no place to publish to.\n"
            "    Name one, as in `git remote add origin https://github.com/YOU/REPOSITORY.git`."
        )
    if wanted is None and ("origin" in names or len(names) == 1):
        return "origin" if "origin" in names else names[0]
    if wanted in names:
        return str(wanted)
    told = clean_words(", ".join(names))
    if wanted is None:
        raise BranchError(
            f"This repository has several remotes, and none is called origin: {told}.\n"
            f"    Name the one to publish to, as in --remote {clean_words(names[0])}."
        )
    raise BranchError(
        f"This repository has no remote {wanted!r}, only {told}.\n"
        f"    Name one of these with --remote, or add it: `git remote add NAME URL`."
    )


def _refuse_checked_out(git: Git, branch: str) -> None:
    for folder, checked_out in _list_checked_out(git):
        if checked_out == f"refs/heads/{branch}" and Path(folder).is_dir():
            raise BranchError(
                f"The branch {branch} is checked out in {clean_words(folder)}: it is worked on, and a site would replace "
                "what it holds.\n    Name a branch that is only for the site, as in --branch gh-pages."
            )


def _list_checked_out(git: Git) -> Iterator[tuple[str, str]]:
    """Each folder that a branch is checked out in, with the branch."""
    folder = ""
    for line in os.fsdecode(git.run("worktree", "list", "--porcelain")).splitlines():
        word, _, rest = line.partition(" ")
        if word == "worktree":
            folder = rest
        elif word == "branch":
            yield folder, rest
