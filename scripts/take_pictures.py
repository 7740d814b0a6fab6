"""Photograph the shipped site for the README, docs/theming.md and docs/preview.md: docs/images/. Run by `make picture`.

A picture of the guide sets side by side what stands before and after one file of the guide is laid into a
copy of the site. The faces are those of the machine, since the theme brings none; the pictures that are
committed were taken with Debian's fonts-liberation installed.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from guide import lay_file, read_files
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from sourceline.pipeline import build_site

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
# Pixels of the picture for each of the page.
SCALE = 2
# Of the page, above what is shown.
ABOVE = 20
# A page of text has no more that anybody sees; how they are chosen keeps those of the small marks.
COLOURS = 64
LINE = (0xD8, 0xD0, 0xC1)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A part of a page: so many pixels of it wide and high, from a little above an element on."""

    page: str
    width: int
    height: int
    element: str = "body"


HOME = View(page="index.html", width=1200, height=900)
# Name of the picture → the file of the guide, and where it is seen.
CHANGES = {
    "theming-token": (
        "static/site.css",
        View(page="index.html", width=480, height=280, element=".timeline"),
    ),
    "theming-block": (
        "templates/home.html",
        View(page="index.html", width=480, height=270, element=".opening"),
    ),
    "theming-label": (
        "content/site.yaml",
        View(page="timeline/index.html", width=540, height=270),
    ),
}


def main() -> None:
    """Build the site as it is and with each change, and take every picture."""
    found = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, filter(None, found))), None)
    if chromium is None:
        sys.exit("This needs Chromium; `make picture` sees to it.")
    files = read_files()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        plain = build_copy(Path(folder, "plain"))
        save_picture(take_picture(browser, plain, HOME), "home")
        for name, (path, view) in CHANGES.items():
            changed = build_copy(Path(folder, name), path, files[path])
            pair = [take_picture(browser, site, view) for site in (plain, changed)]
            save_picture(set_beside(*pair), name)
        save_picture(take_preview(browser, plain.parent), "preview-problem")
        browser.close()


def build_copy(folder: Path, path: str | None = None, text: str = "") -> Path:
    """The published folder of a copy of the shipped site, with one more file or none."""
    shutil.copytree(ROOT / "content", folder / "content")
    if path is not None:
        lay_file(folder, path, text)
    build_site(folder, folder / "public")
    return folder / "public"


def take_picture(browser: Browser, site: Path, view: View) -> Image.Image:
    """The part of a page, in daylight."""
    page = browser.new_page(
        viewport={"width": view.width, "height": view.height},
        color_scheme="light",
        device_scale_factor=SCALE,
    )
    page.goto((site / view.page).as_uri())
    top = page.locator(view.element).evaluate("(node) => node.getBoundingClientRect().top")
    data = page.screenshot(
        clip={
            "x": 0,
            "y": max(0, round(top) - ABOVE),
            "width": view.width,
            "height": view.height,
        },
        full_page=True,
        animations="disabled",
    )
    page.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def take_preview(browser: Browser, site: Path) -> Image.Image:
    """What the preview shows of a misspelt key."""
    record = site / "content/events/the-bridge.yaml"
    record.parent.mkdir()
    record.write_text(
        "title: The bridge is opened\ndaet: 2031-05-06\nparticipants: []\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "sourceline", "serve", "-C", str(site)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as preview:  # noqa: S603 - our own command
        try:
            told = (line.split() for line in preview.stdout or ())
            address = next(words[1] for words in told if words[0] == "Serving")
            page = browser.new_page(
                viewport={"width": 1000, "height": 480},
                color_scheme="light",
                device_scale_factor=SCALE,
            )
            page.goto(f"{address}timeline/")
            page.get_by_role("dialog").locator("mark").wait_for()
            page.wait_for_load_state("networkidle")
            data = page.screenshot(animations="disabled")
            page.close()
        finally:
            preview.send_signal(signal.SIGINT)
    return Image.open(io.BytesIO(data)).convert("RGB")


def set_beside(before: Image.Image, after: Image.Image) -> Image.Image:
    """Both in one picture, with a hairline between them."""
    pair = Image.new("RGB", (before.width + SCALE + after.width, before.height), LINE)
    pair.paste(before, (0, 0))
    pair.paste(after, (before.width + SCALE, 0))
    return pair


def save_picture(picture: Image.Image, name: str) -> None:
    """Write docs/images/<name>.png in few colours."""
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
