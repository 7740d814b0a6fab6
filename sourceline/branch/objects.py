"""Git's objects of a new state, made here: git would write a loose file for each of 14,000 folders, and need an
index to make them of.

The formats: gitformat-pack(5); "tree" in git-mktree(1). Every id is checked by the git that reads the pack.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourceline.branch.remote import Entry
from sourceline.publish.snapshot import derive_folders

_KINDS = {"tree": 2, "blob": 3}
FOLDER_MODE = "40000"
FILE_MODE = "100644"


@dataclass(frozen=True, slots=True)
class Trees:
    """The folders of a state."""

    root: str
    """The id of the outermost."""
    objects: Mapping[str, bytes]
    """Id → the object, of all of them."""


def hash_object(kind: str, data: bytes, algorithm: str) -> str:
    """The id of an object."""
    return hashlib.new(algorithm, b"%s %d\0" % (kind.encode(), len(data)) + data).hexdigest()


def make_trees(entries: Mapping[str, Entry], algorithm: str) -> Trees:
    """The folders that hold these files (path → mode and id)."""
    folders: dict[str, list[tuple[bytes, str, str]]]
    folders = {folder: [] for folder in derive_folders(entries)}
    for path, (mode, name) in entries.items():
        folder, _, last = path.rpartition("/")
        folders[folder].append((os.fsencode(last), mode, name))
    objects = {}
    root = ""
    for folder in sorted(folders, reverse=True):  # what lies in a folder first
        data = _format_tree(folders[folder])
        root = hash_object("tree", data, algorithm)
        objects[root] = data
        if folder:
            parent, _, last = folder.rpartition("/")
            folders[parent].append((os.fsencode(last), FOLDER_MODE, root))
    return Trees(root, objects)


def _format_tree(rows: Iterable[tuple[bytes, str, str]]) -> bytes:
    """Git sorts a folder as if its name ended in a slash."""
    ordered = sorted(rows, key=lambda row: row[0] + b"/" * (row[1] == FOLDER_MODE))
    return b"".join(
        b"%s %s\0%s" % (mode.encode(), name, bytes.fromhex(digest))
        for name, mode, digest in ordered
    )


def write_pack(count: int, objects: Iterable[tuple[str, bytes]], algorithm: str) -> Iterator[bytes]:
    """The pack of `count` objects (kind, data), piece by piece."""
    total = hashlib.new(algorithm)
    head = b"PACK" + (2).to_bytes(4, "big") + count.to_bytes(4, "big")
    total.update(head)
    yield head
    for kind, data in objects:
        piece = _format_head(_KINDS[kind], len(data)) + zlib.compress(data)
        total.update(piece)
        yield piece
    yield total.digest()


def _format_head(kind: int, size: int) -> bytes:
    """Four bits of the size in the first byte, seven in each other; the highest bit says that one follows."""
    byte = kind << 4 | size & 15
    size >>= 4
    head = bytearray()
    while size:
        head.append(byte | 128)
        byte = size & 127
        size >>= 7
    head.append(byte)
    return bytes(head)
