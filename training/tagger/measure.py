"""Scores of a network on held-out texts, while it trains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from sourceline.extract.tagger.decode import find_path, read_spans
from sourceline.extract.tagger.pieces import Vocabulary
from training.tagger.corpora import Text
from training.tagger.encoder import Tagger
from training.tagger.scheme import CORPORA, LABELS, TAGS
from training.tagger.windows import Window, build_window, pack


def stack(windows: Sequence[Window]) -> dict[str, torch.Tensor]:
    """Windows as one padded batch."""
    n, p, w = len(windows), max(len(x.ids) for x in windows), max(len(x.first) for x in windows)
    out = {
        "ids": torch.zeros(n, p, dtype=torch.long),
        "features": torch.zeros(n, p, 3, dtype=torch.long),
        "mask": torch.zeros(n, p, dtype=torch.bool),
        "first": torch.zeros(n, w, dtype=torch.long),
        "last": torch.zeros(n, w, dtype=torch.long),
        "sentence": torch.full((n, w), -1),
        "allowed": torch.ones(n, w, len(TAGS), dtype=torch.bool),
        "pos": torch.full((n, w), -1),
        "xpos": torch.full((n, w), -1),
        "relations": torch.full((n, w), -1),
        "heads": torch.full((n, w), -1),
        "corpus": torch.tensor([x.corpus for x in windows]),
    }
    for k, x in enumerate(windows):
        out["ids"][k, : len(x.ids)] = torch.from_numpy(x.ids)
        out["features"][k, : len(x.ids)] = torch.from_numpy(x.features)
        out["mask"][k, : len(x.ids)] = True
        for key in ("first", "last", "sentence", "allowed", "pos", "xpos", "relations", "heads"):
            out[key][k, : len(x.first)] = torch.from_numpy(getattr(x, key))
    return out


@torch.no_grad()
def predict(model: Tagger, windows: Sequence[Window]) -> list[tuple[np.ndarray, ...]]:
    """Log-probabilities of tags and best part of speech, relation, head of each window."""
    model.eval()
    out: list[tuple[np.ndarray, ...]] = [()] * len(windows)
    order = sorted(range(len(windows)), key=lambda n: len(windows[n].ids))
    for start in range(0, len(order), 16):
        chunk = order[start : start + 16]
        b = stack([windows[n] for n in chunk])
        tags, pos, xpos, rel, arcs = model(
            b["ids"], b["features"], b["corpus"], b["mask"], b["first"], b["last"]
        )
        logs = torch.log_softmax(tags.float(), -1).numpy()
        arcs = arcs.float().masked_fill(~arc_mask(b["sentence"]), -1e9)
        for k, n in enumerate(chunk):
            w = len(windows[n].first)
            out[n] = (
                logs[k, :w],
                pos[k, :w].argmax(-1).numpy(),
                xpos[k, :w].argmax(-1).numpy(),
                rel[k, :w].argmax(-1).numpy(),
                arcs[k, :w].argmax(-1).numpy(),
            )
    return out


def arc_mask(sentence: torch.Tensor) -> torch.Tensor:
    """[batch, words, 1 + words]: heads that a word may have, in its own sentence."""
    same = (sentence[:, :, None] == sentence[:, None, :]) & ~torch.eye(
        sentence.shape[1], dtype=torch.bool
    )
    return torch.cat((torch.ones(*sentence.shape, 1, dtype=torch.bool), same), -1)


def score_texts(
    model: Tagger, texts: Sequence[Text], vocabulary: Vocabulary, corpus: str, room: int
) -> dict[str, float]:
    """Strict F1 of names (PER, ORG, LOC), accuracy of parts of speech, attachment."""
    groups = [g for text in texts for g in pack(text, vocabulary, room)]
    windows = [build_window(g, CORPORA.index(corpus), vocabulary) for g in groups]
    counts: Counter[tuple[str, str]] = Counter()
    hits = Counter()
    for group, window, (logs, pos, xpos, _rel, heads) in zip(
        groups, windows, predict(model, windows), strict=True
    ):
        at = 0
        for sentence in group:
            n = len(sentence.words)
            part = logs[at : at + n]
            spans = read_spans(find_path(part, TAGS), part, TAGS)
            mine = {
                (s.first, s.last, s.label)
                for s in spans
                if s.label != "MISC" and not sentence.mute & set(range(s.first, s.last))
            }
            gold = {(g.first, g.last, g.label) for g in sentence.names if g.label != "MISC"}
            for label in LABELS[:3]:
                a = {x for x in mine if x[2] == label}
                b = {x for x in gold if x[2] == label}
                counts[label, "tp"] += len(a & b)
                counts[label, "p"] += len(a)
                counts[label, "g"] += len(b)
            at += n
        known = window.pos >= 0
        hits["pos"] += int((pos == window.pos)[known].sum())
        hits["xpos"] += int((xpos == window.xpos)[known].sum())
        hits["posn"] += int(known.sum())
        known = window.heads >= 0
        hits["arc"] += int((heads == window.heads)[known].sum())
        hits["arcn"] += int(known.sum())

    def f1(labels: Sequence[str]) -> float:
        hit, both = (
            sum(counts[label, key] for label in labels for key in keys)
            for keys in (("tp",), ("p", "g"))
        )
        return 2 * hit / max(1, both)

    out = {"F1": f1(LABELS[:3]), **{label: f1([label]) for label in LABELS[:3]}}
    if hits["posn"]:
        out |= {
            "pos": hits["pos"] / hits["posn"],
            "xpos": hits["xpos"] / hits["posn"],
            "arc": hits["arc"] / hits["arcn"],
        }
    return {k: round(v, 4) for k, v in out.items()}
