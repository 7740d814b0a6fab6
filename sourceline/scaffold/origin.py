"""Which Sourceline this is: where it came from, so that the same one can be installed elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path

from sourceline import __version__

EXTRAS = "names,images"
"""What a site needs beside the package itself: the reader of texts, and social cards."""

_HTTPS = re.compile(r"https://(?:[^/@]*@)?([^/@]+/.+)")
_SSH = re.compile(r"(?:ssh://)?(?:[^/@]+@)([^/:@]+)(?::(?!\d+/)|(?::\d+)?/)(.+)")


@dataclass(frozen=True, slots=True)
class Origin:
    """The version; and the repository and commit it was installed or is run from, where they are known."""

    version: str
    address: str = ""
    """Of a repository that others can reach, without the name or password of anybody."""
    commit: str = ""


def find_origin() -> Origin:
    """Where the Sourceline that runs came from: a clone, or what `pip` noted when it installed it."""
    folder = Path(__file__).resolve().parents[2]
    if (folder / "pyproject.toml").is_file() and (folder / ".git").exists():
        return read_clone(folder)
    try:
        noted = Distribution.from_name("sourceline").read_text("direct_url.json")
    except PackageNotFoundError:
        noted = None
    return read_note(noted or "{}")


def read_note(text: str) -> Origin:
    """The origin in a `direct_url.json`, as PEP 610 has it."""
    try:
        noted = json.loads(text)
        commit = noted["vcs_info"]["commit_id"]
        address = clean_address(noted["url"])
    except (ValueError, KeyError, TypeError):
        return Origin(__version__)
    return Origin(__version__, address, commit) if address else Origin(__version__)


def clean_address(address: str) -> str:
    """The https address of a repository, without credentials; "" of one that only this machine reaches."""
    if match := _HTTPS.fullmatch(address):
        return f"https://{match[1]}"
    if match := _SSH.fullmatch(address):
        return f"https://{match[1]}/{match[2]}"
    return ""


def read_clone(folder: Path) -> Origin:
    """A commit that its remote has not got is no origin: nobody else could install it."""
    address = clean_address(ask_git(folder, "config", "--get", "remote.origin.url"))
    known = address and ask_git(folder, "branch", "--remotes", "--contains", "HEAD")
    commit = known and ask_git(folder, "rev-parse", "HEAD")
    return Origin(__version__, address, commit) if commit else Origin(__version__)


def ask_git(folder: Path, *args: str) -> str:
    """What Git says of a clone; "" when it says nothing or is not there."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            ["git", "-C", str(folder), *args],  # noqa: S607 - whichever Git the person uses
            env=own,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def write_requirement(origin: Origin) -> str:
    """The line by which `pip` installs this very Sourceline."""
    if origin.commit:
        return f"sourceline[{EXTRAS}] @ git+{origin.address}@{origin.commit}"
    return f"sourceline[{EXTRAS}]=={origin.version}"
