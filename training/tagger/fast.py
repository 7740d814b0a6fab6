"""Trains the fast tagger, with the good one as its teacher.

python -m training.tagger.fast --corpora ../shared/corpora --model sourceline/extract/tagger/model
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pycrfsuite
from onnx import numpy_helper

from sourceline.extract.tagger.fast import (
    Document,
    Field,
    Lexicon,
    find_stretches,
    read_lexicon,
    survey_document,
)
from sourceline.extract.tagger.network import Network, load_network
from sourceline.extract.tagger.spans import Span
from sourceline.extract.tagger.windows import plan_windows
from sourceline.extract.tagger.words import split_words
from training.tagger.corpora import Name, Sentence, Text, read_texts
from training.tagger.distill import RAW
from training.tagger.train import TRAIN
from training.tagger.windows import NameBank

CONTEXTS = ("We heard about {} today.", "We heard about Northern {} today.")
"""A word alone, and as the last of a name whose first word tells nothing."""


def write_lexicon(network: Network, model: Path, texts: Sequence[Text], path: Path) -> None:
    """Asks the good tagger about every word, capitalized, in plain sentences: alone, and as the last
    word of a name."""
    counts = Counter(
        w.text.lower() for t in texts for s in t.sentences for w in s.words if w.text[0].isupper()
    )
    pieces = (model / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    groups = group_words(model / "tagger.onnx", pieces)
    often = {w for w, n in counts.items() if n > 1 and w.isalpha() and len(w) > 1}
    words = sorted({w for w in {*groups, *often} if len(w) > 2 or w in often})
    rows = defaultdict(list)
    for word in words:
        alone, last = (ask(network, context, word[0].upper() + word[1:]) for context in CONTEXTS)
        label, chance = max(alone.items(), key=lambda c: (c[1], c[0]))
        kind = f"{label}{9 if chance > 0.95 else 8 if chance > 0.8 else 5}"
        label, chance = max(last.items(), key=lambda c: (c[1], c[0]))
        tail = f"{label}{9 if chance > 0.9 else 5}"
        rows[f"{kind} {tail} {groups.get(word, '?')}"].append(word)
    path.write_text(
        "".join(f"{head}: {' '.join(row)}\n" for head, row in sorted(rows.items())),
        encoding="utf-8",
    )


def group_words(graph: Path, pieces: Sequence[str], groups: int = 200) -> dict[str, int]:
    """Whole words of the vocabulary → one of `groups` (k-means over their embeddings, on the
    sphere, from a fixed start)."""
    weights = {w.name: numpy_helper.to_array(w) for w in onnx.load(graph).graph.initializer}
    numbers = [n for n, p in enumerate(pieces) if re.fullmatch(r"[^\W\d_]{2,}", p)]
    points = weights["table"][numbers].astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    centres = points[np.random.default_rng(1).choice(len(points), groups, replace=False)]
    for _ in range(25):
        nearest = (points @ centres.T).argmax(1)
        sums = np.stack([points[nearest == n].sum(0) for n in range(groups)])
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return {pieces[n]: int(group) for n, group in zip(numbers, nearest, strict=True)}


def ask(network: Network, context: str, word: str) -> Counter[str]:
    """The chances of the labels of a word in a sentence."""
    text = context.format(word)
    place = context.split().index("{}")
    window = plan_windows([split_words(text, 0, len(text))], network.vocabulary)[0]
    chances: Counter[str] = Counter()
    for tag, score in zip(network.tags, network.score(window)[0][place], strict=True):
        chances[tag.partition("-")[2] or "O"] += float(np.exp(score))
    return chances


def fill_names(network: Network, text: Text) -> list[tuple[Sentence, list[Span]]]:
    """Each sentence with its names: the annotated ones, and where the annotation is silent those
    of the good tagger."""
    guesses, *_ = network.read([s.words for s in text.sentences])
    out = []
    for sentence, guess in zip(text.sentences, guesses, strict=True):
        spans = [Span(n.first, n.last, n.label, ()) for n in sentence.names]
        taken = {n for s in spans for n in range(s.first, s.last)}
        for span in guess:
            inside = set(range(span.first, span.last))
            silent = (
                not sentence.named
                or (span.label == "MISC" and not sentence.misc_known)
                or inside <= sentence.mute
                or (span.label == "MISC" and inside <= sentence.loose)
            )
            if silent and not inside & taken:
                spans.append(span)
        out.append((sentence, sorted(spans)))
    return out


def spell_tags(length: int, spans: Sequence[Span]) -> list[str]:
    """The tags of a sentence."""
    tags = ["O"] * length
    for span in spans:
        tags[span.first : span.last] = [f"I-{span.label}"] * (span.last - span.first)
        tags[span.first] = f"B-{span.label}"
    return tags


def teach(
    trainer: pycrfsuite.Trainer,
    lexicon: Lexicon,
    words: Sequence[str],
    document: Document,
    spans: Sequence[Span],
) -> None:
    """Gives the trainer the stretches of a sentence that will be read."""
    tags = spell_tags(len(words), spans)
    stretches = find_stretches(words)
    described = lexicon.describe(words, stretches, document)
    for (first, last), features in zip(stretches, described, strict=True):
        trainer.append(features, tags[first:last])


def score(tagger: pycrfsuite.Tagger, lexicon: Lexicon, texts: Sequence[Text]) -> dict[str, float]:
    """Strict F1 on PER, ORG, LOC."""
    hit, mine, gold = Counter(), Counter(), Counter()
    for text in texts:
        words = [[w.text for w in s.words] for s in text.sentences]
        document = survey_document(words)
        for sentence, row in zip(text.sentences, words, strict=True):
            found = {s[:3] for s in Field(tagger, lexicon).find_names(row, document)}
            real = {(n.first, n.last, n.label) for n in sentence.names}
            for label in ("PER", "ORG", "LOC"):
                a, b = {x for x in found if x[2] == label}, {x for x in real if x[2] == label}
                for key in (label, "all"):
                    hit[key] += len(a & b)
                    mine[key] += len(a)
                    gold[key] += len(b)
    return {
        k: round(2 * hit[k] / max(1, mine[k] + gold[k]), 4) for k in ("all", "PER", "ORG", "LOC")
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--leave-out", nargs="*", default=())
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--c1", type=float, default=0.1)
    parser.add_argument("--c2", type=float, default=0.02)
    parser.add_argument("--rounds", type=int, default=80)
    args = parser.parse_args()
    network = load_network(args.model)
    texts = [
        t for c in (*TRAIN, *RAW) if c not in args.leave_out for t in read_texts(args.corpora, c)
    ]
    if not (args.model / "lexicon.txt").exists():
        write_lexicon(network, args.model, texts, args.model / "lexicon.txt")
    lexicon = read_lexicon(args.model / "lexicon.txt")
    trainer = pycrfsuite.Trainer(verbose=False)
    rng = random.Random(args.seed)
    bank = NameBank(texts)
    for text in texts:
        rows = [row for row in fill_names(network, text) if row[0].words]
        words = [[w.text for w in s.words] for s, _ in rows]
        document = survey_document(words)
        for (sentence, spans), row in zip(rows, words, strict=True):
            teach(trainer, lexicon, row, document, spans)
            if spans and sentence.named:
                names = tuple(Name(*span[:3]) for span in spans)
                other = bank.swap([replace(sentence, names=names)], 1.0, rng)[0]
                again = [w.text for w in other.words]
                new = [Span(n.first, n.last, n.label, ()) for n in other.names]
                teach(trainer, lexicon, again, survey_document([again]), new)
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": args.c1,
            "c2": args.c2,
            "max_iterations": args.rounds,
            "feature.minfreq": 2,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(args.model / "fast.crfsuite"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(args.model / "fast.crfsuite"))
    for name in ("ewt dev", "gum dev", "wnut dev", *args.leave_out):
        print(name, score(tagger, lexicon, read_texts(args.corpora, name)), flush=True)


if __name__ == "__main__":
    main()
