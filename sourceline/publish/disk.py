"""Every write and deletion of publishing, one small call each, and failures in plain words."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
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


# File systems without hard links, another owner's file, a file with all the links that it may have.
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}


# From here on, one wait for a file system costs less than one for each file: of 2,400 files and 2,800
# folders on an SSD, 0.1 s and 1.2 s.
MANY = 500


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
    os.mkdir(path)


def make_folders(path: str) -> None:
    """Make a folder and its parents, where they are not there yet; others may make them as well."""
    try:
        os.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        make_folders(os.path.dirname(path))
        make_folders(path)


def write_file(path: Path | str, data: bytes) -> None:
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


def read_file(path: str) -> tuple[bytes, os.stat_result] | None:
    """The bytes of a file, and what the system says of it before they are read; None when there is no
    plain file (a link is none)."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with open(handle, "rb") as stream:
        found = os.fstat(handle)
        return stream.read(), found


def link_file(old: str, new: str) -> bool:
    """Give a file a second name; False where the system cannot."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    return True


def sync_path(path: Path | str) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_paths(paths: Sequence[str]) -> None:
    """Wait until these files and folders, all of one file system, are on the disk."""
    if len(paths) < MANY or not sync_around(paths[0]):
        for path in paths:
            sync_path(path)


def sync_around(path: str) -> bool:
    """Wait for the whole file system that `path` is on; False where there is no such call. OSError when
    something could not be written; Linux says so since 5.8."""
    import ctypes  # noqa: PLC0415 - 10 ms that an unchanged build need not pay

    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        return False
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if library.syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), path)
    finally:
        os.close(handle)
    return True


def move_path(old: Path | str, new: Path | str) -> None:
    """Rename within one file system; a file, or an empty folder, at `new` is replaced."""
    os.rename(old, new)


def delete_file(path: Path | str) -> None:
    """Delete one file or link, not what it points to; it may be gone already."""
    with suppress(FileNotFoundError):
        os.unlink(path)


def delete_folder(path: Path | str) -> None:
    """Delete one empty folder; it may be gone already."""
    with suppress(FileNotFoundError):
        os.rmdir(path)


def list_files(folder: Path) -> list[str]:
    """Relative POSIX paths of everything below `folder` that is no folder, sorted; links are not followed."""
    return sorted(path for path, is_folder in _walk(str(folder), "") if not is_folder)


def list_folders(folder: Path) -> list[str]:
    """Relative POSIX paths of all folders below `folder`, what lies in a folder before it."""
    return sorted((path for path, is_folder in _walk(str(folder), "") if is_folder), reverse=True)


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, bool]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield path, True
                yield from _walk(entry.path, f"{path}/")
            else:
                yield path, False
