"""The former site is kept and made into the next one; the way there never shows in what is published."""

from __future__ import annotations

import errno
import marshal
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from drafts import publish_site
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import read_tree, write_tree

from sourceline.errors import ContentError, UsageError
from sourceline.publish import (
    PublishError,
    Snapshot,
    claim_output,
    discard_draft,
    is_intact,
    marker,
    open_draft,
    publish_draft,
)

Site = dict[str, bytes]

ONE = {"index.html": b"1", "a/x.html": b"x", "a/y.html": b"y", "gone/z.html": b"z"}
TWO = {"index.html": b"2", "a/x.html": b"x", "a/y.html": b"yy"}
THREE = {"index.html": b"3", "a/x.html": b"x", "a/y.html": b"yy", "come/z.html": b"z"}


def publish(root: Path, files: Site, snapshot: Snapshot | None = None) -> Snapshot:
    with claim_output(root / "public", root, snapshot=snapshot) as claim:
        return publish_site(files.items(), claim, snapshot).snapshot


def publish_all(root: Path, *sites: Site) -> Snapshot:
    """Publish one site after the other; the snapshot of the last."""
    snapshot = None
    for site in sites:
        snapshot = publish(root, site, snapshot)
    assert snapshot
    return snapshot


def find_inodes(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_ino for name in read_tree(folder)}


def format_site(files: Site) -> Site:
    """The files of a published site, the marker among them."""
    text = marker.format_marker({path: marker.hash_bytes(data) for path, data in files.items()})
    return {**files, marker.NAME: text.encode()}


def list_all_folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


