"""Reads a corpus with the shipped tagger and writes what score_ner.py scores.

python -m training.tagger.evaluate good ../shared/corpora/ner/uner_ewt/dev.jsonl names.jsonl
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import groupby
from pathlib import Path

from sourceline.extract.tagger import Tagger, load_tagger


def read_units(path: Path, *, alone: bool) -> list[list[dict]]:
    """Lines of a corpus, grouped by the document in their id unless each is to stand alone."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def key(row):
        return row["id"] if alone else row["id"].rpartition("-")[0] or str(int(row["id"]) // 12)

    return [list(group) for _, group in groupby(rows, key)]


def tag_unit(tagger: Tagger, rows: list[dict]) -> list[dict]:
    """The predictions for each row of a document."""
    text = "\n".join(row["text"] for row in rows)
    starts, at = [], 0
    for row in rows:
        starts.append(at)
        at += len(row["text"]) + 1
    spans = [(s, s + len(row["text"])) for s, row in zip(starts, rows, strict=True)]
    out = [{"id": row["id"], "entities": []} for row in rows]
    n = 0
    for mention in tagger.tag(text, spans).mentions:
        while mention.start >= spans[n][1]:
            n += 1
        base = starts[n]
        out[n]["entities"].append(
            {"start": mention.start - base, "end": mention.end - base, "label": mention.label}
        )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tagger")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--alone", action="store_true", help="each line is a document")
    args = parser.parse_args()
    tagger = load_tagger(args.tagger)
    units = read_units(args.corpus, alone=args.alone)
    began = time.process_time()
    found = [row for unit in units for row in tag_unit(tagger, unit)]
    spent = time.process_time() - began
    words = sum(len(row["text"].split()) for unit in units for row in unit)
    print(f"{words} words in {spent:.2f} s: {words / spent:.0f} words a second")
    args.out.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")


if __name__ == "__main__":
    main()
