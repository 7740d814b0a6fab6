"""Teaches one network what several know together, and on texts nobody labelled.

python -m training.tagger.distill ask --corpora ../shared/corpora --teacher a.pt --targets a.npy
python -m training.tagger.distill learn --corpora ../shared/corpora --targets a.npy b.npy --out c.pt

The teachers' chances, averaged, are the target on the raw news of the timex corpora, which nobody
labelled; on the other corpora the annotation is.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch

from sourceline.extract.tagger.pieces import Vocabulary
from training.tagger.corpora import read_texts
from training.tagger.course import run_course
from training.tagger.export import load_tagger
from training.tagger.measure import predict, stack
from training.tagger.scheme import TAGS
from training.tagger.train import (
    CHECK,
    KEEP_EMPTY,
    TRAIN,
    load_vocabulary,
    lose,
    report,
    start_model,
)
from training.tagger.windows import NameBank, Window, batch_windows, plan_epoch

RAW = ("raw wikiwars", "raw eventstoryline")


def plan_windows(corpora: Path, vocabulary: Vocabulary, seed: int, swap: float) -> list[Window]:
    """The windows that the teachers are asked about: the same for the same seed. Names to swap in
    are not taken from wikigold, so that it can still be left out."""
    texts = [t for c in (*TRAIN, *RAW) for t in read_texts(corpora, c)]
    bank = NameBank([t for t in texts if t.corpus != "wikigold"])
    return plan_epoch(texts, bank, vocabulary, random.Random(seed), swap, KEEP_EMPTY)


def ask(args: argparse.Namespace) -> None:
    """Writes the teacher's chances of the tags of every word, windows one after the other."""
    windows = plan_windows(args.corpora, load_vocabulary(), args.seed, args.swap)
    windows = [w for w in windows if w.origin == "raw"]
    chances = [
        np.exp(logs).astype(np.float16) for logs, *_ in predict(load_tagger(args.teacher), windows)
    ]
    np.save(args.targets[0], np.concatenate(chances))


def load_targets(paths: list[Path], windows: list[Window]) -> dict[int, np.ndarray]:
    """id of a window → mean chances of the tags, [words, tags]."""
    mean = sum(np.load(path).astype(np.float32) for path in paths) / len(paths)
    raw = [w for w in windows if w.origin == "raw"]
    ends = np.cumsum([len(w.first) for w in raw])
    targets = {id(w): mean[end - len(w.first) : end] for w, end in zip(raw, ends, strict=True)}
    for window in raw:
        silence(targets[id(window)], window)
    return targets


def silence(target: np.ndarray, window: Window) -> None:
    """Takes back what the teachers say of names with a place or an office in them ("X in Y", "A of
    the B" as a person): they learned from names that ran on too far."""
    vocabulary = load_vocabulary()
    joints = {vocabulary.cut(word)[0] for word in ("in", "at", "to", "from")}
    of = vocabulary.cut("of")[0]
    person = [n for n, tag in enumerate(TAGS) if tag.endswith("PER")]
    for n, piece in enumerate(window.ids[window.first]):
        wrong = piece in joints or (piece == of and target[n, person].sum() > 0.2)
        if not wrong or target[n, 0] > 0.7:
            continue
        first = last = n
        while first > 0 and target[first - 1, 0] < 0.5:
            first -= 1
        while last + 1 < len(target) and target[last + 1, 0] < 0.5:
            last += 1
        target[first : last + 1] = 0.0


def stack_targets(batch: list[Window], targets: dict[int, np.ndarray]) -> torch.Tensor:
    """Chances of a batch, zero where no teacher was asked."""
    out = torch.zeros(len(batch), max(len(w.first) for w in batch), len(TAGS))
    for n, window in enumerate(batch):
        if id(window) in targets:
            out[n, : len(window.first)] = torch.from_numpy(targets[id(window)])
    return out


def weigh(batch: list[Window]) -> torch.Tensor:
    """How much the teachers' word counts in each window, [batch, 1]: alone where nobody annotated."""
    return torch.tensor([[float(w.origin == "raw")] for w in batch])


def learn(args: argparse.Namespace) -> None:
    """Trains the student and saves the average of its weights after each epoch."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    windows = plan_windows(args.corpora, load_vocabulary(), args.seed, args.swap)
    targets = load_targets(args.targets, windows)
    left_out = {name.split()[0] for name in args.leave_out}
    windows = [w for w in windows if w.origin not in left_out]
    model = load_tagger(args.start) if args.start else start_model()

    def plan() -> list[list[Window]]:
        return batch_windows(windows, args.batch, rng)

    def lose_batch(batch: list[Window], _progress: float) -> torch.Tensor:
        return lose(model, stack(batch), args.syntax, stack_targets(batch, targets), weigh(batch))

    course = run_course(
        model, plan, lose_batch, epochs=args.epochs, rate=args.rate, decay=args.decay
    )
    for epoch, average in enumerate(course, 1):
        torch.save({"model": average.state_dict()}, args.out)
        report(average, args.corpora, [*CHECK, *args.leave_out], f"epoch {epoch}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("command", choices=("ask", "learn"))
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--targets", type=Path, nargs="+", required=True)
    parser.add_argument("--start", type=Path, help="begin with these weights, not the base model's")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument("--swap", type=float, default=0.7)
    parser.add_argument("--syntax", type=float, default=0.4)
    parser.add_argument("--leave-out", nargs="*", default=())
    args = parser.parse_args()
    torch.set_num_threads(1)
    {"ask": ask, "learn": learn}[args.command](args)


if __name__ == "__main__":
    main()
