"""Floors of the facts on the project's own gold set: they only rise."""

from __future__ import annotations

import pytest
from gold_score import Score, read_articles, score_articles

from sourceline.extract.engine import load_engine

# Measured with `python bench/facts.py heldout [--engine fast]`, less one point, as sums in floats may
# round otherwise on another processor. Events: precision, recall; the others: F1.
FLOORS: dict[str, dict[str, float | tuple[float, float]]] = {
    "rules": {"events": (0.85, 0.70), "roles": 0.79, "figures": 0.94, "quotations": 0.87},
    "fast": {"events": (0.68, 0.47), "roles": 0.71, "figures": 0.93, "quotations": 0.76},
}


@pytest.mark.parametrize("engine", FLOORS)
def test_floor(engine: str) -> None:
    """On articles that nobody looked at while writing rules, each kind of fact is read as well as before."""
    scores = score_articles(read_articles("heldout"), load_engine(engine))
    for kind, floor in FLOORS[engine].items():
        assert reaches(scores[kind], floor), (kind, scores[kind].precision, scores[kind].recall)


def reaches(score: Score, floor: float | tuple[float, float]) -> bool:
    """Whether precision and recall, or F1, are not below the floor."""
    if isinstance(floor, tuple):
        return score.precision >= floor[0] and score.recall >= floor[1]
    return score.f1 >= floor


def test_gold_is_whole() -> None:
    """Every quote of the gold set stands in its article."""
    for half in ("dev", "heldout"):
        for article in read_articles(half):
            for rows in article.rows.values():
                for row in rows:
                    quotes = [row["quote"], *row.get("also", [])]
                    lost = [quote for quote in quotes if quote not in article.source.text]
                    assert lost == [], article.path
