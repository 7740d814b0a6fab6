"""The reader's pages in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from visits import find_violations, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KINDS = (
    "index.html",
    "timeline/index.html",
    "timeline/2024/index.html",
    "events/quandrel-steps-down/index.html",
    "events/hostile/index.html",
    "people/ilse-quandrel/index.html",
    "organizations/orrery-works/index.html",
    "organizations/index.html",
    "sources/harbour-post/index.html",
    "sources/old-chronicle/index.html",
    "sources/index.html",
    "search/index.html",
    "about/index.html",
    "corrections/index.html",
    "data/index.html",
    "desk/index.html",
    "stats/index.html",
    "404.html",
)


@pytest.mark.parametrize("path", KINDS)
def test_page_is_quiet_and_asks_nobody_else(browser: Browser, address: str, path: str) -> None:
    """No console message, no failed request, no request that leaves the site."""
    with open_page(browser, address + path) as (page, said, asked):
        assert said == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert page.evaluate("getComputedStyle(document.documentElement).fontKerning") == "normal"


# A 404 page is only ever shown by a web server.
@pytest.mark.parametrize("path", KINDS[:-1])
def test_page_works_from_a_folder(browser: Browser, folder: Path, path: str) -> None:
    """Opened as a file, styles and scripts load and nothing complains."""
    with open_page(browser, (folder / path).as_uri()) as (page, said, _):
        assert said == []
        assert page.evaluate("getComputedStyle(document.documentElement).fontKerning") == "normal"
        assert page.locator("[data-theme-switch]").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(
    browser: Browser, address: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    """axe-core has no finding, in both schemes."""
    with open_page(browser, address + path, scheme=scheme) as (page, _, _asked):
        assert find_violations(page) == []


@pytest.mark.parametrize("path", KINDS)
def test_nothing_sticks_out_on_a_small_phone(browser: Browser, address: str, path: str) -> None:
    """At 320 pixels no page scrolls sideways."""
    with open_page(browser, address + path, width=320) as (page, _, _asked):
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_right_to_left_page_is_mirrored(browser: Browser, arabic: Path) -> None:
    """The date gutter stands at the right, and nothing sticks out on a small phone."""
    url = (arabic / "index.html").as_uri()
    with open_page(browser, url) as (page, _, _asked):
        gutter, body = (
            page.locator(f".{name}").first.bounding_box() for name in ("gutter", "entry-body")
        )
        assert gutter is not None
        assert body is not None
        assert gutter["x"] > body["x"]
    with open_page(browser, url, width=320) as (page, _, _asked):
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_timeline_is_complete_without_scripts(browser: Browser, address: str) -> None:
    """With scripts off every entry stands there, and no dead button."""
    with open_page(browser, address, scripts=False) as (page, _, _asked):
        assert page.locator("article.entry").count() == 16
        assert page.locator("article.entry").last.is_visible()
        assert not page.locator("[data-theme-switch]").is_visible()


def test_skip_link_is_the_first_stop(browser: Browser, address: str) -> None:
    """Tab reaches the skip link first, it shows itself, and Enter leads to the text."""
    with open_page(browser, address) as (page, _, _asked):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index] # a shown element has a box
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_shows_where_it_is(browser: Browser, address: str) -> None:
    """Walking through a source's page with Tab, each stop has a visible ring, and the walk ends."""
    with open_page(browser, address + "sources/harbour-post/index.html") as (page, _, _asked):
        stops = page.locator("a[href], button:visible, input:visible").count()
        for _n in range(stops):
            page.keyboard.press("Tab")
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_theme_switch_is_remembered(browser: Browser, address: str) -> None:
    """The button turns light to dark, and the next page is dark too."""
    with open_page(browser, address) as (page, _, _asked):
        before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.locator("[data-theme-switch]").click()
        after = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.goto(address + "about/index.html")
        assert before != after
        assert after == page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_address_bar_is_tidy_on_a_server(browser: Browser, address: str) -> None:
    """ "index.html" leaves the address, and links still lead on."""
    with open_page(browser, address + "events/quandrel-steps-down/index.html") as (page, _, _asked):
        assert page.url == address + "events/quandrel-steps-down/"
        page.get_by_role("link", name="Orrery Works").first.click()
        page.wait_for_url("**/organizations/orrery-works/")
        assert page.locator("h1").inner_text() == "Orrery Works"


def test_link_to_a_sentence_shows_it(browser: Browser, address: str) -> None:
    """From an event's quote, one click leads to the marked sentence on its source's page."""
    with open_page(browser, address + "events/interim-directors/index.html") as (page, _, _asked):
        page.get_by_role("link", name="sentence 5").click()
        page.wait_for_url("**/sources/harbour-post/#s5")
        box = page.locator("#s5").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900
        shown = page.evaluate("getComputedStyle(document.getElementById('s5')).backgroundColor")
        assert shown != "rgba(0, 0, 0, 0)"


def test_not_found_page_leads_home_from_any_depth(
    browser: Browser, address: str, folder: Path
) -> None:
    """Its links hold the site's full path, as a host shows it for every missing address."""
    with open_page(browser, address + "404.html") as (page, _, _asked):
        page.get_by_role("link", name="Home").first.click()
        assert page.locator("h1").inner_text() == "The Orrery Makers"
        assert folder.name == "orrery"
