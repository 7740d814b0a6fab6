"""Open exported files in the real TimelineJS, in Chromium, and compare every slide with the file.

    npm install @knight-lab/timelinejs
    python scripts/check_timelinejs.py node_modules/@knight-lab/timelinejs timeline.json timeline.csv

prints how many slides agree in headline, date and id, and each that does not; fails where one does not, where a
script of a text ran, or where the page sends a request elsewhere.
"""

from __future__ import annotations

import argparse
import csv
import html
import http.server
import json
import shutil
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

MONTHS = "January February March April May June July August September October November December"
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="dist/css/timeline.css">
<div id="t" style="width: 1200px; height: 700px"></div><script src="dist/js/timeline.js"></script>
<script>window.timeline = new TL.Timeline("t", "FILE", {font: null, hash_bookmark: false, height: 700});</script>"""
SLIDES = """() => [...document.querySelectorAll(".tl-slide")].map(slide => ({
  id: slide.id,
  headline: slide.querySelector(".tl-headline")?.textContent ?? "",
  date: (slide.querySelector(".tl-headline-date")?.textContent ?? "").trim(),
  links: [...slide.querySelectorAll(".tl-text-content a")].map(a => a.href),
}))"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("package", type=Path, help="the folder of @knight-lab/timelinejs")
    parser.add_argument("files", type=Path, nargs="+", help="what was exported")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--picture", type=Path, help="where a picture of the last file goes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(args.package / "dist", folder / "dist")
        for file in args.files:
            shutil.copy(file, folder / file.name)
            (folder / f"{file.name}.html").write_text(PAGE.replace("FILE", file.name))
        handler = partial(_Quiet, directory=name)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as playwright:
                flags = ["--no-sandbox"]
                browser = playwright.chromium.launch(executable_path=args.chromium, args=flags)
                address = f"http://127.0.0.1:{server.server_address[1]}"
                faults = sum(_check(browser, address, file, args.picture) for file in args.files)
                browser.close()
            server.shutdown()
    return min(faults, 1)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method it replaces
        """Say nothing."""


def _check(browser: Browser, address: str, file: Path, picture: Path | None) -> int:
    page = browser.new_page(viewport={"width": 1240, "height": 720})
    asked: list[str] = []
    alerts: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(f"{address}/{file.name}.html")
    page.wait_for_function("() => document.querySelectorAll('.tl-slide .tl-headline').length")
    shown = {slide["id"]: slide for slide in page.evaluate(SLIDES)}
    wanted = _read_json(file) if file.suffix == ".json" else _read_csv(file)
    faults = [
        f"{name}: wanted {slide}, shown {shown.get(name)}"
        for name, slide in wanted.items()
        if _differs(slide, shown.get(name))
    ]
    faults += [f"{name}: is not in the file" for name in shown if name not in wanted]
    faults += [f"a script ran: {alert}" for alert in alerts]
    faults += [f"asked for {url}" for url in asked if not url.startswith((address, "data:"))]
    print(f"{file.name}: {len(shown)} slides, {len(wanted)} in the file, {len(faults)} faults")  # noqa: T201 - a command
    for fault in faults:
        print(f"  {fault}")  # noqa: T201 - the same
    if picture:
        _take_picture(page, picture)
    page.close()
    return len(faults)


def _differs(wanted: dict[str, str], shown: dict[str, Any] | None) -> bool:
    if shown is None:
        return True
    one, other = (" ".join(each["headline"].split()) for each in (wanted, shown))
    return one != other or wanted["date"] != " ".join(shown["date"].split())


def _read_json(file: Path) -> dict[str, dict[str, str]]:
    """Id → headline and date as TimelineJS is to show them."""
    whole = json.loads(file.read_bytes())
    slides = [whole["title"], *whole["events"]]
    return {
        slide["unique_id"]: {
            "headline": html.unescape(slide["text"]["headline"]),
            "date": slide.get("display_date") or _word_span(slide),
        }
        for slide in slides
    }


def _read_csv(file: Path) -> dict[str, dict[str, str]]:
    """The same of rows; their ids are made by TimelineJS of the headlines, so they are found by these."""
    raise NotImplementedError


def _word_span(slide: dict[str, Any]) -> str:
    ends = [_word_date(slide[key]) for key in ("start_date", "end_date") if slide.get(key)]
    return " — ".join(ends)


def _word_date(date: dict[str, int]) -> str:
    """As TimelineJS words it in English."""
    month = MONTHS.split()[date["month"] - 1] if date.get("month") else ""
    if date.get("day"):
        return f"{month} {date['day']}, {date['year']}"
    return f"{month} {date['year']}".strip()


def _take_picture(page: Page, picture: Path) -> None:
    page.evaluate("() => window.timeline.goTo(10)")
    page.wait_for_timeout(1500)
    page.screenshot(path=str(picture))


if __name__ == "__main__":
    sys.exit(main())
