"""What `faults` does to a small site: each command that writes, from a state of before to one after."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from trees import read_tree, remove, write_tree
from warm import Run, Warm, keep_warm

Tree = dict[str, bytes]

SETTINGS = "title: Tides\nengine: fast\n"
EVENT = "title: The harbour opens\ndate: 2031-05-01\ntext: {}\n"
TEMPLATE = (
    '{% extends "theme/event.html" %}\n{% block opening %}<p>NOTE</p>{{ super() }}{% endblock %}\n'
)
ARTICLE = "date 2031-05-0{0} Northwind Tide said that its chief executive {1} will step down on 6 May 2031.\n\n{1} joined Ebb Works in 2029.\n"
PAGE = """<!doctype html><html lang="en"><head><title>Strait Power buys Ebb Works</title>
<meta property="article:published_time" content="2031-05-04"></head><body><article>
<h1>Strait Power buys Ebb Works</h1><p>Strait Power said on 4 May 2031 that it bought Ebb Works for $3 million, a maker
of small turbines in the north of the strait.</p><p>Cora Lindqvist, its chief executive, called it a good day for
everyone who works there, and said that nobody would have to leave.</p></article></body></html>
"""
TABLE = "title,date,text\nThe dock closes,2031-07-01,It was old.\nThe dock opens,2031-09-01,It is new.\n"


def write_old(site: Path) -> None:
    """What people wrote, before."""
    for name in ("content/sources", "content/events", "templates", "static"):
        shutil.rmtree(site / name, ignore_errors=True)
    write_tree(
        site,
        {
            "content/site.yaml": SETTINGS,
            "content/sources/one.txt": ARTICLE.format(1, "Ada Fenwick"),
            "content/sources/two.txt": ARTICLE.format(2, "Bruno Castellan"),
            "content/events/harbour.yaml": EVENT.format("It rained."),
            "content/events/pier.yaml": EVENT.format("Nobody came."),
            "templates/event.html": TEMPLATE,
            "static/own.css": "h1 { margin: 1px }\n",
        },
    )


def write_new(site: Path) -> None:
    """The same after an author's day: changed, come and gone."""
    (site / "content/sources/two.txt").unlink()
    (site / "content/events/pier.yaml").unlink()
    write_tree(
        site,
        {
            "content/sources/one.txt": ARTICLE.format(1, "Cora Lindqvist"),
            "content/sources/three.txt": ARTICLE.format(3, "Dario Quill"),
            "content/events/harbour.yaml": EVENT.format("It *snowed*."),
            "static/own.css": "h1 { margin: 2px }\n",
            "static/more.css": "h2 { margin: 2px }\n",
        },
    )


def write_prose(site: Path) -> None:
    """One text is another."""
    write_tree(site, {"content/events/harbour.yaml": EVENT.format("It *snowed* all day.")})


def touch(site: Path) -> None:
    """A file is newer, and the same."""
    (site / "content/events/harbour.yaml").touch()


def leave(_: Path) -> None:
    """Nothing is changed."""


def spoil(site: Path) -> None:
    """After an author's day, of which an extraction was changed by hand as well."""
    write_new(site)
    with (site / "content/extracted/one.yaml").open("a") as file:
        file.write("# mine\n")


@dataclass(frozen=True, slots=True)
class World:
    """A site, the remote of its repository, and files from elsewhere."""

    folder: Path
    warm: Warm

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.folder / "site"

    @property
    def remote(self) -> Path:
        """The bare repository to which it is published."""
        return self.folder / "remote.git"

    def run(self, *args: str, **how: Any) -> Run:
        """A command in the site, in the way that `Warm.run` takes."""
        return self.warm.run(*args[:1], "-C", str(self.site), *args[1:], **how)

    def must(self, *args: str) -> None:
        """A command that must go well."""
        done = self.run(*args)
        if done.code:
            raise RuntimeError(done.err)

    def git(self, *args: str, folder: Path | None = None) -> str:
        """What git says in the site's repository."""
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@tide.example", *args]
        done = subprocess.run(  # noqa: S603 - git
            command, cwd=folder or self.site, capture_output=True, check=True
        )
        return os.fsdecode(done.stdout)


