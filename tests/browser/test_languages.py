"""The reader's pages in other languages, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from languages import OTHERS, speak
from pages import write_site
from visits import find_violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS = (
    "index.html",
    "timeline/2024/index.html",
    "events/quandrel-steps-down/index.html",
    "organizations/orrery-works/index.html",
    "sources/harbour-post/index.html",
    "about/index.html",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def find_sides(page: Page, selector: str) -> tuple[float, float]:
    """Left and right of the text in the first element, in pixels."""
    left, right = page.locator(selector).first.evaluate(
        """element => {
          const range = document.createRange();
          range.selectNodeContents(element);
          const box = range.getBoundingClientRect();
          return [box.left, box.right];
        }"""
    )
    return left, right


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_in_arabic(page: Page, arabic: Path, path: str) -> None:
    """axe-core has no finding on a page from right to left."""
    page.goto((arabic / path).as_uri())
    assert find_violations(page) == []


def test_entry_hangs_on_the_spine_at_the_right(page: Page, arabic: Path) -> None:
    """The date stands right of the title, and an English title begins where the page does."""
    page.goto((arabic / "index.html").as_uri())
    gutter, title, year = (
        find_sides(page, s) for s in (".gutter", ".entry-title a", ".year-title a")
    )
    assert gutter[0] > title[1]
    assert abs(title[1] - year[1]) < 4


def test_name_keeps_its_direction_in_a_sentence(page: Page, arabic: Path) -> None:
    """The date behind an English publisher stands left of it, in its own order."""
    page.goto((arabic / KINDS[2]).as_uri())
    words = page.locator(".evidence-source .meta").first.evaluate(
        """element => {
          const text = element.firstChild;
          return ["The Harbour Post", "26", "2024"].map((word) => {
            const start = text.data.indexOf(word);
            const range = document.createRange();
            range.setStart(text, start);
            range.setEnd(text, start + word.length);
            return range.getBoundingClientRect().left;
          });
        }"""
    )
    assert words == sorted(words, reverse=True)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_sticks_out_on_a_small_phone(page: Page, tmp_path: Path, language: str) -> None:
    """At 320 pixels no page scrolls sideways, however long the words of the language are."""
    folder = write_site(tmp_path, speak(language), below=KINDS[::2])
    page.set_viewport_size({"width": 320, "height": 900})
    widths = {}
    for path in KINDS[::2]:
        page.goto((folder / path).as_uri())
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(KINDS[::2], 320)
