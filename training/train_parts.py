# ruff: noqa: INP001 - a folder of scripts, no package
"""Count the table of parts of speech that `sourceline/extract/rules/parts.py` reads.

    python training/train_parts.py CORPUS.conllu… > sourceline/extract/rules/data/parts.tsv
    python training/train_parts.py --measure CORPUS.conllu…

Nothing is random: the same corpora give the same bytes.
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sourceline.extract.rules.parts import shape_word, tag_words

Sentence = list[tuple[str, str]]
RARE = 5
"""Words seen at most so often teach the endings."""
KEPT = 2
"""A word seen less often is left to its ending."""


def read_sentences(paths: list[str]) -> Iterator[Sentence]:
    """The words and Penn tags of CoNLL-U files."""
    for path in paths:
        sentence: Sentence = []
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if not line:
                if sentence:
                    yield sentence
                sentence = []
            elif not line.startswith("#") and cells[0].isdigit() and cells[4] != "_":
                sentence.append((cells[1].replace("’", "'"), cells[4]))


def count_table(sentences: list[Sentence]) -> Iterator[str]:
    """The lines of the table."""
    tags: Counter[str] = Counter()
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for n, (word, tag) in enumerate(sentence):
            tags[tag] += 1
            # A first word's capital is only kept where it is a name's.
            words[word.lower() if n == 0 and not tag.startswith("NNP") else word][tag] += 1
    total = tags.total()
    _spread(words)
    yield from _word_lines(words, tags, total)
    yield from _ending_lines(words, tags, total)
    yield from _order_lines(sentences, tags, total)


def _spread(words: dict[str, Counter[str]]) -> None:
    """Forms that the corpora happen to show in one use only: "steps", "appoints", "released"."""
    verbs = {w for w, seen in words.items() if seen["VB"] + seen["VBP"]}
    nouns = {w for w, seen in words.items() if seen["NN"]}
    for word, seen in words.items():
        bases = {word.removesuffix("s"), word.removesuffix("es")} - {word}
        if bases & verbs and seen["NNS"] and not seen["VBZ"]:
            seen["VBZ"] = max(1, seen["NNS"] // 6)
        if bases & nouns and seen["VBZ"] and not seen["NNS"]:
            seen["NNS"] = max(1, seen["VBZ"] // 6)
        if word.endswith("ed") and bool(seen["VBD"]) != bool(seen["VBN"]):
            seen["VBN" if seen["VBD"] else "VBD"] = max(1, (seen["VBD"] + seen["VBN"]) // 4)


def _word_lines(words: dict[str, Counter[str]], tags: Counter[str], total: int) -> Iterator[str]:
    for word, seen in sorted(words.items()):
        if seen.total() >= KEPT and "\t" not in word:
            yield f"w\t{word}\t{_format(_likelihood(seen, tags, total))}"


def _likelihood(seen: Counter[str], tags: Counter[str], total: int) -> dict[str, float]:
    """log P(tag | word) / P(tag); tags seen in less than 0.4 % of the cases are left out."""
    return {
        tag: math.log(n / seen.total()) - math.log(tags[tag] / total)
        for tag, n in seen.items()
        if n / seen.total() > 0.004
    }


def _ending_lines(words: dict[str, Counter[str]], tags: Counter[str], total: int) -> Iterator[str]:
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    for word, seen in words.items():
        if seen.total() > RARE:
            continue
        for n in range(5):
            if n <= len(word):
                endings[f"{shape_word(word)}|{word.lower()[len(word) - n :]}"].update(seen)
    for key, seen in sorted(endings.items()):
        if seen.total() >= 5 or key.endswith("|"):
            smoothed = Counter({tag: n for tag, n in seen.items() if n / seen.total() > 0.01})
            yield f"e\t{key}\t{_format(_likelihood(smoothed, tags, total))}"


def _order_lines(sentences: list[Sentence], tags: Counter[str], total: int) -> Iterator[str]:
    one: Counter[str] = Counter()
    two: Counter[tuple[str, str]] = Counter()
    three: Counter[tuple[str, str, str]] = Counter()
    for sentence in sentences:
        path = ["^", "^", *(tag for _, tag in sentence)]
        for a, b, c in zip(path, path[1:], path[2:], strict=False):
            one[b] += 1
            two[(a, b)] += 1
            three[(a, b, c)] += 1
    pairs: Counter[tuple[str, str]] = Counter()
    for (_, b, c), n in three.items():
        pairs[(b, c)] += n
    for b in sorted(one):
        rows = {c: 0.9 * pairs[(b, c)] / one[b] + 0.1 * tags[c] / total for c in tags}
        yield f"o\t* {b}\t{_format_logs(rows)}"
    for a, b in sorted(two):
        if two[(a, b)] < 8:
            continue
        rows = {
            c: 0.6 * three[(a, b, c)] / two[(a, b)]
            + 0.35 * pairs[(b, c)] / one[b]
            + 0.05 * tags[c] / total
            for c in tags
        }
        yield f"o\t{a} {b}\t{_format_logs(rows)}"


def _format(row: dict[str, float]) -> str:
    return "\t".join(f"{tag} {chance:.2f}" for tag, chance in sorted(row.items()))


def _format_logs(row: dict[str, float]) -> str:
    logs = {tag: math.log(chance) for tag, chance in row.items() if chance > 0.0002}
    return "\t".join(f"{tag} {chance:.2f}" for tag, chance in sorted(logs.items()))


def measure(sentences: list[Sentence]) -> str:
    """The share of words with the right tag, and words a second."""
    begin = time.perf_counter()
    right = total = 0
    for sentence in sentences:
        got = tag_words([word for word, _ in sentence])
        right += sum(tag == gold for tag, (_, gold) in zip(got, sentence, strict=True))
        total += len(sentence)
    speed = total / (time.perf_counter() - begin)
    return f"{right / total:.4f} of {total} words, {speed:.0f} words a second"


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        sys.stdout.write(measure(list(read_sentences(sys.argv[2:]))) + "\n")
    else:
        sys.stdout.write("\n".join(count_table(list(read_sentences(sys.argv[1:])))) + "\n")
