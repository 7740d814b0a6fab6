"""A site as a browser meets it: opened, and looked over by axe."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@contextmanager
def open_page(
    browser: Browser,
    url: str,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    scripts: bool = True,
    **options: Any,
) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A loaded page, what its console said, and the addresses it asked for; `options` as of Playwright's
    new_context."""
    options = {"viewport": {"width": width, "height": 900}, **options}
    context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts, **options)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    yield page, said, asked
    context.close()


def wait_for(page: Page, condition: str, arg: Any = None, *, seconds: float = 30) -> None:
    """Wait until an expression, or a function of `arg`, is true in the page. Playwright's own way of waiting compiles
    it within the page, which a policy that forbids that can refuse."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(condition, arg):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(20)


def find_violations(
    page: Page, context: str | None = None, *, preload: bool = True
) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page or in an element of it: each rule with the elements that break it."""
    options = {
        # The size of targets (WCAG 2.2, 2.5.8) is off in axe unless asked for.
        "rules": {"target-size": {"enabled": True}},
        # All rules run; but what is sound is not told in full: half a megabyte for home, half the time.
        "resultTypes": ["violations"],
        "preload": preload,
    }
    results = Axe().run(page, context=context, options=options)
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in results.response["violations"]
    ]
