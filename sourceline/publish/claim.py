"""The right to replace an output folder: it is checked, locked and cleaned before anything else.

Only folders with our marker are ever replaced or deleted, and in them only files that the marker
lists. Beside `public/` stand, while a build runs or after it was killed:

    .public.lock   held by the running build
    .public.new    the site being written; for a moment after the exchange, the former one
    .public.old    the former site, whole: the spare, of which the next site is made. It is there
                   between builds, too, and never comes back by itself
"""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sourceline.errors import UsageError
from sourceline.ledger import locate_lock
from sourceline.publish import disk, marker
from sourceline.publish.disk import PublishError, explain_failure
from sourceline.publish.place import check_place
from sourceline.publish.snapshot import Snapshot, is_intact

_LOCK_TEXT = re.compile(rb"process \d+\n?")
_PAUSE_SECONDS = 0.05


class Claim(NamedTuple):
    """An output folder that is ours to replace, for as long as the claim is held."""

    output: Path
    """Absolute; absent, empty, or a site of ours."""
    new: Path
    old: Path
    intact: Snapshot | None = None
    """What stands at `output`, where a glance has shown that it is as the last build left it."""
    trusted: bool = False
    """Whether that glance is yet to be taken, at the last moment before the site is replaced."""


@contextmanager
def claim_output(
    output: Path,
    root: Path,
    *,
    snapshot: Snapshot | None = None,
    trusted: bool = False,
    wait_seconds: float = 60,
) -> Iterator[Claim]:
    """Hold `output` for one build of the site in `root`.

    UsageError when `output` is no place for a site, or holds a file that we did not write;
    PublishError when it cannot be written, or another build holds it for longer than `wait_seconds`.
    Nothing but what a killed build left is changed before these checks. With a `snapshot`, a site that
    still is so need not be searched. Where it is `trusted`, whether it is so shows when it is replaced: a site
    of 24,000 pages is then looked at once, not three times.
    """
    place = check_place(output, root)
    claim = Claim(place, _sibling(place, "new"), _sibling(place, "old"))
    with explain_failure(f"make the folder {place.parent}"):
        if not place.parent.is_dir():
            place.parent.mkdir(parents=True, exist_ok=True)
    with _hold_lock(Path(locate_lock(str(place))), wait_seconds):
        with explain_failure(f"clean up beside {place}"):
            recover_output(claim)
        if snapshot and (trusted or is_intact(place, snapshot)):
            claim = claim._replace(intact=snapshot, trusted=trusted)
        else:
            with explain_failure(f"read the published site at {place}"):
                refuse_foreign(place)
        yield claim


def refuse_foreign(place: Path) -> None:
    """UsageError that names the files in the site at `place` that we did not write."""
    found = marker.read_marker(place)
    if found:
        marker.refuse_foreign(place, found)


def _sibling(output: Path, suffix: str) -> Path:
    return output.with_name(f".{output.name}.{suffix}")


def recover_output(claim: Claim) -> None:
    """Finish or undo what a killed build left, and delete its folders; a whole spare stays.

    Without an output, a former site beside a complete new one was moved away in the first of two steps.
    Otherwise somebody deleted the output, and nothing takes its place.
    """
    published = os.path.lexists(claim.output)
    if not published and os.path.lexists(claim.old) and marker.is_complete(claim.new):
        disk.move_path(claim.new, claim.output)
        published = True
    if os.path.lexists(claim.new):
        delete_site(claim.new)
    if os.path.lexists(claim.old) and not (published and marker.is_complete(claim.old)):
        delete_site(claim.old)


def delete_site(folder: Path) -> None:
    """Delete a site of ours: its files, then its empty folders.

    UsageError, with nothing deleted, when the folder is not ours or holds a file we did not write.
    """
    found = None if folder.is_symlink() else marker.read_marker(folder)
    if found is None:
        _delete_unmarked(folder)
        return
    if found.complete:  # otherwise killed while it was written: all of it is our unfinished work
        marker.refuse_foreign(folder, found)
    _delete_all(folder)


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


def _delete_all(folder: Path) -> None:
    for path in disk.list_files(folder):
        if path != marker.NAME:
            disk.delete_file(f"{folder}/{path}")
    for path in disk.list_folders(folder):
        disk.delete_folder(f"{folder}/{path}")
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
            # What it held is done, and the system lets go of it all the same.
            with suppress(OSError):
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


def _is_lock(text: bytes) -> bool:
    """Whether a file holds what a lock does, or its beginning: a failing disk may have taken only a part."""
    return b"process ".startswith(text) or _LOCK_TEXT.fullmatch(text) is not None


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
    if not _is_lock(os.pread(handle, 64, 0)):
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
