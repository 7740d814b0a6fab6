"""The content folder on disk: which files are there, their bytes, and writing whole or not at all.

Only regular files inside the site are ever opened. A symbolic link that leads out of the site, a
pipe, a device or a socket is named as a problem and left alone.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from sourceline.errors import ContentError, Position, Problem

CONTENT = PurePosixPath("content")
STATE = PurePosixPath(".sourceline")
"""What Sourceline keeps for itself: safe to delete, never published."""


def list_files(root: Path, folder: PurePosixPath) -> tuple[list[str], list[Problem]]:
    """Site-relative paths of the files below a folder, sorted; dotfiles are left out.

    A folder that is not there holds nothing.
    """
    outside = _check_folder(root, folder, "nothing in it was read")
    if outside is not None:
        return [], [outside]
    paths: list[str] = []
    problems: list[Problem] = []
    for path, plain in sorted(_walk_folder(root, folder, problems)):
        problem = None if plain and path.isprintable() else check_file(root, path)
        if problem is None:
            paths.append(path)
        else:
            problems.append(problem)
    return paths, problems


def _walk_folder(
    root: Path, folder: PurePosixPath, problems: list[Problem]
) -> Iterator[tuple[str, bool]]:
    """Every entry that is no folder, and whether it is a regular file; links are not followed into
    folders."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(root / here), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(explain_unreadable(str(here), error))
            continue
        prefix = "" if here == PurePosixPath() else f"{here}/"
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(here / entry.name)
            else:
                yield f"{prefix}{entry.name}", entry.is_file(follow_symlinks=False)


def check_file(root: Path, path: str) -> Problem | None:
    """Why a path must not be opened; None when it is a regular file of this site."""
    if not path.isprintable():
        return _report_name(path)
    try:
        # As a text: a Path takes 10 µs to make, and there is one for every file of the site.
        mode = os.lstat(f"{root}/{path}").st_mode
        if stat.S_ISLNK(mode):
            full = root / path
            if not full.resolve(strict=True).is_relative_to(root.resolve()):
                return Problem(
                    Position(path),
                    "link-outside",
                    "This symbolic link leads out of the site; it was not opened.",
                    "Copy the file itself here.",
                )
            mode = full.stat().st_mode
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
        return explain_unreadable(path, error)
    if stat.S_ISREG(mode):
        return None
    return Problem(
        Position(path),
        "not-a-file",
        f"This is {_name_kind(mode)}, no file; it was not opened.",
        "Remove it from the content folder.",
    )


def is_there(root: Path, path: str) -> bool:
    """Whether anything stands at a path of the site, be it a link that leads nowhere. ContentError where the system
    cannot tell: what is there must not pass for missing."""
    return _ask(os.lstat, root, path) is not None


