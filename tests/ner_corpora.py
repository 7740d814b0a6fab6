"""The texts with annotated names that floors are measured on. They are not part of this repository."""

from __future__ import annotations

import json
import os
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from timex_corpora import ROOT

from sourceline.model import Block, Mention, Sentence, Source

LABELS = ("PER", "ORG", "LOC")
Name = tuple[int, int, str]


class Score(NamedTuple):
    """F1 in percent of names with exact span and label: all, and by label."""

    all: float
    PER: float
    ORG: float
    LOC: float


def find_corpus(name: str) -> Path:
    """Where "uner_ewt/dev" is looked for: in $SOURCELINE_CORPORA, or beside this repository."""
    folder = os.environ.get("SOURCELINE_CORPORA") or str(ROOT.parent / "shared" / "corpora")
    return Path(folder) / "ner" / f"{name}.jsonl"


def read_documents(path: Path, *, alone: bool = False) -> list[list[dict[str, Any]]]:
    """The lines of a corpus by document; where ids name none, a dozen lines are one. With `alone`,
    each line is a document."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    if alone:
        return [[row] for row in rows]
    return [list(group) for _, group in groupby(rows, _find_document)]


def _find_document(row: dict[str, Any]) -> str:
    document: str = row["id"].rpartition("-")[0]
    return document or str(int(row["id"]) // 12)


def make_source(rows: list[dict[str, Any]]) -> Source:
    """One source of a document's lines, each a sentence."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        start = spans[-1][1] + 1 if spans else 0
        spans.append((start, start + len(row["text"])))
    return Source(
        id="text",
        path="text",
        sha256="",
        text="\n".join(row["text"] for row in rows),
        blocks=tuple(Block("paragraph", *span) for span in spans),
        sentences=tuple(Sentence(n + 1, *span, n) for n, span in enumerate(spans)),
    )


def place_gold(rows: list[dict[str, Any]]) -> set[Name]:
    """The annotated names of a document, counted in its source's text."""
    starts = [sentence.start for sentence in make_source(rows).sentences]
    return {
        (start + e["start"], start + e["end"], e["label"])
        for start, row in zip(starts, rows, strict=True)
        for e in row["entities"]
        if e["label"] in LABELS
    }


def place_found(mentions: tuple[Mention, ...]) -> set[Name]:
    """The names found, without those of other labels."""
    return {(m.start, m.end, m.label) for m in mentions if m.label in LABELS}


def score(pairs: list[tuple[set[Name], set[Name]]]) -> Score:
    """The scores over (annotated, found) of every document."""
    return Score(*(_measure(pairs, labels) for labels in (LABELS, *((each,) for each in LABELS))))


def _measure(pairs: list[tuple[set[Name], set[Name]]], labels: tuple[str, ...]) -> float:
    hits = total = 0
    for gold, found in pairs:
        one = {name for name in gold if name[2] in labels}
        two = {name for name in found if name[2] in labels}
        hits, total = hits + len(one & two), total + len(one) + len(two)
    return round(200 * hits / max(1, total), 1)
