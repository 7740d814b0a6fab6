"""Blocks that a format marks itself → one text with its layout; what is no part of the article is dropped.

`blocks` does the same for plain text, where paragraphs must first be told from headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sourceline.model import Block, BlockKind, Dropped, Place
from sourceline.read.blocks import STAMPED_LINES, Layout
from sourceline.read.lines import CLOSING_HEADINGS, find_reason
from sourceline.read.stamps import find_author, find_stamp


class Piece(NamedTuple):
    """A block's text, before its place in the whole is known."""

    kind: BlockKind
    text: str
    level: int = 0
    reason: str = ""
    """Why it is no part of the article, where its reader knows."""
    marks: tuple[Place, ...] = ()
    """Where lines of it stand in the file, by index in its own text."""


class Laid(NamedTuple):
    """The whole of several pieces."""

    text: str
    layout: Layout
    marks: list[Place]
    """Those of the pieces, by index in `text`."""


def lay_out(pieces: Sequence[Piece], title: str | None = None) -> Laid:
    """The pieces as one text, below the title, which may stand among them. What the layout tells of title, author
    and date is what the lines say."""
    ordered = _put_title(pieces, title)
    closing = _find_closing(ordered)
    layout = Layout()
    parts: list[str] = []
    marks: list[Place] = []
    start = seen = 0
    above = None
    for n, piece in enumerate(ordered):
        gap = (
            "\n" if above and above.kind == piece.kind and piece.kind in ("row", "item") else "\n\n"
        )
        start += len(gap) if parts else 0
        parts += [gap, piece.text] if parts else [piece.text]
        end = start + len(piece.text)
        marks.extend(mark._replace(start=start + mark.start) for mark in piece.marks)
        seen += piece.kind != "title"
        reason = "list at the end" if n >= closing else _find_reason(piece, layout, seen)
        if reason:
            layout.dropped.append(Dropped(start, end, reason))
        else:
            layout.blocks.append(Block(piece.kind, start, end, piece.level))
            if piece.kind == "title":
                layout.title = " ".join(piece.text.split())
        start, above = end, piece
    return Laid("".join(parts), layout, marks)


def _put_title(pieces: Sequence[Piece], title: str | None) -> list[Piece]:
    """The title first, in the words of the heading that says it among the first pieces, if there is one."""
    ordered = [piece for piece in pieces if piece.text]
    if title is None:
        return ordered
    for n, piece in enumerate(ordered[:4]):
        if not piece.reason and _fold(piece.text) == _fold(title):
            return [piece._replace(kind="title", level=0), *ordered[:n], *ordered[n + 1 :]]
    return [Piece("title", " ".join(title.split())), *ordered]


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _find_closing(pieces: Sequence[Piece]) -> int:
    """Where what is no article begins: "Related stories", "References" …, as in plain text."""
    for n, piece in enumerate(pieces):
        name = piece.text.strip(" :").lower()
        if piece.kind == "heading" and name in CLOSING_HEADINGS and n >= len(pieces) // 2:
            return n
    return len(pieces)


def _find_reason(piece: Piece, layout: Layout, seen: int) -> str:
    """Why a piece is no part of the article, or ""; a stamp among the first ones goes to the layout."""
    if piece.kind == "title" or piece.reason:
        return piece.reason
    if seen <= STAMPED_LINES:
        author = find_author(piece.text)
        if author:
            layout.author = layout.author or author
            return "byline"
        stamp = find_stamp(piece.text)
        if stamp and stamp.end == len(piece.text):
            layout.published = layout.published or stamp.day
            return "date of publication"
    return find_reason(piece.text) or ""
