"""The readers of plain text and of Markdown."""

from __future__ import annotations

import re

from sourceline.model import FRONT_MATTER, Dropped
from sourceline.read.blocks import find_blocks
from sourceline.read.decode import decode_text
from sourceline.read.draft import Draft

_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)


def read_text(data: bytes, path: str) -> Draft:
    """Plain text is all body."""
    text, doubts = decode_text(data, path)
    return Draft(text, find_blocks(text), doubts=doubts)


def read_markdown(data: bytes, path: str) -> Draft:
    """Front matter stays in the text, and is none of the article."""
    text, doubts = decode_text(data, path)
    match = _FRONT_MATTER.match(text)
    body = match.end() if match else 0
    layout = find_blocks(text, body)
    if body:
        layout.dropped.insert(0, Dropped(0, body, FRONT_MATTER))
    return Draft(text, layout, doubts=doubts)


def split_front_matter(text: str) -> tuple[str, int] | None:
    """The YAML between the `---` lines and the number of its first line; None when there is none."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None
    return match["yaml"] + "\n", text.count("\n", 0, match.start("yaml")) + 1
