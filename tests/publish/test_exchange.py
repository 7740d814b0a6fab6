"""Two folders change places."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from drafts import publish_site
from trees import read_tree

from sourceline.publish import claim_output, exchange, marker
from sourceline.publish.claim import delete_site

FILES = {"one": {"index.html": b"1"}, "two": {"index.html": b"2"}}


def make_folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    for name in ("new", "public"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(name)
    return tmp_path / "new", tmp_path / "public", tmp_path / "old"


def refuse_swap(*_: Path) -> None:
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def test_swap_in_one_step(tmp_path: Path) -> None:
    """Where the kernel can, both names are exchanged and the former folder is at the new one's name."""
    new, output, old = make_folders(tmp_path)
    assert exchange.exchange_folders(new, output, old) == new
    assert read_tree(tmp_path) == {"new/name": b"public", "public/name": b"new"}


def test_swap_in_two_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot, the former folder ends at the third name."""
    monkeypatch.setattr(exchange, "swap_names", refuse_swap)
    new, output, old = make_folders(tmp_path)
    assert exchange.exchange_folders(new, output, old) == old
    assert read_tree(tmp_path) == {"old/name": b"public", "public/name": b"new"}


def test_second_step_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second of two steps fails, the first is undone."""
    monkeypatch.setattr(exchange, "swap_names", refuse_swap)
    _, output, old = make_folders(tmp_path)
    with pytest.raises(FileNotFoundError):
        exchange.exchange_folders(tmp_path / "absent", output, old)
    assert read_tree(output) == {"name": b"public"}
    assert not old.exists()


def test_other_failures_are_told(tmp_path: Path) -> None:
    """A failure that is not about missing support is raised as it is."""
    with pytest.raises(FileNotFoundError):
        exchange.exchange_folders(tmp_path / "absent", tmp_path / "none", tmp_path / "old")


@pytest.mark.parametrize(
    ("new", "left"),
    [
        ("complete", {".public.old": b"1", "public": b"2"}),
        ("begun", {}),
        ("absent", {}),
    ],
)
def test_next_start_without_output(tmp_path: Path, new: str, left: dict[str, bytes]) -> None:
    """Killed between the two steps: the next start finishes. Otherwise somebody deleted the published
    folder, and neither an unfinished site nor the former one takes its place."""
    for name, files in FILES.items():
        with claim_output(tmp_path / name, tmp_path) as claim:
            publish_site(files.items(), claim)
    (tmp_path / "one").rename(tmp_path / ".public.old")
    (tmp_path / "two").rename(tmp_path / ".public.new")
    if new == "begun":
        marker.reopen_folder(tmp_path / ".public.new")
    if new == "absent":
        delete_site(tmp_path / ".public.new")
    with claim_output(tmp_path / "public", tmp_path):
        pass
    assert {
        path.name: (path / "index.html").read_bytes() for path in sorted(tmp_path.iterdir())
    } == left
