"""Every call to the disk fails once: the old site stays, nothing is left over, and the message helps."""

from __future__ import annotations

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
from trees import read_tree

from sourceline.publish import PublishError, claim_output, exchange, marker, publish_site

OLD = {"index.html": b"old", "events/a/index.html": b"gone"}
NEW = {"index.html": b"new", "events/b/index.html": b"come", "assets/c.css": b"css"}

# Calls of `os` that change the disk. Deletions are left out: they come after the exchange.
CALLS = ("open", "write", "fsync", "mkdir", "rename", "pwrite", "ftruncate")


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


def publish(root: Path, files: dict[str, bytes]) -> None:
    with claim_output(root / "public", root) as claim:
        publish_site(files.items(), claim)


def published(root: Path) -> dict[str, bytes]:
    files = read_tree(root / "public")
    del files[marker.NAME]
    return files


# Five files are written (three and two markers), four folders made; files, folders and the folder
# above are opened again and synced.
HITS = {
    "open": 15,
    "write": 5,
    "fsync": 9,
    "mkdir": 4,
    "rename": 1,
    "swap": 1,
    "pwrite": 1,
    "ftruncate": 1,
}
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE, errno.EROFS, errno.EDQUOT)


def test_every_call_fails_once(tmp_path: Path) -> None:
    """At each fault point up to the exchange the old site stays, after it the new one; the next build is clean."""
    hits: list[str] = []
    for nth in range(1, 1000):
        root = tmp_path / str(nth)
        root.mkdir()
        publish(root, OLD)
        fault = Fault(nth, CODES[nth % len(CODES)])
        failure = ""
        with inject(fault):
            try:
                publish(root, NEW)
            except PublishError as error:
                failure = str(error)
        if not fault.hit:
            break
        assert "\n    " in failure, (
            f"call {nth} ({fault.hit}) failed and nobody was told what to do"
        )
        assert [path.name for path in root.iterdir()] == ["public"]
        assert published(root) == (NEW if "swap" in hits else OLD)
        publish(root, NEW)
        assert published(root) == NEW
        hits.append(fault.hit)
    assert Counter(hits) == HITS


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


def test_former_site_cannot_be_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only the deletion of the former site fails, the new one stands, and the message says both."""
    publish(tmp_path, OLD)

    def refuse(_: Path, *, missing_ok: bool = False) -> None:  # noqa: ARG001 - the signature of Path.unlink
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(PublishError, match="Could not"):
            publish(tmp_path, NEW)
    assert published(tmp_path) == NEW
    publish(tmp_path, NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


LIMITED = """
import sys
from pathlib import Path
from sourceline.publish import PublishError, claim_output, publish_site
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
