"""Charts and lifelines in a real Chromium: what they lead to, and that nothing sticks out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from pages import write_site
from sample import DIRECTOR, LONG_NAME, SAMPLE, SPENDING
from visits import find_violations, open_page

from sourceline.model import Date, Reference

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATH = "organizations/orrery-works/index.html"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A firm with figures of several years and days, and many roles, one held under a very long name."""
    figures = (
        replace(SPENDING, phrase="6 million", value=Decimal(6_000_000), date=Date("2022")),
        replace(SPENDING, phrase="at least 7", value=None, low=Decimal(7_000_000)),
        replace(
            SPENDING, phrase="8 to 9", value=None, low=Decimal(8_000_000), high=Decimal(9_000_000)
        ),
        replace(SPENDING, phrase="9 at most", value=None, high=Decimal(9_000_000)),
        replace(SPENDING, phrase="since then", date=Date("2023-05/..")),
    )
    roles = (
        replace(DIRECTOR, person=Reference(LONG_NAME), begin=Date("2001~"), end=None),
        *(replace(DIRECTOR, begin=Date(f"{1960 + n}"), end=Date(f"{1961 + n}")) for n in range(60)),
    )
    profiles = tuple(
        replace(profile, figures=figures, roles=roles) if profile.id == "orrery-works" else profile
        for profile in SAMPLE.profiles
    )
    chronicle = replace(SAMPLE, profiles=profiles)
    folder = write_site(tmp_path_factory.mktemp("drawn"), chronicle, below=(PATH,))
    return (folder / PATH).as_uri()


def test_point_leads_to_its_figure(browser: Browser, drawn: str) -> None:
    """A click on a point marks the figure in the list, without scripts."""
    with open_page(browser, drawn, scripts=False) as (page, _, _asked):
        assert page.locator(".chart-point").count() == 5
        page.locator(".chart-point", has_text="8 to 9").locator(".chart-hit").click()
        assert page.url.endswith("#figure-3")
        assert page.locator(".number:target .number-phrase").inner_text() == "8 to 9"


@pytest.mark.parametrize("width", [320, 1280])
def test_drawings_stay_in_their_place(browser: Browser, drawn: str, width: int) -> None:
    """Every label of a lifeline and of a chart lies within its drawing."""
    with open_page(browser, drawn, width=width) as (page, _, _asked):
        outside = page.evaluate(
            """() => [...document.querySelectorAll('.lifeline svg text, .chart > svg text')].filter(text => {
                const box = text.getBoundingClientRect();
                const frame = text.closest('figure').getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1;
            }).map(text => text.textContent)"""
        )
        assert outside == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_drawings(
    browser: Browser, drawn: str, scheme: Literal["light", "dark"]
) -> None:
    """Links inside a chart are no trap and have names."""
    with open_page(browser, drawn, scheme=scheme) as (page, _, _asked):
        assert find_violations(page) == []


def test_chart_is_named(browser: Browser, drawn: str, tmp_path: Path) -> None:
    """It says in words what it shows, and prints."""
    with open_page(browser, drawn) as (page, _, _asked):
        chart = page.get_by_role("group", name="expenditure, per month: 5 figures over time")
        assert chart.count() == 1
        target = tmp_path / "page.pdf"
        page.pdf(path=target)
        assert target.stat().st_size > 1000
