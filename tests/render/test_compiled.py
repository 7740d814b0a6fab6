"""The code of templates between builds."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from sourceline.render import Renderer
from sourceline.site import Page


class Values(NamedTuple):
    """One text."""

    text: str


def render(folder: Path, text: str = "a & b") -> str:
    """The page of `folder`, by a renderer of its own."""
    return Renderer([folder], folder / "kept").render(Page("x.html", "x", Values(text)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A template whose code is kept."""
    (tmp_path / "x").write_text("<p>{{ text }}</p>", encoding="utf-8")
    assert render(tmp_path) == "<p>a &amp; b</p>"
    return tmp_path


def test_code_is_kept_and_read_again(folder: Path) -> None:
    """The same file serves the next build, for any page."""
    (kept,) = (folder / "kept").iterdir()
    before = kept.stat().st_mtime_ns
    assert render(folder, "<") == "<p>&lt;</p>"
    assert [(kept, before)] == [(p, p.stat().st_mtime_ns) for p in (folder / "kept").iterdir()]


def test_another_template_is_compiled_anew(folder: Path) -> None:
    """In the place of the old one."""
    (folder / "x").write_text("<i>{{ text }}</i>", encoding="utf-8")
    assert render(folder) == "<i>a &amp; b</i>"
    assert len(list((folder / "kept").iterdir())) == 1


@pytest.mark.parametrize("at", [0, 31, 32, 40, -1])
def test_damaged_code_is_not_run(folder: Path, at: int) -> None:
    """A byte that was turned, an end that is missing, and an empty file are seen, and mended."""
    (kept,) = (folder / "kept").iterdir()
    whole = kept.read_bytes()
    turned = bytearray(whole)
    turned[at] ^= 1
    for damaged in (bytes(turned), whole[:at], b""):
        kept.write_bytes(damaged)
        assert render(folder) == "<p>a &amp; b</p>"
        assert kept.read_bytes() == whole


def test_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """The page is rendered all the same."""
    (tmp_path / "x").write_text("{{ text }}", encoding="utf-8")
    (tmp_path / "kept").write_text("a file")
    assert render(tmp_path) == "a &amp; b"
    assert (tmp_path / "kept").read_text() == "a file"
