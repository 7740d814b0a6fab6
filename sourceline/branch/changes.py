"""What the branch will hold, how that differs from what it holds, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sourceline.branch.git import BranchError
from sourceline.branch.objects import FILE_MODE, hash_object
from sourceline.branch.parcel import Parcel, count_pages
from sourceline.branch.remote import Entry, Standing, list_paths
from sourceline.publish.snapshot import derive_folders

NO_JEKYLL = ".nojekyll"
"""Without it GitHub Pages leaves out what begins with an underscore, and takes a minute longer."""
CNAME = "CNAME"
"""Tells GitHub Pages the domain."""
MOST_LOST = 0.3
"""The part of its pages that a site may lose without a question."""

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_FOLDERS = frozenset({"content", ".github"})
_NAMES = frozenset(
    {
        "Cargo.toml",
        "Gemfile",
        "Makefile",
        "build.py",
        "go.mod",
        "package.json",
        "pyproject.toml",
        "requirements.txt",
        "setup.cfg",
    }
)
_SUFFIXES = frozenset({".c", ".go", ".ipynb", ".java", ".py", ".rb", ".rs", ".ts"})


@dataclass(frozen=True, slots=True)
class Changes:
    """The way from what stands on the branch to what will."""

    entries: Mapping[str, Entry]
    """Every file that will be there, by path."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    """Files of others, which stay as they are."""
    replaced: tuple[str, ...]
    """Files that others wrote or changed, and that would be lost."""
    loose: Mapping[str, bytes]
    """Path → bytes of files that are sent and stand in no folder."""


def read_domain(text: str) -> str:
    """A domain as CNAME holds it. BranchError when it is none."""
    domain = text.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    if not _DOMAIN.fullmatch(domain):
        raise BranchError(
            f"{text!r} is no domain.\n    Write it alone and in ASCII, as in --domain chronicle.example.org."
        )
    return domain


def plan_changes(
    standing: Standing, parcel: Parcel, algorithm: str, domain: str | None = None
) -> Changes:
    """Put the site in the place of what Sourceline wrote, beside what others did. BranchError when that cannot
    be: the branch holds source, or a file where the site needs a folder."""
    foreign = standing.foreign
    _refuse_source(foreign)
    loose = {}
    if NO_JEKYLL not in standing.entries:
        loose[NO_JEKYLL] = b""
    if domain is not None:
        loose[CNAME] = f"{domain}\n".encode()
    sent = {path: (FILE_MODE, name) for path, name in parcel.files.items()}
    sent |= {
        path: (FILE_MODE, hash_object("blob", data, algorithm)) for path, data in loose.items()
    }
    kept = {path: standing.entries[path] for path in foreign if path not in sent}
    _refuse_clash(sent, kept)
    entries = {**kept, **sent}
    before = standing.entries
    changed = {p for p in sent.keys() & before.keys() if sent[p] != before[p]}
    removed = before.keys() - entries.keys()
    of_others = {*foreign, *standing.altered} - {CNAME}
    return Changes(
        entries=entries,
        added=tuple(sorted(sent.keys() - before.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(removed)),
        kept=tuple(kept),
        replaced=tuple(sorted((changed | removed) & of_others)),
        loose=loose,
    )


def _refuse_source(foreign: tuple[str, ...]) -> None:
    found = list(filter(is_source, foreign))
    if found:
        raise BranchError(
            f"The branch holds source, not only a site: {list_paths(found)}.\n"
            "    Name a branch that is only for the site, as in --branch gh-pages; or remove these files there."
        )


def is_source(path: str) -> bool:
    """Whether a site is made from such a file, or it is part of a program."""
    place = PurePosixPath(path)
    in_folder = len(place.parts) > 1 and place.parts[0] in _FOLDERS
    return in_folder or place.name in _NAMES or place.suffix in _SUFFIXES


def _refuse_clash(sent: Mapping[str, Entry], kept: Mapping[str, Entry]) -> None:
    for mine, others in ((sent, kept), (kept, sent)):
        clashes = derive_folders(mine) & others.keys()
        if clashes:
            place = min(clashes)
            path = next(path for path in mine if path.startswith(f"{place}/"))
            raise BranchError(
                f"On the branch, {list_paths([place])} is a file, and {list_paths([path])} needs a "
                "folder there; one of them Sourceline did not write.\n"
                "    Move the other one elsewhere on the branch, then publish again."
            )


def list_doubts(standing: Standing, changes: Changes) -> Iterator[str]:
    """What a person must agree to, in whole sentences."""
    if standing.commit is None:
        return
    if standing.written is None and standing.entries:
        yield (
            "The branch is not ours: Sourceline never published there. It holds "
            f"{list_paths(standing.foreign)}; what the site does not replace would stay."
        )
    if changes.replaced:
        yield (
            "Files on the branch that others wrote or changed would give way to the site: "
            f"{list_paths(changes.replaced)}."
        )
    before = count_pages(standing.written or ())
    after = count_pages(changes.entries.keys() - set(changes.kept))
    if after < before * (1 - MOST_LOST):
        yield f"The site has {after:,} pages, and {before:,} are published: much would be gone."
