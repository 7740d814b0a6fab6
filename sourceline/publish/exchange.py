"""Two folders change places in one step, where the system can; otherwise in two that can be finished.

Linux: renameat2 with RENAME_EXCHANGE. macOS: renamex_np with RENAME_SWAP. Elsewhere, and on file
systems without either: the published folder is renamed to `old`, then `new` takes its name. A
folder named `old` exists only between these two steps and its own deletion, so the next start
knows what to finish (`claim.recover_output`).
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

from sourceline.publish import disk

_RENAME_SWAP = 2  # RENAME_EXCHANGE in linux/fs.h, RENAME_SWAP in sys/stdio.h of macOS
_AT_FDCWD = -100  # linux/fcntl.h
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange_folders(new: Path, output: Path, old: Path) -> Path:
    """Put `new` in the place of `output`; returns where the former `output` is now (`new` or `old`).

    OSError when neither way works; then `output` is as it was.
    """
    try:
        swap_names(new, output)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        _exchange_in_two_steps(new, output, old)
        return old
    return new


def swap_names(one: Path, two: Path) -> None:
    """Exchange two names in one step of the kernel; OSError with ENOSYS where it has none."""
    # Loaded here: ctypes costs 10 ms that an unchanged build need not pay.
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(two)
    if sys.platform == "darwin":
        failed = library.renamex_np(first, second, _RENAME_SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(two))


def _exchange_in_two_steps(new: Path, output: Path, old: Path) -> None:
    disk.move_path(output, old)
    try:
        disk.move_path(new, output)
    except OSError:
        disk.move_path(old, output)
        raise
