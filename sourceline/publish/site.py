"""A finished site takes the place of the published one: written beside, synced, exchanged."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sourceline.errors import ContentError, Problem, SourcelineError
from sourceline.publish import disk, marker
from sourceline.publish.address import describe_fault, explain_path, find_clash, list_parents
from sourceline.publish.claim import Claim, delete_site
from sourceline.publish.disk import explain_failure
from sourceline.publish.exchange import exchange_folders


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did."""

    files: int
    changed: bool
    """False when the published site had exactly these bytes already."""


def publish_site(files: Iterable[tuple[str, bytes]], claim: Claim) -> Published:
    """Make `files` (relative POSIX path, bytes) the whole site at `claim.output`.

    Until the one step that exchanges the folders, the published site is untouched, and it stays
    when anything fails. ContentError names every unsafe or doubled path; PublishError says what
    the disk refused. `files` may be a generator: one file at a time is in memory.
    """
    try:
        written = _write_beside(files, claim)
        if marker.is_unchanged(claim.output, written):
            _discard_new(claim)
            return Published(len(written), changed=False)
        _replace_output(claim, written)
    except BaseException:
        _discard_new(claim)
        raise
    return Published(len(written), changed=True)


def _write_beside(files: Iterable[tuple[str, bytes]], claim: Claim) -> dict[str, str]:
    """Write all files into `claim.new`; their paths and hashes."""
    task = f"write the new site beside {claim.output}"
    with explain_failure(task):
        marker.start_folder(claim.new)
    written: dict[str, str] = {}
    folders: set[str] = set()
    problems: list[Problem] = []
    for path, data in files:
        reason = explain_path(path) or find_clash(path, written, folders)
        if reason:
            problems.append(describe_fault(path, reason))
            continue
        with explain_failure(task):
            _make_parents(claim.new, path, folders)
            disk.write_file(claim.new / path, data)
        written[path] = marker.hash_bytes(data)
    if problems:
        raise ContentError(problems)
    return written


def _make_parents(folder: Path, path: str, folders: set[str]) -> None:
    for parent in list_parents(path):
        if parent not in folders:
            disk.make_folder(folder / parent)
            folders.add(parent)


def _replace_output(claim: Claim, written: dict[str, str]) -> None:
    with explain_failure(f"put the new site in place at {claim.output}"):
        _sync_site(claim.new, written)
        former = _put_in_place(claim)
    with explain_failure(
        f"make the new site, which is in place at {claim.output}, safe from a power cut"
    ):
        disk.sync_path(claim.output.parent)
    if former:
        with explain_failure(f"delete the former site (the new one is published), {former}"):
            delete_site(former)


def _sync_site(folder: Path, written: dict[str, str]) -> None:
    """Files first, then the folders that name them, then the marker that calls it complete."""
    for path in written:
        disk.sync_path(folder / path)
    for path in disk.list_folders(folder):
        disk.sync_path(folder / path)
    marker.finish_folder(folder, written)


def _put_in_place(claim: Claim) -> Path | None:
    """Give the new site its name; where the former one is now, if there was one."""
    found = marker.read_marker(claim.output) if claim.output.exists() else None
    if found is None:
        disk.move_path(claim.new, claim.output)  # the claim made sure that it is absent or empty
        return None
    marker.refuse_foreign(claim.output, found)
    return exchange_folders(claim.new, claim.output, claim.old)


def _discard_new(claim: Claim) -> None:
    """Delete the folder that did not become the site. Where even that fails, the next claim does
    it; what went wrong first is what the author must hear."""
    if os.path.lexists(claim.output) or not os.path.lexists(claim.old):
        with suppress(OSError, SourcelineError):
            delete_site(claim.new)
