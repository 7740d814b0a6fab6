"""Scores to names."""

from __future__ import annotations

from itertools import product

import pytest

numpy = pytest.importorskip("numpy")

from hypothesis import given  # noqa: E402 - after the check that numpy is installed
from hypothesis import strategies as st  # noqa: E402 - the same

from sourceline.extract.tagger.decode import find_path, read_spans  # noqa: E402 - the same
from sourceline.extract.tagger.spans import Span  # noqa: E402 - the same

TAGS = ("O", "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "I-ORG", "E-ORG", "S-ORG")


def _is_legal(path: tuple[int, ...]) -> bool:
    open_label = ""
    for place, label in (TAGS[n].partition("-")[::2] for n in path):
        if (place in "IE") != bool(open_label) or (open_label and label != open_label):
            return False
        open_label = label if place in "BI" else ""
    return not open_label


@given(st.lists(st.lists(st.integers(-9, 0), min_size=9, max_size=9), max_size=4))
def test_best_legal_path(rows: list[list[int]]) -> None:
    """The path forms whole names, and no legal path has a greater sum."""
    scores = numpy.array(rows, numpy.float32).reshape(len(rows), len(TAGS))
    path = find_path(scores, TAGS)
    legal = [p for p in product(range(len(TAGS)), repeat=len(rows)) if _is_legal(p)]
    best = max(sum(row[n] for row, n in zip(rows, p, strict=True)) for p in legal)
    assert _is_legal(tuple(path))
    assert best == sum(row[n] for row, n in zip(rows, path, strict=True))


def test_spans_with_chances() -> None:
    """A name has the average chance of each label over its words."""
    chances = numpy.full((3, 9), 0.001)
    chances[0, 1], chances[1, 3], chances[2, 0] = 0.9, 0.5, 0.9
    chances[1, 7] = 0.4
    spans = read_spans([1, 3, 0], numpy.log(chances), TAGS)
    assert spans == [Span(0, 2, "PER", (0.703, 0.2035, 0.0, 0.0))]
