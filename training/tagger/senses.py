"""Teaches the finished tagger which words tell of an event, of what kind, and who takes part in it.

python -m training.tagger.senses --start student.pt --out senses.pt
python -m training.tagger.senses --start student.pt --out fold.pt --fold 0   # a third of the articles unseen

The tagger stays as it is, so that names and syntax do not change by it: layers of their own, begun as copies
of its last ones, branch off above its first ones. The examples are the project's own (`marks`).
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.tagger.course import follow, set_rates
from training.tagger.encoder import WIDTH, Senses, Tagger
from training.tagger.export import load_tagger
from training.tagger.marks import Example, read_examples
from training.tagger.scheme import CORPORA, KINDS

BATCH = 12
"""Windows."""
FOLDS = 3
HEAD = 3
"""How much faster the last sums learn than the layers below."""
PARTS_WEIGHT = 5.0
"""Of the loss by who takes part, which most words of a sentence do not."""


@torch.no_grad()
def encode(tagger: Tagger, examples: list[Example]) -> list[Tensor]:
    """What the tagger's lower layers make of each window, [pieces, width]."""
    out: list[Tensor] = []
    for example in examples:
        ids = torch.tensor([example.window.ids])
        features = torch.tensor([example.window.features])
        x = tagger.norm(tagger.embed(ids, features, torch.tensor([CORPORA.index("any")])))
        for layer in tagger.layers[: Senses.BRANCH]:
            x = layer(x, None)
        out.append(x[0].half())
    return out


def stack(batch: list[tuple[Example, Tensor]]) -> tuple[Tensor, ...]:
    """States, attention bias, first and last pieces, which kinds are right, and what each word is to a
    marked one (−1: it teaches nothing), padded."""
    n, pieces = len(batch), max(len(x) for _, x in batch)
    words = max(len(e.labels) for e, _ in batch)
    x, bias = torch.zeros(n, pieces, WIDTH), torch.full((n, 1, 1, pieces), -1e4)
    first, last = torch.zeros(n, words, dtype=torch.long), torch.zeros(n, words, dtype=torch.long)
    right = torch.zeros(n, words, len(KINDS), dtype=torch.bool)
    parts = torch.full((n, words, words), -1)
    for k, (example, states) in enumerate(batch):
        x[k, : len(states)], bias[k, ..., : len(states)] = states.float(), 0.0
        first[k, : len(example.labels)] = torch.tensor(example.window.first)
        last[k, : len(example.labels)] = torch.tensor(example.window.last)
        for word, kinds in enumerate(example.labels):
            right[k, word, list(kinds)] = True
        for deed in example.deeds:
            parts[k, deed.word, deed.first : deed.last] = 0
            parts[k, deed.word, list(deed.parts)] = torch.tensor(
                list(deed.parts.values()), dtype=torch.long
            )
    return x, bias, first, last, right, parts


def lose(told: tuple[Tensor, Tensor], right: Tensor, parts: Tensor) -> Tensor:
    """By the chance of all that counts as right, of the words that teach something."""
    kinds, weighed = told
    logs = F.log_softmax(kinds, -1)
    loss = -torch.logsumexp(logs.masked_fill(~right, -1e4), -1)[right.any(-1)].mean()
    known = parts >= 0
    if known.any():
        loss = loss + PARTS_WEIGHT * F.cross_entropy(weighed[known], parts[known])
    return loss


def batch_examples(
    examples: list[tuple[Example, Tensor]],
) -> Iterator[list[tuple[Example, Tensor]]]:
    """An epoch in batches of windows about as long."""
    random.shuffle(examples)
    room = BATCH * 20
    parts = [
        sorted(examples[at : at + room], key=lambda pair: len(pair[1]))
        for at in range(0, len(examples), room)
    ]
    batches = [part[at : at + BATCH] for part in parts for at in range(0, len(part), BATCH)]
    random.shuffle(batches)
    yield from batches


def train(
    senses: Senses, examples: list[tuple[Example, Tensor]], epochs: int, rate: float
) -> Iterator[Senses]:
    """The averaged weights after each epoch."""
    head = list(senses.out.parameters())
    rest = [p for name, p in senses.named_parameters() if not name.startswith("out.")]
    groups = [{"params": head, "lr": HEAD * rate}, {"params": rest, "lr": rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]
    average, step = copy.deepcopy(senses), 0
    steps = epochs * (len(examples) // BATCH + 1)
    for _ in range(epochs):
        senses.train()
        for batch in batch_examples(examples):
            set_rates(optimizer, rates, step / steps)
            x, bias, first, last, right, parts = stack(batch)
            lose(senses(x, bias, first, last), right, parts).backward()
            nn.utils.clip_grad_norm_(senses.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            follow(average, senses, step)
        yield average


@torch.no_grad()
def measure(senses: Senses, examples: list[tuple[Example, Tensor]]) -> str:
    """Of the marked words the share of the right kind, and how well they are told from the others; of the
    deeds the share with all parts right, and how well parts are told."""
    senses.eval()
    marked = named = found = false = 0
    deeds = whole = hit = told_parts = all_parts = 0
    for pair in examples:
        x, bias, first, last, _, parts = stack([pair])
        scores, weighed = senses(x, bias, first, last)
        for deed in pair[0].deeds:
            at = slice(deed.first, deed.last)
            best, gold = weighed[0, deed.word, at].argmax(-1), parts[0, deed.word, at]
            deeds, whole = deeds + 1, whole + bool((best == gold).all())
            hit += int(((best == gold) & (gold > 0)).sum())
            told_parts, all_parts = told_parts + int((best > 0).sum()), all_parts + len(deed.parts)
        for row, kinds in zip(scores[0].softmax(-1), pair[0].labels, strict=True):
            told = bool(row[0] < 0.5)
            if kinds == (0,):
                false += told
            elif kinds and 0 not in kinds:
                marked, found = marked + 1, found + told
                named += 1 + int(row[1:].argmax()) in kinds
    precision, recall = found / max(1, found + false), found / max(1, marked)
    return (
        f"kind {named / max(1, marked):.3f} told: precision {precision:.3f} recall {recall:.3f}"
        f" deeds {whole / max(1, deeds):.3f} of {deeds}"
        f" parts: precision {hit / max(1, told_parts):.3f} recall {hit / max(1, all_parts):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--start", type=Path, required=True, help="weights of the tagger")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--fold", type=int, help="leave out every third window, from this one on")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    random.seed(1)
    tagger = load_tagger(args.start)
    examples = read_examples()
    pairs = list(zip(examples, encode(tagger, examples), strict=True))
    unseen = [] if args.fold is None else pairs[args.fold :: FOLDS]
    if args.fold is not None:
        pairs = [pair for n, pair in enumerate(pairs) if n % FOLDS != args.fold]
    began = time.time()
    for epoch, senses in enumerate(train(Senses(tagger), pairs, args.epochs, args.rate), 1):
        torch.save({"model": senses.state_dict()}, args.out)
        score = measure(senses, unseen) if unseen else ""
        print(f"{time.time() - began:6.0f} s epoch {epoch} {score}", flush=True)


if __name__ == "__main__":
    main()
