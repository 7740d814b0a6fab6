# ruff: noqa: INP001 - a folder of scripts, no package
"""Train the weights of `sourceline/extract/rules/name_model.py`: an averaged perceptron.

    python training/train_names.py NAMES.jsonl… > sourceline/extract/rules/data/names.tsv
    python training/train_names.py --measure NAMES.jsonl…

Corpora are JSON lines of {"text", "entities": [{"start", "end", "label"}]}. Nothing is random:
the same corpora give the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sourceline.extract.rules.name_model import CLASSES, list_features, score_span
from sourceline.extract.rules.parts import tag_words
from sourceline.extract.rules.spans import find_runs
from sourceline.extract.rules.tokens import split_words

ROUNDS = 6
SMALLEST = 0.05
"""Weights below it are left out of the file."""

Example = tuple[list[str], int]


def read_examples(paths: list[str]) -> Iterator[Example]:
    """The features of every candidate and its right class."""
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            gold = {(e["start"], e["end"]): e["label"] for e in row["entities"]}
            tokens = split_words(row["text"], 0, len(row["text"]))
            tags = tag_words([token.text for token in tokens])
            for first, last, titled in find_runs(tokens, tags):
                label = _find_label(gold, tokens[first].start, tokens[last - 1].end)
                if label is not None:
                    features = list(list_features(tokens, tags, first, last, titled=titled))
                    yield features, CLASSES.index(label)


def _find_label(gold: dict[tuple[int, int], str], start: int, end: int) -> str | None:
    """The gold class; "" for no name; None where the ends differ, which teaches nothing."""
    label = gold.get((start, end))
    if label is None:
        return None if any(s < end and start < e for s, e in gold) else ""
    return label if label in CLASSES else ""


def train(examples: list[Example]) -> dict[str, list[float]]:
    """Averaged perceptron weights."""
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    step = 0
    counts = Counter(feature for features, _ in examples for feature in features)
    kept = [([f for f in features if counts[f] > 1], gold) for features, gold in examples]
    for turn in range(ROUNDS):
        # A fixed walk through the examples that is different in every round.
        for k in range(len(kept)):
            features, gold = kept[(k * 7919 + turn * 104729) % len(kept)]
            step += 1
            scores = [sum(weights[f][n] for f in features) for n in range(4)]
            best = max(range(4), key=lambda n: (scores[n] + (n != gold) * 0.5, n))
            if best != gold:
                for feature in features:
                    for n, change in ((gold, 1.0), (best, -1.0)):
                        weights[feature][n] += change
                        totals[feature][n] += change * step
    return {f: [w - t / step for w, t in zip(weights[f], totals[f], strict=True)] for f in weights}


def format_weights(weights: dict[str, list[float]]) -> Iterator[str]:
    """The lines of the file."""
    for feature, row in sorted(weights.items()):
        if max(map(abs, row)) >= SMALLEST and "\t" not in feature:
            yield "\t".join([feature, *(f"{weight:.2f}" for weight in row)])


def measure(paths: list[str]) -> Iterator[str]:
    """Strict P, R and F1 per label of the candidates and the model alone."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            gold = {
                (e["start"], e["end"], e["label"]) for e in row["entities"] if e["label"] in CLASSES
            }
            got = set(_find_names(row["text"]))
            for counter, names in ((right, gold & got), (found, got), (there, gold)):
                counter.update(label for _, _, label in names)
    for label in (*CLASSES[:3], "all"):
        r, f, t = (c.total() if label == "all" else c[label] for c in (right, found, there))
        yield f"{label} P {r / max(1, f):.3f} R {r / max(1, t):.3f} F1 {2 * r / max(1, f + t):.3f}"


def _find_names(text: str) -> Iterator[tuple[int, int, str]]:
    tokens = split_words(text, 0, len(text))
    tags = tag_words([token.text for token in tokens])
    for first, last, titled in find_runs(tokens, tags):
        scores = score_span(tokens, tags, first, last, titled=titled)
        label = CLASSES[scores.index(max(scores))]
        if label:
            yield tokens[first].start, tokens[last - 1].end, label


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        sys.stdout.write("\n".join(measure(sys.argv[2:])) + "\n")
    else:
        weights = train(list(read_examples(sys.argv[1:])))
        sys.stdout.write("\n".join(format_weights(weights)) + "\n")
