"""Text → blocks: title, headings and paragraphs; what is no part of the article is dropped.

Nothing is cut from the text: a block is a span, and so is what was left out. The offsets of a
claim can therefore always be shown to the author in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourceline.model import Block, BlockKind, Dropped
from sourceline.read.lines import CLOSING_HEADINGS, find_reason
from sourceline.read.rows import Row, split_group
from sourceline.read.stamps import find_author, find_stamp

_LONGEST_TITLE = 30
_LONGEST_HEADING = 14
"""In words."""
STAMPED_LINES = 4
"""A date line or byline stands among the first lines, or it is part of the text."""


@dataclass(slots=True)
class Layout:
    """What the lines of a text tell: its blocks, what was dropped, and its stated metadata."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    title: str | None = None
    author: str | None = None
    published: str | None = None


def find_blocks(text: str, start: int = 0) -> Layout:
    """The layout of `text` from `start` on; blocks and dropped spans are in text order."""
    layout = Layout()
    joined = _join_lines(_read_head(text, _split_lines(text, start), layout))
    groups = [part for group in joined for part in split_group(group)]
    closing = _find_closing(groups)
    for n, group in enumerate(groups[:closing]):
        follower = groups[n + 1] if n + 1 < closing else None
        layout.blocks.append(_make_block(group, follower, has_blocks=bool(layout.blocks)))
    for group in groups[closing:]:
        layout.dropped.append(Dropped(group[0].start, group[-1].end, "list at the end"))
    _take_title(text, layout)
    layout.dropped.sort(key=lambda d: d.start)
    return layout


def _split_lines(text: str, start: int) -> Iterator[Row]:
    """The lines of the text without white space around them; blank ones are empty."""
    for match in re.finditer(r"[^\n]*", text[start:]):
        line = match[0]
        if (
            match.start() == match.end()
            and match.start() > 0
            and text[start + match.start() - 1] != "\n"
        ):
            continue
        left = start + match.start() + len(line) - len(line.lstrip())
        yield Row(left, left + len(line.strip()), line.strip())


def _read_head(text: str, lines: Iterator[Row], layout: Layout) -> Iterator[Row]:
    """The lines of the article; stamps and lines that are none of it go to `layout`."""
    seen = 0
    for line in lines:
        if not line.text:
            yield line
            continue
        seen += 1
        kept = _take_stamp(text, line, layout) if seen <= STAMPED_LINES else line
        if kept is None:
            continue
        reason = find_reason(kept.text)
        if reason:
            layout.dropped.append(Dropped(kept.start, kept.end, reason))
        else:
            yield kept


def _take_stamp(text: str, line: Row, layout: Layout) -> Row | None:
    """`line` without the date stamp at its beginning; None when it is nothing but a stamp."""
    author = None if layout.author else find_author(line.text)
    if author:
        layout.author = author
        layout.dropped.append(Dropped(line.start, line.end, "byline"))
        return None
    stamp = None if layout.published else find_stamp(line.text)
    if stamp is None or not _stands_alone(line.text, stamp.end, labelled=stamp.labelled):
        return line
    layout.published = stamp.day
    end = line.start + len(line.text[: stamp.end].rstrip())
    layout.dropped.append(Dropped(line.start, end, "date of publication"))
    rest = line.start + stamp.end
    return Row(rest, line.end, text[rest : line.end]) if rest < line.end else None


def _stands_alone(line: str, end: int, *, labelled: bool) -> bool:
    """Whether a date at the head of a line is a stamp and not the beginning of its sentence."""
    rest = line[end:]
    if not rest:
        return True
    return (
        line[end - 1].isspace()
        and (rest[0].isupper() or rest[0] in "\"“'‘")
        and (labelled or len(rest.split()) > 3)
    )


def _join_lines(lines: Iterator[Row]) -> Iterator[list[Row]]:
    """Groups of lines between blank lines; Markdown headings and list items stand alone."""
    group: list[Row] = []
    for line in lines:
        alone = is_mark_up(line.text)
        if group and (not line.text or alone):
            yield group
            group = []
        if alone:
            yield [line]
        elif line.text:
            group.append(line)
    if group:
        yield group


def is_mark_up(line: str) -> bool:
    """Whether a line begins as a heading or an item does."""
    return re.match(r"#{1,6}\s|={2,6}[^=].*=\s*$|[-*+•]\s|\d{1,2}[.)]\s", line) is not None


def _find_closing(groups: list[list[Row]]) -> int:
    """Index of the first group that is no article any more: "Sources", "References" …"""
    for n, group in enumerate(groups):
        name = group[0].text.strip("#= :").lower()
        if n and len(group) == 1 and name in CLOSING_HEADINGS and n >= len(groups) // 2:
            return n
    return len(groups)


def _make_block(group: list[Row], follower: list[Row] | None, *, has_blocks: bool) -> Block:
    start, end = group[0].start, group[-1].end
    mark = re.match(r"(#{1,6})\s+|(={2,6})\s*", group[0].text)
    stop = start + len(group[0].text.rstrip("#= "))
    if mark and is_mark_up(group[0].text) and start + mark.end() < stop:  # "# #" heads nothing
        level = len(mark[1] or mark[2])
        kind: BlockKind = "title" if level == 1 and not has_blocks else "heading"
        return Block(kind, start + mark.end(), stop, 0 if kind == "title" else max(2, level))
    item = re.match(r"(?:[-*+•]|\d{1,2}[.)])\s+", group[0].text)
    if item:
        return Block("item", start + item.end(), end)
    if group[0].text.startswith("> "):
        return Block("quotation", start + 2, end)
    if not has_blocks and follower and _is_title(group):
        return Block("title", start, end)
    if has_blocks and follower and _is_heading(group, follower):
        return Block("heading", start, end, 2)
    return Block("paragraph", start, end)


def _is_title(group: list[Row]) -> bool:
    line = group[0].text
    return (
        len(group) == 1
        and not group[0].caption
        and len(line.split()) <= _LONGEST_TITLE
        and not re.search(r"(?<![A-Z])[.…:,;]$|[-–—_]$", line)  # a dateline ends in a dash
        and not re.search(
            r"[.!?]\s+[A-Z]", re.sub(r"\b(?:[A-Z]|St|Mr|Mrs|Ms|Dr|vs?|No)\.", "", line)
        )
    )


def _is_heading(group: list[Row], follower: list[Row]) -> bool:
    """A short line without a final stop, before something longer than itself or another heading."""
    line = group[0].text
    words = line.split()
    if (
        group[0].caption
        or len(group) > 1
        or len(words) > _LONGEST_HEADING
        or re.search(r"[.!:;,…\"”)]$", line)
    ):
        return False
    if not (line[0].isupper() or line[0].isdigit()):
        return False
    return len(follower[0].text) > len(line) or len(words) <= 4


def _take_title(text: str, layout: Layout) -> None:
    title = next((b for b in layout.blocks if b.kind == "title"), None)
    if title:
        layout.title = " ".join(text[title.start : title.end].split())
