"""Rows of text that stand together but do not belong together: captions glued to a paragraph.

Pages copied as text lose the space between a picture's caption and the paragraph beside it. What
is left of it is the layout: a row that ends early, without a stop; or, where even the line break is
gone, a sentence that begins in the middle of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """A line without the white space around it."""

    start: int
    end: int
    text: str
    caption: bool = False
    """Cut from the paragraph that it ran into: no heading, however short."""


_CAPTION = 14
"""Words of the longest caption that is told from its paragraph without a line break."""
_FULL = 0.7
"""A row that fills so much of the widest one beside it was ended by its width, not by its writer."""


def split_group(group: list[Row]) -> Iterator[list[Row]]:
    """The rows of one group in the groups that they truly are; nearly always one."""
    first = _cut_caption(group[0])
    if first:
        yield [first]
        group = [
            replace(group[0], start=_skip(group[0], first), text=_rest(group[0], first)),
            *group[1:],
        ]
    part: list[Row] = []
    width = max(len(row.text) for row in group)
    for row in group:
        if part and _is_apart(part[-1], row, width):
            yield part
            part = []
        part.append(row)
    yield part


def _is_apart(above: Row, below: Row, width: int) -> bool:
    """Whether the row above ended early and open, and a sentence begins below."""
    if re.search(r"[.!?…,:;–—-][\"”’')\]]*$", above.text) or not re.match(
        r"[\"“‘'(]?[A-Z]", below.text
    ):
        return False
    word = len(below.text.split(maxsplit=1)[0])
    return len(above.text) + 1 + word < _FULL * width and _begins_sentence(below.text)


def _begins_sentence(text: str) -> bool:
    """Whether a row holds a whole beginning of a sentence, and no mere second caption line."""
    return re.search(r"[.!?…][\"”’')\]]*(?:\s|$)", text) is not None


def _cut_caption(row: Row) -> Row | None:
    """The caption that runs into its paragraph: "The new bridge In the old town, workers …"."""
    match = re.search(
        r"(?<=[\w\"”’')]) (?=(?:In|On|At|During|After|Before|Under|Among|Within) (?:the|a|an|this|its|their)\b)",
        row.text,
    )
    if match is None:
        return None
    caption, rest = row.text[: match.start()], row.text[match.end() :]
    if len(caption.split()) > _CAPTION or re.search(r"[.!?…:;][\"”’')\]]*(?:\s|$)", caption):
        return None
    return (
        Row(row.start, row.start + len(caption), caption, caption=True)
        if _opens_paragraph(rest)
        else None
    )


def _opens_paragraph(rest: str) -> bool:
    """A sentence whose first words, up to a comma, are no title of a work: "In the Woods, …"."""
    opening = re.match(r"\w+ \w+ ([^,.!?]{3,100}), \S+ \S+ \S+", rest)
    common = opening is not None and re.search(r"\b[a-z]{4,}", opening[1]) is not None
    return common and _begins_sentence(rest)


def _skip(row: Row, caption: Row) -> int:
    return row.end - len(_rest(row, caption))


def _rest(row: Row, caption: Row) -> str:
    return row.text[len(caption.text) :].lstrip()
