"""Lines that stand on every page of a PDF: its head, its foot and the number of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourceline.read.pdf.paragraphs import Line

_EDGE = 2
"""Lines from the top and from the bottom of a page that can be its head or foot."""
_LEAST = 3
"""Pages with the same line before it is taken for one of these."""
_SHARE = 0.3
"""Of the pages: heads of left and right pages differ, and chapters have their own."""
_NUMBER = re.compile(
    r"(?:page|seite|p\.|pag\.|página|pagina|strona)?\s*[-–—|]?\s*(\d{1,4})\s*[-–—|]?", re.IGNORECASE
)
_NUMBER_OF = re.compile(
    r"(?:\D{0,12}\s)?(\d{1,4})\s*(?:of|/|von|de|di|van|z|sur)\s*\d{1,4}", re.IGNORECASE
)


def mark_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages, with a reason at each line that is no part of the text."""
    edges = [_list_edges(page) for page in pages]
    heads = Counter(key for page in edges for key in {_fold(line.text) for line in page})
    numbered = _count_numbers(edges)
    needed = max(_LEAST, _SHARE * sum(map(bool, pages)))
    marked = []
    for page, edge in zip(pages, edges, strict=True):
        reasons = {}
        for line in edge:
            number = _read_number(line)
            if number is not None and (
                numbered[number - line.page] > 1 or _NUMBER_OF.fullmatch(line.text)
            ):
                reasons[line.row] = "page number"
            elif heads[_fold(line.text)] >= needed and len(page) > len(edge) / 2:
                reasons[line.row] = "running head"
        marked.append([replace(line, reason=reasons.get(line.row, "")) for line in page])
    return marked


def _list_edges(page: Sequence[Line]) -> list[Line]:
    """The lines at the top and at the bottom, by their height and by the order in which they are drawn."""
    by_height = sorted(page, key=lambda line: -line.y)
    rows = {line.row for lines in (by_height, page) for line in (*lines[:_EDGE], *lines[-_EDGE:])}
    return [line for line in page if line.row in rows]


def _fold(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _read_number(line: Line) -> int | None:
    match = _NUMBER.fullmatch(line.text) or _NUMBER_OF.fullmatch(line.text)
    return int(match[1]) if match else None


def _count_numbers(edges: Sequence[Sequence[Line]]) -> Counter[int]:
    """How often a number is so much more than that of its page: those of a count are, on all pages alike."""
    return Counter(_list_shifts(edges))


def _list_shifts(edges: Sequence[Sequence[Line]]) -> Iterator[int]:
    for page in edges:
        yield from {
            number - line.page for line in page if (number := _read_number(line)) is not None
        }
