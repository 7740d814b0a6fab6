"""Every save below the watched places is told, by events or without them, whatever a save looks like."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from previews import wait_until
from trees import write_tree

from sourceline.serve.states import compare_states, list_states
from sourceline.serve.watch import Watch, find_roots


@contextmanager
def watch_places(*places: Path, poll: bool = False) -> Iterator[Watch]:
    watch = Watch(places, poll=poll)
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        yield watch
    finally:
        watch.end()
        thread.join()


def take_until(watch: Watch, *paths: Path) -> None:
    """Wait until all these have been told."""
    left = {str(path) for path in paths}

    def take() -> bool:
        left.difference_update(watch.take())
        return not left

    wait_until(take)


@pytest.mark.parametrize("poll", [False, True])
def test_saves(tmp_path: Path, *, poll: bool) -> None:
    """Files that are written, replaced, deleted, or made in new folders, are told; dotfiles are not."""
    write_tree(tmp_path, {"content/a.yaml": "1", "content/b.yaml": "1", "other.txt": ""})
    place = tmp_path / "content"
    with watch_places(place, poll=poll) as watch:
        (place / "a.yaml").write_text("22")
        take_until(watch, place / "a.yaml")
        (place / ".new").write_text("333")
        (place / ".new").replace(place / "a.yaml")
        take_until(watch, place / "a.yaml")
        (place / "b.yaml").unlink()
        take_until(watch, place / "b.yaml")
        write_tree(place, {"x/y/c.yaml": "", "x/y/d.yaml": ""})
        take_until(watch, place / "x/y/c.yaml", place / "x/y/d.yaml")
        (place / "x").rename(place / "z")
        take_until(watch, *(place / name / "y/c.yaml" for name in ("x", "z")))
        (place / ".hidden").write_text("")
        (tmp_path / "other.txt").write_text("2")
        (place / "last.yaml").write_text("")
        told: set[str] = set()

        def take() -> bool:
            told.update(watch.take())
            return str(place / "last.yaml") in told

        wait_until(take)
        assert told == {str(place / "last.yaml")}


def test_places_that_come_and_go(tmp_path: Path) -> None:
    """A place may be made after the start, and may be deleted and made again."""
    place, file = tmp_path / "content/events", tmp_path / "content/site.yaml"
    with watch_places(place, file) as watch:
        write_tree(tmp_path, {"content/events/a.yaml": "", "content/site.yaml": ""})
        take_until(watch, place / "a.yaml", file)
        shutil.rmtree(tmp_path / "content")
        take_until(watch, place / "a.yaml", file)
        write_tree(tmp_path, {"content/events/a.yaml": "1", "content/site.yaml": "1"})
        take_until(watch, place / "a.yaml", file)
        (place / "a.yaml").write_text("2")
        take_until(watch, place / "a.yaml")


def test_without_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment can say that there are no events, as for every program that uses watchfiles."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    assert not Watch([tmp_path]).has_events
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "false")
    assert Watch([tmp_path]).has_events
    assert not Watch([tmp_path], poll=True).has_events


def test_roots(tmp_path: Path) -> None:
    """What is watched is folders that are there, the outermost; a file is watched through its folder."""
    write_tree(tmp_path, {"content/events/a.yaml": "", "static/a.css": ""})
    names = ("content/site.yaml", "content/events", "static", "templates")
    roots = find_roots([str(tmp_path / name) for name in names])
    assert list(roots) == [str(tmp_path / "content"), str(tmp_path / "static")]


def test_states(tmp_path: Path) -> None:
    """Two lists of files show what is new, gone or changed; a place that is not there does not disturb."""
    write_tree(
        tmp_path, {"a/b/c.txt": "1", "a/.d": "", "a/__pycache__/e": "", "d.yaml": "2", "e.yaml": ""}
    )
    places = [tmp_path / name for name in ("a", "d.yaml", "e.yaml", "none")]
    before = list_states(places)
    assert sorted(before) == [str(tmp_path / name) for name in ("a/b/c.txt", "d.yaml", "e.yaml")]
    write_tree(tmp_path, {"a/b/c.txt": "22", "a/f.txt": ""})
    (tmp_path / "e.yaml").unlink()
    changed = {str(tmp_path / name) for name in ("a/b/c.txt", "a/f.txt", "e.yaml")}
    assert compare_states(before, list_states(places)) == changed
