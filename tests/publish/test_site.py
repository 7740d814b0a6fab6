"""Publishing: all of the new site, or all of the old one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drafts import publish_site
from trees import read_tree

from sourceline.errors import ContentError, UsageError
from sourceline.publish import Published, claim_output, marker
from sourceline.publish.address import describe_fault

OLD = {"index.html": b"old", "events/gone/index.html": b"gone", "assets/a.css": b"css"}
NEW = {"index.html": b"new", "events/come/index.html": b"come", "assets/a.css": b"css"}


def publish(root: Path, files: dict[str, bytes]) -> Published:
    with claim_output(root / "public", root) as claim:
        return publish_site(files.items(), claim)


def count_files(done: Published) -> tuple[int, bool]:
    """How many files the site has, and whether publishing changed it."""
    return done.files, done.changed


def published(root: Path) -> dict[str, bytes]:
    """The site's files without our marker; nothing but a former site may stand beside it."""
    assert {path.name for path in root.iterdir()} - {".public.old"} == {"public"}
    files = read_tree(root / "public")
    del files[marker.NAME]
    return files


def test_first_and_next_site(tmp_path: Path) -> None:
    """Each publishing leaves exactly the new files; removed pages are gone."""
    assert count_files(publish(tmp_path, OLD)) == (3, True)
    assert published(tmp_path) == OLD
    assert count_files(publish(tmp_path, NEW)) == (3, True)
    assert published(tmp_path) == NEW


def test_unchanged_site(tmp_path: Path) -> None:
    """The same bytes again leave the published folder itself in place."""
    publish(tmp_path, NEW)
    before = (tmp_path / "public").stat().st_ino
    assert count_files(publish(tmp_path, NEW)) == (3, False)
    assert (tmp_path / "public").stat().st_ino == before
    assert published(tmp_path) == NEW


def test_damaged_site_is_mended(tmp_path: Path) -> None:
    """A page that was altered or lost since it was published comes back."""
    publish(tmp_path, NEW)
    (tmp_path / "public" / "index.html").write_bytes(b"NEW")
    (tmp_path / "public" / "assets" / "a.css").unlink()
    assert count_files(publish(tmp_path, NEW)) == (3, True)
    assert published(tmp_path) == NEW


def test_empty_output_folder(tmp_path: Path) -> None:
    """An empty folder that was made before is used."""
    (tmp_path / "public").mkdir()
    publish(tmp_path, NEW)
    assert published(tmp_path) == NEW


def test_foreign_file_that_came_during_the_build(tmp_path: Path) -> None:
    """A file that somebody puts into the published folder during a build is not lost."""
    publish(tmp_path, OLD)

    def make_files() -> Iterator[tuple[str, bytes]]:
        yield from NEW.items()
        (tmp_path / "public" / "notes.txt").write_bytes(b"mine")

    with (
        pytest.raises(UsageError, match=r"did not write: notes\.txt"),
        claim_output(tmp_path / "public", tmp_path) as c,
    ):
        publish_site(make_files(), c)
    assert published(tmp_path) == {**OLD, "notes.txt": b"mine"}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (
            [("index.html", b"1"), ("../x", b"2")],
            "'..' is not made of a-z, 0-9, '-', '_' and '.' with a letter or digit at both ends",
        ),
        ([("index.html", b"1"), ("index.html", b"3")], "another page or file has the same address"),
        ([("a", b"4"), ("a/b", b"5")], "another page or file has the same address"),
        (
            [*OLD.items(), ("index.html/x", b"6")],
            "the file 'index.html' stands where it needs a folder",
        ),
    ],
)
def test_bad_path(tmp_path: Path, files: list[tuple[str, bytes]], reason: str) -> None:
    """A file that cannot be written is told with what is wrong, and the old site stays."""
    publish(tmp_path, OLD)
    path = files[-1][0]
    with (
        pytest.raises(ContentError) as caught,
        claim_output(tmp_path / "public", tmp_path) as claim,
    ):
        publish_site(files, claim)
    assert caught.value.problems == (describe_fault(path, reason),)
    assert published(tmp_path) == OLD


def test_failing_maker(tmp_path: Path) -> None:
    """When making a page fails, whatever the reason, the old site stays and nothing is left over."""
    publish(tmp_path, OLD)

    def make_files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), claim_output(tmp_path / "public", tmp_path) as claim:
        publish_site(make_files(), claim)
    assert published(tmp_path) == OLD
