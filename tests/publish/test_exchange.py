"""Two folders change places."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from trees import read_tree

from sourceline.publish import claim_output, exchange, marker, publish_site

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


@pytest.mark.parametrize("finished", [True, False])
def test_next_start_finishes(tmp_path: Path, *, finished: bool) -> None:
    """Killed between the two steps: the next start finishes a complete new site, or brings the old one back."""
    for name, files in FILES.items():
        with claim_output(tmp_path / name, tmp_path) as claim:
            publish_site(files.items(), claim)
    (tmp_path / "one").rename(tmp_path / ".public.old")
    (tmp_path / "two").rename(tmp_path / ".public.new")
    if not finished:
        first_line = marker.format_marker({}).splitlines(keepends=True)[0]
        (tmp_path / ".public.new" / marker.NAME).write_text(first_line)
    with claim_output(tmp_path / "public", tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["public"]
    assert (tmp_path / "public" / "index.html").read_bytes() == (b"2" if finished else b"1")
