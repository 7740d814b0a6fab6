"""Markdown by strangers → HTML that is safe to publish."""

from __future__ import annotations

from sourceline.render.prose import set_block, split_blocks


def render_markdown(text: str) -> str:
    """HTML of an author's text; "" for an empty one."""
    if not text.strip():
        return ""
    blocks = split_blocks(text)
    if blocks is None:
        return _parse(text)
    # The parser sees the end of the line, as it would before another block.
    return "".join(set_block(block) or _parse(f"{block}\n") for block in blocks)


def _parse(text: str) -> str:
    from sourceline.render.parser import parse_markdown  # noqa: PLC0415 - plain prose needs no markdown-it-py

    return parse_markdown(text)
