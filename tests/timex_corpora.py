"""The annotated texts that floors are measured on. They are not part of this repository."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from timex_score import Timex

ROOT = Path(__file__).resolve().parents[1]
MISSING: list[str] = []
"""What the terminal says at the end of the tests about corpora that are not here."""


class Floor(NamedTuple):
    """What has been reached on a corpus (its file known by its hash), in percent; it only rises."""

    sha256: str
    relaxed: float
    value: float
    calendar: float


def find_corpus(name: str) -> Path:
    """Where a corpus is looked for: in $SOURCELINE_CORPORA, or beside this repository."""
    folder = os.environ.get("SOURCELINE_CORPORA") or str(ROOT.parent / "shared" / "corpora")
    return Path(folder) / "timex" / f"{name}.jsonl"


def hash_file(path: Path) -> str:
    """The file's sha256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_corpus(path: Path) -> list[dict[str, Any]]:
    """Its documents: `id`, `dct`, `text`, `timexes`."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_gold(document: dict[str, Any]) -> list[Timex]:
    """The annotated times of a document, without surrounding white space."""
    return [_trim(document["text"], time) for time in document["timexes"]]


def _trim(text: str, time: dict[str, Any]) -> Timex:
    start, end = time["start"], time["end"]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Timex(start, end, time["type"], time["value"])
