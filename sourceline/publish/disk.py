"""Every write and deletion of publishing, one small call each, and failures in plain words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sourceline.errors import SourcelineError

# errno → (what happened, what to do about it)
_CAUSES = {
    errno.ENOSPC: ("the disk is full", "Free some space and build again."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space and build again."),
    errno.EFBIG: (
        "a file is larger than allowed here",
        "Raise the limit (ulimit -f) or choose another --output.",
    ),
    errno.EACCES: (
        "writing is not permitted",
        "Give yourself write permission there or choose another --output.",
    ),
    errno.EPERM: (
        "writing is not permitted",
        "Give yourself write permission there or choose another --output.",
    ),
    errno.EROFS: (
        "the file system is read-only",
        "Choose an --output on a disk that can be written to.",
    ),
    errno.EIO: ("the disk reports a fault", "Check the disk, then build again."),
    errno.EMFILE: ("too many files are open", "Raise the limit (ulimit -n) and build again."),
    errno.ENFILE: ("too many files are open", "Close other programs and build again."),
    errno.EBUSY: ("the folder is in use by the system", "Choose an --output inside it."),
    errno.ENOTDIR: ("a file stands where a folder is needed", "Choose another --output."),
    errno.ENOTEMPTY: (
        "files appeared in the output folder during the build",
        "Move them away and build again.",
    ),
    errno.ENAMETOOLONG: ("the path is too long", "Choose a shorter --output."),
}


class PublishError(SourcelineError):
    """The finished site could not be put in place; the message says why and what to do."""


@contextmanager
def explain_failure(task: str) -> Iterator[None]:
    """Turn an OSError into a PublishError: "Could not `task`: the disk is full. Free some space …"."""
    try:
        yield
    except OSError as error:
        cause, remedy = _CAUSES.get(
            error.errno or 0, (error.strerror or str(error), "Build again.")
        )
        where = f" ({error.filename})" if error.filename else ""
        raise PublishError(f"Could not {task}: {cause}{where}.\n    {remedy}") from error


def make_folder(path: Path) -> None:
    """Make one new folder; its parent exists."""
    path.mkdir()


def write_file(path: Path, data: bytes) -> None:
    """Write a new file; never follows a link and never replaces anything."""
    handle = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666
    )
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)


def sync_path(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move_path(old: Path, new: Path) -> None:
    """Rename within one file system; an empty folder at `new` is replaced."""
    old.rename(new)


def delete_file(path: Path) -> None:
    """Delete one file or link, not what it points to; it may be gone already."""
    path.unlink(missing_ok=True)


def delete_folder(path: Path) -> None:
    """Delete one empty folder; it may be gone already."""
    with suppress(FileNotFoundError):
        path.rmdir()


def list_files(folder: Path) -> list[str]:
    """Relative POSIX paths of everything below `folder` that is no folder, sorted; links are not followed."""
    return sorted(_walk(folder, ""))


def list_folders(folder: Path) -> list[str]:
    """Relative POSIX paths of all folders below `folder`, deepest first."""
    found = [os.path.relpath(name, folder) for name, _, _ in os.walk(folder)]
    return sorted(
        (name for name in found if name != "."), key=lambda name: (-name.count("/"), name)
    )


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name
