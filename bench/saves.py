# ruff: noqa: INP001, T201, S311 - a folder of scripts, no package; they print; chance from a seed, no secret
"""From a saved file to the changed page in a browser, through `sourceline serve`; and whether a save is lost.

    python bench/saves.py SITE [--saves 200] [--kind prose|title|template|style] [--seed 7] [--poll] [--json FILE]

SITE is copied; nothing in it is changed. Chromium (CHROMIUM, or the system's) shows the page of one event
while its file, a template or a style sheet is saved in all rhythms, from bursts without a pause to two
seconds apart, and in all the ways in which editors save: written in place, in two halves, over a new
name, through a backup, deleted and made again. Each save has a number, which the page shows. What is
measured is the time from the end of a save to the first frame that shows it or a later one. A save is
lost when it is never shown, or when only a later one is though there was time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent

RHYTHMS: dict[str, Callable[[random.Random], float]] = {
    "burst": lambda _: 0.0,
    "quick": lambda chance: chance.uniform(0, 0.1),
    "steady": lambda _: 0.3,
    "any": lambda chance: chance.uniform(0, 2),
    "slow": lambda _: 2.0,
}
"""Name → seconds before the next save."""
FIRST = 1
"""The number before the first save."""
_GROUP = 10
"""Saves in one rhythm; before the next one the last is waited for."""
_LONGEST_WAIT = 60.0

# Tells the number that the page shows in each frame in which it is another one.
_WATCH = """(() => {
  let told = -1;
  const look = () => {
    const style = document.documentElement && getComputedStyle(document.documentElement).getPropertyValue("--save");
    const text = document.querySelector("main")?.textContent || "";
    const number = Math.max(...[...text.matchAll(/Save number (\\d+)/g)].map((found) => +found[1]), parseInt(style) || 0);
    if (number !== told) tellNumber(told = number, performance.timeOrigin + performance.now());
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();"""


# --- ways to save ------------------------------------------------------------------------------


def write_in_place(path: Path, text: str) -> None:
    """As small editors do."""
    path.write_text(text, encoding="utf-8")


def write_in_halves(path: Path, text: str) -> None:
    """As over a slow network: somebody who looks in between sees half a file."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(0.03)
        file.write(text[len(text) // 2 :])


def replace_by_name(path: Path, text: str) -> None:
    """As most editors do: a new file takes the place of the old one."""
    new = path.with_name(f".{path.name}.tmp")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def keep_backup(path: Path, text: str) -> None:
    """As Vim does: the old file gets another name until the new one is written."""
    backup = path.with_name(f"{path.name}~")
    path.replace(backup)
    path.write_text(text, encoding="utf-8")
    backup.unlink()


def make_again(path: Path, text: str) -> None:
    """Deleted, and made again."""
    path.unlink()
    time.sleep(0.01)
    path.write_text(text, encoding="utf-8")


WAYS = (write_in_place, write_in_halves, replace_by_name, keep_backup, make_again)


# --- what is saved -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """A file that is saved, and the page that shows it."""

    path: Path
    address: str
    write: Callable[[int], str]
    """Number of the save → text of the file."""


def choose_subject(site: Path, kind: str) -> Subject:
    """The first event with a file of its own, its text or title; or a template or a style sheet of the site."""
    record = next(
        path
        for path in sorted((site / "content/events").glob("*.yaml"))
        if "\nreject:" not in path.read_text(encoding="utf-8")
    )
    address = f"events/{record.stem}/"
    before = record.read_text(encoding="utf-8")
    if kind == "prose":
        start = re.sub(r"^text:.*\n(?:(?:[ \t].*)?\n)*", "", before, flags=re.MULTILINE)
        return Subject(record, address, lambda n: f"{start}text: |\n  Save number {n}.\n")
    if kind == "title":
        rest = re.sub(r"^title:.*\n", "", before, flags=re.MULTILINE)
        return Subject(record, address, lambda n: f"title: Save number {n}\n{rest}")
    folder = site / ("templates" if kind == "template" else "static")
    folder.mkdir(exist_ok=True)
    if kind == "style":
        return Subject(folder / "site.css", address, lambda n: f":root {{ --save: {n}; }}\n")
    template = (ROOT / "templates/event.html").read_text(encoding="utf-8")
    at = template.index("{% block main %}") + len("{% block main %}")
    return Subject(
        folder / "event.html",
        address,
        lambda n: f"{template[:at]}<p>Save number {n}</p>{template[at:]}",
    )


# --- the run -----------------------------------------------------------------------------------


@dataclass
class Log:
    """When which save ended, and when the page showed which one, in seconds since 1970."""

    saved: dict[int, float] = field(default_factory=dict)
    shown: list[tuple[int, float]] = field(default_factory=list)

    def shows(self, number: int) -> bool:
        """Whether the page shows save `number` now."""
        return bool(self.shown) and self.shown[-1][0] == number

    def find_shown(self, number: int) -> tuple[int, float] | None:
        """The first frame with save `number` or a later one."""
        return next((each for each in self.shown if each[0] >= number), None)

    def measure(self) -> dict[int, float]:
        """Save → seconds until it or a later one was shown."""
        found = {number: self.find_shown(number) for number in self.saved}
        return {n: max(0.0, each[1] - self.saved[n]) for n, each in found.items() if each}

    def list_lost(self) -> list[int]:
        """The saves that were never shown, or only by a later one though there was more time until that than any
        save took that was shown itself."""
        found = {number: self.find_shown(number) for number in self.saved}
        own = [each[1] - self.saved[n] for n, each in found.items() if each and each[0] == n]
        longest = max(own, default=0.0)
        lost = []
        for number, at in self.saved.items():
            each = found[number]
            next_at = self.saved.get(number + 1, float("inf"))
            if each is None or (each[0] > number and next_at - at > longest):
                lost.append(number)
        return lost


def run_saves(page: Page, subject: Subject, base: str, *, saves: int, seed: int) -> Log:
    """Save so many times while `page` is open."""
    chance = random.Random(seed)
    log = Log()
    page.context.expose_binding(
        "tellNumber", lambda _, number, at: log.shown.append((number, at / 1000))
    )
    page.context.add_init_script(_WATCH)
    # Shown when the site is made: what was published before has no number.
    subject.path.write_text(subject.write(FIRST), encoding="utf-8")
    page.goto(f"{base}{subject.address}")
    _wait_for(page, partial(log.shows, FIRST))
    rhythms = list(RHYTHMS.values())
    for count in range(1, saves + 1):
        number = FIRST + count
        chance.choice(WAYS)(subject.path, subject.write(number))
        log.saved[number] = time.time()
        if count % _GROUP and count < saves:
            pause = rhythms[(count // _GROUP) % len(rhythms)](chance)
            if pause:
                page.wait_for_timeout(1000 * pause)
            continue
        _wait_for(page, partial(log.shows, number))
    return log


def _wait_for(page: Page, happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _LONGEST_WAIT
    while not happens() and time.monotonic() < deadline:
        page.wait_for_timeout(10)


@contextmanager
def serve_copy(site: Path, *options: str) -> Iterator[str]:
    """The address of a preview of a site, once it shows pages."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "serve",
        "-C",
        str(site),
        "--port",
        str(port),
    ]
    with tempfile.TemporaryFile("w+") as said:
        with subprocess.Popen([*command, *options], stdout=said, stderr=said) as process:  # noqa: S603 - our own command
            yield f"http://127.0.0.1:{port}/"
            process.send_signal(signal.SIGINT)
        said.seek(0)
        text = said.read()
    if process.returncode or "Traceback" in text:
        sys.exit(f"The preview failed:\n{text[-2000:]}")


def find_chromium() -> str:
    """CHROMIUM, or the system's."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    return found or sys.exit("There is no Chromium here; set CHROMIUM to its path.")


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--kind", choices=("prose", "title", "template", "style"), default="prose")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--poll", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - after --help

    with tempfile.TemporaryDirectory(prefix="saves-") as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        shutil.copytree(given.site, site, ignore=shutil.ignore_patterns(".public.*"))
        subject = choose_subject(site, given.kind)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_context().new_page()
        with serve_copy(site, *(["--poll"] if given.poll else [])) as base:
            wait_for_site(page, f"{base}{subject.address}")
            log = run_saves(page, subject, base, saves=given.saves, seed=given.seed)
        browser.close()
    result = summarize(log)
    if given.json:
        given.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(
        f"{given.kind}: {result['saves']} saves, median {result['median_ms']} ms, "
        f"nine of ten within {result['p90_ms']} ms, the most {result['most_ms']} ms, lost {len(result['lost'])}"
    )
    print("  per way of waiting: " + ", ".join(f"{k} {v} ms" for k, v in result["rhythms"].items()))
    sys.exit(bool(result["lost"]))


def summarize(log: Log) -> dict[str, Any]:
    """The figures of a run."""
    times = log.measure()
    values = sorted(round(1000 * seconds) for seconds in times.values())
    names = list(RHYTHMS)
    groups: dict[str, list[float]] = {}
    for number, seconds in times.items():
        # The last of a group has the rhythm of those before it.
        groups.setdefault(names[((number - FIRST - 1) // _GROUP) % len(names)], []).append(seconds)
    return {
        "saves": len(log.saved),
        "median_ms": round(statistics.median(values)),
        "p90_ms": values[int(0.9 * (len(values) - 1))],
        "most_ms": values[-1],
        "lost": log.list_lost(),
        "rhythms": {name: round(1000 * statistics.median(found)) for name, found in groups.items()},
    }


def wait_for_site(page: Page, address: str, seconds: float = 600) -> None:
    """Wait until a preview that has just been started shows the page at `address`."""
    from playwright.sync_api import Error  # noqa: PLC0415 - after --help

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(Error):  # it does not listen yet
            if page.request.get(address).status == 200:
                return
        time.sleep(0.2)
    sys.exit(f"{address} was not shown in time.")


if __name__ == "__main__":
    main()
