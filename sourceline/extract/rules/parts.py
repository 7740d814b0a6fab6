"""Parts of speech: those of the good tagger's parse; without one, a trigram hidden Markov model.

The model's table (`data/parts.tsv`) is written by `training/train_parts.py`. Tags are those of the
Penn Treebank.

Method: Brants, "TnT: a statistical part-of-speech tagger" (2000).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from sourceline.extract.rules.document import Document, Token
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.parses import read_parses
from sourceline.extract.rules.role_words import find_kind
from sourceline.extract.rules.verbs import find_base

TABLE = Path(__file__).parent / "data" / "parts.tsv"
BEAM = 8
"""States kept per word; measured: 8 loses nothing against all."""

Guesses = tuple[tuple[str, float], ...]
"""Tags, each with the log of its likelihood."""
After = dict[tuple[str, str], dict[str, float]]
Trail = tuple[float, Any, str]
"""The score of a way, the way it came from, and its last tag: ways share their beginnings."""
States = dict[tuple[str, str], Trail]
"""The last two tags → the best way there."""


@dataclass(frozen=True, slots=True)
class Table:
    """Log chances: of a tag after two others, and of a word, an ending or a shape given a tag."""

    words: dict[str, Guesses]
    endings: dict[str, Guesses]
    after: After
    """Complete: pairs of tags that were never seen together hold what the second alone says."""
    tags: tuple[str, ...]


def tag_parts(document: Document) -> tuple[tuple[str, ...], ...]:
    """The tag of every token, sentence by sentence."""
    if document.reading.parses:
        return tuple(tuple(p.xpos for p in parses) for parses in read_parses(document))
    return tuple(tag_words([token.text for token in tokens]) for tokens in document.tokens)


def tag_words(words: list[str]) -> tuple[str, ...]:
    """The most likely tags of one sentence's words."""
    if not words:
        return ()
    after = load_table().after
    states: States = {("^", "^"): (0.0, None, "^")}
    shouting = _is_shouting(words)
    for n, word in enumerate(words):
        states = _step(after, states, _guess(word, n == 0 or shouting))
    tags: list[str] = []
    trail = max(states.values(), key=itemgetter(0))
    while trail[1]:
        tags.append(trail[2])
        trail = trail[1]
    return tuple(reversed(tags))


def repair_parts(document: Document) -> tuple[tuple[str, ...], ...]:
    """The tags again, now that the names are known: "Jane Roe steps down" has a verb."""
    ends = {m.end for m in document.mentions if m.label in ("PER", "ORG")}
    return tuple(
        tuple(_repair(tokens, tags, n, ends) for n in range(len(tokens)))
        for tokens, tags in zip(document.tokens, document.tags, strict=True)
    )


def _repair(tokens: tuple[Token, ...], tags: tuple[str, ...], n: int, ends: set[int]) -> str:
    tag, word = tags[n], tokens[n].text
    if tag == "PRP$":
        return "PRP" if _gets_office(tokens, tags, n) else tag
    if tag == "JJ" and _is_due(tokens, tags, n):
        return "VB"
    if tag == "VBN":
        return "VBD" if _is_past(tokens, tags, n, ends) else tag
    if tag not in ("NNS", "NNPS") or not n or n + 1 >= len(tokens):
        return tag
    # "Jane Roe steps down", "Roe's departure surprises the board"
    owned = n > 2 and tags[n - 2] == "POS" and tags[n - 1] == "NN"
    if tokens[n - 1].end not in ends and not owned:
        return tag
    follows = tags[n + 1] in ("DT", "RP", "RB", "IN", "TO", "PRP", "PRP$", "NNP", "CD", "JJ", "VBG")
    finite = any(t in ("VBZ", "VBD", "VBP", "MD") for t in tags[n + 1 : n + 3])
    return "VBZ" if follows and not finite and word.islower() and _can_be_verb(word) else tag


