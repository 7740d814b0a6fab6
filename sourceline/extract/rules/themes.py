"""Themes: the subjects of the table that a text is about, for texts whose own words give no topic."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import pairwise

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.memo import keep_last

_MOST = 2
"""Themes of one text."""
_LEAST = 3
"""Sentences that must speak of a theme; one more where they have but one word of it."""


@keep_last("source", "tokens")
def find_themes(document: Document) -> dict[str, list[int]]:
    """Theme → the sentences that speak of it, for the few themes of the title or the first paragraph
    that the rest goes on with."""
    places, words = _count(document)
    opening = _find_opening(document)
    ranked = sorted(
        (
            theme
            for theme, found in places.items()
            if len(found) >= _LEAST + (len(words[theme]) == 1) and opening.intersection(found)
        ),
        key=lambda theme: (-len(places[theme]), theme),
    )
    return {theme: places[theme] for theme in ranked[:_MOST]}


def _find_opening(document: Document) -> set[int]:
    """The sentences of the title and of the first paragraph."""
    blocks = document.source.blocks
    first = next((n for n, block in enumerate(blocks) if block.kind == "paragraph"), -1)
    return {
        n
        for n, sentence in enumerate(document.source.sentences)
        if sentence.block == first or blocks[sentence.block].kind == "title"
    }


def _count(document: Document) -> tuple[dict[str, list[int]], dict[str, set[str]]]:
    places: dict[str, list[int]] = defaultdict(list)
    words: dict[str, set[str]] = defaultdict(set)
    index = _index()
    for number, tokens in enumerate(document.tokens):
        singles = [_fold(token.text) for token in tokens]
        spoken = {*singles, *(f"{a} {b}" for a, b in pairwise(singles))}
        for word in sorted(spoken & index.keys()):
            for theme in index[word]:
                words[theme].add(word)
                if number not in places[theme][-1:]:
                    places[theme].append(number)
    return places, words


def _fold(word: str) -> str:
    """In the singular, in small letters unless all are capitals."""
    lower = word if word.isupper() and len(word) > 1 else word.lower()
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Word → its themes."""
    found: dict[str, list[str]] = defaultdict(list)
    for theme, words in read_table("themes")["themes"].items():
        for word in words:
            found[word].append(theme)
    return {word: tuple(themes) for word, themes in found.items()}
