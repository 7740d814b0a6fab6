"""Words as the tagger sees them: spans of letters and digits, and single marks.

The same split serves training and reading, so that a model never meets other words than those it
learned from. "U.S." is four words, "don't" three; entity borders of the training corpora always
fall on word borders.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Word(NamedTuple):
    """A word of one sentence: `text` at `start`:`end`, and whether it touches the one before it."""

    text: str
    start: int
    end: int
    glued: bool


@cache
def _pattern() -> re.Pattern[str]:
    # Letters with their combining accents, digits; or any one mark that is no white space.
    return re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|\S")


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words of text[start:end], in order; offsets are into the whole `text`."""
    words: list[Word] = []
    last = -1
    for match in _pattern().finditer(text, start, end):
        a, b = match.span()
        words.append(Word(match[0], a, b, a == last))
        last = b
    return words