def is_folder(root: Path, path: str) -> bool:
    """Whether a folder stands there, or a link to one. ContentError as `is_there`."""
    found = _ask(os.stat, root, path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def _ask(call: Callable[[str], os.stat_result], root: Path, path: str) -> os.stat_result | None:
    try:
        return call(f"{root}/{path}")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ContentError([explain_unreadable(path, error)]) from None


def _report_name(path: str) -> Problem:
    """A name with line breaks, control characters or bytes that are no UTF-8."""
    shown = path.encode("unicode_escape").decode()
    return Problem(
        Position(shown),
        "bad-name",
        "The name of this file holds characters that cannot be shown; it was not opened.",
        "Rename it with letters, digits, hyphens and a dot.",
    )


def _name_kind(mode: int) -> str:
    for test, name in (
        (stat.S_ISDIR, "a link to a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return name
    return "something special"


def explain_unreadable(path: str, error: Exception) -> Problem:
    """Why a file cannot be read, as its `error` tells, and what to do."""
    number = getattr(error, "errno", None)
    if number == errno.ENOENT:
        cause, remedy = "This link leads to no file", "Remove it, or mend where it points."
    elif number == errno.EACCES:
        cause, remedy = "There is no permission to read this", "Give yourself the right to read it."
    elif number == errno.ELOOP or isinstance(error, RuntimeError):
        cause, remedy = "This link leads in a circle", "Remove it."
    else:
        cause = f"This cannot be read ({os.strerror(number) if number else error})"
        remedy = "Look at it in your file manager."
    return Problem(Position(path), "unreadable", f"{cause}.", remedy)


def read_elsewhere(place: Path) -> bytes:
    """The bytes of a file that a person named, wherever it is; ContentError names it as they did."""
    full = place.resolve()
    try:
        return read_bytes(full.parent, full.name)
    except ContentError as error:
        named = Position(str(place))
        raise ContentError(each._replace(position=named) for each in error.problems) from None


def read_bytes(root: Path, path: str) -> bytes:
    """The bytes of a regular file of the site; ContentError says why it cannot be read."""
    problem = check_file(root, path)
    if problem is not None:
        raise ContentError([problem])
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(f"{root}/{path}", flags)
        try:
            return _read_all(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise ContentError([explain_unreadable(path, error)]) from None


def _read_all(handle: int) -> bytes:
    """To the end: one system call tells how much there is, one or two more read it."""
    parts = [os.read(handle, os.fstat(handle).st_size + 1)]
    while parts[-1]:
        parts.append(os.read(handle, 65_536))
    return b"".join(parts)


def write_bytes(root: Path, path: str, data: bytes) -> bool:
    """Put `data` at a site-relative path, whole or not at all; False when it stands there already.

    Written beside, flushed to the disk, then renamed over the old file. OSError when it cannot be written.
    """
    target = root / path
    check_inside(root, PurePosixPath(path).parent)
    if not target.is_symlink() and target.is_file() and target.read_bytes() == data:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        _delete(part.unlink)
        raise
    _flush_folder(target.parent)
    return True


def create_bytes(root: Path, path: str, data: bytes) -> bool:
    """Make a new file at a site-relative path; False when one stands there, which is never touched.

    ContentError when it cannot be written.
    """
    check_inside(root, PurePosixPath(path).parent)
    target = root / path
    with explain_unwritable(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            return False
        _write_new(target, data)
    return True


@contextmanager
def create_all(
    root: Path, files: Iterable[tuple[str, bytes]], refuse: Callable[[str], ContentError]
) -> Iterator[None]:
    """Make all of these new files, or none; `refuse` words the error of a path where one stands already. They are
    taken away again when what is done in the block fails.

    ContentError when one cannot be written, too.
    """
    with _undo_on_failure(root) as create:
        for path, data in files:
            if not create(path, data):
                raise refuse(path)
        yield


def create_missing(root: Path, files: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """Make those of these files where nothing stands yet, all or none; their paths. ContentError when one cannot
    be written."""
    with _undo_on_failure(root) as create:
        return tuple(path for path, data in files if create(path, data))


@contextmanager
def _undo_on_failure(root: Path) -> Iterator[Callable[[str, bytes], bool]]:
    """`create_bytes`, whose files and folders are deleted when the block fails."""
    with ExitStack() as undoing:

        def create(path: str, data: bytes) -> bool:
            for parent in reversed(PurePosixPath(path).parents):
                if not os.path.lexists(root / parent):
                    undoing.callback(_delete, (root / parent).rmdir)
            done = create_bytes(root, path, data)
            if done:
                undoing.callback(_delete, (root / path).unlink)
            return done

        yield create
        undoing.pop_all()  # all are there: nothing is to be undone


def _delete(call: Callable[[], None]) -> None:
    """What went wrong before is what a person must hear."""
    with suppress(OSError):
        call()


def _write_new(target: Path, data: bytes) -> None:
    file = target.open("xb")
    try:
        with file:
            file.write(data)
    except BaseException:
        _delete(target.unlink)
        raise


@contextmanager
def explain_unwritable(path: str, what: str = "The file") -> Iterator[None]:
    """Turn an OSError into a ContentError at a site-relative path: "`what` cannot be written (…)."."""
    try:
        yield
    except OSError as error:
        cause = os.strerror(error.errno or errno.EIO)
        problem = Problem(
            Position(path),
            "unwritable",
            f"{what} cannot be written ({cause}).",
            "Give yourself the right to write in this folder, or free some room on the disk.",
        )
        raise ContentError([problem]) from None


def check_inside(root: Path, folder: PurePosixPath) -> None:
    """Refuse to write into a folder through a link that leads out of the site."""
    outside = _check_folder(root, folder, "nothing was written")
    if outside is not None:
        raise ContentError([outside])


def _check_folder(root: Path, folder: PurePosixPath, so: str) -> Problem | None:
    """That a folder of the site, or one around it, is a link out of it or in a circle, and `so`; None where it is not."""
    try:
        if (root / folder).resolve().is_relative_to(root.resolve()):
            return None
    except (OSError, RuntimeError) as error:
        return explain_unreadable(str(folder), error)
    return Problem(
        Position(str(folder)),
        "link-outside",
        f"This folder is a symbolic link that leads out of the site; {so}.",
        "Make it a folder of the site.",
    )


def _flush_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can. Where it cannot, the file is in place all the
    same, and a power cut may bring back the former one, whole."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
