"""What each part of a Sourceline build costs: `python -m bench.generators.parts REPORT` in a site's folder.

Builds the site with one process and looks some hundred times a second of CPU time where it is. Nothing is
switched off or wrapped, so the build is the one that is measured elsewhere, a few per cent slower.
"""

from __future__ import annotations

import json
import re
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

INTERVAL = 0.001
"""Seconds; most kernels look every 4 ms at most, so counts are scaled to the CPU time of the whole."""
_OWN = re.compile(r".*/sourceline/(\w+)/(\w+)(?:/\w+)*\.py$|.*/templates/([\w.]+)$")

# Wherever they are on the stack, it is for their sake that the build is there.
_WITHIN = {
    ("site", "linked_data"): "JSON-LD",
    ("site", "search"): "search",
    ("site", "feeds"): "feeds",
    ("site", "embeds"): "embeds",
    ("site", "citations"): "citations",
    ("weave", "citations"): "citations",
    ("site", "columns"): "timeline data",
    ("render", "markdown"): "Markdown",
    ("render", "prose"): "Markdown",
    ("pipeline", "notebook"): "kept for the next build",
    ("pipeline", "ledgers"): "kept for the next build",
    ("store", "blobs"): "kept for the next build",
}
_TEMPLATES = {
    "feed.xml": "feeds",
    "data.json": "feeds",
    "_citation.html": "citations",
    "search.html": "search",
    "embed.html": "embeds",
    "embed_event.html": "embeds",
    "embed_timeline.html": "embeds",
}
# The innermost of these says what page or stage it is.
_PAGES = {
    "event.html": "event pages",
    "profile.html": "profile pages",
    "source.html": "source pages",
    "year.html": "timeline pages",
    "timeline.html": "timeline pages",
}
_SITE = {
    "events": "event pages",
    "entries": "event pages",
    "profiles": "profile pages",
    "sources": "source pages",
    "marginalia": "source pages",
    "years": "timeline pages",
    "overview": "timeline pages",
}
_STAGES = {
    "store": "content read",
    "read": "content read",
    "extract": "content read",
    "weave": "woven and checked",
    "check": "woven and checked",
    "publish": "files written",
}
_START, _OTHER = "started", "other"

_FOLDERS = {
    "assets": "styles and scripts",
    "embed": "embeds",
    "events": "event pages",
    "search": "search",
    "sources": "source pages",
    "timeline": "timeline pages",
}


def name_part(frame: FrameType | None) -> str:
    """The part of the site for which the interpreter is where it is."""
    found, started = "", False
    while frame is not None:
        path = frame.f_code.co_filename.replace("\\", "/")
        started = started or path.startswith("<frozen importlib")
        match = _OWN.match(path)
        if match:
            layer, module, template = match.groups()
            part = _TEMPLATES.get(template) if template else _WITHIN.get((layer, module))
            if part:
                return part
            found = found or _name_stage(layer, module, template)
        frame = frame.f_back
    return _START if started else found or _OTHER


def _name_stage(layer: str | None, module: str | None, template: str | None) -> str:
    if template:
        return _PAGES.get(template, "")
    if layer == "site":
        return _SITE.get(module or "", "")
    return _STAGES.get(layer or "", "")


def name_kind(path: str) -> str:
    """The part of the site that a published file belongs to."""
    folder, _, rest = path.partition("/")
    name = path.rpartition("/")[2]
    if folder == "embed":
        return "embeds"
    if name in {"feed.xml", "feed.json"}:
        return "feeds"
    if path.startswith("timeline/data/"):
        return "timeline data"
    if folder in {"people", "organizations"} and rest:
        return "profile pages"
    return _FOLDERS.get(folder, _OTHER) if rest else _OTHER


def main() -> None:
    """Build the site in the current folder and write seconds of CPU time by part to REPORT, as JSON."""
    report = Path(sys.argv[1])
    counts: Counter[str] = Counter()

    def count(_: int, frame: FrameType | None) -> None:
        counts[name_part(frame)] += 1

    signal.signal(signal.SIGPROF, count)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    from sourceline.cli import main as run  # noqa: PLC0415 - counted too

    try:
        run(["build", "-C", ".", "--jobs", "1"])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        each = time.process_time() / max(counts.total(), 1)
        seconds = {name: seen * each for name, seen in counts.most_common()}
        report.write_text(json.dumps(seconds), "utf-8")


if __name__ == "__main__":
    main()
