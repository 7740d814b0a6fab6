"""An author's Markdown as plain words, for places that show no markup: descriptions and feeds."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w\\*_])([*_]{1,3})(?=\S)([^\n]+?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`\n]+)`")


def strip_markdown(text: str) -> str:
    """The text without the signs of links, emphasis and code: "small *heavens*" → "small heavens"."""
    return _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)))
