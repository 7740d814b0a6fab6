"""What the guide to theming shows, as a browser sees it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guide import lay_file, read_files
from visits import open_page

from sourceline.pipeline import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_token_wins(site: Path, browser: Browser) -> None:
    """The colour of the site's own is that of the years, on light and on dark paper."""
    lay_file(site, "static/site.css", read_files()["static/site.css"])
    build_site(site, site / "public")
    with open_page(browser, (site / "public" / "index.html").as_uri()) as (page, _, _asked):
        year = page.get_by_role("heading", name="2031", exact=True)
        colour = "(node) => getComputedStyle(node).color"
        assert year.evaluate(colour) == "rgb(29, 92, 74)"
        page.emulate_media(color_scheme="dark")
        assert year.evaluate(colour) == "rgb(127, 209, 180)"
