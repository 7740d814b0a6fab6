# ruff: noqa: INP001, T201 - a folder of scripts, no package; they print
"""How fast an engine reads: articles of about 600 words a second of CPU time.

    python bench/engine.py FOLDER_OR_JSONL… [--engine fast] [--articles 60] [--profile] [--linear]

The texts (*.txt and *.md of a folder, or the `text` of JSON lines) are cut and joined at line ends to
articles of about 600 words. --profile adds the share of each rule; --linear, the CPU time of texts
1, 4, 16 times as long. One article is read before the clock starts, so that tables and models are
loaded; the time is the process's own, of all its threads, so a busy machine changes it little.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sourceline.extract.engine import load_engine
from sourceline.extract.rules import RulesEngine
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.order import ORDER
from sourceline.extract.rules.tokens import split_tokens
from sourceline.model import Source
from sourceline.read import read_plain

WORDS = 600


def list_texts(path: Path) -> Iterator[str]:
    """The texts of a folder or of a file of JSON lines."""
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix in (".txt", ".md"))
        yield from (file.read_text("utf-8") for file in files)
    else:
        lines = path.read_text("utf-8").splitlines()
        yield from (json.loads(line)["text"] for line in lines if line.strip())


def cut_articles(texts: Iterable[str]) -> Iterator[str]:
    """The texts' lines in heaps of about 600 words; what is left over at the end is none."""
    heap: list[str] = []
    size = 0
    for line in (line for text in texts for line in (*text.split("\n"), "")):
        heap.append(line)
        size += len(line.split())
        if size >= WORDS:
            yield "\n".join(heap)
            heap, size = [], 0


def make_source(text: str) -> Source:
    return read_plain(text, published="2015-06-10")


def time_articles(name: str, articles: list[str]) -> float:
    """Seconds of CPU time to read all of them."""
    engine = load_engine(name)
    engine.extract(make_source(articles[0]))
    sources = [make_source(article) for article in articles]
    start = time.process_time()
    for source in sources:
        engine.extract(source)
    return time.process_time() - start


def time_rules(engine: RulesEngine, articles: list[str]) -> dict[str, float]:
    """Seconds of CPU time by rule, the tagger's among them."""
    spent: dict[str, float] = defaultdict(float)
    model = engine.load_reader()
    for source in map(make_source, articles):
        start = time.process_time()
        spans = [(s.start, s.end) for s in source.sentences]
        reading = model.tag(source.text, spans)
        spent["tagger"] += time.process_time() - start
        document = Document(source=source, tokens=split_tokens(source), reading=reading)
        for field, rule in ORDER:
            start = time.process_time()
            document = replace(document, **{field: rule(document)})
            spent[rule.__name__] += time.process_time() - start
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--articles", type=int, default=60, help="how many, spread over the texts")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--linear", action="store_true")
    args = parser.parse_args()
    found = [a for path in args.paths for a in cut_articles(list_texts(path))]
    articles = found[:: max(1, len(found) // args.articles)][: args.articles]
    spent = time_articles(args.engine, articles)
    words = sum(len(article.split()) for article in articles)
    print(
        f"{args.engine}: {len(articles)} articles, {words:,} words, {spent:.2f} s of CPU time: "
        f"{words / WORDS / spent:.1f} articles of {WORDS} words a second"
    )
    if args.profile:
        engine = load_engine(args.engine)
        if not isinstance(engine, RulesEngine):
            sys.exit(f"{args.engine} reads without our rules; there is nothing to profile")
        rules = time_rules(engine, articles)
        for name, seconds in sorted(rules.items(), key=lambda item: -item[1]):
            share = seconds / sum(rules.values())
            print(f"{name:18} {share:6.1%} {seconds / words * 1e6:8.1f} µs a word")
    if args.linear:
        for times in (1, 4, 16):
            joined = "\n\n".join(articles[:times])
            size = len(joined.split())
            seconds = min(time_articles(args.engine, [joined]) for _ in range(2))
            print(f"{times:2} times as long: {seconds:.3f} s, {seconds / size * 1e6:.1f} µs a word")


if __name__ == "__main__":
    main()
