"""From scores to names: the best path of tags that forms whole names (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sourceline.extract.tagger.spans import LABELS, Span

Scores = NDArray[np.float32]

NEVER = -1e9


@cache
def _moves(tags: tuple[str, ...]) -> tuple[list[list[int]], list[int], list[int]]:
    """For each tag the tags that may stand before it; tags that may start; tags that may end."""

    def follows(a: str, b: str) -> bool:
        inside = a[0] in "BI"
        return b[0] in "IE" and b[1:] == a[1:] if inside else b[0] in "OBS"

    before = [[n for n, a in enumerate(tags) if follows(a, b)] for b in tags]
    starts = [n for n, tag in enumerate(tags) if tag[0] in "OBS"]
    ends = [n for n, tag in enumerate(tags) if tag[0] in "OES"]
    return before, starts, ends


def _is_legal(path: list[int], before: list[list[int]], starts: list[int], ends: list[int]) -> bool:
    inner = all(a in before[b] for a, b in pairwise(path))
    return inner and path[0] in starts and path[-1] in ends


def find_path(scores: Scores, tags: tuple[str, ...]) -> list[int]:
    """The best legal path through `scores`, log-probabilities of shape [words, tags]."""
    words, width = scores.shape
    if not words:
        return []
    before, starts, ends = _moves(tags)
    plain: list[int] = scores.argmax(1).tolist()
    if plain.count(tags.index("O")) == words or _is_legal(plain, before, starts, ends):
        return plain  # best at every word, so best of all; nine of ten sentences end here
    closed = [n for n, tag in enumerate(tags) if tag[0] in "OES"]
    best = np.full(width, NEVER, np.float32)
    best[starts] = scores[0, starts]
    steps = np.zeros((words, width), np.int32)
    openers = np.array(starts)
    inner = [n for n, tag in enumerate(tags) if tag[0] in "IE"]
    pairs = np.array([before[n] for n in inner])
    inners = np.array(inner)
    for n in range(1, words):
        top = closed[int(np.argmax(best[closed]))]
        steps[n, openers] = top
        choice = np.argmax(best[pairs], 1)
        steps[n, inners] = pairs[np.arange(len(inner)), choice]
        best = best[steps[n]] + scores[n]
    path = [ends[int(np.argmax(best[ends]))]]
    for n in range(words - 1, 0, -1):
        path.append(int(steps[n, path[-1]]))
    return path[::-1]


def read_spans(path: Sequence[int], scores: Scores, tags: tuple[str, ...]) -> list[Span]:
    """The names along a legal `path`."""
    spans: list[Span] = []
    first = 0
    for n, number in enumerate(path):
        place, _, label = tags[number].partition("-")
        if place in {"B", "S"}:
            first = n
        if place in {"E", "S"}:
            spans.append(Span(first, n + 1, label, _average(scores[first : n + 1], tags)))
    return spans


def _average(scores: Scores, tags: tuple[str, ...]) -> tuple[float, ...]:
    mean = np.exp(scores, dtype=np.float64).mean(0)
    return tuple(
        round(float(sum(mean[n] for n, tag in enumerate(tags) if tag.endswith(label))), 4)
        for label in LABELS
    )
