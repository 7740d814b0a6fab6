# ruff: noqa: INP001, T201 - a folder of scripts, no package; they print
"""How long a preview takes from a saved file to the bytes of the changed page, for each kind of edit.

    python bench/preview.py SITE [--runs 7] [--build]

SITE is copied first. An edit is written to the file, the preview is told of it, and the page that shows it is read:
medians and the worst in ms, and the peak of memory. --build tells beside it what a whole build takes after the
same edits, as `serve` did it before.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sourceline.pipeline import build_site, ignore_progress, note_build
from sourceline.pipeline.preview import Preview

EDITS: dict[str, Callable[[str, int], str]] = {
    "prose": lambda text, n: text + f"  Added in run {n}.\n",
    "title": lambda text, n: text.replace("title:", f"title: Run {n} of #", 1),
    "date": lambda text, n: text.replace("date: ", f"date: 20{10 + n % 80}-05-0{1 + n % 8} # ", 1),
    "quote": lambda text, n: re.sub(rf'(?m)((?: [^ "]+){{{n % 5 + 1}}})"$', '"', text, count=1),
}


def main() -> None:
    """Copy the site, edit it, and print a line for each kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--build", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.site.parent) as folder:
        site = Path(folder) / "site"
        shutil.copytree(options.site, site)
        measure_site(site, options.runs, build=options.build)


def measure_site(site: Path, runs: int, *, build: bool) -> None:
    """All kinds of edit, of an event in the middle."""
    records = sorted((site / "content/events").glob("*.yaml"))
    quoting = [path for path in records if "exact:" in path.read_text()]
    record = quoting[len(quoting) // 2]
    page = f"events/{record.stem}/index.html"
    start = time.perf_counter()
    preview = Preview(site, site / "public")
    outcome = preview.refresh(frozenset(), ignore_progress)
    print(f"{'start':10} {time.perf_counter() - start:8.2f} s", outcome.problems[:3] or "")
    preview.read(page)
    for kind, edit in EDITS.items():
        text = record.read_text()
        times = [measure_edit(preview, record, edit(text, n), page) for n in range(runs)]
        record.write_text(text)
        preview.refresh(frozenset([str(record)]), ignore_progress)
        tell(kind, times)
    for kind, name in (("template", "templates/event.html"), ("style", "static/site.css")):
        file = site / name
        file.parent.mkdir(exist_ok=True)
        texts = [
            f'{{% extends "theme/event.html" %}}{{% block opening %}}{n}{{% endblock %}}'
            if kind == "template"
            else f"h1 {{ margin: {n}px }}"
            for n in range(runs)
        ]
        tell(
            kind,
            [
                measure_edit(preview, file, text, page if kind == "template" else "")
                for text in texts
            ],
        )
    print(f"peak of memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    if build:
        text = record.read_text()
        run_build(site)
        for kind, edit in EDITS.items():
            times = []
            for n in range(3):
                record.write_text(edit(text, n))
                start = time.perf_counter()
                run_build(site)
                times.append(time.perf_counter() - start)
            tell(f"{kind}, build", times)


def measure_edit(preview: Preview, file: Path, text: str, page: str) -> float:
    """Seconds from the saved file to the bytes of the page that shows it; "": the style sheet."""
    time.sleep(0.1)  # an author is slower
    file.write_text(text)
    start = time.perf_counter()
    outcome = preview.refresh(frozenset([str(file)]), ignore_progress)
    data = preview.read(page or next(iter(outcome.styles), ""))
    taken = time.perf_counter() - start
    if outcome.problems or not data:
        raise SystemExit(f"{file}: {outcome}")
    return taken


def run_build(site: Path) -> None:
    """As `serve` did it after each save."""
    report = build_site(site, site / "public", jobs=None)
    note_build(site, site / "public", report, told=("", ""))


def tell(kind: str, times: list[float]) -> None:
    """A line."""
    print(
        f"{kind:14} {statistics.median(times) * 1000:8.0f} ms, at most {max(times) * 1000:6.0f} ms"
    )


if __name__ == "__main__":
    main()