@contextmanager
def refuse_links() -> Iterator[None]:
    """A file system on which a file has one name."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", refuse)
        yield


def test_spare_becomes_the_next_site(tmp_path: Path) -> None:
    """With a spare, only what differs is written, linked or deleted; every other file stays the one it was."""
    snapshot = publish_all(tmp_path, ONE, TWO)
    spare, public = find_inodes(tmp_path / ".public.old"), find_inodes(tmp_path / "public")
    folder = (tmp_path / ".public.old").stat().st_ino
    assert publish(tmp_path, THREE, snapshot).spare is not None
    now = find_inodes(tmp_path / "public")
    assert (tmp_path / "public").stat().st_ino == folder
    assert now["a/x.html"] == spare["a/x.html"] == public["a/x.html"]
    assert now["a/y.html"] == public["a/y.html"] != spare["a/y.html"]
    assert now["index.html"] not in (spare["index.html"], public["index.html"])
    assert read_tree(tmp_path / "public") == format_site(THREE)
    assert read_tree(tmp_path / ".public.old") == format_site(TWO)
    assert list_all_folders(tmp_path / "public") == {"a", "come"}


@pytest.mark.parametrize("links", [True, False])
def test_snapshot_is_true(tmp_path: Path, *, links: bool) -> None:
    """What a publishing notes of the site is what is found on the disk afterwards, whichever way it went,
    and comes back from a file as it was."""
    snapshot = None
    for site in (ONE, TWO, THREE, THREE, ONE, TWO):
        if links:
            snapshot = publish(tmp_path, site, snapshot)
        else:
            with refuse_links():
                snapshot = publish(tmp_path, site, snapshot)
        assert is_intact(tmp_path / "public", snapshot)
        kept = marshal.dumps(snapshot.to_plain())
        assert Snapshot.from_plain(marshal.loads(kept)) == snapshot  # noqa: S302 - written above
        with claim_output(tmp_path / "public", tmp_path, snapshot=snapshot) as claim:
            assert claim.intact is snapshot


def damage_in_place(root: Path) -> None:
    (root / "public/a/x.html").write_bytes(b"?")


def replace_file(root: Path) -> None:
    (root / "public/a/x.html").unlink()
    (root / "public/a/x.html").write_bytes(b"x")


def lose_file(root: Path) -> None:
    (root / "public/a/x.html").unlink()


def lose_folder(root: Path) -> None:
    (root / "public/a").rename(root / "elsewhere")


def add_folder(root: Path) -> None:
    (root / "public/b").mkdir()


def add_litter(root: Path) -> None:
    (root / "public/a/.DS_Store").write_bytes(b"")


def cut_marker(root: Path) -> None:
    (root / "public" / marker.NAME).write_bytes(b"")


@pytest.mark.parametrize(
    "change",
    [damage_in_place, replace_file, lose_file, lose_folder, add_folder, add_litter, cut_marker],
)
def test_change_is_seen(tmp_path: Path, change: object) -> None:
    """A file or folder that was changed, added or lost since shows at a glance."""
    snapshot = publish_all(tmp_path, ONE, TWO)
    assert callable(change)
    change(tmp_path)
    assert not is_intact(tmp_path / "public", snapshot)


def test_file_changed_in_place(tmp_path: Path) -> None:
    """A published page that was altered in place, and in the spare with it, comes back in the next build,
    whether its own bytes changed or not."""
    snapshot = publish_all(tmp_path, ONE, TWO)
    damage_in_place(tmp_path)
    assert (tmp_path / ".public.old/a/x.html").read_bytes() == b"?"
    snapshot = publish(tmp_path, THREE, snapshot)
    assert read_tree(tmp_path / "public") == format_site(THREE)
    damage_in_place(tmp_path)
    publish(tmp_path, THREE, snapshot)
    assert read_tree(tmp_path / "public") == format_site(THREE)


def test_marker_that_lies(tmp_path: Path) -> None:
    """When the published bytes are right and only the marker says otherwise, the site is published anew."""
    publish(tmp_path, ONE)
    (tmp_path / "public" / marker.NAME).write_text(
        marker.format_marker(dict.fromkeys(ONE, "00")), encoding="utf-8"
    )
    publish(tmp_path, ONE)
    assert read_tree(tmp_path / "public") == format_site(ONE)


@pytest.mark.parametrize("part", ["index.html", "a/x.html"])
def test_damaged_spare(tmp_path: Path, part: str) -> None:
    """A spare that lost a file, or in which one was replaced, is not used."""
    for replaced in (False, True):
        snapshot = publish_all(tmp_path, ONE, TWO)
        (tmp_path / ".public.old" / part).unlink()
        if replaced:
            (tmp_path / ".public.old" / part).write_bytes(b"?")
        publish(tmp_path, THREE, snapshot)
        assert read_tree(tmp_path / "public") == format_site(THREE)
        assert read_tree(tmp_path / ".public.old") == format_site(TWO)


def test_spare_changed_in_place(tmp_path: Path) -> None:
    """A spare in which a file of its own was altered is not used."""
    with refuse_links():
        snapshot = publish_all(tmp_path, ONE, TWO)
    (tmp_path / ".public.old/a/x.html").write_bytes(b"?")
    publish(tmp_path, THREE, snapshot)
    assert read_tree(tmp_path / "public") == format_site(THREE)


def test_foreign_file_in_the_spare(tmp_path: Path) -> None:
    """A file that somebody put into the spare is named and kept, and the published site stays."""
    snapshot = publish_all(tmp_path, ONE, TWO)
    write_tree(tmp_path / ".public.old", {"a/mine.txt": "mine"})
    before = read_tree(tmp_path)
    with pytest.raises(
        UsageError, match=r"\.public\.old holds files .* did not write: a/mine\.txt"
    ):
        publish(tmp_path, THREE, snapshot)
    assert read_tree(tmp_path) == before
    publish(tmp_path, TWO, snapshot)
    assert read_tree(tmp_path) == before


def test_foreign_file_in_a_known_site(tmp_path: Path) -> None:
    """A file that somebody puts into the published folder is named and kept, with a snapshot too: before
    the build, and when it comes while the build runs."""
    snapshot = publish_all(tmp_path, ONE, TWO)
    with claim_output(tmp_path / "public", tmp_path, snapshot=snapshot) as claim:
        draft = open_draft(claim, snapshot)
        digests = {path: draft.write(path, data) for path, data in THREE.items()}
        write_tree(tmp_path / "public", {"a/mine.txt": "mine"})
        with pytest.raises(UsageError, match=r"did not write: a/mine\.txt"):
            publish_draft(draft, digests)
    assert read_tree(tmp_path / "public") == {**format_site(TWO), "a/mine.txt": b"mine"}
    with (
        pytest.raises(UsageError, match=r"did not write: a/mine\.txt"),
        claim_output(tmp_path / "public", tmp_path, snapshot=snapshot),
    ):
        pytest.fail("the claim was granted")
    assert read_tree(tmp_path / "public") == {**format_site(TWO), "a/mine.txt": b"mine"}


def test_output_was_deleted(tmp_path: Path) -> None:
    """When somebody deleted the published folder, the former site does not come back, and the next build
    makes the site anew."""
    snapshot = publish_all(tmp_path, ONE, TWO)
    (tmp_path / "public").rename(tmp_path / "deleted")
    with claim_output(tmp_path / "public", tmp_path, snapshot=snapshot):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["deleted"]
    publish(tmp_path, TWO, snapshot)
    assert read_tree(tmp_path / "public") == format_site(TWO)


def test_draft_is_only_what_differs(tmp_path: Path) -> None:
    """A draft writes no file that the published site holds; when it is given up, nothing is left of it."""
    publish(tmp_path, ONE)
    before = read_tree(tmp_path)
    with claim_output(tmp_path / "public", tmp_path) as claim:
        draft = open_draft(claim)
        assert draft.published == {path: marker.hash_bytes(data) for path, data in ONE.items()}
        for path, data in TWO.items():
            assert draft.write(path, data) == marker.hash_bytes(data)
        assert set(read_tree(claim.new)) == {marker.NAME, "index.html", "a/y.html"}
        discard_draft(draft)
        assert read_tree(tmp_path / "public") == format_site(ONE)
    assert read_tree(tmp_path) == before


@pytest.mark.parametrize("path", ["../x", "a//b", "index.html", "index.html/b", "a"])
def test_draft_refuses_a_path(tmp_path: Path, path: str) -> None:
    """A path that is unsafe, or where another file or folder was written, is refused before anything is there."""
    with claim_output(tmp_path / "public", tmp_path) as claim:
        draft = open_draft(claim)
        draft.write("index.html", b"1")
        draft.write("a/b.html", b"2")
        before = read_tree(tmp_path)
        with pytest.raises(ContentError) as caught:
            draft.write(path, b"3")
        assert [problem.position.path for problem in caught.value.problems] == [path]
        assert read_tree(tmp_path) == before


def test_clashing_paths_of_a_draft(tmp_path: Path) -> None:
    """A new file whose folder is a file that stays is named, and the published site stays."""
    snapshot = publish_all(tmp_path, {"a": b"1"})
    with claim_output(tmp_path / "public", tmp_path) as claim:
        draft = open_draft(claim, snapshot)
        digests = {"a": snapshot.files["a"][0], "a/b": draft.write("a/b", b"2")}
        with pytest.raises(ContentError, match="the file 'a' stands where it needs a folder"):
            publish_draft(draft, digests)
    assert read_tree(tmp_path / "public") == format_site({"a": b"1"})


def test_copied_file_that_changes_meanwhile(tmp_path: Path) -> None:
    """Without links, a page that is altered while the build runs is not taken over; the build says so."""
    snapshot = publish(tmp_path, ONE)
    with claim_output(tmp_path / "public", tmp_path) as claim:
        draft = open_draft(claim, snapshot)
        digests = {**draft.published, "index.html": draft.write("index.html", b"2")}
        damage_in_place(tmp_path)
        with (
            refuse_links(),
            pytest.raises(PublishError, match=r"a/x\.html was changed during the build"),
        ):
            publish_draft(draft, digests)
    publish(tmp_path, TWO, snapshot)
    assert read_tree(tmp_path / "public") == format_site(TWO)


WRITERS = """
import os, sys
from pathlib import Path
from sourceline.publish import claim_output, open_draft, publish_draft
from sourceline.publish.marker import hash_bytes
root = Path(sys.argv[1])
files = {f"events/{n % 7}/{n}/index.html": b"%d" % n for n in range(400)}
with claim_output(root / "public", root) as claim:
    draft = open_draft(claim)
    workers = []
    for half in (0, 1):
        worker = os.fork()
        if not worker:
            for path, data in list(files.items())[half::2]:
                draft.write(path, data)
            os._exit(0)
        workers.append(worker)
    assert [os.waitpid(worker, 0)[1] for worker in workers] == [0, 0]
    publish_draft(draft, {path: hash_bytes(data) for path, data in files.items()})
