"""A file of many named byte strings, of which a build fetches those that it needs.

The strings stand one after the other, then a table of them, then the head: the file is read from its end. It
is a cache: one that is cut off, damaged, begun by another head or not to be read counts as empty, and a string that
does not fit its sum as missing.
"""

from __future__ import annotations

import marshal
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_Row = tuple[int, int, int]
"""Where a string starts, its bytes, and their sum."""


class Blobs(Mapping[str, bytes]):
    """The strings of an open file, read as they are asked for: those of 100,000 events are 230 MB."""

    def __init__(self, handle: int, table: Mapping[str, _Row]) -> None:
        self._handle, self._table = handle, table

    def __del__(self) -> None:
        os.close(self._handle)

    def __getitem__(self, name: str) -> bytes:
        start, size, total = self._table[name]
        try:
            blob = os.pread(self._handle, size, start)
        except OSError:
            raise KeyError(name) from None
        if zlib.crc32(blob) != total:
            raise KeyError(name)
        return blob

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def read_blobs(path: Path, head: bytes) -> Mapping[str, bytes]:
    """The strings in a file that was written with this `head`; none where there is no such file."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return {}
    try:
        table = _read_table(handle, head)
    except OSError:
        table = None
    if table is None:
        os.close(handle)
        return {}
    return Blobs(handle, table)


def _read_table(handle: int, head: bytes) -> dict[str, _Row] | None:
    end = os.fstat(handle).st_size - len(head) - 12
    tail = os.pread(handle, len(head) + 12, end) if end >= 0 else b""
    size = int.from_bytes(tail[:8], "big")
    if tail[12:] != head or size > end:
        return None
    body = os.pread(handle, size, end - size)
    if zlib.crc32(body).to_bytes(4, "big") != tail[8:12]:
        return None
    table: dict[str, _Row] = marshal.loads(body)  # noqa: S302 - our own bytes, as their sum shows
    return table


def write_blobs(path: Path, blobs: Iterable[tuple[str, bytes]], head: bytes) -> None:
    """Put a file of these strings in place, whole or not at all. OSError when it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    table: dict[str, _Row] = {}
    start = 0
    try:
        with part.open("wb") as file:
            for name, blob in blobs:
                table[name] = start, len(blob), zlib.crc32(blob)
                start += file.write(blob)
            body = marshal.dumps(table)
            file.write(body + len(body).to_bytes(8, "big") + zlib.crc32(body).to_bytes(4, "big"))
            file.write(head)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
