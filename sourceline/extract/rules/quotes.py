"""Quotation marks: which spans of the text are somebody's own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sourceline.extract.rules.document import Document
from sourceline.model import Source

_SHORTEST = 4
"""Words: fewer in quotation marks are a title or a term, not a speech."""


@lru_cache(maxsize=4)
def find_quoted(source: Source) -> tuple[tuple[int, int], ...]:
    """The spans between quotation marks, marks included, block by block."""
    return tuple(
        span for block in source.blocks for span in _scan(source.text, block.start, block.end)
    )


def _scan(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened = -1
    for n in range(start, end):
        sign = text[n]
        if opened < 0 and sign in '“"':
            inner = n + 1 < end and not text[n + 1].isspace()
            misplaced = n > start and text[n - 1] in ",:" and not inner  # 'He said," We …'
            if sign == "“" or inner or misplaced or n == start:
                opened = n
        elif opened >= 0 and sign in '”"':
            yield opened, n + 1
            opened = -1
    if opened >= 0 and (text[opened] == "“" or opened == start):
        # A speech that goes on in the next paragraph is opened again there.
        yield opened, end


def is_quoted(document: Document, place: int) -> bool:
    """Whether the sign at `place` stands inside a speech of some length."""
    text = document.source.text
    return any(
        start <= place < end and len(text[start:end].split()) >= _SHORTEST
        for start, end in find_quoted(document.source)
    )
