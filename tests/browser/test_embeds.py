"""Pages framed by another site, in a real Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from pages import write_site
from visits import find_violations, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

EMBEDS = ("events/quandrel-steps-down", "events/hostile", "organizations/orrery-works")
HOST = '<!doctype html><html lang="en"><title>Elsewhere</title><main><h1>Elsewhere</h1>{}</main></html>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, and beside it a page of somebody else's that frames each of its embeds with the very
    code that the site gives for them, as if it lived in this folder."""
    root = tmp_path_factory.mktemp("embeds")
    site = write_site(root / "orrery")
    for path in EMBEDS:
        code = json.loads((site / "embed" / path / "oembed.json").read_text(encoding="utf-8"))[
            "html"
        ]
        full = f"https://chronicle.example/orrery/embed/{path}/"
        assert full in code
        local = code.replace(full, f"orrery/embed/{path}/index.html").replace('loading="lazy"', "")
        (root / f"{path.replace('/', '-')}.html").write_text(HOST.format(local), encoding="utf-8")
    return root


@contextmanager
def open_host(
    browser: Browser, url: str, *, width: int = 1000, scheme: Literal["light", "dark"] = "light"
) -> Iterator[tuple[Page, Frame, list[str], list[str]]]:
    """A page that frames another, the frame, what the console said, and the addresses asked for."""
    with open_page(browser, url, width=width, scheme=scheme) as (page, said, asked):
        yield page, page.frames[-1], said, asked


@pytest.mark.parametrize("path", EMBEDS)
def test_embed_is_shown_in_a_frame(browser: Browser, folder: Path, path: str) -> None:
    """It renders inside another page, in our type, asks nobody else and says nothing to the console."""
    url = (folder / f"{path.replace('/', '-')}.html").as_uri()
    with open_host(browser, url) as (page, frame, said, asked):
        assert frame.locator("h1 a").is_visible()
        assert frame.locator("footer").get_by_text("The Orrery Makers").is_visible()
        assert frame.evaluate("getComputedStyle(document.documentElement).fontKerning") == "normal"
        assert said == []
        assert [each for each in asked if not each.startswith((folder.as_uri(), "data:"))] == []
        assert page.locator("iframe").bounding_box()["width"] == 600  # type: ignore[index] # it is shown


def test_event_fits_the_height_that_is_given(browser: Browser, folder: Path) -> None:
    """In its full width it needs no scroll bar."""
    with open_host(browser, (folder / "events-quandrel-steps-down.html").as_uri()) as (
        _,
        frame,
        *_,
    ):
        assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize(
    ("path", "name", "target"),
    [
        (EMBEDS[0], "Ilse Quandrel steps down", "events/quandrel-steps-down/index.html"),
        (EMBEDS[0], "Director of Orrery Works steps down", "sources/harbour-post/index.html#s1"),
        (EMBEDS[0], "The Orrery Makers", "index.html"),
        (EMBEDS[2], "The Pocket Orrery goes on sale", "events/pocket-orrery/index.html"),
    ],
)
def test_link_leaves_the_frame(
    browser: Browser, folder: Path, path: str, name: str, target: str
) -> None:
    """As any link of the page it stands on: the whole window goes there."""
    with open_host(browser, (folder / f"{path.replace('/', '-')}.html").as_uri()) as (
        page,
        frame,
        *_,
    ):
        frame.get_by_role("link", name=name).click()
        page.wait_for_url((folder / "orrery").as_uri() + f"/{target}")
        assert len(page.frames) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", EMBEDS)
def test_embed_is_sound_on_its_own(
    browser: Browser, folder: Path, path: str, scheme: Literal["light", "dark"]
) -> None:
    """axe finds nothing in either scheme, and at 320 pixels nothing sticks out."""
    url = (folder / "orrery" / "embed" / path / "index.html").as_uri()
    with open_host(browser, url, width=320, scheme=scheme) as (page, _, said, _asked):
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert said == []
        assert find_violations(page) == []


def test_schemes_differ(browser: Browser, folder: Path) -> None:
    """Dark paper where the reader wants it."""
    url = (folder / "orrery" / "embed" / EMBEDS[0] / "index.html").as_uri()
    papers = []
    for scheme in ("light", "dark"):
        with open_host(browser, url, scheme=scheme) as (page, *_):
            papers.append(
                page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            )
    assert papers == ["rgb(251, 249, 244)", "rgb(23, 21, 18)"]


def test_code_stands_ready_on_the_page(browser: Browser, folder: Path) -> None:
    """Closed at first; opened, it holds the code, which cannot be changed there."""
    url = (folder / "orrery" / "people" / "ilse-quandrel" / "index.html").as_uri()
    with open_host(browser, url) as (page, *_):
        field = page.get_by_label("Paste this into a page of your own:")
        assert not field.is_visible()
        page.get_by_text("Embed", exact=True).click()
        assert field.is_visible()
        assert not field.is_editable()
        assert field.input_value().startswith(
            '<iframe src="https://chronicle.example/orrery/embed/people/ilse-quandrel/"'
        )
        assert page.get_by_role("link", name="Atom").get_attribute("href") == (
            "../../people/ilse-quandrel/feed.xml"
        )
