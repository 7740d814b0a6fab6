"""What the guide to theming shows, as a browser sees it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from guide import lay_file, read_files

from sourceline.pipeline import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("scheme", "colour"), [("light", "rgb(29, 92, 74)"), ("dark", "rgb(127, 209, 180)")]
)
def test_token_wins(
    site: Path, browser: Browser, scheme: Literal["light", "dark"], colour: str
) -> None:
    """The colour of the site's own is that of the years, on light and on dark paper."""
    lay_file(site, "static/site.css", read_files()["static/site.css"])
    build_site(site, site / "public")
    page = browser.new_page(color_scheme=scheme)
    page.goto((site / "public" / "index.html").as_uri())
    year = page.get_by_role("heading", name="2031", exact=True)
    assert year.evaluate("(node) => getComputedStyle(node).color") == colour
    page.close()
