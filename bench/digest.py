# ruff: noqa: INP001 - a folder of scripts, no package
"""How good digests are, beside two simple ones, on the same collections in one run.

    python bench/digest.py COLLECTIONS --scorer score_tls.py [--query]

COLLECTIONS holds a folder for each topic: `articles/` as `sourceline digest` reads it, and
`timelines.json`, a list of `{"name": str, "entries": [["2031-05-06", ["sentence", …]], …]}` that
people wrote; with `--query`, `query.txt` says what the topic is. The scorer is looked for where you
say. As it is published, a system is told how many dates and sentences each timeline has, and its
first and last day.

    published   days by the number of their articles, with the first sentence of each
    mentioned   the sentences that name a day count too
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path, PurePosixPath
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ENOUGH = 10_000
"""More dates than any collection has, so that the scorer can choose among all."""
SENTENCES = 8

Entries = list[tuple[str, list[str], float]]


def make_ours(folder: Path, query: str) -> Entries:
    """What `sourceline digest` finds."""
    from sourceline.pipeline import digest_folder  # noqa: PLC0415 - after the path is set

    report = digest_folder(folder, dates=ENOUGH, sentences=SENTENCES, query=query)
    return [(key.date, [line.text for line in key.lines], key.weight) for key in report.dates]


def make_simple(folder: Path, *, mentioned: bool) -> Entries:
    """Days by the articles published on them, and with `mentioned` by the sentences that name them."""
    from datetime import date  # noqa: PLC0415 - beside what it serves

    from sourceline.digest import read_article  # noqa: PLC0415 - after the path is set
    from sourceline.pipeline.reading import read_file  # noqa: PLC0415 - the same
    from sourceline.store import list_sources, load_source  # noqa: PLC0415 - the same

    counts, leads, naming = Counter[int](), defaultdict(list), defaultdict(list)
    for path in list_sources(folder, PurePosixPath())[0]:
        article = read_article(read_file(load_source(folder, path)[0]))
        if article.published is not None:
            counts[article.published] += 1
            leads[article.published] += [line.text for line in article.lines[:1]]
        for line in article.lines if mentioned else ():
            for day in line.days:
                counts[day] += 1
                naming[day].append(line.text)
    return [
        (date.fromordinal(day).isoformat(), [*leads[day], *naming[day]][:SENTENCES], float(count))
        for day, count in sorted(counts.items())
    ]


def load_scorer(path: Path) -> Any:
    """The module that scores timelines."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Score the three systems and print a table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("collections", type=Path)
    options.add_argument("--scorer", type=Path, required=True)
    options.add_argument("--query", action="store_true")
    options.add_argument("--per-topic", action="store_true")
    asked = options.parse_args()
    scorer = load_scorer(asked.scorer)
    topics = sorted(path.parent for path in asked.collections.glob("*/timelines.json"))
    systems: dict[str, dict[str, Entries]] = {"published": {}, "mentioned": {}, "sourceline": {}}
    spent = 0.0
    for topic in topics:
        articles = topic / "articles"
        query = (topic / "query.txt").read_text("utf-8") if asked.query else ""
        systems["published"][topic.name] = make_simple(articles, mentioned=False)
        systems["mentioned"][topic.name] = make_simple(articles, mentioned=True)
        start = time.process_time()
        systems["sourceline"][topic.name] = make_ours(articles, query)
        spent += time.process_time() - start
    figures = ("date", "date±3", "align+m1 R1", "align+m1 R2")
    sys.stdout.write(f"{'':24}" + "".join(f"{name:>13}" for name in figures) + "\n")
    for name, predicted in systems.items():
        rows = scorer.evaluate(str(asked.collections), predicted, fitted=True)
        groups = [("", rows)]
        if asked.per_topic:
            groups += [(topic.name, [r for r in rows if r[0] == topic.name]) for topic in topics]
        for part, chosen in groups:
            table = scorer.table(chosen)
            cells = "".join(f"{table[key]['F1']:13.3f}" for key in figures)
            sys.stdout.write(f"{name + ' ' + part:24}{cells}\n")
    sys.stdout.write(f"{spent:.1f} s of our reading, {len(topics)} topics\n")


if __name__ == "__main__":
    main()
