"""Photograph real sites for the README and the guides: docs/images/. Run by `make picture`.

    python scripts/take_pictures.py [NAME …]

All pictures are taken, or those named. The README and docs/theming.md show the site that ships; docs/preview.md and
docs/publishing.md that which `sourceline new` makes, in the preview and as it was pushed to a branch.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from guide import lay_file, read_files
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from serving import serve_folder

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
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        studio = Studio(browser, Path(folder))
        takes = studio.list_takes()
        for name in sys.argv[1:] or takes:
            save_picture(takes[name](), name)
        browser.close()


@dataclass(frozen=True, slots=True)
class Studio:
    """A browser, and a folder for the sites that it looks at."""

    browser: Browser
    folder: Path

    def list_takes(self) -> dict[str, Callable[[], Image.Image]]:
        """Name of a picture → how it is taken."""
        return {
            "home": lambda: take_picture(self.browser, self.build_plain(), HOME),
            **{name: partial(self.take_change, name) for name in CHANGES},
            "preview-problem": self.take_problem,
            "preview-desk": self.take_desk,
            "publishing-page": self.take_published,
        }

    def build_plain(self) -> Path:
        """The published folder of the shipped site."""
        plain = self.folder / "plain"
        return plain / "public" if plain.exists() else build_copy(plain)

    def take_change(self, name: str) -> Image.Image:
        """What a file of the guide to theming does."""
        path, view = CHANGES[name]
        changed = build_copy(self.folder / name, path, read_files()[path])
        pair = [take_picture(self.browser, site, view) for site in (self.build_plain(), changed)]
        return set_beside(*pair)

    def take_problem(self) -> Image.Image:
        """What the preview shows of a misspelt key."""
        site = build_copy(self.folder / "problem").parent
        record = site / "content/events/the-bridge.yaml"
        record.parent.mkdir()
        record.write_text(
            "title: The bridge is opened\ndaet: 2031-05-06\nparticipants: []\n", encoding="utf-8"
        )
        with show_preview(site) as address:
            return self.take_page(
                f"{address}timeline/", lambda page: page.get_by_role("dialog").locator("mark")
            )

    def take_desk(self) -> Image.Image:
        """What the preview says of a new site."""
        site = self.folder / "desk"
        run_program("new", str(site))
        with show_preview(site) as address:
            return self.take_page(
                f"{address}desk/",
                lambda page: page.get_by_role("heading", name="Disagreements"),
                height=700,
            )

    def take_published(self) -> Image.Image:
        """A page of a new site as it stands on the branch, below a path as at GitHub's."""
        site, branch = self.folder / "new", self.folder / "served" / "chronicle"
        run_program("new", str(site))
        run_git(self.folder, "init", "--quiet", "--bare", "remote.git")
        run_git(site, "init", "--quiet")
        run_git(site, "remote", "add", "origin", str(self.folder / "remote.git"))
        run_program("publish", "-C", str(site))
        run_git(self.folder, "clone", "--quiet", "--branch", "gh-pages", "remote.git", str(branch))
        with serve_folder(branch.parent) as address:
            return self.take_page(
                f"{address}chronicle/events/lantern-house-opening/",
                lambda page: page.get_by_role("heading", level=1),
            )

    def take_page(
        self, url: str, find: Callable[[Page], Locator], height: int = 480
    ) -> Image.Image:
        """The beginning of a page, once something is on it, in daylight."""
        page = self.browser.new_page(
            viewport={"width": 1000, "height": height},
            color_scheme="light",
            device_scale_factor=SCALE,
        )
        page.goto(url)
        find(page).wait_for()
        page.wait_for_load_state("networkidle")
        data = page.screenshot(animations="disabled")
        page.close()
        return Image.open(io.BytesIO(data)).convert("RGB")


@contextmanager
def show_preview(site: Path) -> Iterator[str]:
    """The address of a preview of a site."""
    command = [sys.executable, "-m", "sourceline", "serve", "-C", str(site)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as preview:  # noqa: S603 - our own command
        try:
            told = (line.split() for line in preview.stdout or ())
            yield next(words[1] for words in told if words[0] == "Serving")
        finally:
            preview.send_signal(signal.SIGINT)


def run_program(*args: str) -> None:
    """Run a command of Sourceline, and show nothing of what it says."""
    command = [sys.executable, "-m", "sourceline", *args]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own command


def run_git(folder: Path, *args: str) -> None:
    """Run Git in a folder."""
    subprocess.run(["git", *args], cwd=folder, check=True)  # noqa: S603, S607 - our own words


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
