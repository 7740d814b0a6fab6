"""The right to replace an output folder: it is checked, locked and cleaned before anything else.

Only folders with our marker are ever replaced or deleted, and in them only files that the marker
lists. Beside `public/` stand, while a build runs or after it was killed:

    .public.lock   held by the running build
    .public.new    the site being written; after the exchange, the former one on its way out
    .public.old    the former site, where the exchange takes two steps
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sourceline.errors import UsageError
from sourceline.publish import disk, marker
from sourceline.publish.disk import PublishError, explain_failure
from sourceline.publish.place import check_place

_LOCK_TEXT = re.compile(rb"(?:process \d+\n?)?")
_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Claim:
    """An output folder that is ours to replace, for as long as the claim is held."""

    output: Path
    """Absolute; absent, empty, or a site of ours."""
    new: Path
    old: Path


@contextmanager
def claim_output(output: Path, root: Path, *, wait_seconds: float = 60) -> Iterator[Claim]:
    """Hold `output` for one build of the site in `root`.

    UsageError when `output` is no place for a site; PublishError when it cannot be written, or
    another build holds it for longer than `wait_seconds`. Nothing is changed before these checks.
    """
    place = check_place(output, root)
    claim = Claim(place, _sibling(place, "new"), _sibling(place, "old"))
    if not place.parent.is_dir():
        with explain_failure(f"make the folder {place.parent}"):
            place.parent.mkdir(parents=True, exist_ok=True)
    with _hold_lock(_sibling(place, "lock"), wait_seconds):
        with explain_failure(f"clean up beside {place}"):
            recover_output(claim)
        yield claim


def _sibling(output: Path, suffix: str) -> Path:
    return output.with_name(f".{output.name}.{suffix}")


def recover_output(claim: Claim) -> None:
    """Finish or undo what a killed build left, and delete its folders."""
    if os.path.lexists(claim.old) and not os.path.lexists(claim.output):
        _finish_exchange(claim)
    for folder in (claim.new, claim.old):
        if os.path.lexists(folder):
            delete_site(folder)


def _finish_exchange(claim: Claim) -> None:
    found = marker.read_marker(claim.new) if claim.new.is_dir() else None
    disk.move_path(claim.new if found and found.complete else claim.old, claim.output)


def delete_site(folder: Path) -> None:
    """Delete a site of ours: the files its marker lists, then its empty folders.

    UsageError, with nothing deleted, when the folder is not ours or holds a file we did not write.
    """
    found = None if folder.is_symlink() else marker.read_marker(folder)
    if found is None:
        _delete_unmarked(folder)
    elif found.complete:
        _delete_listed(folder, found)
    else:
        shutil.rmtree(folder)  # killed while it was written: all of it is our unfinished work


def _delete_unmarked(folder: Path) -> None:
    """A build killed in its first step leaves an empty folder, or an empty marker in it."""
    names = disk.list_files(folder) if folder.is_dir() and not folder.is_symlink() else ["."]
    if names not in ([], [marker.NAME]) or disk.list_folders(folder):
        raise UsageError(
            f"{folder} is in the way: Sourceline needs this name beside the output folder, "
            "and did not make what is there.\n    Move it elsewhere, or choose another --output."
        )
    if names:
        disk.delete_file(folder / marker.NAME)
    disk.delete_folder(folder)


def _delete_listed(folder: Path, found: marker.Marker) -> None:
    marker.refuse_foreign(folder, found)
    for path in disk.list_files(folder):
        if path != marker.NAME:
            disk.delete_file(folder / path)
    for path in disk.list_folders(folder):
        disk.delete_folder(folder / path)
    # The marker goes last, so that a deletion that was cut short can be finished.
    disk.delete_file(folder / marker.NAME)
    disk.delete_folder(folder)


@contextmanager
def _hold_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file; the system lets go of it even when the process is killed."""
    with explain_failure(f"lock {path}"):
        handle = _open_lock(path, time.monotonic() + wait_seconds)
    try:
        yield
    finally:
        try:
            with explain_failure(f"unlock {path}"):
                disk.delete_file(path)
        finally:
            os.close(handle)


def _open_lock(path: Path, deadline: float) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            if _take_lock(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        holder = os.pread(handle, 64, 0).decode("utf-8", "replace").strip()
        os.close(handle)
        if time.monotonic() > deadline:
            raise PublishError(
                f"Another build ({holder or 'just starting'}) is writing this site.\n"
                "    Wait for it to end, or end it, then build again."
            )
        time.sleep(_PAUSE_SECONDS)


def _take_lock(handle: int, path: Path) -> bool:
    """Try to lock; False when another holds it or has just deleted the file we opened."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    try:
        if not os.path.samestat(os.fstat(handle), os.lstat(path)):
            return False
    except FileNotFoundError:
        return False
    if not _LOCK_TEXT.fullmatch(os.pread(handle, 64, 0)):
        raise UsageError(
            f"{path} is in the way: Sourceline needs this name for its lock, and did not write it.\n"
            "    Move it elsewhere, or choose another --output."
        )
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()}\n".encode(), 0)
    except OSError:
        disk.delete_file(path)
        raise
    return True
