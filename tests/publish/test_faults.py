"""Every call to the disk fails once: the old site stays, nothing is left over, and the message helps."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from drafts import publish_site
from trees import read_tree

from sourceline.publish import (
    PublishError,
    Snapshot,
    claim_output,
    disk,
    exchange,
    marker,
)

# Three sites in a row. To the third, a spare of the first lacks one file that stays, holds another of
# other bytes, and holds one, with its folder, that goes.
OLDER = {
    "index.html": b"older",
    "same.css": b"css",
    "was.css": b"1",
    "events/a/index.html": b"gone",
}
OLD = {"index.html": b"old", "same.css": b"css", "was.css": b"2", "stays.css": b"3"}
NEW = {**OLD, "index.html": b"new", "events/b/index.html": b"come", "assets/c.css": b"css"}

# Calls of `os` that change the disk, or wait for it.
CALLS = (
    "open", "write", "fsync", "mkdir", "link", "rename", "unlink", "rmdir", "pwrite", "ftruncate",
)  # fmt: skip


class Fault:
    """Lets the `nth` call go wrong and counts how many there were."""

    def __init__(self, nth: int, code: int) -> None:
        self.nth = nth
        self.code = code
        self.seen = 0
        self.hit = ""

    def wrap(self, name: str, call: Any) -> Any:
        def failing(*args: Any, **options: Any) -> Any:
            self.seen += 1
            if self.seen == self.nth:
                self.hit = name
                raise OSError(self.code, os.strerror(self.code))
            return call(*args, **options)

        return failing


@contextmanager
def inject(fault: Fault) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, fault.wrap(name, getattr(os, name)))
        patch.setattr(exchange, "swap_names", fault.wrap("swap", exchange.swap_names))
        yield


def publish(root: Path, files: dict[str, bytes], snapshot: Snapshot | None = None) -> Snapshot:
    with claim_output(root / "public", root, snapshot=snapshot) as claim:
        return publish_site(files.items(), claim, snapshot).snapshot


def publish_former(root: Path, way: str) -> Snapshot | None:
    """Publish what is there before the next site, and with a spare, if `way` needs one."""
    if way == "nothing":
        return None
    if way != "spare":
        return publish(root, OLD)
    return publish(root, OLD, publish(root, OLDER))


def published(root: Path) -> dict[str, bytes]:
    files = read_tree(root / "public")
    del files[marker.NAME]
    return files


def forget(_: int) -> None:
    """Wait for no disk."""


CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE, errno.EROFS, errno.EDQUOT)


# How often each call is a fault point while the next site is published.
HITS = {
    "spare": {
        "open": 23,
        "write": 6,
        "fsync": 13,
        "mkdir": 8,
        "link": 2,
        "rename": 7,
        "unlink": 4,
        "rmdir": 5,
        "swap": 1,
        "pwrite": 1,
        "ftruncate": 1,
    },
    "links": {
        "open": 19,
        "write": 5,
        "fsync": 11,
        "mkdir": 10,
        "link": 3,
        "rename": 2,
        "unlink": 1,
        "swap": 1,
        "pwrite": 1,
        "ftruncate": 1,
    },
    "nothing": {
        "open": 23,
        "write": 8,
        "fsync": 14,
        "mkdir": 10,
        "rename": 2,
        "unlink": 1,
        "pwrite": 1,
        "ftruncate": 1,
    },
}


@pytest.mark.parametrize("way", HITS)
def test_every_call_fails_once(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each fault point up to the exchange the old site stays, after it the new one; the next build is
    clean. So where the next site is made of a spare, of links to the old one, and where it is the first."""
    monkeypatch.setattr(os, "fsync", forget)  # a thousand sites are published here
    hits: list[str] = []
    for nth in range(1, 1000):
        root = tmp_path / str(nth)
        root.mkdir()
        snapshot = publish_former(root, way)
        fault = Fault(nth, CODES[nth % len(CODES)])
        failure = ""
        with inject(fault):
            try:
                publish(root, NEW, snapshot)
            except PublishError as error:
                failure = str(error)
        if not fault.hit:
            break
        assert "\n    " in failure, (
            f"call {nth} ({fault.hit}) failed and nobody was told what to do"
        )
        left = {path.name for path in root.iterdir()} - {".public.old"}
        if "unlock" in failure:
            left.remove(".public.lock")
        exchanged = left and published(root) == NEW
        if exchanged or way != "nothing":
            assert left == {"public"}
            assert published(root) == (NEW if "swap" in hits or exchanged else OLD)
        else:
            assert left == set()
        publish(root, NEW, snapshot)
        assert published(root) == NEW
        hits.append(fault.hit)
    assert Counter(hits) == HITS[way]


