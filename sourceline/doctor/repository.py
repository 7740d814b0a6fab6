"""Git, and the repository that the site's folder is in."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from sourceline.branch.git import clean_words
from sourceline.doctor.finding import Finding, State
from sourceline.scaffold.origin import ask_git

_OUTPUTS = ("public/x", ".public.old/x", ".sourceline/x")
"""Files in what Sourceline makes anew, which a repository need not keep."""


def inspect_git(root: Path) -> Iterator[Finding]:
    """Git, the repository, its remotes, and whether it leaves alone what is made anew."""
    if shutil.which("git") is None:
        remedy = "Install git with your system's packages; on Debian: apt-get install git"
        yield _tell(
            "git", "note", "Git is not installed; only publishing on GitHub needs it.", remedy
        )
        return
    yield _tell("git", "ok", f"{ask_git(root, 'version').capitalize()}.")
    if ask_git(root, "rev-parse", "--is-inside-work-tree") != "true":
        yield _explain_no_repository(root)
        return
    branch = ask_git(root, "symbolic-ref", "--short", "HEAD") or "no branch"
    yield _tell("repository", "ok", f"This folder is in a Git repository, on {branch}.")
    remotes = ask_git(root, "remote").split()
    for remote in remotes:
        address = clean_words(ask_git(root, "remote", "get-url", remote))
        yield _tell("remote", "ok", f"Remote {remote}: {address}.")
    if not remotes:
        remedy = f"git -C {shlex.quote(str(root))} remote add origin https://github.com/NAME/REPOSITORY.git"
        yield _tell("remote", "note", "The repository has no remote to publish to.", remedy)
    listed = ask_git(root, "check-ignore", *_OUTPUTS).splitlines()
    kept = [path.removesuffix("/x") for path in _OUTPUTS if path not in listed]
    if kept:
        remedy = "Add lines to .gitignore: public/, .public.*, .sourceline/"
        words = f"Git would keep what is made anew at every build: {', '.join(kept)}."
        yield _tell("gitignore", "note", words, remedy)
    else:
        yield _tell("gitignore", "ok", "Git leaves alone what is made anew at every build.")


def _explain_no_repository(root: Path) -> Finding:
    here = root.resolve()
    if any((folder / ".git").exists() for folder in (here, *here.parents)):
        words = "Git does not work with the repository that this folder is in."
        return _tell(
            "repository", "note", words, f"This tells why: git -C {shlex.quote(str(root))} status"
        )
    words = "This folder is in no Git repository."
    return _tell(
        "repository", "note", words, f"git -C {shlex.quote(str(root))} init --initial-branch=main"
    )


def _tell(name: str, state: State, text: str, remedy: str = "") -> Finding:
    return Finding("git", name, state, text, remedy)