"""


def test_two_processes_write_one_draft(tmp_path: Path) -> None:
    """Forked processes that write different paths of the same folders at once make one whole site."""
    subprocess.run([sys.executable, "-c", WRITERS, tmp_path], check=True)
    files = {f"events/{n % 7}/{n}/index.html": b"%d" % n for n in range(400)}
    assert read_tree(tmp_path / "public") == format_site(files)


# "a" and "b" are files of one site and folders of another.
PATHS = ("index.html", "a", "a/x", "a/y", "a/b/x", "b", "b/x")


@st.composite
def draw_site(draw: st.DrawFn) -> Site:
    paths = [
        path
        for path in draw(st.sets(st.sampled_from(PATHS)))
        if path not in ("a", "b") or draw(st.booleans())
    ]
    kept = [path for path in paths if not any(path.startswith(f"{other}/") for other in paths)]
    return {path: draw(st.sampled_from([b"1", b"2", b"3"])) for path in sorted(kept)}


EVENTS = ("", "", "", "snapshot", "damage", "lose", "litter", "spare", "spare file", "output")


def happen(root: Path, event: str) -> None:
    """What people do to a published site between two builds."""
    public, spare = root / "public", root / ".public.old"
    files = sorted(path for path in public.rglob("*") if path.is_file() and path.name[0] != ".")
    kept = sorted(path for path in spare.rglob("*") if path.is_file() and path.name[0] != ".")
    if event == "damage" and files:
        files[0].write_bytes(b"damaged")
    elif event == "lose" and files:
        files[-1].unlink()
    elif event == "litter" and files:
        (files[-1].parent / ".DS_Store").write_bytes(b"litter")
    elif event == "spare file" and kept:
        kept[0].unlink()
    elif event in ("spare", "output"):
        folder = spare if event == "spare" else public
        if folder.exists():
            folder.rename(root.parent / f"{len(list(root.parent.iterdir()))}")


@settings(deadline=None)
@given(
    st.lists(st.tuples(draw_site(), st.sampled_from(EVENTS), st.booleans()), max_size=6),
)
def test_any_order_of_sites(builds: list[tuple[Site, str, bool]]) -> None:
    """After any sites, and whatever happened between them, what is published is what a first build of the
    last site would publish: file by file, folder by folder, the marker included."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)  # a thousand sites are published here
        root = Path(folder) / "site"
        root.mkdir()
        snapshot = None
        for site, event, links in builds:
            happen(root, event)
            known = None if event == "snapshot" else snapshot
            if links:
                snapshot = publish(root, site, known)
            else:
                with refuse_links():
                    snapshot = publish(root, site, known)
            assert {path.name for path in root.iterdir()} - {".public.old"} == {"public"}
            found = read_tree(root / "public")
            assert {
                path: data for path, data in found.items() if not marker.is_litter(path)
            } == format_site(site)
            if found == format_site(site):
                assert is_intact(root / "public", snapshot)
                assert list_all_folders(root / "public") == {
                    parent.as_posix() for path in site for parent in Path(path).parents
                } - {"."}
