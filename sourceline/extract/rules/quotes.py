"""Quotation marks: which spans of the text are somebody's own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.model import Source

_SHORTEST = 4
"""Words: fewer in quotation marks are a title or a term, not a speech."""


@keep_last()
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


def find_span(source: Source, place: int) -> tuple[int, int] | None:
    """The span between quotation marks that holds the sign at `place`."""
    spans = find_quoted(source)
    before = bisect_right(spans, (place, len(source.text)))
    return spans[before - 1] if before and spans[before - 1][1] > place else None


def holds_quote(source: Source, start: int, end: int) -> bool:
    """Whether anything between two places stands in quotation marks."""
    spans = find_quoted(source)
    first = bisect_right(spans, (start, -1))
    return find_span(source, start) is not None or (first < len(spans) and spans[first][0] < end)


def is_between(source: Source, place: int) -> bool:
    """Whether the sign at `place` stands between quotation marks, of a speech or of a term."""
    return find_span(source, place) is not None


def is_quoted(document: Document, place: int) -> bool:
    """Whether the sign at `place` stands inside a speech of some length."""
    span = find_span(document.source, place)
    return span is not None and len(document.source.text[span[0] : span[1]].split()) >= _SHORTEST