@contextmanager
def open_world(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[World]:
    """A world in an empty folder; its commands have this in their environment."""
    write_old(folder / "warm")
    (folder / "site").mkdir()
    build = ("build", "-C", str(folder / "warm"))
    with keep_warm(build, environment=environment) as warm:
        yield World(folder, warm)


def begin_first(world: World) -> None:
    """A site that was never built."""
    for place in (*world.site.glob(".public.*"), *world.site.glob("[.c]*"), world.site / "public"):
        remove(place)
    write_old(world.site)


def begin_built(world: World) -> None:
    """A site that stands as it was built, beside the one before it."""
    write_old(world.site)
    world.must("build")


def begin_extracted(world: World) -> None:
    """A site whose sources are read."""
    write_old(world.site)
    world.must("extract")


def begin_published(world: World) -> None:
    """A site that was published, and built anew since."""
    if not (world.site / ".git").exists():
        world.git("init", "--quiet", "--bare", "--initial-branch=main", str(world.remote))
        world.git("init", "--quiet", "--initial-branch=main")
        write_tree(world.site, {".gitignore": "public/\n.public.*\n.sourceline/\n", "a": "1\n"})
        world.git("add", "a", ".gitignore")
        world.git("commit", "--quiet", "--message", "Begin")
        world.git("remote", "add", "origin", world.remote.as_uri())
    begin_built(world)
    world.must("publish", "--yes")
    write_new(world.site)
    world.must("build")


def begin_incoming(world: World) -> None:
    """A site, and what is to come into it."""
    begin_first(world)
    for name in ("originals", "sources/strait-power-buys-ebb-works.md"):
        remove(world.site / "content" / name)
    write_tree(world.site, {"incoming/page.html": PAGE, "incoming/table.csv": TABLE})


def begin_nothing(world: World) -> None:
    """No site at all."""
    shutil.rmtree(world.site, ignore_errors=True)
    world.site.mkdir()


def begin_corrected(world: World) -> None:
    """A site that stands as it was built, of which an event has changed since."""
    (world.site / "content/corrections.yaml").unlink(missing_ok=True)
    begin_built(world)


def change_day(site: Path) -> None:
    """An event has another day."""
    path = site / "content/events/harbour.yaml"
    path.write_text(path.read_text().replace("2031-05-01", "2031-05-02"))


def begin_edited(world: World) -> None:
    """A site that was read, in which nobody has written of an event that was."""
    for path in (world.site / "content/events").glob("*"):
        path.unlink()
    begin_extracted(world)


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that writes."""

    begin: Callable[[World], None]
    """Brings the site into the state before, from whatever state it is in."""
    edit: Callable[[Path], None]
    """What people do then."""
    args: tuple[str, ...]
    whole: bool = True
    """Whether what people have is as before or as after, not in part; always so for the site and each file."""

    replaces: bool = False
    """Whether it puts new files in the place of old ones, and so can leave all as it was without deleting what it
    wrote, which a disk that stays broken refuses."""

    def do(self, world: World, **how: Any) -> Run:
        """Run it, in the way that `Warm.run` takes. `new` is told its folder, all others are in it."""
        if self.args == ("new",):
            return world.warm.run("new", "--add", str(world.site), **how)
        return world.run(*(arg.replace("SITE", str(world.site)) for arg in self.args), **how)


DEEDS: Final[Mapping[str, Deed]] = {
    "first build": Deed(begin_first, leave, ("build",), whole=False, replaces=True),
    "build": Deed(begin_built, write_new, ("build",), whole=False, replaces=True),
    "build of a text": Deed(begin_built, write_prose, ("build",), whole=False, replaces=True),
    "build of nothing": Deed(begin_built, touch, ("build",), whole=False, replaces=True),
    "extract": Deed(begin_extracted, spoil, ("extract",), whole=False, replaces=True),
    "publish": Deed(begin_published, leave, ("publish", "--yes"), replaces=True),
    "add": Deed(begin_incoming, leave, ("add", "SITE/incoming/page.html")),
    "import": Deed(begin_incoming, leave, ("import", "SITE/incoming/table.csv")),
    "new": Deed(begin_nothing, leave, ("new",), whole=False),
    "edit": Deed(begin_edited, leave, ("edit", "ada-fenwick-departure")),
    "corrections": Deed(begin_corrected, change_day, ("corrections", "--on", "2031-05-09")),
}


# Objects that git did not finish are git's own: it deletes them after two weeks.
_PASSING = re.compile(r"\.(part|new|lock)$|^\.public\.(new|lock)(/|$)")
_NUMBER = re.compile("[0-9a-f]{8,}")


@dataclass(frozen=True, slots=True)
class State:
    """All that a run may change."""

    public: Tree
    written: Tree
    """What people wrote, and what was read in it."""
    remote: Tree
    """The site on the branch of the remote."""
    repository: tuple[str, ...]
    """What git says of the user's own branches, index and files."""
    passing: frozenset[str]
    """Files that are there only while something is written."""
    kept: frozenset[str]
    """The names of what is kept between builds, without the numbers in them."""


def read_state(world: World) -> State:
    """How everything stands."""
    public: Tree = {}
    written: Tree = {}
    passing, kept = set(), set()
    for path, data in read_tree(world.site).items():
        if _PASSING.search(path):
            passing.add(path)
        elif path.startswith("public/"):
            public[path] = data
        elif path.startswith(".sourceline/"):
            kept.add(_NUMBER.sub("#", path))
        elif not path.startswith((".git/", ".public.")):
            written[path] = data
    remote, repository = read_git(world) if (world.site / ".git").exists() else ({}, ())
    return State(public, written, remote, repository, frozenset(passing), frozenset(kept))


def read_git(world: World) -> tuple[Tree, tuple[str, ...]]:
    """Path → id of every file on the branch of the remote; what git says of the user's own."""
    refs = world.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags")
    status = world.git("--no-optional-locks", "status", "--porcelain=v2", "--branch")
    index = (world.site / ".git/index").read_bytes().hex()
    remote: Tree = {}
    if world.git("for-each-ref", "refs/heads/gh-pages", folder=world.remote):
        rows = world.git("ls-tree", "-r", "-z", "gh-pages", folder=world.remote).split("\0")[:-1]
        remote = {row.partition("\t")[2]: row.split()[2].encode() for row in rows}
    return remote, (refs, status, index)


def learn_deed(
    world: World, deed: Deed, watch: Callable[[], AbstractContextManager[None]] = nullcontext
) -> tuple[State, State, Run]:
    """How everything stands before a run, and after one in which nothing fails; and that run, which is made in
    `watch`. What is kept between runs is then as it will be each time."""
    for place in (world.site, world.remote):
        shutil.rmtree(place, ignore_errors=True)
    world.site.mkdir()
    for _ in range(2):
        deed.begin(world)
        deed.edit(world.site)
        begun = read_state(world)
        with watch():
            done = deed.do(world)
        if done.code:
            raise RuntimeError(done.err)
    return begun, read_state(world), done
