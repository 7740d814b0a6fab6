"""What was read in each file of the content, kept between builds by the hash of the file's bytes.

A build reads a file again only when its bytes are others: to parse the YAML of 10,000 events takes seconds, to
fetch what was read in them one. What is kept stands in `.sourceline/readings`, a pickle for each file. It is
safe to delete; one that is damaged, or was written by another version of the program, counts as none.
"""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from sourceline.ledger import Stamp, settle, stamp_path, stamp_program
from sourceline.store.blobs import read_blobs, write_blobs
from sourceline.store.files import STATE, read_bytes

T = TypeVar("T")
News = tuple[list[tuple[str, bytes]], dict[str, tuple[Stamp, str]]]
"""Names with what was read, as it is kept; path → stamp and hash of their files."""

READINGS = STATE / "readings"
_KEY = 64
"""Bytes of the key that stands before each pickle."""


class Readings:
    """The files of a site as they are read in this build, with what was read in them before."""

    def __init__(self, root: Path, known: Mapping[str, tuple[Stamp, str]] | None = None) -> None:
        """`known`: path → stamp and hash of a file in an earlier build."""
        self.root = root
        self.seen: dict[str, str] = {}
        """Site-relative path → sha256 of every file that was read in this build."""
        self._known = known or {}
        self._last = "", b""
        self._head = f"\nsourceline readings 1 {stamp_program()}\n".encode()
        self._before: Mapping[str, bytes] = read_blobs(root / READINGS, self._head)
        self._now: dict[str, tuple[bytes, Any] | None] = {}
        """Name → key and value of what was read anew; None for what was recalled."""

    def hash_file(self, path: str) -> str:
        """The sha256 of a file's bytes; ContentError says why it cannot be read. A file whose stamp is that
        of an earlier build is not read."""
        stamp = stamp_path(f"{self.root}/{path}")
        before = self._known.get(path)
        if before is not None and before[0] == stamp:
            self.seen[path] = before[1]
            return before[1]
        data = read_bytes(self.root, path)
        self._last = path, data
        digest = hashlib.sha256(data).hexdigest()
        if stamp is not None:
            self.seen[path] = digest
        return digest

    def read_file(self, path: str) -> bytes:
        """The bytes of a file; of the one that was hashed last, those very bytes."""
        return self._last[1] if self._last[0] == path else read_bytes(self.root, path)

    def recall(self, name: str, digests: Iterable[str], make: Callable[[], T]) -> T:
        """What was read under this `name` when its files had these hashes; else what `make` reads now. What
        raises is never kept."""
        key = _make_key(digests)
        before = self._before.get(name, b"")
        if before[:_KEY] == key:
            self._now[name] = None
            value: T = pickle.loads(before[_KEY:])  # noqa: S301 - our own bytes, under a checksum
            return value
        value = make()
        # Values are frozen, and held by the build anyway; their pickles would be as much again.
        self._now[name] = key, value
        return value

    def holds(self, name: str, digests: Iterable[str]) -> bool:
        """Whether `recall` would make nothing anew."""
        return self._before.get(name, b"")[:_KEY] == _make_key(digests)

    def __contains__(self, path: str) -> bool:
        """Whether anything is kept of a file, be it of these bytes or of others."""
        return path in self._before

    def take_news(self, stamps: Mapping[str, Stamp | None]) -> News:
        """What was read anew, which is then no longer held here, for another process to `add`; with the `stamps`
        that its files had before."""
        blobs = [(name, read[0] + _pickle(read[1])) for name, read in self._now.items() if read]
        known = {path: (stamp, self.seen[path]) for path, _ in blobs if (stamp := stamps[path])}
        self._now.clear()
        return blobs, known

    def add(self, news: Iterable[News]) -> None:
        """Keep what other processes read, as if a former build had. OSError when it cannot be kept."""
        stamps = dict(self._known)

        def list_blobs() -> Iterator[tuple[str, bytes]]:
            yield from self._before.items()
            for blobs, more in news:
                stamps.update(more)
                yield from blobs

        write_blobs(self.root / READINGS, list_blobs(), self._head)
        self._before = read_blobs(self.root / READINGS, self._head)
        self._known = stamps

    def save(self) -> None:
        """Keep what was recalled and read; what nothing asked for is dropped. OSError when it cannot be. Of what
        was kept before, nothing is held from now on."""
        if any(self._now.values()) or self._now.keys() != self._before.keys():
            write_blobs(self.root / READINGS, self._list_blobs(), self._head)
        self._now, self._before, self._known = {}, {}, {}

    def _list_blobs(self) -> Iterator[tuple[str, bytes]]:
        for name, read in self._now.items():
            if read is None:
                yield name, self._before[name]
            else:
                key, value = read
                yield name, key + _pickle(value)


class HeldReadings(Readings):
    """For a process that reads the same site again and again: it holds what it has read, and asks of each file
    its stamp alone."""

    def __init__(self, root: Path, known: Mapping[str, tuple[Stamp, str]] | None = None) -> None:
        super().__init__(root, known)
        self._stamps = dict(known or {})
        self._values: dict[str, tuple[tuple[str, ...], Any]] = {}

    def hash_file(self, path: str) -> str:
        """As of `Readings`."""
        begun = time.time_ns()
        stamp = stamp_path(f"{self.root}/{path}")
        before = self._stamps.get(path)
        if before is not None and before[0] == stamp:
            self.seen[path] = before[1]
            return before[1]
        digest = super().hash_file(path)
        settled = settle(stamp, begun)
        if settled is not None:
            self._stamps[path] = settled, digest
        return digest

    def recall(self, name: str, digests: Iterable[str], make: Callable[[], T]) -> T:
        """As of `Readings`."""
        key = tuple(digests)
        held = self._values.get(name)
        if held is not None and held[0] == key:
            value: T = held[1]
        else:
            value = super().recall(name, key, make)
            self._values[name] = key, value
        return value

    def holds(self, name: str, digests: Iterable[str]) -> bool:
        """As of `Readings`."""
        key = tuple(digests)
        held = self._values.get(name)
        return (held is not None and held[0] == key) or super().holds(name, key)

    def add(self, news: Iterable[News]) -> None:
        """As of `Readings`."""
        super().add(news)
        self._stamps.update(self._known)


def _make_key(digests: Iterable[str]) -> bytes:
    return hashlib.sha256(" ".join(digests).encode()).hexdigest().encode()


def _pickle(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
