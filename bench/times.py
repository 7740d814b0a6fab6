# ruff: noqa: INP001 - a folder of scripts, no package
"""How fast times are read, beside chrono-node and dateparser, on the same texts in one run.

    python bench/times.py TEXTS.jsonl [--chrono FOLDER] [--dateparser PYTHON] [--limit N]

TEXTS.jsonl holds `{"text": str, "dct": "2024-03-26" | null}` lines. The peers are looked for where
you say, so that neither is a dependency: FOLDER is one in which `npm install chrono-node` was run,
PYTHON an interpreter that has dateparser. Each reads every text once to warm up on ten texts, then
all of them; what is counted is the CPU time of reading, not of starting or of parsing JSON.

The last part reads one text of 1 and of 10 million characters: twice as long takes twice the time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

CHRONO = """
const chrono = require(process.argv[1] + "/node_modules/chrono-node");
const lines = require("fs").readFileSync(0, "utf8").split("\\n").filter(Boolean).map(JSON.parse);
const read = (d) => chrono.parse(d.text, d.dct ? new Date(d.dct) : undefined).length;
lines.slice(0, 10).forEach(read);
const before = process.cpuUsage();
const found = lines.map(read).reduce((a, b) => a + b, 0);
const used = process.cpuUsage(before);
console.log(JSON.stringify([(used.user + used.system) / 1e6, found]));
"""
DATEPARSER = """
import json, sys, time
from datetime import datetime
from dateparser.search import search_dates
lines = [json.loads(line) for line in sys.stdin]
def read(d):
    base = {"RELATIVE_BASE": datetime.fromisoformat(d["dct"])} if d["dct"] else {}
    return len(search_dates(d["text"], languages=["en"], settings=base) or ())
for d in lines[:10]: read(d)
start = time.process_time()
found = sum(map(read, lines))
print(json.dumps([time.process_time() - start, found]))
"""


def measure_ours(lines: list[dict[str, str | None]]) -> tuple[float, int]:
    """CPU seconds and times found."""
    from sourceline.extract.rules.times import read_times  # noqa: PLC0415 - after the path is set

    def read(line: dict[str, str | None]) -> int:
        return len(read_times(line["text"] or "", published=line.get("dct")))

    for line in lines[:10]:
        read(line)
    start = time.process_time()
    found = sum(map(read, lines))
    return time.process_time() - start, found


def measure_child(command: list[str], lines: list[dict[str, str | None]]) -> tuple[float, int]:
    """The same, from a peer's own process, which prints `[seconds, found]`."""
    rows = "\n".join(
        json.dumps({"text": x["text"], "dct": (x.get("dct") or "")[:10] or None}) for x in lines
    )
    run = subprocess.run(  # noqa: S603 - the command is what the caller of the benchmark named
        command, input=rows, capture_output=True, text=True, check=True
    )
    seconds, found = json.loads(run.stdout.strip().split("\n")[-1])
    return seconds, found


def print_row(
    name: str, seconds: float, found: int, lines: list[dict[str, str | None]], ours: float
) -> None:
    """One line of the table; the ratio is how many times longer the peer takes."""
    size = sum(len(line["text"] or "") for line in lines) / 1e6
    sys.stdout.write(
        f"{name:12s} {len(lines) / seconds:9,.0f} documents/s {size / seconds:7.3f} MB/s {found:7,d} found   {seconds / ours:7.1f} x our time\n"
    )


def print_growth(lines: list[dict[str, str | None]]) -> None:
    """Time for one long text and for one ten times as long."""
    from sourceline.extract.rules.times import read_times  # noqa: PLC0415 - after the path is set

    whole = "\n\n".join(line["text"] or "" for line in lines)
    for size in (1_000_000, 10_000_000):
        text = (whole * (size // len(whole) + 1))[:size]
        start = time.process_time()
        found = len(read_times(text, published="1998-01-08"))
        sys.stdout.write(
            f"{size:12,d} characters: {time.process_time() - start:6.2f} s, {found:,} found\n"
        )


def main() -> None:
    """Measure ourselves, then each peer that was named."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("texts", type=Path)
    options.add_argument("--chrono", type=Path)
    options.add_argument("--dateparser", type=Path)
    options.add_argument("--limit", type=int, default=None)
    asked = options.parse_args()
    rows = asked.texts.read_text("utf-8").splitlines()[: asked.limit]
    lines = [json.loads(row) for row in rows if row.strip()]
    seconds, found = measure_ours(lines)
    print_row("sourceline", seconds, found, lines, seconds)
    if asked.chrono:
        print_row(
            "chrono-node",
            *measure_child(["node", "-e", CHRONO, str(asked.chrono.resolve())], lines),
            lines,
            seconds,
        )
    if asked.dateparser:
        print_row(
            "dateparser",
            *measure_child([str(asked.dateparser), "-c", DATEPARSER], lines),
            lines,
            seconds,
        )
    print_growth(lines)


if __name__ == "__main__":
    main()
