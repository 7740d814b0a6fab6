"""A name found in a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Words `first` to `last` (exclusive) form a name."""

    first: int
    last: int
    label: str
    chances: tuple[float, ...]
    """Of each of LABELS, averaged over the words; what is missing from 1 is for no name."""

    @property
    def sure(self) -> float:
        """The chance of the span's own label."""
        return self.chances[LABELS.index(self.label)]


LABELS = ("PER", "ORG", "LOC", "MISC")
