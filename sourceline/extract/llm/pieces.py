"""A source in pieces that a model can read at once, cut between blocks."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.model import Source

LONGEST = 8_000
"""Characters of a piece, some 2,000 tokens: a small model with a window of 8,192 has room for its answer."""


def split_pieces(source: Source, longest: int = LONGEST) -> tuple[str, ...]:
    """The article in pieces of whole blocks; a block that is too long alone is cut between sentences, and a
    sentence that is, anywhere. What was dropped from the article is in none."""
    pieces: list[str] = []
    for part in _list_parts(source, longest):
        if pieces and len(pieces[-1]) + 2 + len(part) <= longest:
            pieces[-1] += f"\n\n{part}"
        else:
            pieces.append(part)
    return tuple(pieces)


def _list_parts(source: Source, longest: int) -> Iterator[str]:
    for index, block in enumerate(source.blocks):
        if block.end - block.start <= longest:
            yield source.text[block.start : block.end]
            continue
        start = end = block.start
        for sentence in source.sentences:
            if sentence.block != index:
                continue
            if sentence.end - start > longest and end > start:
                yield source.text[start:end]
                start = sentence.start
            end = sentence.end
            while end - start > longest:
                yield source.text[start : start + longest]
                start += longest
        yield source.text[start:end]
