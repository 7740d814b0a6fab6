"""The readers of plain text and of Markdown: decoded text → where the article begins."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)


def find_body(_text: str) -> int:
    """Plain text is all body."""
    return 0


def find_markdown_body(text: str) -> int:
    """Offset behind the front matter of a Markdown source."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def split_front_matter(text: str) -> tuple[str, int] | None:
    """The YAML between the `---` lines and the number of its first line; None when there is none."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None
    return match["yaml"] + "\n", text.count("\n", 0, match.start("yaml")) + 1
