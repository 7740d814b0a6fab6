"""Pages on paper, as Chromium lays them out for print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visits import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAPER = (
    "[...document.querySelectorAll(':root, body, main')].map(e => getComputedStyle(e).colorScheme)"
)


def test_chronology_is_printed_with_its_citations(browser: Browser, address: str) -> None:
    """Each entry with its source and day, and at the end the sources with their addresses; what only a
    screen can use is left out, and dark is printed light."""
    with open_page(browser, address, scheme="dark") as (page, _, _asked):
        page.emulate_media(media="print")
        entry = page.locator("#e-interim-directors")
        assert entry.locator(".cited-from").inner_text() == (
            "Director of Orrery Works steps down, sentence 5, The Harbour Post, 26 March 2024"
        )
        assert page.locator("section.printed .card", has_text="Farrowdale").last.inner_text().split(
            "\n"
        )[-2:] == [
            "Farrowdale Gazette, 28 March 2024",
            "https://gazette.example/quandrel",
        ]
        assert not page.locator(".menu").is_visible()
        assert set(page.evaluate(PAPER)) == {"light"}


def test_nothing_of_it_is_on_the_screen(browser: Browser, address: str) -> None:
    """What is for paper only is not shown, nor read out."""
    with open_page(browser, address) as (page, _, _asked):
        shown = [each.is_visible() for each in page.locator(".printed").all()]
        assert len(shown) > 10
        assert not any(shown)


def test_margin_is_open_on_paper(browser: Browser, address: str) -> None:
    """Beside the text, without the fold of a phone."""
    with open_page(browser, address + "sources/harbour-post/index.html", width=700) as (
        page,
        _,
        _a,
    ):
        page.emulate_media(media="print")
        sentence, note = (page.locator(f"#{side}5").bounding_box() for side in "sn")
        assert sentence is not None
        assert note is not None
        assert note["x"] > sentence["x"] + sentence["width"]
        assert not page.locator("summary").first.is_visible()


def test_event_is_one_document(browser: Browser, address: str) -> None:
    """It prints on a few sheets, its sources beside each other with their addresses."""
    path = "events/quandrel-steps-down/index.html"
    with open_page(browser, address + path, scheme="dark") as (page, _, _asked):
        sheets = page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
        assert 1 <= sheets <= 4
        page.emulate_media(media="print")
        assert page.locator(".evidence-source .printed").all_inner_texts() == [
            "https://post.example/2024/orrery?id=1#top",
            "https://gazette.example/quandrel",
        ]
