"""Units of an army and its like, by the number before them: "the 65th Air Division", "IV Corps"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import read_words

_NUMBER = re.compile(r"\d{1,3}(?:st|nd|rd|th)?|[IVX]+")


def find_number(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the name of an organization that the tagger found at tokens `first` to `last` (exclusive) begins: with
    the number before a unit."""
    if not first or tokens[last - 1].text not in read_words("organizations", "units"):
        return first
    word = tokens[first - 1].text
    # "In 1943, 12 Army engineers": a count has something behind it.
    counted = last < len(tokens) and tokens[last].text.endswith("s") and word.isdigit()
    numbered = _NUMBER.fullmatch(word) or word in read_words("organizations", "ordinals")
    return first - 1 if numbered and not counted else first
