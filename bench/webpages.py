# ruff: noqa: INP001, T201 - a folder of scripts, no package; they print
"""The reader of web pages against what a browser shows.

    python bench/webpages.py [FILE…]

Each page is opened in Chromium without its scripts. The words it shows in the parts marked `data-article` are those
that should be read; all other words it shows (navigation, advertisements, comments) should not. Without files it
takes the pages of the tests.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sourceline.read import read_source

PAGES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "read" / "pages"
SHOWN = """() => {
  const marked = [...document.querySelectorAll('[data-article]')].map(e => e.innerText).join('\\n');
  return [marked, document.body.innerText];
}"""


def main() -> None:
    """Print a line for each page, and the sum."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(PAGES.glob("*.html"))
    total: Counter[str] = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for path in paths:
            counts = compare(browser, path)
            total.update(counts)
            print(f"{path.name:24} {tell(counts)}")
        browser.close()
    print(f"{'all':24} {tell(total)}")


def compare(browser: Browser, path: Path) -> Counter[str]:
    """Words that are shown, wanted, found and found though they are no part of the article."""
    page = browser.new_page(java_script_enabled=True)
    page.route(
        "**/*",
        lambda route: route.continue_() if route.request.url == path.as_uri() else route.abort(),
    )
    page.goto(path.resolve().as_uri())
    marked, shown = page.evaluate(SHOWN)
    page.close()
    begun = time.perf_counter()
    source = read_source(path.read_bytes(), path=path.name)
    seconds = time.perf_counter() - begun
    text = "\n".join(source.text[block.start : block.end] for block in source.blocks)
    wanted, found = split(marked), split(text.replace(" | ", " "))
    return Counter(
        shown=split(shown).total(),
        wanted=wanted.total(),
        found=(wanted & found).total(),
        more=(found - wanted).total(),
        ms=round(seconds * 1000),
    )


def split(text: str) -> Counter[str]:
    """Its words with how often they stand there."""
    return Counter(text.split())


def tell(counts: Counter[str]) -> str:
    """Of a page or of all."""
    others = counts["shown"] - counts["wanted"]
    return (
        f"article {counts['found']} of {counts['wanted']} words, "
        f"beside it {counts['more']} of {others}, {counts['ms']} ms"
    )


if __name__ == "__main__":
    main()
