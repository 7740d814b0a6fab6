# ruff: noqa: INP001 - a folder of scripts, no package
"""How well and how fast names are read, through the rules, on annotated corpora.

    python bench/names.py CORPUS.jsonl… [--tagger good|fast|spacy:PIPELINE] [--model FOLDER] [--alone] [--out FILE]

CORPUS.jsonl holds `{"id", "text", "entities": [{"start", "end", "label"}]}` lines; lines whose ids
share what stands before the last hyphen are one document (with --alone each is one). --model reads
with another good model, such as one that has not seen the corpus. --out writes what was found in the
same form. Figures: F1 in percent of exact spans with label; words between blanks a second of CPU
time, parts of speech and rules for names included.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from bisect import bisect_right
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from ner_corpora import make_source, place_found, place_gold, read_documents, score  # noqa: E402 - after the path

from sourceline.extract.rules.order import read_names  # noqa: E402 - the same
from sourceline.extract.tagger import Reader, Tagger, load_tagger  # noqa: E402 - the same
from sourceline.model import Mention, Source  # noqa: E402 - the same


def choose_tagger(name: str, model: Path | None) -> Reader:
    """The shipped tagger, a pipeline of spaCy's, or the good tagger with the model in a folder."""
    if name.startswith("spacy:"):
        from sourceline.extract.spacy.reading import load_reader  # noqa: PLC0415 - needs spaCy

        return load_reader(name.removeprefix("spacy:"))
    if model is None:
        return load_tagger(name)
    from sourceline.extract.tagger.network import load_network  # noqa: PLC0415 - needs onnxruntime

    return Tagger(name, load_network(model))


def write_names(rows: list[dict[str, Any]], source: Source, mentions: tuple[Mention, ...]) -> str:
    """A document's names as lines of JSON, counted in each line's own text."""
    starts = [sentence.start for sentence in source.sentences]
    answers: list[dict[str, Any]] = [{"id": row["id"], "entities": []} for row in rows]
    for mention in mentions:
        n = bisect_right(starts, mention.start) - 1
        start, end = mention.start - starts[n], mention.end - starts[n]
        answers[n]["entities"].append({"start": start, "end": end, "label": mention.label})
    return "".join(json.dumps(answer) + "\n" for answer in answers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--tagger", default="good")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    tagger = choose_tagger(args.tagger, args.model)
    lines: list[str] = []
    for path in args.corpora:
        documents = read_documents(path, alone=args.alone)
        sources = [make_source(rows) for rows in documents]
        read_names(sources[0], tagger)
        words = sum(len(s.text.split()) for s in sources)
        start = time.process_time()
        for source in sources:
            tagger.tag(source.text, [(s.start, s.end) for s in source.sentences])
        alone = words / (time.process_time() - start)
        start = time.process_time()
        found = [read_names(source, tagger).mentions for source in sources]
        speed = words / (time.process_time() - start)
        gold = [place_gold(rows) for rows in documents]
        reached = score(list(zip(gold, map(place_found, found), strict=True)))
        line = f"{path.parent.name}/{path.stem} {reached} {speed:,.0f} words a second, the tagger alone {alone:,.0f}"
        sys.stdout.write(f"{line}\n")
        lines += map(write_names, documents, sources, found)
    if args.out:
        args.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
