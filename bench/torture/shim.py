"""`faults.c` from Python: it is compiled, told which call is to fail, and says which calls there were."""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

_FULL = errno.ENOSPC, errno.EDQUOT
_REFUSED = errno.EACCES, errno.EROFS
KINDS: Final[dict[str, tuple[int, ...]]] = {
    "create": (*_FULL, *_REFUSED, errno.EMFILE, errno.EIO),
    "open": (errno.EACCES, errno.EMFILE, errno.EIO),
    "write": (*_FULL, errno.EIO),
    "read": (errno.EIO,),
    "sync": (errno.EIO, *_FULL),
    "close": (errno.EIO, *_FULL),
    "rename": (*_FULL, *_REFUSED, errno.EIO),
    "swap": (*_FULL, *_REFUSED, errno.EIO),
    "mkdir": (*_FULL, *_REFUSED, errno.EIO),
    "link": (*_FULL, *_REFUSED, errno.EIO),
    "unlink": (*_REFUSED, errno.EIO),
    "rmdir": (*_REFUSED, errno.EIO),
    "list": (errno.EACCES, errno.EMFILE, errno.EIO),
    "stat": (errno.EACCES, errno.EIO),
    "truncate": (errno.EIO, errno.EROFS),
    "lock": (errno.ENOLCK, errno.EIO),
    "mode": (*_REFUSED, errno.EIO),
}
"""Kind of call, in the order of `enum kind` → what can go wrong with it."""

_ROOTS, _CODES, _CALLS, _NAME, _PATH = 2, 6, 16_384, 160, 4_096


class _Call(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int32), ("path", ctypes.c_char * _NAME)]


class _Table(ctypes.Structure):
    """`struct table` of faults.c."""

    _fields_ = [
        ("armed", ctypes.c_int32),
        ("nth", ctypes.c_int32),
        ("lasting", ctypes.c_int32),
        ("seen", ctypes.c_int32),
        ("hits", ctypes.c_int32),
        ("code", ctypes.c_int32),
        ("cut", ctypes.c_int32),
        ("codes", ctypes.c_int32 * _CODES * len(KINDS)),
        ("roots", ctypes.c_char * _PATH * _ROOTS),
        ("calls", _Call * _CALLS),
    ]


class Call(NamedTuple):
    """A call for a file below the folders that are watched."""

    kind: str
    path: str
    """Its end, where it is long."""


class Shim:
    """The table that all processes of a run share."""

    def __init__(self, folder: Path, roots: Sequence[Path]) -> None:
        self._library = compile_shim(folder)
        self._path = folder / "table"
        self._path.write_bytes(bytes(ctypes.sizeof(_Table)))
        with self._path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)
        self._table = _Table.from_buffer(self._map)
        for number, codes in enumerate(KINDS.values()):
            self._table.codes[number][: len(codes)] = codes
        for number, root in enumerate(roots):
            self._table.roots[number].value = os.fsencode(root)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to be watched."""
        return {"LD_PRELOAD": str(self._library), "FAULTS_TABLE": str(self._path)}

    @contextmanager
    def armed(self, nth: int = 0, *, lasting: bool = False) -> Iterator[None]:
        """Let the `nth` call fail (0: none, they are only counted); where it is `lasting`, all after it as well
        that what went wrong there lets fail."""
        table = self._table
        table.seen = table.hits = table.code = table.cut = 0
        table.nth, table.lasting = nth, int(lasting)
        table.armed = 1
        try:
            yield
        finally:
            table.armed = 0

    def list_calls(self) -> list[Call]:
        """The calls of the last run, in order."""
        kinds = list(KINDS)
        return [
            Call(kinds[call.kind], os.fsdecode(call.path))
            for call in self._table.calls[: min(self._table.seen, _CALLS)]
        ]

    @property
    def hit(self) -> str:
        """The name of what went wrong in the last run ("ENOSPC"); "" where nothing did."""
        return errno.errorcode[self._table.code] if self._table.hits else ""


def has_compiler() -> bool:
    """Whether faults.c can be compiled and loaded here."""
    return sys.platform == "linux" and shutil.which("cc") is not None


def compile_shim(folder: Path) -> Path:
    """The library, made in `folder`."""
    library = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    command = ["cc", "-O1", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-o", str(library)]
    subprocess.run([*command, str(source), "-ldl"], check=True)  # noqa: S603 - our own source
    return library
