"""Which Sourceline runs, said so that others can install the same."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from sourceline import __version__
from sourceline.scaffold.origin import (
    Origin,
    clean_address,
    read_clone,
    read_note,
    write_requirement,
)

ADDRESS = "https://forge.example/tide/sourceline.git"
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        (ADDRESS, ADDRESS),
        ("https://ada:secret@forge.example/tide/sourceline.git", ADDRESS),
        ("https://token@forge.example/tide/sourceline.git", ADDRESS),
        ("git@forge.example:tide/sourceline.git", ADDRESS),
        ("ssh://git@forge.example/tide/sourceline.git", ADDRESS),
        ("ssh://git@forge.example:2222/tide/sourceline.git", ADDRESS),
        ("/srv/git/sourceline.git", ""),
        ("file:///srv/git/sourceline.git", ""),
        ("../sourceline", ""),
        ("", ""),
    ],
)
def test_address(address: str, clean: str) -> None:
    """An address is one that others can reach, and holds nobody's name or password."""
    assert clean_address(address) == clean


@pytest.mark.parametrize(
    ("note", "origin"),
    [
        (
            {"url": ADDRESS, "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            Origin(__version__, ADDRESS, COMMIT),
        ),
        (
            {"url": "file:///srv/x", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            Origin(__version__),
        ),
        ({"url": "file:///srv/x", "dir_info": {"editable": True}}, Origin(__version__)),
        ({}, Origin(__version__)),
        ([], Origin(__version__)),
    ],
)
def test_note_of_pip(note: object, origin: Origin) -> None:
    """What was installed from a commit is known by it; anything else by its version."""
    assert read_note(json.dumps(note)) == origin


def test_clone(tmp_path: Path) -> None:
    """A clone is known by its commit once its remote has that; a commit that stayed here is known to nobody."""

    def git(*args: str) -> str:
        own = ["-c", "user.name=Ada", "-c", "user.email=ada@tide.example"]
        done = subprocess.run(
            ["git", "-C", str(tmp_path), *own, *args], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "--message", "one")
    commit = git("rev-parse", "HEAD")
    assert read_clone(tmp_path) == Origin(__version__)
    git("remote", "add", "origin", "git@forge.example:tide/sourceline.git")
    assert read_clone(tmp_path) == Origin(__version__)
    git("update-ref", "refs/remotes/origin/main", commit)
    assert read_clone(tmp_path) == Origin(__version__, ADDRESS, commit)
    git("commit", "--quiet", "--allow-empty", "--message", "two")
    assert read_clone(tmp_path) == Origin(__version__)


def test_requirement() -> None:
    """A commit is asked for by its address, a version by its number; both with what a site needs."""
    assert write_requirement(Origin("1.2", ADDRESS, COMMIT)) == (
        f"sourceline[names,images] @ git+{ADDRESS}@{COMMIT}"
    )
    assert write_requirement(Origin("1.2")) == "sourceline[names,images]==1.2"
