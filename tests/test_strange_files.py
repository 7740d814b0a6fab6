"""Links, pipes, sockets and devices where files of a site belong: each is named, nothing leaks, nothing hangs."""

from __future__ import annotations

import itertools
import os
import random
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from trees import read_tree, remove, write_tree

from bench.torture.worlds import open_world, write_old

CASES = int(os.environ.get("CASES", "4"))
"""A longer run: CASES=1000 pytest tests/test_strange_files.py, which tries all"""
TOLD = "The vault opens with 4711."
HANGS = 30
"""Seconds."""

FILES = (
    "content/sources/one.txt",
    "content/sources/new.txt",
    "content/sources/one.txt.yaml",
    "content/events/harbour.yaml",
    "content/profiles/ada-fenwick.yaml",
    "content/site.yaml",
    "content/corrections.yaml",
    "content/extracted/one.yaml",
    "content/extracted/other.yaml",
    "static/own.css",
    "static/x/new.css",
    "templates/event.html",
    "templates/base.html",
    "templates/theme",
    ".sourceline/readings",
    ".sourceline/builds",
    ".public.lock",
)
FOLDERS = (
    "content",
    "content/sources",
    "content/events",
    "content/extracted",
    "static",
    "templates",
    ".sourceline",
    ".public.new",
    ".public.old",
)


PLAIN = {
    "sources/secret.txt": f"date 2031-05-09 {TOLD}\n",
    "events/secret.yaml": f"title: {TOLD}\ndate: 2031\n",
    "static/secret.css": f"/* {TOLD} */\n",
    "content/sources/secret.txt": f"date 2031-05-09 {TOLD}\n",
}


def link_out(place: Path, outside: Path) -> None:
    """A link to a file of somebody else's."""
    place.symlink_to(outside / "secret.txt")


def link_far(place: Path, outside: Path) -> None:
    """The same by way of another link, and with steps upwards."""
    (outside / "again").unlink(missing_ok=True)
    (outside / "again").symlink_to("../outside/secret.txt")
    place.symlink_to(os.path.relpath(outside / "again", place.parent))


def link_folder(place: Path, outside: Path) -> None:
    """A link to a folder of somebody else's."""
    place.symlink_to(outside)


def link_plain_folder(place: Path, outside: Path) -> None:
    """A link to such a folder, in which is what belongs there."""
    place.symlink_to(outside / "plain" / place.name.removeprefix("."))


def link_in_circle(place: Path, _: Path) -> None:
    """A link to itself."""
    place.symlink_to(place.name)


def link_nowhere(place: Path, _: Path) -> None:
    """A link to nothing."""
    place.symlink_to("nothing")


def make_pipe(place: Path, _: Path) -> None:
    """A pipe, at which whoever opens it waits for ever."""
    os.mkfifo(place)


def link_pipe(place: Path, outside: Path) -> None:
    """A link to one."""
    place.symlink_to(outside / "pipe")


def make_socket(place: Path, _: Path) -> None:
    """A socket."""
    here = Path.cwd()
    os.chdir(place.parent)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)
    finally:
        os.chdir(here)


def link_device(place: Path, _: Path) -> None:
    """A link to a device that never ends."""
    place.symlink_to("/dev/zero")


def make_device(place: Path, _: Path) -> None:
    """Such a device itself, where one may be made; elsewhere a pipe."""
    try:
        os.mknod(place, 0o644 | stat.S_IFCHR, os.makedev(1, 5))
    except OSError:
        os.mkfifo(place)


Make = Callable[[Path, Path], None]
MAKES: tuple[Make, ...] = (
    link_out,
    link_far,
    link_folder,
    link_in_circle,
    link_nowhere,
    make_pipe,
    link_pipe,
    make_socket,
    link_device,
    make_device,
)


def list_cases() -> list[tuple[str, Make]]:
    """All of them, in an order of chance, which is the same each time."""
    cases = [
        *itertools.product(FILES, MAKES),
        *itertools.product(FOLDERS, (link_folder, link_plain_folder)),
    ]
    random.Random(3).shuffle(cases)  # noqa: S311 - an order, no secrets
    return cases


def test_strange_files(tmp_path: Path) -> None:
    """A build with such a thing in the place of any file or folder of its own ends: with the site of before and a
    problem at the path, or with the site that it has without the thing. What lies outside is not told, and stays."""
    faults: list[str] = []
    with open_world(tmp_path) as world:
        site, outside = world.site, tmp_path / "outside"
        write_tree(
            outside,
            {"secret.txt": f"date 2031-05-09 {TOLD}\n", "secret.css": f"/* {TOLD} */\n"},
        )
        write_tree(outside, {"secret.yaml": f"title: {TOLD}\ndate: 2031\n", "secret.html": TOLD})
        write_tree(outside / "plain", PLAIN)
        os.mkfifo(outside / "pipe")
        before_outside = list_entries(outside)
        for path, make in list_cases()[:CASES]:
            prepare(site)
            world.must("build")
            public = read_tree(site / "public")
            place = site / path
            remove(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            make(place, outside)
            done = world.run("build", kill_after=HANGS)
            (outside / "again").unlink(missing_ok=True)
            told = f"{path}, {make.__name__}: {{}} ({done.code}) {done.err[:300]!r}"
            if done.code not in (0, 1, 2) or "Traceback" in done.err:
                faults.append(told.format("it broke or hung"))
            after = read_tree(site / "public")
            if done.code and after != public:
                faults.append(told.format("the old site did not stay"))
            if done.code and not (path in done.err or str(place) in done.err):
                faults.append(told.format("it is not named"))
            leaks = [name for name, data in after.items() if b"4711" in data]
            if leaks:
                faults.append(told.format(f"{leaks[:2]} leaked"))
            if list_entries(outside) != before_outside:
                faults.append(told.format("what lies outside changed"))
    assert not faults, "\n".join(faults)


def prepare(site: Path) -> None:
    """The site without anything strange."""
    for entry in list(site.iterdir()):
        if entry.is_symlink() or entry.name in ("content", "templates", "static", ".public.lock"):
            remove(entry)
    for name in (".sourceline", ".public.new", ".public.old"):
        for entry in (site / name).rglob("*") if (site / name).is_dir() else ():
            mode = entry.lstat().st_mode
            if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
                entry.unlink()
    write_old(site)


def list_entries(folder: Path) -> dict[str, bytes]:
    """The files below a folder; of what is none, the name alone."""
    return {
        str(path): path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else b""
        for path in sorted(folder.rglob("*"))
        if path.name != "again"
    }
