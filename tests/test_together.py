"""Several at once: builds, the preview, and an author who saves all the while."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from previews import ask, show_site, wait_until
from trees import read_tree
from warm import Warm, keep_warm

from bench.torture.worlds import (
    ARTICLE,
    EVENT,
    World,
    begin_first,
    open_world,
    write_new,
    write_old,
)
from sourceline.cli.repeat import repeat_build
from sourceline.publish import claim_output

PAIRS = int(os.environ.get("PAIRS", "1"))
"""A longer run: PAIRS=20 SAVING=60 pytest tests/test_together.py"""
SAVING = float(os.environ.get("SAVING", "1"))
"""Seconds in which an author saves fifty times each."""
PAUSE = 1 / 50


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """For all tests here."""
    with open_world(tmp_path_factory.mktemp("world")) as opened:
        yield opened


def build_clean(world: World) -> dict[str, bytes]:
    """The site that is built from scratch."""
    for name in ("public", ".sourceline", "content/extracted"):
        remove(world.site / name)
    world.must("build")
    return read_tree(world.site / "public")


def remove(place: Path) -> None:
    """Move a folder away; what is in it is no matter."""
    if place.exists():
        place.rename(place.with_name(f".gone-{place.name}-{time.monotonic_ns()}"))


def start_other(world: World) -> AbstractContextManager[Warm]:
    """Another process that builds."""
    return keep_warm(("build", "-C", str(world.folder / "warm")))


def test_two_builds(world: World) -> None:
    """Two builds that begin at moments of chance, the second with what was saved since, both end well, and leave the
    site of what was saved last."""
    chance = random.Random(5)  # noqa: S311 - moments, no secrets
    with start_other(world) as other:
        site = ("-C", str(world.site))
        begin_first(world)
        write_new(world.site)
        new = build_clean(world)
        for _ in range(PAIRS):
            write_old(world.site)
            world.warm.start("build", *site)
            time.sleep(chance.uniform(0, 0.8))
            write_new(world.site)
            other.start("build", *site)
            first, second = world.warm.wait(), other.wait()
            assert (second.code, second.err.count("Traceback")) == (0, 0), second.err
            assert first.code in (0, 1), first.err  # 1: a source was deleted before it was read
            assert "Traceback" not in first.err
            assert read_tree(world.site / "public") == new
            assert not list(world.site.glob(".public.[ln]*"))


def test_unchanged_build_waits(world: World) -> None:
    """A build that finds all as the last one left it says so only when no other build is about to replace it."""
    begin_first(world)
    world.must("build")
    args = ["build", "-C", str(world.site)]
    with claim_output(world.site / "public", world.site):
        assert repeat_build(args) is None
    assert repeat_build(args) is not None


def test_build_beside_preview(world: World) -> None:
    """While the preview shows what is saved, builds publish it, and both end with the same page."""
    begin_first(world)
    with show_site(world.site) as port:
        for number in range(PAIRS):
            path = world.site / "content/events/harbour.yaml"
            path.write_text(EVENT.format(f"It hailed, {number}."))
            world.must("build")
            wanted = f"It hailed, {number}.".encode()
            wait_until(partial(shows, port, wanted))
            page = (world.site / "public/events/harbour/index.html").read_bytes()
            assert wanted in page
    public = read_tree(world.site / "public")
    assert public == build_clean(world)


def shows(port: int, words: bytes) -> bool:
    """Whether the preview's page of the event says this."""
    return words in ask(port, "/events/harbour/")[2]


def test_saves_during_builds(world: World) -> None:
    """While files are saved in all the ways of editors, builds end with a site or a problem; no page is ever cut
    off, and the last build is as one from scratch."""
    halves: list[str] = []
    begin_first(world)
    world.must("build")
    built = 0
    with keep_doing(save_once, world.site), keep_doing(look, world.site / "public", halves):
        end = time.monotonic() + SAVING
        while time.monotonic() < end:
            done = world.run("build")
            assert done.code in (0, 1), done.err
            assert "Traceback" not in done.err, done.err
            built += 1
    write_new(world.site)
    for path in world.site.glob("content/*/*saved*"):
        path.unlink()
    world.must("build")
    public = read_tree(world.site / "public")
    assert (halves, public == build_clean(world), built > 0) == ([], True, True)


@contextmanager
def keep_doing(call: Callable[..., None], *args: object) -> Iterator[None]:
    """Call it fifty times a second, in a thread, as long as the block runs."""
    ended = threading.Event()
    failed: list[BaseException] = []

    def repeat() -> None:
        chance = random.Random(9)  # noqa: S311 - edits, no secrets
        while not ended.wait(PAUSE):
            try:
                call(chance, *args)
            except BaseException as error:  # noqa: BLE001 - told in the test's own thread
                failed.append(error)
                return

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    if failed:
        raise failed[0]


def save_once(chance: random.Random, site: Path) -> None:
    """In place, by a rename, deleted and made again, half a file first, or another file."""
    number = chance.randrange(1000)
    event = site / "content/events/harbour.yaml"
    text = EVENT.format(f"It rained {number} times.")
    way = chance.randrange(5)
    if way == 0:
        event.write_text(text)
    elif way == 1:
        draft = event.with_name(".harbour.yaml.swp")
        draft.write_text(text)
        draft.replace(event)
    elif way == 2:
        event.unlink()
        event.write_text(text)
    elif way == 3:
        event.write_text(text[: len(text) // 2])
        time.sleep(PAUSE / 4)
        event.write_text(text)
    else:
        source = site / f"content/sources/saved-{number % 3}.txt"
        if source.exists():
            source.unlink()
        else:
            source.write_text(ARTICLE.format(number % 9 + 1, "Esra Vance"))


def look(chance: random.Random, public: Path, halves: list[str]) -> None:
    """Read a published page, as a visitor does; between two looks at a path the site may have changed."""
    try:
        paths = sorted(public.rglob("*.html"))
        path = chance.choice(paths)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IndexError):
        return
    if not data.rstrip().endswith(b"</html>"):
        halves.append(f"{path}: {len(data)} bytes")
