"""The docs on theming say what is there."""

from __future__ import annotations

import re

from pages import ROOT

DOCS = (ROOT / "docs" / "theming.md").read_text(encoding="utf-8")


def test_every_token_is_described() -> None:
    """And no other."""
    css = (ROOT / "static" / "tokens.css").read_text(encoding="utf-8")
    tokens = set(re.findall(r"^    (--[\w-]+):", css, re.MULTILINE))
    described = set(re.findall(r"`(--[\w-]+)`", DOCS))
    gaps = {f"--gap-{n}" for n in range(1, 7)}
    assert tokens == described | gaps


def test_every_token_is_used() -> None:
    """A token nobody reads changes nothing."""
    sheets = [path.read_text(encoding="utf-8") for path in (ROOT / "static").glob("*.css")]
    used = set(re.findall(r"var\((--[\w-]+)", "".join(sheets)))
    tokens = set(re.findall(r"^    (--[\w-]+):", "".join(sheets), re.MULTILINE))
    assert tokens == used - {"--row"}


def test_every_template_is_described() -> None:
    """By its name."""
    names = {path.name for path in (ROOT / "templates").iterdir()}
    described = set(re.findall(r"`([\w]+\.(?:html|xml|txt|json))`", DOCS))
    assert names == described
