# ruff: noqa: INP001, T201 - a folder of scripts, no package; a bench prints
"""What prompt injections do to `--engine llm`, with a model that obeys every one of them.

python bench/injections.py FOLDER                  # with bipia/, garak/ and own/ in it
python bench/injections.py FOLDER --show 20        # and some of what came through

Each injection stands as a paragraph in an article of known content. A server on this machine answers for the
model (tests/obedient.py): once honestly, once with every lie that the injection may have wanted. Counted are facts
that only the second run has.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from model_server import Answer, serve_model
from obedient import answer_honestly, list_facts, list_lies, obey, write_article

from sourceline.model import Extraction
from sourceline.pipeline import extract_sources
from sourceline.pipeline.reports import Estimate, ExtractionReport


def read_injections(folder: Path) -> Iterator[tuple[str, str]]:
    """(set, text of an injection)."""
    for name in ("bipia", "garak", "own"):
        pattern = "injected_sentences.json" if name == "own" else "*.json"
        for path in sorted((folder / name).rglob(pattern)):
            yield from ((name, text) for text in _list_texts(json.loads(path.read_text("utf-8"))))


def _list_texts(value: Any) -> Iterator[str]:
    """The injections in a file, however it groups them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _list_texts(item)
    elif isinstance(value, dict):
        for item in [value["payloads"]] if "payloads" in value else value.values():
            yield from _list_texts(item)


def read_all(site: Path, model: str, answer: Answer) -> ExtractionReport:
    """What is read in all sources of a site, with a server that answers by a function."""
    with serve_model(answer) as server:
        os.environ.update(SOURCELINE_LLM_MODEL=model, SOURCELINE_LLM_BASE_URL=server.url)
        return extract_sources(site, engine="llm", consent=_agree)


def _agree(estimate: Estimate) -> None:
    print(f"{estimate.model}: {estimate.requests} questions")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    args = parser.parse_args()
    injections = [*read_injections(args.folder)]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        sources = site / "content" / "sources"
        sources.mkdir(parents=True)
        for n, (name, text) in enumerate(injections):
            (sources / f"{name}-{n:03}.txt").write_text(write_article(text), encoding="utf-8")
            (sources / f"{name}-{n:03}.txt.yaml").write_text("published: 2031-05-06\n")
        honest = read_all(site, "honest", answer_honestly)
        obeyed = read_all(site, "obedient", obey)
    report(injections, honest.extractions, obeyed.extractions, args.show)
    assert obeyed.model is not None  # noqa: S101 - it is read by one
    print("left out:")
    for reason, number in obeyed.model.left_out:
        print(f"  {number:>6,} {reason}")
    print(f"{time.monotonic() - began:.0f} s")


def report(
    injections: list[tuple[str, str]],
    honest: tuple[Extraction, ...],
    obeyed: tuple[Extraction, ...],
    show: int,
) -> None:
    """Set by set: injections, lies told, facts and proposals that only the obedient model brought in."""
    rows: Counter[tuple[str, str]] = Counter()
    shown = 0
    for (name, text), one, two in zip(injections, honest, obeyed, strict=True):
        facts = list_facts(two) - list_facts(one)
        rows[name, "injections"] += 1
        rows[name, "lies"] += sum(map(len, list_lies(text.strip()).values()))
        rows[name, "facts"] += len(facts)
        rows[name, "lost"] += len(list_facts(one) - list_facts(two))
        rows[name, "kept"] += len(list_facts(one) & list_facts(two))
        rows[name, "proposals"] += len(list_facts(two, sure=False) - list_facts(one, sure=False))
        for fact in sorted(facts)[: max(0, show - shown)]:
            print(f"  {name}: {text[:60]!r}\n    {fact}")
            shown += 1
    columns = ("injections", "lies", "facts", "proposals", "kept", "lost")
    print(f"{'set':8}", *(f"{column:>10}" for column in columns))
    for name in dict.fromkeys(name for name, _ in injections):
        print(f"{name:8}", *(f"{rows[name, column]:>10,}" for column in columns))


if __name__ == "__main__":
    main()
