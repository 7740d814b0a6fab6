"""Parses: which word of a sentence hangs on which, where the tagger tells it.

The `fast` tagger does not; the rules that use parses have another way then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.tagger.reading import Parse, Sense, align_parses

Children = tuple[tuple[int, ...], ...]
"""Of each token what hangs on it, in order."""


@keep_last("reading", "tokens")
def read_parses(document: Document) -> tuple[tuple[Parse, ...], ...]:
    """The parses of every sentence's tokens; each empty where the tagger does not parse."""
    if not document.reading.parses:
        return ((),) * len(document.tokens)
    return tuple(
        tuple(
            map(
                _name_root,
                align_parses(document.reading, number, [(t.start, t.end) for t in tokens]),
            )
        )
        for number, tokens in enumerate(document.tokens)
    )


def read_senses(document: Document, number: int) -> tuple[Sense, ...]:
    """What the tokens of a sentence tell of; empty where the tagger does not say."""
    if not document.reading.senses:
        return ()
    starts = [word.start for word in document.reading.words[number]]
    # A token may begin inside a word.
    at = [max(0, bisect_right(starts, t.start) - 1) for t in document.tokens[number]]
    return tuple(document.reading.senses[number][n] for n in at)


def _name_root(parse: Parse) -> Parse:
    """What hangs on nothing is the root, whatever the parser calls it."""
    return parse if parse.head >= 0 else parse._replace(relation="root")


def gather_children(parses: Sequence[Parse]) -> Children:
    """The children of each token of a sentence."""
    children: list[list[int]] = [[] for _ in parses]
    for n, parse in enumerate(parses):
        if 0 <= parse.head != n:
            children[parse.head].append(n)
    return tuple(map(tuple, children))