def test_words_of_a_fault(tmp_path: Path) -> None:
    """The message says what could not be done, why, and what to do."""
    publish(tmp_path, OLD)
    fault = Fault(3, errno.ENOSPC)
    with pytest.raises(PublishError) as caught, inject(fault):
        publish(tmp_path, NEW)
    assert (
        str(caught.value)
        == f"Could not lock {tmp_path}/.public.lock: the disk is full.\n    Free some space and build again."
    )


def test_former_site_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only keeping the former site fails, the new one stands, and the message says both."""
    publish(tmp_path, OLD)
    move = disk.move_path

    def refuse(old: Path | str, new: Path | str) -> None:
        if new == tmp_path / ".public.old":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        move(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "move_path", refuse)
        with pytest.raises(PublishError) as caught:
            publish(tmp_path, NEW)
    assert str(caught.value) == (
        f"Could not keep the former site (the new one is published), {tmp_path}/.public.new: "
        "the disk reports a fault.\n    Check the disk, then build again."
    )
    assert published(tmp_path) == NEW
    publish(tmp_path, NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_spare_cannot_be_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a spare that is of no use cannot be deleted, the old site stays, and the message says why."""
    publish(tmp_path, OLDER)
    publish(tmp_path, OLD)

    def refuse(path: Path | str) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "delete_folder", refuse)
        with pytest.raises(PublishError, match=r"writing is not permitted .*\.public\.old"):
            publish(tmp_path, NEW)
    assert published(tmp_path) == OLD
    publish(tmp_path, NEW)
    assert published(tmp_path) == NEW


@pytest.mark.parametrize("code", [0, errno.EIO])
def test_one_wait_for_many_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Many files are waited for at once, where the system can; when it tells a fault, the old site stays."""
    publish(tmp_path, OLD)
    waited: list[str] = []

    def wait(path: str) -> bool:
        waited.append(path)
        if code:
            raise OSError(code, os.strerror(code))
        return True

    monkeypatch.setattr(disk, "MANY", 1)
    assert disk.sync_around(str(tmp_path)) == hasattr(ctypes.CDLL(None), "syncfs")
    monkeypatch.setattr(disk, "sync_around", wait)
    if code:
        with pytest.raises(PublishError, match="the disk reports a fault"):
            publish(tmp_path, NEW)
    else:
        publish(tmp_path, NEW)
    assert published(tmp_path) == (OLD if code else NEW)
    assert len(waited) == 1


LIMITED = """
import sys
from pathlib import Path
from drafts import publish_site
from sourceline.publish import PublishError, claim_output
root = Path(sys.argv[1])
try:
    with claim_output(root / "public", root) as claim:
        publish_site([("index.html", b"x" * 100_000)], claim)
except PublishError as error:
    print(error)
"""


def test_file_size_limit(tmp_path: Path) -> None:
    """A limit that the system itself enforces in the middle of a file leaves the old site."""
    publish(tmp_path, OLD)

    def set_limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, tmp_path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=set_limit,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == (
        f"Could not write the new site beside {tmp_path}/public: a file is larger than allowed here.\n"
        "    Raise the limit (ulimit -f) or choose another --output.\n"
    )
    assert published(tmp_path) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["public"]
