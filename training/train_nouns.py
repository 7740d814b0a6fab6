# ruff: noqa: INP001 - a folder of scripts, no package
"""Writes the table of common nouns that speak of people, bodies, places or happenings.

    python -m training.train_nouns ../shared/corpora/treebank/gum-open-train.conllu

Counted from the entity annotations of GUM (open genres): of what type are the mentions that a common
noun heads? A noun is listed when four in five of at least two mentions agree. Nothing is random, and
no text of the corpus is in the table.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from training.tagger.corpora import _read_blocks, _read_mentions

TABLE = Path("sourceline/extract/rules/data/nouns.tsv")
KINDS = {"person": "people", "organization": "organization", "place": "place", "event": "occasion"}
LEAST, SHARE = 2, 0.8


def count_nouns(path: Path) -> dict[str, Counter[str]]:
    """Noun in lower case → how many mentions of each entity type it heads."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _head, rows in _read_blocks(path):
        plain = [row for row in rows if row[0].isdigit()]
        for mention in _read_mentions(plain):
            row = plain[mention.head]
            if row[4] in ("NN", "NNS"):
                counts[row[1].lower()][mention.etype] += 1
    return counts


def main() -> None:
    rows = []
    for noun, types in sorted(count_nouns(Path(sys.argv[1])).items()):
        kind, count = types.most_common(1)[0]
        agreed = count >= LEAST and count >= SHARE * sum(types.values())
        if kind in KINDS and agreed and noun.isalpha():
            rows.append(f"{noun}\t{KINDS[kind]}")
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
