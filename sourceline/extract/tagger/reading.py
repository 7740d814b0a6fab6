"""What a tagger says of a text: its names, and the words they are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sourceline.extract.tagger.words import Word
from sourceline.model import Mention


class Sense(NamedTuple):
    """What a word tells of.

    `kinds`: the chance of each kind of event, and of "none"; those of less than a ten-thousandth are left out.
    `parts`: by where a word of its sentence begins in the text, the chance that it does this and that this is
    done to it; those where both are less than a twentieth are left out."""

    kinds: Mapping[str, float]
    parts: Mapping[int, tuple[float, float]] = MappingProxyType({})


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
    """The names of a text in order, and each sentence's words with their parse and sense.

    `parses` and `senses` are empty where the tagger does not tell them (`fast`)."""

    mentions: tuple[Mention, ...] = ()
    words: tuple[tuple[Word, ...], ...] = ()
    parses: tuple[tuple[Parse, ...], ...] = ()
    senses: tuple[tuple[Sense, ...], ...] = ()


NOTHING = Reading()


def align_parses(
    reading: Reading, sentence: int, spans: Sequence[tuple[int, int]]
) -> tuple[Parse, ...]:
    """The parse of other tokens of a sentence (`spans` of text, in order, none empty): that of the
    first word in each, with heads counted in these tokens."""
    parses = reading.parses[sentence]
    starts = [start for start, _ in spans]
    if starts == [word.start for word in reading.words[sentence]]:
        return tuple(parses)  # nine of ten sentences
    token_of = [max(0, bisect_right(starts, w.start) - 1) for w in reading.words[sentence]]
    groups: dict[int, list[int]] = defaultdict(list)
    for word, token in enumerate(token_of):
        groups[token].append(word)
    joined = [_join(groups[token], parses, token_of, token) for token in range(len(spans))]
    if find_ring([parse.head for parse in joined]):
        # Where two words of a token lead out, the first may lead round to it again. The one nearest
        # to the root cannot: each step up is nearer.
        nearest = [
            sorted(groups[token], key=lambda n: _find_depth(parses, n))
            for token in range(len(spans))
        ]
        joined = [
            _join(nearest[token], parses, token_of, token)._replace(pos=one.pos, xpos=one.xpos)
            for token, one in enumerate(joined)
        ]
    return tuple(joined)


def find_ring(heads: Sequence[int]) -> list[int]:
    """Words that hang on each other in a ring; empty where all hang on the root."""
    safe = [head < 0 for head in heads]
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while not safe[word] and word not in path:
            path.append(word)
            word = heads[word]
        if not safe[word]:
            return path[path.index(word) :]
        for word in path:
            safe[word] = True
    return []


def _find_depth(parses: Sequence[Parse], n: int) -> int:
    """Steps from a word up to the root."""
    depth = 0
    while parses[n].head >= 0 and depth < len(parses):
        n, depth = parses[n].head, depth + 1
    return depth


def _join(
    group: Sequence[int], parses: Sequence[Parse], token_of: Sequence[int], token: int
) -> Parse:
    """One parse for the words of a token: the first word's, hung where one of them leads out."""
    if not group:
        return Parse("X", "FW", -1, "dep")
    outward = next((n for n in group if _leaves(parses[n], token_of, token)), group[0])
    head = parses[outward].head
    target = -1 if head < 0 else token_of[head]
    return parses[group[0]]._replace(head=target, relation=parses[outward].relation)


def _leaves(parse: Parse, token_of: Sequence[int], token: int) -> bool:
    return parse.head < 0 or token_of[parse.head] != token
