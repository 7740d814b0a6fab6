"""The claim on an output folder: one build at a time, and only our own leftovers are removed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from drafts import publish_site
from trees import read_tree, write_tree

from sourceline.errors import UsageError
from sourceline.publish import PublishError, claim_output, marker
from sourceline.publish.claim import delete_site

HOLD = """
import sys, time
from pathlib import Path
from sourceline.publish import claim_output
with claim_output(Path(sys.argv[1]) / "public", Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_build_is_refused(tmp_path: Path) -> None:
    """While a living process builds, another one is told which; when it is killed, its lock is void."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(PublishError) as caught,
            claim_output(tmp_path / "public", tmp_path, wait_seconds=0),
        ):
            pytest.fail("two builds hold one output")
        holder.kill()
    assert str(caught.value) == (
        f"Another build (process {holder.pid}) is writing this site.\n"
        "    Wait for it to end, or end it, then build again."
    )
    with claim_output(tmp_path / "public", tmp_path, wait_seconds=0):
        assert [path.name for path in tmp_path.iterdir()] == [".public.lock"]
    assert list(tmp_path.iterdir()) == []


def test_builds_take_turns(tmp_path: Path) -> None:
    """Many builds at once leave one whole site, and no two ever hold the claim together."""
    holders: list[int] = []
    most: list[int] = []

    def build(number: int) -> None:
        with claim_output(tmp_path / "public", tmp_path) as claim:
            holders.append(number)
            most.append(len(holders))
            publish_site([(f"page{n}.html", b"%d" % number) for n in range(20)], claim)
            holders.remove(number)

    threads = [threading.Thread(target=build, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
        time.sleep(0.005)
    for thread in threads:
        thread.join()
    assert most == [1] * 8
    files = read_tree(tmp_path / "public")
    del files[marker.NAME]
    assert sorted(files) == sorted(f"page{n}.html" for n in range(20))
    assert len(set(files.values())) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.old", "public"]


def test_foreign_lock(tmp_path: Path) -> None:
    """A file of the lock's name that we did not write is refused and kept."""
    write_tree(tmp_path, {".public.lock": "my own notes"})
    with (
        pytest.raises(UsageError, match=r"\.public\.lock is in the way"),
        claim_output(tmp_path / "public", tmp_path),
    ):
        pytest.fail("the claim was granted")
    assert read_tree(tmp_path) == {".public.lock": b"my own notes"}


@pytest.mark.parametrize("text", ["", "proces", "process 1", "process 12\n"])
def test_lock_left_behind(tmp_path: Path, text: str) -> None:
    """A lock that a build left, whole or with only a part of its words written, is taken and deleted."""
    write_tree(tmp_path, {".public.lock": text})
    with claim_output(tmp_path / "public", tmp_path):
        assert (tmp_path / ".public.lock").read_text() == f"process {os.getpid()}\n"
    assert list(tmp_path.iterdir()) == []


def test_lock_is_a_link(tmp_path: Path) -> None:
    """A link of the lock's name is not followed."""
    write_tree(tmp_path, {"precious": "text"})
    (tmp_path / ".public.lock").symlink_to(tmp_path / "precious")
    with pytest.raises(PublishError), claim_output(tmp_path / "public", tmp_path):
        pytest.fail("the claim was granted")
    assert (tmp_path / "precious").read_text() == "text"


@pytest.mark.parametrize("name", [".public.new", ".public.old"])
def test_leftover_of_ours(tmp_path: Path, name: str) -> None:
    """What a killed build left beside the output is removed: begun, half written or nearly deleted."""
    for files in (
        {},
        {marker.NAME: ""},
        {marker.NAME: marker.format_marker({}).splitlines()[0] + "\n", "a/b": "half"},
    ):
        (tmp_path / "public").mkdir(exist_ok=True)
        (tmp_path / name).mkdir()
        write_tree(tmp_path / name, files)
        with claim_output(tmp_path / "public", tmp_path):
            pass
        assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize(
    "files", [{"mine.txt": "mine"}, {marker.NAME: "no marker", "mine.txt": "mine"}]
)
def test_leftover_of_somebody_else(tmp_path: Path, files: dict[str, str]) -> None:
    """A folder of that name that is not ours is refused by name and kept."""
    write_tree(tmp_path / ".public.new", files)
    before = read_tree(tmp_path)
    with (
        pytest.raises(UsageError, match=r"\.public\.new is in the way"),
        claim_output(tmp_path / "public", tmp_path),
    ):
        pytest.fail("the claim was granted")
    assert read_tree(tmp_path) == before


def test_whole_former_site_stays(tmp_path: Path) -> None:
    """A claim leaves a complete former site where it is, to be made into the next one."""
    for text in (b"1", b"2"):
        with claim_output(tmp_path / "public", tmp_path) as claim:
            publish_site([("index.html", text)], claim)
    before = read_tree(tmp_path)
    with claim_output(tmp_path / "public", tmp_path):
        pass
    assert read_tree(tmp_path) == before
    assert before[".public.old/index.html"] == b"1"


def test_complete_leftover(tmp_path: Path) -> None:
    """A build that was killed right before or after the exchange leaves a complete site, which is removed."""
    for name in ("public", "other"):
        with claim_output(tmp_path / name, tmp_path) as claim:
            publish_site([("index.html", name.encode())], claim)
    (tmp_path / "other").rename(tmp_path / ".public.new")
    with claim_output(tmp_path / "public", tmp_path):
        pass
    assert sorted(read_tree(tmp_path)) == [f"public/{marker.NAME}", "public/index.html"]


def test_delete_nothing_foreign(tmp_path: Path) -> None:
    """A former site into which somebody put a file is not deleted, not even in part."""
    with claim_output(tmp_path / "public", tmp_path) as claim:
        publish_site([("index.html", b"x"), ("a/b.html", b"y")], claim)
    write_tree(tmp_path / "public", {"a/mine.txt": "mine"})
    before = read_tree(tmp_path)
    with pytest.raises(UsageError, match=r"did not write: a/mine.txt"):
        delete_site(tmp_path / "public")
    assert read_tree(tmp_path) == before


def test_delete_through_no_link(tmp_path: Path) -> None:
    """Where a folder of a former site was replaced by a link, nothing behind the link is deleted."""
    write_tree(tmp_path, {"precious/b.html": "text"})
    with claim_output(tmp_path / "public", tmp_path) as claim:
        publish_site([("a/b.html", b"y")], claim)
    (tmp_path / "public/a/b.html").unlink()
    (tmp_path / "public/a").rmdir()
    (tmp_path / "public/a").symlink_to(tmp_path / "precious")
    with pytest.raises(UsageError, match="did not write: a"):
        delete_site(tmp_path / "public")
    assert (tmp_path / "precious/b.html").read_text() == "text"
