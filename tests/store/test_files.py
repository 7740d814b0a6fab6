"""Files: only regular ones of the site are opened; writing is whole or not at all."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path, PurePosixPath

import pytest

from sourceline.errors import ContentError, Position, Problem
from sourceline.model import Settings
from sourceline.store.files import (
    create_all,
    create_missing,
    is_there,
    list_files,
    read_bytes,
    write_bytes,
)
from sourceline.store.settings import SITE, read_settings

FOLDER = PurePosixPath("content/sources")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`content/sources` of an empty site at tmp_path/site."""
    path = tmp_path / "site" / FOLDER
    path.mkdir(parents=True)
    return path


def test_lists_files_below_in_order(folder: Path) -> None:
    """Files of all folders below come sorted by path; dotfiles and dot folders do not."""
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/x.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    paths, problems = list_files(folder.parents[1], FOLDER)
    assert (paths, problems) == (["content/sources/a/c.txt", "content/sources/b.txt"], [])


def test_no_folder_no_files(tmp_path: Path) -> None:
    """A folder that is not there holds nothing."""
    assert list_files(tmp_path, FOLDER) == ([], [])


def test_names_what_is_no_file_of_the_site(folder: Path) -> None:
    """Links out of the site, broken or circular links, pipes and sockets are named, never opened."""
    root = folder.parents[1]
    outside = root.parent / "secret.txt"
    outside.write_text("secret")
    (folder / "a-link-out.txt").symlink_to(outside)
    (folder / "b-link-folder.txt").symlink_to(root.parent)
    (folder / "c-device.txt").symlink_to("/dev/null")
    (folder / "d-broken.txt").symlink_to("nothing.txt")
    (folder / "e-circle.txt").symlink_to("e-circle.txt")
    os.mkfifo(folder / "f-pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket must be short
        server.bind("g-socket.txt")
        os.chdir(here)
    (folder / "h-link-in.txt").symlink_to("i.txt")
    (folder / "i.txt").write_text("x")
    (folder / "j-link-to-folder.txt").symlink_to("..")
    paths, problems = list_files(root, FOLDER)
    assert paths == ["content/sources/h-link-in.txt", "content/sources/i.txt"]
    assert [(Path(p.position.path).name, p.code, p.message) for p in problems] == [
        (
            "a-link-out.txt",
            "link-outside",
            "This symbolic link leads out of the site; it was not opened.",
        ),
        (
            "b-link-folder.txt",
            "link-outside",
            "This symbolic link leads out of the site; it was not opened.",
        ),
        (
            "c-device.txt",
            "link-outside",
            "This symbolic link leads out of the site; it was not opened.",
        ),
        ("d-broken.txt", "unreadable", "This link leads to no file."),
        ("e-circle.txt", "unreadable", "This link leads in a circle."),
        ("f-pipe.txt", "not-a-file", "This is a pipe, no file; it was not opened."),
        ("g-socket.txt", "not-a-file", "This is a socket, no file; it was not opened."),
        (
            "j-link-to-folder.txt",
            "not-a-file",
            "This is a link to a folder, no file; it was not opened.",
        ),
    ]


@pytest.mark.parametrize("place", ["content", "content/sources"])
def test_reads_through_no_folder_that_leads_out(tmp_path: Path, place: str) -> None:
    """A folder that is a link out of the site, or stands in one, is named, and nothing in it is read."""
    outside = tmp_path / "outside" / "sources"
    outside.mkdir(parents=True)
    (outside / "secret.txt").write_text("secret")
    link = tmp_path / "site" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(outside.parent if place == "content" else outside)
    problem = Problem(
        Position("content/sources"),
        "link-outside",
        "This folder is a symbolic link that leads out of the site; nothing in it was read.",
        "Make it a folder of the site.",
    )
    assert list_files(tmp_path / "site", FOLDER) == ([], [problem])


def test_what_cannot_be_looked_at_is_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system cannot tell whether a file is there, that is a problem; so what it says is not left out."""
    (tmp_path / "content").mkdir()
    (tmp_path / SITE).write_text("title: Tide\n")
    assert [is_there(tmp_path, path) for path in (SITE, "content/x", f"{SITE}/x")] == [
        True,
        False,
        False,
    ]
    lstat = os.lstat

    def fail(path: str) -> os.stat_result:
        if str(path).endswith(SITE):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return lstat(path)

    monkeypatch.setattr(os, "lstat", fail)
    problem = Problem(
        Position(SITE),
        "unreadable",
        "This cannot be read (Input/output error).",
        "Look at it in your file manager.",
    )
    assert read_settings(tmp_path) == (Settings(), (problem,))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.txt", r"a\nb.txt"),
        (b"a\x1b[2J.txt", r"a\x1b[2J.txt"),
        (b"a\xff.txt", r"a\udcff.txt"),
    ],
)
def test_names_that_cannot_be_shown_are_refused(folder: Path, name: bytes, shown: str) -> None:
    """A file name with control characters or broken UTF-8 is named with escapes, and not opened."""
    with open(os.fsencode(folder) + b"/" + name, "w") as file:  # noqa: PTH123 - a name that is no str
        file.write("x")
    paths, problems = list_files(folder.parents[1], FOLDER)
    assert ([], [(f"content/sources/{shown}", "bad-name")]) == (
        paths,
        [(problem.position.path, problem.code) for problem in problems],
    )


def test_reading_a_pipe_is_refused(folder: Path) -> None:
    """A pipe does not stop the build, even when it is asked for by name."""
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(ContentError, match="This is a pipe"):
        read_bytes(folder.parents[1], "content/sources/pipe.txt")


def test_writes_only_what_changed(tmp_path: Path) -> None:
    """The same bytes are not written again; other bytes replace the file, and nothing stays behind."""
    path = "content/extracted/a.yaml"
    first = write_bytes(tmp_path, path, b"one")
    before = (tmp_path / path).stat()
    same = write_bytes(tmp_path, path, b"one")
    after = (tmp_path / path).stat()
    other = write_bytes(tmp_path, path, b"two")
    assert (first, same, other) == (True, False, True)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert {
        file.name: file.read_bytes() for file in (tmp_path / "content/extracted").iterdir()
    } == {"a.yaml": b"two"}


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """When the disk fails before the rename, the old file stands whole and no part stays behind."""
    write_bytes(tmp_path, "a.yaml", b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, name, fail)
    if name == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_bytes(tmp_path, "a.yaml", b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.yaml": b"old"}


def refuse(path: str) -> ContentError:
    """The error of a file that stands there already."""
    return ContentError([Problem(Position(path), "there", "It is there.", "Move it.")])


@pytest.mark.parametrize(
    ("path", "told"), [("b.yaml", "b.yaml: error: It is there"), ("a.yaml/x", "a.yaml/x")]
)
def test_creates_all_or_none(tmp_path: Path, path: str, told: str) -> None:
    """Where one of several new files stands already or cannot be written, it is named, and none is made."""
    (tmp_path / "b.yaml").write_bytes(b"mine")
    files = [("content/a.yaml", b"one"), ("a.yaml", b"two")]
    with (
        pytest.raises(ContentError, match=told),
        create_all(tmp_path, [*files, (path, b"three")], refuse),
    ):
        pytest.fail("all were made")
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["b.yaml"]
    assert (tmp_path / "b.yaml").read_bytes() == b"mine"
    with pytest.raises(ZeroDivisionError), create_all(tmp_path, files, refuse):
        raise ZeroDivisionError
    assert [entry.name for entry in tmp_path.iterdir()] == ["b.yaml"]
    with create_all(tmp_path, files, refuse):
        pass
    assert [(tmp_path / path).read_bytes() for path, _ in files] == [b"one", b"two"]


def test_writes_nothing_through_a_link_out(tmp_path: Path) -> None:
    """A folder that is a link out of the site is refused, and nothing is written behind it."""
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (site / "content").symlink_to(outside)
    with pytest.raises(ContentError, match="leads out of the site; nothing was written"):
        write_bytes(site, "content/extracted/a.yaml", b"x")
    assert list(outside.iterdir()) == []


def test_replaces_a_link_not_its_target(tmp_path: Path) -> None:
    """Writing where a link stands replaces the link; what it led to is left as it is."""
    (tmp_path / "target.txt").write_bytes(b"kept")
    (tmp_path / "a.yaml").symlink_to("target.txt")
    write_bytes(tmp_path, "a.yaml", b"new")
    assert ((tmp_path / "target.txt").read_bytes(), (tmp_path / "a.yaml").is_symlink()) == (
        b"kept",
        False,
    )


def test_creates_what_is_missing_or_nothing(tmp_path: Path) -> None:
    """Files that are missing are all made, and none where one cannot be: folders made for them go, too."""
    (tmp_path / "a.yaml").write_bytes(b"mine")
    files = [("a.yaml", b"one"), ("content/x/b.yaml", b"two")]
    with pytest.raises(ContentError, match=r"a\.yaml/c"):
        create_missing(tmp_path, [*files, ("a.yaml/c", b"three")])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.yaml", b"mine")]
    assert create_missing(tmp_path, files) == ("content/x/b.yaml",)
    assert (tmp_path / "content/x/b.yaml").read_bytes() == b"two"
