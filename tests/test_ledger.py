"""What a build writes down, and what it finds changed by it."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import write_tree

from sourceline import ledger
from sourceline.ledger import Ledger

LATER = 10**12
"""ns after now: every file that is there has settled by then."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two texts and a style."""
    files = {
        "content/sources/a.txt": "One.",
        "content/sources/b.txt": "Two.",
        "static/a.css": "h1 {}",
    }
    write_tree(tmp_path, files)
    return tmp_path


def note(root: Path, begun: int | None = None) -> Ledger:
    """What a build of the site, at the moment `begun`, would write down of its files."""
    inputs, names = ledger.survey_site(str(root), begun or time.time_ns() + LATER)
    digests = {
        path: hashlib.sha256((root / path).read_bytes()).hexdigest()
        for path in inputs
        if (root / path).is_file()
    }
    return {"inputs": inputs, "names": names, "digests": digests}


def test_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    """Plain values are read as they were written."""
    place = ledger.locate_ledger(str(tmp_path), str(tmp_path / "public"))
    assert ledger.read_ledger(place) is None
    written = {"inputs": {"a": (1, 2, 3, 4), "b": None}, "told": ("x", "y")}
    ledger.write_ledger(place, written)
    assert ledger.read_ledger(place) == written


def test_each_output_has_its_own(tmp_path: Path) -> None:
    """Two outputs of one site have two ledgers, and a site that moves keeps its own."""
    place = ledger.locate_ledger(str(tmp_path), str(tmp_path / "public"))
    assert place != ledger.locate_ledger(str(tmp_path), str(tmp_path / "then"))
    moved = ledger.locate_ledger(str(tmp_path / "moved"), str(tmp_path / "moved" / "public"))
    assert Path(place).name == Path(moved).name


@given(st.data())
def test_damaged_ledger_is_none(data: st.DataObject) -> None:
    """One that is cut off, or has another bit anywhere, counts as none."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "a.ledger"
        ledger.write_ledger(str(place), {"inputs": {"a": (1, 2, 3, 4)}})
        damaged = bytearray(place.read_bytes())
        if data.draw(st.booleans()):
            damaged = damaged[: data.draw(st.integers(0, len(damaged) - 1))]
        else:
            damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(
                st.integers(0, 7)
            )
        place.write_bytes(damaged)
        assert ledger.read_ledger(str(place)) is None


def test_nothing_has_changed(root: Path) -> None:
    """Of a site that lies as it lay nothing is looked at, and there is nothing to write again."""
    found = note(root)
    assert ledger.find_changes(str(root), found) == ()
    assert "fresh" not in found


def test_same_bytes_are_no_change(root: Path) -> None:
    """A file that was written again with the same bytes is the same, and its new stamp is taken over."""
    found = note(root)
    (root / "content/sources/a.txt").write_text("One.")
    assert ledger.find_changes(str(root), found) == ()
    assert found["fresh"]


def test_change_is_found_whatever_the_times_say(root: Path) -> None:
    """Another file of the same size and times in the same place is another file."""
    path = root / "content/sources/a.txt"
    found = note(root)
    times = path.stat()
    path.write_text("Six.")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert ledger.find_changes(str(root), found) == ("content/sources/a.txt",)


def test_file_that_was_just_written_is_looked_at(root: Path) -> None:
    """Within one tick of the clock a second change leaves the same stamp, so the first is not trusted."""
    found = note(root, time.time_ns())
    assert set(found["inputs"].values()) - {None} == {(0, 0, 0, 0)}
    assert ledger.find_changes(str(root), found) == ()


def test_files_that_come_and_go(root: Path) -> None:
    """A folder tells what came to it and what went, also one that was not there before."""
    found = note(root)
    write_tree(root, {"content/sources/c.txt": "Three.", "templates/base.html": "x"})
    (root / "static/a.css").unlink()
    changed = ("content/sources", "static", "static/a.css", "templates")
    assert tuple(sorted(ledger.find_changes(str(root), found))) == changed


def test_names_that_are_no_part_of_a_site(root: Path) -> None:
    """Files of editors, and what Python keeps beside templates, change nothing."""
    found = note(root)
    write_tree(root, {"content/sources/.a.txt.swp": "x", "static/__pycache__/x.pyc": "x"})
    assert ledger.find_changes(str(root), found) == ()


def test_pipe_in_the_place_of_a_file(root: Path) -> None:
    """A file that has become a pipe has changed, and nobody waits for what comes out of it."""
    found = note(root)
    (root / "static/a.css").unlink()
    os.mkfifo(root / "static/a.css")
    assert "static/a.css" in ledger.find_changes(str(root), found)


def test_folder_that_could_not_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a build could not see what is in a folder, the next one looks, although the folder is the same."""
    scandir = os.scandir

    def fail(path: str) -> object:
        if path.endswith("content/sources"):
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", fail)
        found = note(root)
    assert "content/sources" in ledger.find_changes(str(root), found)


@pytest.mark.parametrize("spoiled", [None, 0, 1999, 2999])
def test_many_files_are_looked_at_by_two(tmp_path: Path, spoiled: int | None) -> None:
    """Of thousands of published files, one that was touched is found, whichever process looks at it."""
    stamps = {}
    for name in [*map(str, range(3000)), ledger.MARKER]:
        (tmp_path / name).write_bytes(b"")
        found = (tmp_path / name).lstat()
        stamps[name] = found.st_ino, found.st_size, found.st_mtime_ns
    marker = stamps.pop(ledger.MARKER)
    packed = ledger.pack_stamps(stamps)
    if spoiled is not None:
        (tmp_path / str(spoiled)).write_bytes(b"spoiled")
    same = ledger.has_files(str(tmp_path), ledger.list_stamps(packed), marker)
    assert same is (spoiled is None)
