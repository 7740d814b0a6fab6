"""Long lists on pages of their own, and a site whose events have none, in a real Chromium."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from large import LARGE
from pages import write_site
from sample import SAMPLE
from visits import find_violations, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEEPER = "people/wen-adair"
STRETCH = f"{KEEPER}/timeline/2020/page/2/index.html"
PATHS = (
    f"{KEEPER}/index.html",
    STRETCH,
    f"{KEEPER}/roles/page/2/index.html",
    f"{KEEPER}/relations/page/2/index.html",
    "sources/tower-book/events/page/2/index.html",
)
YEAR = "timeline/2024/index.html"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile whose lists are all too long, and one of its sources, on disk."""
    below = (f"{KEEPER}/", "sources/tower-book/")
    return write_site(tmp_path_factory.mktemp("large"), LARGE, below=below)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site without pages of events, on disk."""
    settings = replace(SAMPLE.settings, event_pages=False)
    return write_site(tmp_path_factory.mktemp("bare"), replace(SAMPLE, settings=settings))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS[2:])
def test_axe_finds_nothing(
    browser: Browser, large: Path, path: str, scheme: Literal["light", "dark"]
) -> None:
    """In light and dark."""
    with open_page(browser, (large / path).as_uri(), scheme=scheme) as (page, said, _):
        assert said == []
        assert find_violations(page, preload=False) == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_sticks_out_on_a_small_phone(browser: Browser, large: Path, path: str) -> None:
    """At 320 pixels no page scrolls sideways."""
    with open_page(browser, (large / path).as_uri(), width=320) as (page, _, _asked):
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_whole_timeline_is_walked_without_scripts(browser: Browser, large: Path) -> None:
    """From the profile to its stretches, from each to the next, and back by the crumbs."""
    with open_page(browser, (large / PATHS[0]).as_uri(), scripts=False) as (page, _, _asked):
        page.locator(".years a").first.click()
        found = [page.locator("h1").inner_text()]
        while page.locator(".turn-after a").count():
            page.locator(".turn-after a").click()
            found.append(page.locator("h1").inner_text())
        assert found == [
            "Timeline: 2001 to 2012",
            "Timeline: 2020 (1/2)",
            "Timeline: 2020 (2/2)",
            "Timeline: Undated",
        ]
        page.locator(".crumbs a").last.click()
        assert page.locator("h1").inner_text() == "Wen Adair"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_events_are_told_whole(
    browser: Browser, bare: Path, scheme: Literal["light", "dark"]
) -> None:
    """With all that the sources say unfolded."""
    with open_page(browser, (bare / YEAR).as_uri(), scheme=scheme) as (page, said, _):
        for fold in page.locator(".detail summary").all():
            fold.click()
        assert said == []
        assert find_violations(page, preload=False) == []
    with open_page(browser, (bare / YEAR).as_uri(), width=320) as (page, _, _asked):
        for fold in page.locator(".detail summary").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_scripts_lead_to_the_entry(browser: Browser, bare: Path) -> None:
    """A result of the search, and an entry of the filtered list."""
    entry = f"{YEAR}#e-quandrel-steps-down"
    with open_page(browser, (bare / "search/index.html").as_uri()) as (page, _, _asked):
        page.locator("#q").fill("Quandrel steps down")
        page.locator(f'.hit a[href$="{entry}"]').click()
        assert page.url == (bare / YEAR).as_uri() + "#e-quandrel-steps-down"
        assert page.locator("#e-quandrel-steps-down").is_visible()
    url = (bare / "timeline/index.html").as_uri() + "?from=2024-03&to=2024-03"
    with open_page(browser, url) as (page, _, _asked):
        link = page.locator(f'[data-list] .entry-title a[href$="{entry}"]')
        link.wait_for()
        assert link.inner_text() == "Ilse Quandrel steps down as director of Orrery Works"
