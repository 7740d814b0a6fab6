"""Parts of speech: a trigram hidden Markov model over a trained table.

The table (`data/parts.tsv`) is written by `training/train_parts.py`. Tags are those of the Penn
Treebank. A better tagger takes this one's place in `ORDER`: it only has to fill `Document.tags`.

Method: Brants, "TnT: a statistical part-of-speech tagger" (2000).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sourceline.extract.rules.document import Document, Token

TABLE = Path(__file__).parent / "data" / "parts.tsv"
BEAM = 8
"""States kept per word; measured: 8 loses nothing against all."""


@dataclass(frozen=True, slots=True)
class Table:
    """Log chances: of a tag after two others, and of a word, an ending or a shape given a tag."""

    words: dict[str, tuple[tuple[str, float], ...]]
    endings: dict[str, tuple[tuple[str, float], ...]]
    after: dict[tuple[str, str], dict[str, float]]
    tags: tuple[str, ...]


def tag_parts(document: Document) -> tuple[tuple[str, ...], ...]:
    """The tag of every token, sentence by sentence."""
    return tuple(tag_words([token.text for token in tokens]) for tokens in document.tokens)


def tag_words(words: list[str]) -> tuple[str, ...]:
    """The most likely tags of one sentence's words."""
    if not words:
        return ()
    table = load_table()
    states: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {("^", "^"): (0.0, ())}
    shouting = _is_shouting(words)
    for n, word in enumerate(words):
        states = _step(table, states, _guess(table, word, first=n == 0, shouting=shouting))
    return max(states.values())[1]


def repair_parts(document: Document) -> tuple[tuple[str, ...], ...]:
    """The tags again, now that the names are known: "Jane Roe steps down" has a verb."""
    ends = {m.end for m in document.mentions if m.label in ("PER", "ORG")}
    return tuple(
        tuple(_repair(tokens, tags, n, ends) for n in range(len(tokens)))
        for tokens, tags in zip(document.tokens, document.tags, strict=True)
    )


def _repair(tokens: tuple[Token, ...], tags: tuple[str, ...], n: int, ends: set[int]) -> str:
    tag, word = tags[n], tokens[n].text
    if tag not in ("NNS", "NNPS") or not n or n + 1 >= len(tokens):
        return tag
    # "Jane Roe steps down", "Roe's departure surprises the board"
    owned = n > 2 and tags[n - 2] == "POS" and tags[n - 1] == "NN"
    if tokens[n - 1].end not in ends and not owned:
        return tag
    follows = tags[n + 1] in ("DT", "RP", "RB", "IN", "TO", "PRP", "PRP$", "NNP", "CD", "JJ", "VBG")
    finite = any(t in ("VBZ", "VBD", "VBP", "MD") for t in tags[n + 1 : n + 3])
    return "VBZ" if follows and not finite and word.islower() and _can_be_verb(word) else tag


def _can_be_verb(word: str) -> bool:
    words = load_table().words
    bases = (word.removesuffix("s"), word.removesuffix("es"))
    if not any(base in words for base in bases):
        return True
    return any(tag in ("VB", "VBP") for base in bases for tag, _ in words.get(base, ()))


def _step(
    table: Table,
    states: dict[tuple[str, str], tuple[float, tuple[str, ...]]],
    guesses: tuple[tuple[str, float], ...],
) -> dict[tuple[str, str], tuple[float, tuple[str, ...]]]:
    found: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for (one, two), (score, path) in states.items():
        after = table.after.get((one, two)) or table.after.get(("", two)) or {}
        for tag, chance in guesses:
            total = score + after.get(tag, _UNSEEN) + chance
            old = found.get((two, tag))
            if old is None or total > old[0]:
                found[(two, tag)] = (total, (*path, tag))
    if len(found) > BEAM:
        best = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:BEAM]
        found = dict(best)
    return found


_UNSEEN = -9.0


def _guess(
    table: Table, word: str, *, first: bool, shouting: bool
) -> tuple[tuple[str, float], ...]:
    """Possible tags of a word, each with the log of its likelihood."""
    word = word.replace("’", "'")
    known = table.words.get(word)
    lower = word.lower()
    if (first or shouting) and lower != word:
        known = _merge(known, table.words.get(lower), cost=0.0)
    if known is not None:
        return known
    return _guess_unknown(table, word, lower, first=first or shouting)


def _guess_unknown(
    table: Table, word: str, lower: str, *, first: bool
) -> tuple[tuple[str, float], ...]:
    shape = shape_word(word)
    lengths = range(min(4, len(lower)), -1, -1)
    keys = (f"{shape}|{lower[len(lower) - n :]}" for n in lengths)
    found = next((table.endings[key] for key in keys if key in table.endings), None)
    if shape in ("Cap", "UP") and not first:
        inner = table.words.get(lower)
        # A capital inside a sentence is a name; that the word is also a common one says little.
        return _merge(found, inner, cost=-4.0) or (("NNP", 0.0),)
    return found or (("NN", 0.0),)


def _merge(
    one: tuple[tuple[str, float], ...] | None,
    two: tuple[tuple[str, float], ...] | None,
    *,
    cost: float,
) -> tuple[tuple[str, float], ...] | None:
    if one is None or two is None:
        return (
            one
            if two is None
            else tuple((t, c + cost) for t, c in two)
            if cost and one is None
            else two
        )
    merged = dict(one)
    for tag, chance in two:
        merged[tag] = max(merged.get(tag, -math.inf), chance + cost)
    return tuple(sorted(merged.items()))


def shape_word(word: str) -> str:
    """One of a few classes of shape: number, capitalized, all capitals, hyphened, mark, other."""
    if re.fullmatch(r"[\d.,:/%]*\d[\d.,:/%]*\w{0,2}", word):
        return "Num"
    if not re.search(r"\w", word):
        return "Mark"
    if word[0].isupper():
        return "UP" if len(word) > 1 and word.isupper() else "Cap"
    return "Hyp" if "-" in word else "Low"


def _is_shouting(words: list[str]) -> bool:
    """Whether capitals say nothing here: a line in capitals or in title case."""
    letters = [word for word in words if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    return len(letters) > 2 and capitals > 0.7 * len(letters)


@cache
def load_table() -> Table:
    """The trained table, read once."""
    words: dict[str, tuple[tuple[str, float], ...]] = {}
    endings: dict[str, tuple[tuple[str, float], ...]] = {}
    after: dict[tuple[str, str], dict[str, float]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        kind, key, *pairs = line.split("\t")
        row = tuple((tag, float(chance)) for tag, chance in (pair.split(" ") for pair in pairs))
        if kind == "w":
            words[key] = row
        elif kind == "e":
            endings[key] = row
        else:
            one, two = key.split(" ")
            after[(one if one != "*" else "", two)] = dict(row)
    return Table(
        words, endings, after, tuple(sorted({t for row in words.values() for t, _ in row}))
    )
