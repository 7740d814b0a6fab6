"""The marker of our folders."""

from __future__ import annotations

from pathlib import Path

from sourceline.publish import marker
from sourceline.publish.marker import Marker


def test_marker_comes_back(tmp_path: Path) -> None:
    """What a finished folder's marker says is what was put there."""
    folder = tmp_path / "site"
    marker.start_folder(folder)
    assert marker.read_marker(folder) == Marker(complete=False)
    marker.finish_folder(folder, {"b c": "01", "a": "02"})
    assert marker.read_marker(folder) == Marker(complete=True, files={"a": "02", "b c": "01"})


def test_foreign_marker(tmp_path: Path) -> None:
    """A file of the same name with other words, a link, or none at all is not ours."""
    (tmp_path / "other").mkdir()
    assert marker.read_marker(tmp_path / "other") is None
    (tmp_path / "other" / marker.NAME).write_text("something else\n")
    assert marker.read_marker(tmp_path / "other") is None
    ours = tmp_path / "ours"
    marker.start_folder(ours)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / marker.NAME).symlink_to(ours / marker.NAME)
    assert marker.read_marker(tmp_path / "linked") is None


def test_cut_marker(tmp_path: Path) -> None:
    """A marker that was cut off anywhere after its first line is never taken for complete."""
    whole = marker.format_marker({"a": "01", "b": "02"})
    first = whole.index("\n") + 1
    for end in range(first, len(whole) - 1):
        (tmp_path / marker.NAME).write_text(whole[:end])
        assert marker.read_marker(tmp_path) == Marker(complete=False), whole[:end]
        assert not marker.is_complete(tmp_path), whole[:end]


def test_foreign_files(tmp_path: Path) -> None:
    """Everything that the marker does not list is foreign, except what file managers drop."""
    for name in ("a", "b", ".DS_Store", marker.NAME):
        (tmp_path / name).write_text("x")
    (tmp_path / "link").symlink_to("/")
    assert marker.list_foreign(tmp_path, Marker(complete=True, files={"a": "00"})) == ["b", "link"]


def test_states_of_a_marker(tmp_path: Path) -> None:
    """A glance tells a folder of ours, and a complete one, as reading the whole marker does."""
    folder = tmp_path / "site"
    states = [(marker.is_ours(folder), marker.is_complete(folder))]
    marker.start_folder(folder)
    states.append((marker.is_ours(folder), marker.is_complete(folder)))
    marker.finish_folder(folder, {})
    states.append((marker.is_ours(folder), marker.is_complete(folder)))
    marker.reopen_folder(folder)
    states.append((marker.is_ours(folder), marker.is_complete(folder)))
    marker.finish_folder(folder, {"a": "01"})
    states.append((marker.is_ours(folder), marker.is_complete(folder)))
    (tmp_path / "link").symlink_to(folder)
    states.append((marker.is_ours(tmp_path / "link"), marker.is_complete(tmp_path / "link")))
    yes, begun, no = (True, True), (True, False), (False, False)
    assert states == [no, begun, yes, begun, yes, no]
