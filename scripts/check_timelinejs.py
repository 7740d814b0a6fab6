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
import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, sync_playwright
from serving import serve_folder

Slide = tuple[str, str, str]
"""Id, headline, date."""

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
        with serve_folder(folder) as address, sync_playwright() as playwright:
            flags = ["--no-sandbox"]
            browser = playwright.chromium.launch(executable_path=args.chromium, args=flags)
            faults = sum(_check(browser, address, file, args.picture) for file in args.files)
            browser.close()
    return min(faults, 1)


def _check(browser: Browser, address: str, file: Path, picture: Path | None) -> int:
    page = browser.new_page(viewport={"width": 1240, "height": 720})
    asked: list[str] = []
    alerts: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: _dismiss(dialog, alerts))
    page.goto(f"{address}{file.name}.html")
    page.wait_for_function("() => document.querySelectorAll('.tl-slide .tl-headline').length")
    by_id = file.suffix == ".json"
    wanted = Counter(_read_json(file) if by_id else _read_csv(file))
    shown = Counter(_tell_slide(slide, by_id=by_id) for slide in page.evaluate(SLIDES))
    faults = [f"not shown: {slide}" for slide in (wanted - shown).elements()]
    faults += [f"not in the file: {slide}" for slide in (shown - wanted).elements()]
    faults += [f"a script ran: {alert}" for alert in alerts]
    faults += [f"asked for {url}" for url in asked if not url.startswith((address, "data:"))]
    counts = f"{shown.total()} slides, {wanted.total()} in the file, {len(faults)} faults"
    print("\n  ".join([f"{file.name}: {counts}", *faults]))  # noqa: T201 - a command
    if picture:
        _take_picture(page, picture)
    page.close()
    return len(faults)


def _dismiss(dialog: Dialog, alerts: list[str]) -> None:
    alerts.append(dialog.message)
    dialog.dismiss()


def _tell_slide(slide: dict[str, Any], *, by_id: bool) -> Slide:
    name = slide["id"] if by_id else ""
    return name, " ".join(slide["headline"].split()), " ".join(slide["date"].split())


def _read_json(file: Path) -> list[Slide]:
    """The slides as TimelineJS is to show them."""
    whole = json.loads(file.read_bytes())
    return [
        (
            slide["unique_id"],
            html.unescape(slide["text"]["headline"]),
            slide.get("display_date") or _word_span(slide),
        )
        for slide in (whole["title"], *whole["events"])
    ]


def _read_csv(file: Path) -> list[Slide]:
    """The same of rows; their ids are made by TimelineJS."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [*csv.DictReader(stream)]
    return [
        (
            "",
            html.unescape(row["Headline"]),
            row["Display Date"] or _word_span(_read_dates(row)),
        )
        for row in rows
    ]


def _read_dates(row: dict[str, str]) -> dict[str, Any]:
    found = {}
    for key, lead in (("start_date", ""), ("end_date", "End ")):
        parts = {name: row[f"{lead}{name.title()}"] for name in ("year", "month", "day")}
        found[key] = {name: int(text) for name, text in parts.items() if text}
    return found


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
