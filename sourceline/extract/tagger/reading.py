"""What a tagger says of a text: its names, and the words they are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sourceline.extract.tagger.words import Word
from sourceline.model import Mention


class Parse(NamedTuple):
    """A word in its sentence: Universal and Penn part of speech, head word (−1: root), relation.

    The relation is universal, without subtype; "part" joins a word to the one before it of which
    it is a part ("n" and "'t")."""

    pos: str
    xpos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The names of a text in order, and each sentence's words with their parse.

    `parses` is empty where the tagger does not parse (`fast`)."""

    mentions: tuple[Mention, ...]
    words: tuple[tuple[Word, ...], ...]
    parses: tuple[tuple[Parse, ...], ...] = ()


def align_parses(
    reading: Reading, sentence: int, spans: Sequence[tuple[int, int]]
) -> tuple[Parse, ...]:
    """The parse of other tokens of a sentence (`spans` of text, in order, none empty): that of the
    first word in each, with heads counted in these tokens."""
    words, parses = reading.words[sentence], reading.parses[sentence]
    starts = [start for start, _ in spans]
    token_of = [max(0, bisect_right(starts, word.start) - 1) for word in words]
    found: dict[int, Parse] = {}
    for n, token in enumerate(token_of):
        inside = [m for m in range(n, len(words)) if token_of[m] == token]
        if token not in found:
            outward = next((m for m in inside if _leaves(parses[m], token_of, token)), n)
            head = parses[outward].head
            target = -1 if head < 0 else token_of[head]
            found[token] = parses[n]._replace(head=target, relation=parses[outward].relation)
    blank = Parse("X", "FW", -1, "dep")
    return tuple(found.get(token, blank) for token in range(len(spans)))


def _leaves(parse: Parse, token_of: Sequence[int], token: int) -> bool:
    return parse.head < 0 or token_of[parse.head] != token
