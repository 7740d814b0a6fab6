"""A file of many named byte strings, of which a build fetches those that it needs.

The strings stand one after the other, then a table of them, then the head: the file is read from its end. It
is a cache: one that is cut off, damaged, or begun by another head counts as empty, and a string that does not
fit its sum as missing.
"""

from __future__ import annotations

import marshal
import mmap
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_Row = tuple[int, int, int]
"""Where a string starts, its bytes, and their sum."""


class Blobs(Mapping[str, bytes]):
    """The strings of a file, read as they are asked for."""

    def __init__(self, data: memoryview, table: Mapping[str, _Row]) -> None:
        self._data, self._table = data, table

    def __getitem__(self, name: str) -> bytes:
        start, size, total = self._table[name]
        blob = bytes(self._data[start : start + size])
        if zlib.crc32(blob) != total:
            raise KeyError(name)
        return blob

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def read_blobs(path: Path, head: bytes) -> Blobs:
    """The strings in a file that was written with this `head`; none where there is no such file."""
    nothing = Blobs(memoryview(b""), {})
    try:
        with path.open("rb") as file:
            # Of a large file few strings may be asked for. It is replaced, never written to.
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # one that is empty cannot be mapped
        return nothing
    end = len(data) - len(head) - 12
    if end < 0 or data[end + 12 :] != head:
        return nothing
    size, total = int.from_bytes(data[end : end + 8], "big"), data[end + 8 : end + 12]
    body = data[max(end - size, 0) : end]
    if len(body) != size or zlib.crc32(body).to_bytes(4, "big") != total:
        return nothing
    return Blobs(data, marshal.loads(body))  # noqa: S302 - our own bytes, as their sum shows


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
