"""Text without an end of a sentence: what is prose is cut into pieces, and what is none is left out.

The reading of a sentence takes time and memory by its length, so that one of 200,000 brackets stops everything. The
longest sentences of news are some 1,500 characters; transcripts of speech have no full stops at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.model import Block, Dropped
from sourceline.read.blocks import Layout

MOST_LETTERS = 5_000_000
"""Characters of an article: some 800,000 words, more than ten novels. `rules` takes six minutes for them."""
LONGEST = 3000
"""Characters of a sentence."""
_PIECE = 1500
"""Characters of a piece of what is longer, at most."""
_PROSE = 0.75
"""The share of letters and white space in prose; in news it is above .93."""


def leave_out_scrawl(text: str, layout: Layout) -> None:
    """Move blocks that are long and no prose to what is dropped."""
    kept: list[Block] = []
    scrawl: list[Dropped] = []
    for block in layout.blocks:
        if block.end - block.start <= LONGEST or _is_prose(text[block.start : block.end]):
            kept.append(block)
        else:
            scrawl.append(Dropped(block.start, block.end, "text without words"))
    if scrawl:
        layout.blocks[:] = kept
        layout.dropped += scrawl
        layout.dropped.sort(key=lambda part: part.start)


def _is_prose(text: str) -> bool:
    plain = sum(sign.isalpha() or sign.isspace() for sign in text)
    words = text.split()
    return plain >= _PROSE * len(text) and len(text) <= 40 * len(words)


def cut_sentences(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of sentences, those that are too long in pieces that end between words."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        at = start
        while end - at > LONGEST:
            cut = text.rfind(" ", at, at + _PIECE) + 1 or at + _PIECE
            found.append((at, cut))
            at = cut
        found.append((at, end))
    return [
        (a, b)
        for start, end in found
        if (a := _skip(text, start, end)) < (b := _trim(text, start, end))
    ]


def _skip(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