def _is_due(tokens: tuple[Token, ...], tags: tuple[str, ...], n: int) -> bool:
    """ "is due to open on 3 June": what is due is a verb, where no noun follows."""
    due = n > 1 and (tokens[n - 2].text, tokens[n - 1].text) == ("due", "to")
    follows = tags[n + 1] if n + 1 < len(tags) else "."
    return due and follows in ("IN", ".", ",", "RB", "CC") and find_base(tokens[n].text) is not None


_APPOINTING = frozenset({"appoint", "name", "elect", "make", "crown", "declare"})


def _gets_office(tokens: tuple[Token, ...], tags: tuple[str, ...], n: int) -> bool:
    """ "had appointed her curator" gives her an office; "had appointed her deputy" gives it to somebody she has."""
    if not n or tokens[n].text != "her" or find_base(tokens[n - 1].text) not in _APPOINTING:
        return False
    last = n
    while last + 1 < len(tags) and tags[last + 1] in ("NN", "JJ"):
        last += 1
    role = tokens[last].text
    named = last + 1 < len(tags) and tags[last + 1].startswith("NNP")
    return (
        last > n
        and not named
        and role not in read_words("offices", "nouns", "kin")
        and find_kind(role) is not None
    )


def _is_past(tokens: tuple[Token, ...], tags: tuple[str, ...], n: int, ends: set[int]) -> bool:
    """Whether a participle is the only verb of its sentence, behind a name: "Acme never sued Roe"."""
    before = n - 1
    while before > 0 and tags[before] == "RB":
        before -= 1
    if before < 0 or tokens[before].end not in ends:
        return False
    follows = n + 1 < len(tags) and tags[n + 1] in ("NNP", "DT", "PRP", "PRP$", "CD", "JJ")
    return follows and not {"VBD", "VBZ", "VBP", "MD"}.intersection(tags)


def _can_be_verb(word: str) -> bool:
    words = load_table().words
    bases = (word.removesuffix("s"), word.removesuffix("es"))
    if not any(base in words for base in bases):
        return True
    return any(tag in ("VB", "VBP") for base in bases for tag, _ in words.get(base, ()))


def _step(after: After, states: States, guesses: Guesses) -> States:
    found: States = {}
    for pair, trail in states.items():
        score, look_up, two = trail[0], after[pair].get, pair[1]
        for tag, chance in guesses:
            total = score + look_up(tag, _UNSEEN) + chance
            key = (two, tag)
            best = found.get(key)
            if best is None or total > best[0]:
                found[key] = (total, trail, tag)
    if len(found) > BEAM:
        found = dict(sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:BEAM])
    return found


_UNSEEN = -9.0


@lru_cache(maxsize=1 << 16)
def _guess(word: str, eased: bool) -> Guesses:  # noqa: FBT001 - keywords slow a cache down
    """Possible tags of a word, each with the log of its likelihood; `eased` where a capital says
    nothing."""
    table = load_table()
    word = word.replace("’", "'")
    known = table.words.get(word)
    lower = word.lower()
    if eased and lower != word:
        known = _merge(known, table.words.get(lower), cost=0.0)
    if known is not None:
        return known
    return _guess_unknown(table, word, lower, first=eased)


def _guess_unknown(table: Table, word: str, lower: str, *, first: bool) -> Guesses:
    shape = shape_word(word)
    lengths = range(min(4, len(lower)), -1, -1)
    keys = (f"{shape}|{lower[len(lower) - n :]}" for n in lengths)
    found = next((table.endings[key] for key in keys if key in table.endings), None)
    if shape in ("Cap", "UP") and not first:
        inner = table.words.get(lower)
        # A capital inside a sentence is a name; that the word is also a common one says little.
        return _merge(found, inner, cost=-4.0) or (("NNP", 0.0),)
    return found or (("NN", 0.0),)


def _merge(one: Guesses | None, two: Guesses | None, *, cost: float) -> Guesses | None:
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
    words: dict[str, Guesses] = {}
    endings: dict[str, Guesses] = {}
    after: After = {}
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
    tags = sorted({t for row in words.values() for t, _ in row})
    for two in ("^", *tags):
        alone = after.get(("", two), {})
        for one in ("^", *tags):
            after.setdefault((one, two), alone)
    return Table(words, endings, after, tuple(tags))
