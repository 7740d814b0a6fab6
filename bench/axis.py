# ruff: noqa: INP001, T201, S311 - a folder of scripts, no package; they print; chance from a seed, no secret
"""Frames a second of the axis view while it is panned and zoomed, in headless Chromium.

    python bench/axis.py [--events 1000 10000 50000] [--peer DIR] [--seconds 5] [--write DIR]

N made-up events, the same for all: most from 1990 to 2026, one in a hundred from other centuries, of all
shapes. Real drag and wheel events are sent over the DevTools protocol. `--peer` is a folder in which
`npm install vis-timeline` was run; it is measured in the same run, at 1,000 and 10,000. "nodes" draws what
our canvas draws as one element a mark. `--write` only writes the pages, to look at.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from axis_page import Told, write_axis_page
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SEED = 7
WORDS = (
    "harbour council opens survey of the northern bridge after long delay and second hearing while "
    "orrery makers plan new observatory museum lends clock to school court rules on tide mill sale"
)
KINDS = ("appointment", "opening", "ruling", "purchase", "report", "accident", "award", "other")
FOLDERS = {"people": 60, "organizations": 40, "products": 20, "places": 25, "topics": 12}
# Where the data begins to be pressed together: a place on the page, and how far a drag goes.
WIDTH, HEIGHT = 1280, 900
# Shape → how often of a hundred; days of its length.
SHAPES = {"d": 62, "m": 14, "q": 3, "y": 9, "s": 6, "f": 2, "u": 2, "n": 2}
LENGTHS = {"m": 29, "q": 90, "y": 364}

FRAMES = """() => { const f = self.frames_ = { times: [], on: true }; let before = performance.now();
  const tick = () => { if (!f.on) return; const now = performance.now(); f.times.push(now - before); before = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""
STOP = "() => { self.frames_.on = false; return self.frames_.times.slice(1); }"

VIS = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>vis</title>
<link rel="stylesheet" href="{folder}/styles/vis-timeline-graph2d.min.css">
<script src="{folder}/standalone/umd/vis-timeline-graph2d.min.js"></script></head>
<body><div id="plot" style="block-size: 600px"></div><script src="items.js"></script>
<script>new vis.Timeline(document.getElementById("plot"), new vis.DataSet(self.items), {{ height: "600px" }});</script>
</body></html>
"""
# The same marks, titles and ticks as elements that are moved in every frame.
NODES = """(function () {
  "use strict";
  const axis = self.sourceline.axis;
  const pool = [];
  let used = 0;
  function put(kind, left, top, wide, text) {
    const node = pool[used] = pool[used] || document.querySelector("[data-axis-canvas]").parentNode.appendChild(document.createElement("div"));
    used += 1;
    if (node.className !== kind) node.className = kind;
    node.style.transform = "translate(" + left + "px," + top + "px)";
    node.style.width = wide + "px";
    if (node.textContent !== text) node.textContent = text;
    node.style.display = "";
  }
  axis.paint = (context, scene) => {
    const { begin, scale, width, layout } = scene;
    used = 0;
    for (const tick of axis.listTicks(begin, begin + width / scale, scale, scene.words).ticks) {
      put("node tick", (tick.day - begin) * scale, 0, 90, tick.text);
    }
    layout.lanes.forEach((lane, n) => {
      for (const { item, from, to } of axis.listVisible(lane, scene)) {
        const y = axis.middleOf(scene, n, item.row);
        const several = item.members.length > 1;
        const start = Math.max(from, -20);
        put(several ? "node many" : "node mark", start, y - 10, Math.min(to, width + 20) - start, several ? String(item.members.length) : "");
        if (several) continue;
        const next = item.next ? (item.next.left - begin) * scale - 20 : width;
        const title = scene.read(item.members[0]).title;
        if (title && next - to > 80) put("node title", to + 2, y - 10, next - to, title);
      }
    });
    for (let n = used; n < pool.length; n++) pool[n].style.display = "none";
  };
})();
"""
NODES_STYLE = """
.node { position: absolute; inset-block-start: 0; inset-inline-start: 0; pointer-events: none; block-size: 20px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: 14px; line-height: 20px; }
.mark { background: var(--accent); border-radius: 10px; }
.many { background: var(--accent); border-radius: 10px; color: var(--paper); text-align: center; }
.tick { block-size: 100%; border-inline-start: 1px solid var(--line); }
"""


def make_events(count: int, seed: int = SEED) -> tuple[list[Told], list[tuple[str, str, str]]]:
    """Events in order of time, the undated last, and the profiles they name."""
    chance = random.Random(seed)
    words = WORDS.split()
    profiles = [
        (f"{folder}-{n}", f"{words[(7 * n) % len(words)].title()} {n}", folder)
        for folder, size in FOLDERS.items()
        for n in range(size)
    ]
    starts = dict(zip(FOLDERS, (0, 60, 100, 120, 145), strict=True))
    first = (date(1990, 1, 1) - date(1970, 1, 1)).days
    events = []
    for n in range(count):
        shape = chance.choices(list(SHAPES), weights=list(SHAPES.values()))[0]
        begin = first + chance.randrange(37 * 365)
        if n % 100 == 0:
            begin = -int(
                365.25 * chance.choice((30, 120, 400, 900, 1900, 2400))
            ) + chance.randrange(9000)
        length = LENGTHS.get(shape, chance.randrange(20, 1500) if shape == "s" else 0)
        open_end = {"f": -1, "u": -2}
        # A few names are in many events, most in few.
        who = [
            starts[folder] + min(int(chance.expovariate(6 / size)), size - 1)
            for folder, size in FOLDERS.items()
            for _ in range(chance.choice((0, 1, 1, 2)))
        ]
        events.append(
            Told(
                title=" ".join(chance.choices(words, k=chance.randrange(4, 9))).capitalize(),
                shape=shape,
                begin=begin,
                length=open_end.get(shape, length),
                flags="0001123"[chance.randrange(7)],
                status=chance.choices("apdl", weights=(88, 6, 3, 3))[0],
                kind=chance.randrange(len(KINDS)),
                who=tuple(sorted(set(who))),
                when=f"day {begin}",
            )
        )
    events.sort(key=lambda told: (told.shape == "n", told.begin))
    return events, profiles


def write_nodes(page: Path) -> None:
    """Turn the page into one that draws elements."""
    folder = page.parent
    (folder / "nodes.js").write_text(NODES, encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("</head>", '<script src="nodes.js" defer></script></head>'), encoding="utf-8"
    )
    for theme in (folder.parent / "assets").glob("theme.*.css"):
        theme.write_text(theme.read_text(encoding="utf-8") + NODES_STYLE, encoding="utf-8")


def write_vis(folder: Path, events: Sequence[Told], peer: Path) -> Path:
    """A page of vis-timeline with the same events; it draws no open ends, so they are points."""
    items = []
    for n, told in enumerate(events):
        if told.shape == "n":
            continue
        item = {"id": n, "content": told.title, "start": told.begin * 86_400_000}
        if told.length > 0:
            item["end"] = (told.begin + told.length + 1) * 86_400_000
        items.append(item)
    folder.mkdir(parents=True)
    (folder / "items.js").write_text(f"self.items = {json.dumps(items)};", encoding="utf-8")
    package = (peer / "node_modules" / "vis-timeline").resolve().as_uri()
    (folder / "index.html").write_text(VIS.format(folder=package), encoding="utf-8")
    return folder / "index.html"


def move(page: Page, kind: str, at: tuple[float, float], seconds: float) -> dict[str, float]:
    """Frame times while the page is dragged to and fro, or zoomed in and out by the wheel."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    x, y = at

    def send(what: str, **values: object) -> None:
        session.send("Input.dispatchMouseEvent", {"type": what, "x": x, "y": y, **values})

    def cpu() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    before = cpu()
    page.evaluate(FRAMES)
    start = time.monotonic()
    if kind == "pan":
        send("mousePressed", button="left", buttons=1, clickCount=1)
    while (part := (time.monotonic() - start) / seconds) < 1:
        if kind == "pan":
            there = round(x + 0.3 * WIDTH * math.sin(4 * math.pi * part))
            send("mouseMoved", x=there, button="left", buttons=1)
            time.sleep(0.004)
        else:
            # In for a quarter, out for a quarter, twice.
            down = -120 if int(part * 4) % 2 == 0 else 120
            send("mouseWheel", deltaX=0, deltaY=down)
            time.sleep(0.025)
    if kind == "pan":
        send("mouseReleased", button="left", clickCount=1)
    times = sorted(page.evaluate(STOP))
    return {
        "fps": 1000 * len(times) / sum(times),
        "median": times[len(times) // 2],
        "p95": times[min(len(times) - 1, int(0.95 * len(times)))],
        "longest": times[-1],
        "cpu": 1000 * (cpu() - before) / len(times),
    }


def measure(browser: Browser, name: str, count: int, page_path: Path, seconds: float) -> None:
    """One row for panning and one for zooming."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    page.set_default_timeout(180_000)
    own = name != "vis"
    start = time.monotonic()
    page.goto(page_path.as_uri() + ("?axis&view=1990..2026" if own else ""))
    page.wait_for_selector("[data-axis-marks] li" if own else ".vis-item", state="attached")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 500)))")
    shown = time.monotonic() - start - 0.5
    if own:
        page.locator("[data-axis-plot]").scroll_into_view_if_needed()
        page.locator("[data-axis-plot]").focus()
        box = page.locator("[data-axis-plot]").bounding_box()
        at = (box["x"] + box["width"] / 2, box["y"] + 14)
    else:
        at = (WIDTH / 2, 300)
    for kind in ("pan", "zoom"):
        got = move(page, kind, at, seconds)
        print(
            f"| {name} | {count:,} | {shown:.1f} | {kind} | {got['fps']:.1f} | {got['median']:.1f} | {got['p95']:.1f}"
            f" | {got['longest']:.0f} | {got['cpu']:.1f} | {os.getloadavg()[0]:.1f} |",
            flush=True,
        )
    context.close()


def main() -> None:
    """Write the pages and, unless only that is asked for, measure them."""
    parser = argparse.ArgumentParser(description="Frames a second of the axis view.")
    parser.add_argument("--events", type=int, nargs="+", default=[1000, 10000, 50000])
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--nodes", action="store_true")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        folder = options.write or Path(kept)
        pages: list[tuple[str, int, Path]] = []
        for count in options.events:
            events, profiles = make_events(count)
            pages.append(
                ("ours", count, write_axis_page(folder / f"ours-{count}", events, profiles, KINDS))
            )
            if options.nodes:
                page = write_axis_page(folder / f"nodes-{count}", events, profiles, KINDS)
                write_nodes(page)
                pages.append(("nodes", count, page))
            if options.peer and count <= 10000:
                pages.append(
                    ("vis", count, write_vis(folder / f"vis-{count}", events, options.peer))
                )
        if options.write:
            print(*(path for _, _, path in pages), sep="\n")
            return
        print(
            "| what | events | shown after s | input | fps | median ms | p95 ms | longest ms | CPU ms a frame | load |"
        )
        print("|---|--:|--:|---|--:|--:|--:|--:|--:|--:|")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which(os.environ.get("CHROMIUM", "chromium")),
                args=["--no-sandbox"],
            )
            for name, count, path in pages:
                measure(browser, name, count, path, options.seconds)
            browser.close()


if __name__ == "__main__":
    main()
