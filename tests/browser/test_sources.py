"""The page of a source in a real Chromium: its text and its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from visits import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

POST = "sources/harbour-post/index.html"
LIT = "id => getComputedStyle(document.getElementById(id)).backgroundColor !== 'rgba(0, 0, 0, 0)'"


def find_lit(page: Page, *ids: str) -> list[bool]:
    """Which of the elements have a wash behind them."""
    page.emulate_media(reduced_motion="reduce")  # otherwise the wash comes in softly
    return [page.evaluate(LIT, name) for name in ids]


def test_sentence_and_note_light_each_other(browser: Browser, address: str) -> None:
    """Without scripts: what is hovered, focused or led to lights its other half, and nothing else."""
    with open_page(browser, address + POST, scripts=False) as (page, _, _asked):
        assert find_lit(page, "s5", "n5", "s6", "n6") == [False, False, False, False]
        page.locator("#s5 .words").hover()
        assert find_lit(page, "s5", "n5", "s6", "n6") == [True, True, False, False]
        page.locator("#n6 .note-fact a").focus()
        page.mouse.move(0, 0)
        assert find_lit(page, "s5", "n5", "s6", "n6") == [False, False, True, True]
        page.goto(f"{address}{POST}#s5")
        assert find_lit(page, "s5", "n5", "s6", "n6") == [True, True, False, False]


def test_notes_stand_beside_their_lines(browser: Browser, address: str) -> None:
    """Where there is room, a note begins at the line of its sentence, or under the note before it."""
    with open_page(browser, address + POST) as (page, _, _asked):
        for number in (1, 5):
            sentence, note = (page.locator(f"#{side}{number}").bounding_box() for side in "sn")
            assert sentence is not None
            assert note is not None
            assert abs(sentence["y"] - note["y"]) < 12
            assert note["x"] > sentence["x"] + sentence["width"]


@pytest.mark.parametrize("scripts", [True, False])
def test_margin_is_folded_on_a_phone(browser: Browser, address: str, *, scripts: bool) -> None:
    """Under its paragraph, and opened by its summary or by the number of a sentence."""
    with open_page(browser, address + POST, width=390, scripts=scripts) as (page, _, _asked):
        assert not page.locator("#n5").is_visible()
        page.locator("#s5 .sentence-number").click()
        assert page.locator("#n5").is_visible()
        assert not page.locator("#n1").is_visible()
        page.locator("summary").first.click()
        assert page.locator("#n1").is_visible()


def test_fact_leads_to_its_place_and_back(browser: Browser, address: str) -> None:
    """From the margin to the role on the person's page, and from there to the sentence."""
    with open_page(browser, address + POST) as (page, _, _asked):
        page.get_by_role("link", name="Ilse Quandrel, director, Orrery Works").click()
        page.wait_for_url("**/people/ilse-quandrel/#role-1")
        page.locator("#role-1 .reference").first.click()
        page.wait_for_url("**/sources/harbour-post/#s1")
