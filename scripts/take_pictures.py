"""Photograph the built site for the README: docs/images/home.png, from public/. Run by `make picture`."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "public" / "index.html"
PICTURE = ROOT / "docs" / "images" / "home.png"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    """Take one picture of the home page, as a laptop shows it in daylight."""
    found = filter(
        None, (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    )
    chromium = next(filter(None, map(shutil.which, found)), None)
    if chromium is None or not PAGE.is_file():
        sys.exit("This needs Chromium and a built site; `make picture` sees to both.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 900}, color_scheme="light")
        page.goto(PAGE.as_uri())
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE, animations="disabled")
        browser.close()


if __name__ == "__main__":
    main()
