"""The good tagger: a small transformer in 8-bit numbers, run by onnxruntime on one core.

How it was trained, its figures and its limits: docs/model-card.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sourceline.errors import UsageError
from sourceline.extract.tagger.decode import find_path, read_spans
from sourceline.extract.tagger.pieces import Vocabulary
from sourceline.extract.tagger.reading import Parse, Sense, find_ring
from sourceline.extract.tagger.spans import Span
from sourceline.extract.tagger.windows import Window, plan_windows
from sourceline.extract.tagger.words import Word

NO_NAMES = frozenset({"PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PUNCT"})
"""Parts of speech of words that are no name by themselves."""
MODEL = Path(__file__).parent / "model"
_FAINT = 1e-4
"""Chances of kinds below this are not told."""
_SLIGHT = 0.05
"""Nor chances of parts below this."""


@dataclass(frozen=True, slots=True)
class Network:
    """The loaded graphs, their vocabulary, and the names of what their numbers mean."""

    session: Any
    senses: Any
    """The graph that tells what words tell of; None where only names and syntax are asked for."""
    vocabulary: Vocabulary
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    kinds: tuple[str, ...]

    def read(
        self, sentences: Sequence[Sequence[Word]]
    ) -> tuple[list[list[Span]], list[list[Parse]], list[list[Sense]]]:
        """For each sentence its names, and the parse and the sense of its words."""
        spans: list[list[Span]] = [[] for _ in sentences]
        parses: list[list[Parse]] = [[] for _ in sentences]
        senses: list[list[Sense]] = [[] for _ in sentences]
        for window in plan_windows(sentences, self.vocabulary):
            scores, *syntax, states = self.score(window)
            told = self._tell(window, states, sentences) if self.senses else []
            at = 0
            for number, a, b in window.parts:
                part = slice(at, at + b - a)
                path = find_path(scores[part], self.tags)
                parsed = self._parse(syntax, at, b - a, a)
                for span in read_spans(path, scores[part], self.tags):
                    if span.last - span.first > 1 or parsed[span.first].pos not in NO_NAMES:
                        moved = span._replace(first=span.first + a, last=span.last + a)
                        spans[number].append(moved)
                parses[number].extend(parsed)
                senses[number].extend(told[part])
                at += b - a
        return spans, parses, senses if self.senses else []

    def _tell(
        self, window: Window, states: NDArray[np.float32], sentences: Sequence[Sequence[Word]]
    ) -> list[Sense]:
        feed = {
            "states": states,
            "first": np.array(window.first, np.int64),
            "last": np.array(window.last, np.int64),
        }
        chances, parts = self.senses.run(None, feed)
        kinds = [
            {k: x for k, x in zip(self.kinds, row, strict=True) if x >= _FAINT}
            for row in chances.tolist()
        ]
        found: list[Sense] = []
        for number, a, b in window.parts:
            at = len(found)
            own = parts[at : at + b - a, at : at + b - a]
            told: list[dict[int, tuple[float, float]]] = [{} for _ in range(a, b)]
            for deed, word in np.argwhere(own.max(-1) >= _SLIGHT).tolist():
                told[deed][sentences[number][a + word].start] = tuple(own[deed, word].tolist())
            found += map(Sense, kinds[at : at + b - a], told)
        return found

    def score(self, window: Window) -> list[NDArray[Any]]:
        """Log-chances of tags [words, tags]; best part of speech, fine tag and relation of each
        word [words]; scores of heads [words, 1 + words], the first for the root; what the lower
        layers make of each piece [pieces, width]."""
        feed = {
            "ids": np.array(window.ids, np.int64),
            "features": np.array(window.features, np.int64),
            "first": np.array(window.first, np.int64),
            "last": np.array(window.last, np.int64),
        }
        found: list[NDArray[Any]] = self.session.run(None, feed)
        return found

    def _parse(self, syntax: list[NDArray[Any]], at: int, count: int, base: int) -> list[Parse]:
        pos, xpos, relations, arcs = (part[at : at + count] for part in syntax)
        heads = _find_heads(arcs, at, count)
        return [
            Parse(
                self.pos[pos[n]],
                self.xpos[xpos[n]],
                heads[n] + base if heads[n] >= 0 else -1,
                self.relations[relations[n]],
            )
            for n in range(count)
        ]


def _find_heads(arcs: NDArray[np.float32], at: int, count: int) -> list[int]:
    """Each word's best head in its own sentence, −1 for the root. One word alone is the root:
    the one most sure of it; every other takes its best other word, so long as no words hang on
    each other in a ring."""
    inner = arcs[:, 1 + at : 1 + at + count].copy()
    np.fill_diagonal(inner, -np.inf)
    if count == 1:
        return [-1]
    root = int(np.argmax(arcs[:, 0] - inner.max(1)))
    heads = [int(head) for head in inner.argmax(1)]
    heads[root] = -1
    for _ in range(count):
        ring = find_ring(heads)
        if not ring:
            break
        _open_ring(inner, heads, ring)
    return heads


def _open_ring(arcs: NDArray[np.float32], heads: list[int], ring: list[int]) -> None:
    """Hangs the word of the ring that loses least by it on its best word outside, so that what
    hangs on the ring stays: greedy, where Chu, Liu and Edmonds would weigh all rings together."""
    below = set(ring)
    grown = True
    while grown:
        more = {n for n, head in enumerate(heads) if head in below} - below
        below |= more
        grown = bool(more)
    outside = [n for n in range(len(heads)) if n not in below]
    loss = {w: (arcs[w, heads[w]] - arcs[w, outside].max(), w) for w in ring}
    word = min(ring, key=loss.__getitem__)
    heads[word] = outside[int(arcs[word, outside].argmax())]


@cache
def load_network(folder: Path = MODEL, *, senses: bool = False) -> Network:
    """The network in `folder`; UsageError when it is not there. `senses` tells of each word of what event
    it tells, too, which takes half as long again."""
    tagger = _open(folder / "tagger.onnx")
    names = json.loads((folder / "tags.json").read_text(encoding="utf-8"))
    pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    lists = (tuple(names[key]) for key in ("tags", "pos", "xpos", "relations", "kinds"))
    return Network(
        tagger,
        _open(folder / "senses.onnx") if senses else None,
        Vocabulary(pieces),
        *lists,
    )


def load_whole(folder: Path = MODEL) -> Network:
    """The network that tells senses, too."""
    return load_network(folder, senses=True)


def _open(graph: Path) -> Any:
    if not graph.exists():
        raise UsageError(
            f"The name reader's model is missing: {graph.name}. Install Sourceline again,"
            " or choose --engine fast."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
