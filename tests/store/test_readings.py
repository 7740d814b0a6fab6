"""What was read is kept by the hash of the bytes it was read from."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from trees import write_tree

from sourceline.ledger import stamp_path
from sourceline.store.blobs import read_blobs, write_blobs
from sourceline.store.readings import READINGS, HeldReadings, Readings

HEAD = b"\nhead\n"


def read(root: Path, asked: list[str]) -> str:
    """The text of a file, as it was kept or as it is read now; who reads it is `asked`."""
    readings = Readings(root)

    def make() -> str:
        asked.append("a.txt")
        return readings.read_file("a.txt").decode()

    text = readings.recall("a.txt", (readings.hash_file("a.txt"),), make)
    readings.save()
    return text


def test_only_other_bytes_are_read(tmp_path: Path) -> None:
    """A file is read once, and again when its bytes are others, whatever its times are."""
    asked: list[str] = []
    write_tree(tmp_path, {"a.txt": "One."})
    assert [read(tmp_path, asked), read(tmp_path, asked)] == ["One.", "One."]
    write_tree(tmp_path, {"a.txt": "Two."})
    assert [read(tmp_path, asked), read(tmp_path, asked)] == ["Two.", "Two."]
    assert len(asked) == 2


def test_known_stamp_needs_no_bytes(tmp_path: Path) -> None:
    """The hash of a file that is the very same as before is taken from there."""
    write_tree(tmp_path, {"a.txt": "One."})
    first = Readings(tmp_path)
    digest = first.hash_file("a.txt")
    stamp = stamp_path(f"{tmp_path}/a.txt")
    assert stamp is not None
    again = Readings(tmp_path, {"a.txt": (stamp, "as told")})
    assert again.hash_file("a.txt") == "as told"
    other = Readings(tmp_path, {"a.txt": ((0, 0, 0, 0), "as told")})
    assert other.hash_file("a.txt") == digest


def test_held_values_are_those_of_the_bytes(tmp_path: Path) -> None:
    """What was read once in this process is the very same value as long as the bytes are, in a file that was saved
    again with its size and times, too."""
    readings = HeldReadings(tmp_path)

    def recall() -> list[str]:
        digests = (readings.hash_file("a.txt"),)
        return readings.recall("a.txt", digests, lambda: [readings.read_file("a.txt").decode()])

    for text in ("One.", "Two.", "One."):
        write_tree(tmp_path, {"a.txt": text})
        os.utime(tmp_path / "a.txt", ns=(0, 0))
        first = recall()
        assert first == [text]
        assert recall() is first
    readings.save()
    assert recall() is first


def test_held_stamp_needs_no_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was changed long enough ago for its stamp to tell is not opened again."""
    write_tree(tmp_path, {"a.txt": "One."})
    stamp = (tmp_path / "a.txt").stat()
    later = stamp.st_ctime_ns + 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    readings = HeldReadings(tmp_path)
    digest = readings.hash_file("a.txt")
    monkeypatch.setattr("sourceline.store.readings.read_bytes", lambda *_: b"not asked for")
    assert readings.hash_file("a.txt") == digest
    monkeypatch.setattr(time, "time_ns", lambda: stamp.st_ctime_ns)
    readings = HeldReadings(tmp_path)
    readings.hash_file("a.txt")
    monkeypatch.undo()
    assert readings.hash_file("a.txt") == digest


@pytest.mark.parametrize("at", [0.1, 0.5, 0.99])
def test_damage_costs_time_alone(tmp_path: Path, at: float) -> None:
    """A damaged file of what was read leads to reading anew, and to no other text."""
    asked: list[str] = []
    write_tree(tmp_path, {"a.txt": "One."})
    read(tmp_path, asked)
    place = tmp_path / READINGS
    data = bytearray(place.read_bytes())
    data[int(len(data) * at)] ^= 1
    place.write_bytes(data)
    assert read(tmp_path, asked) == "One."
    assert len(asked) == 2


def test_blobs_come_back_under_their_head(tmp_path: Path) -> None:
    """Strings are found by name under the head they were written with, and under no other."""
    path = tmp_path / "folder" / "blobs"
    blobs = {"a": b"one", "b": b"", "c": bytes(1000)}
    write_blobs(path, blobs.items(), HEAD)
    assert dict(read_blobs(path, HEAD)) == blobs
    assert dict(read_blobs(path, b"\nother\n")) == {}
    assert dict(read_blobs(path.with_name("none"), HEAD)) == {}
