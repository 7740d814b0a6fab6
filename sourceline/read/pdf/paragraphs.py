"""Lines of a PDF → paragraphs, headings and items: a PDF knows only where it draws which letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from sourceline.model import BlockKind, Place
from sourceline.read.layout import Piece

_GAP = 1.35
"""A step down of so many times the usual one stands between paragraphs."""
_LARGER = 1.12
"""Letters so much larger than those of the text are a heading's."""
_SHORT = 0.75
"""A line so much shorter than others ends a paragraph, if a sentence ends in it."""
_OPEN = 0.5
"""The same if none does: the items of a list."""
_FEW = 5
"""Lines of a page that do not show how long a full one is."""
_HEADING = 25
"""Words of the longest heading."""
_ITEM = re.compile(r"(?:[•‣▪◦●–-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_END = re.compile(r"[.!?:;…。！？][\"”’'»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn: its text, and where its first letter stands and how large it is, in points."""

    text: str
    x: float
    y: float
    size: float
    page: int
    row: int
    """Of the lines of the page, from 1."""
    reason: str = ""
    """Why it is no part of the text."""


def join_lines(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """The paragraphs over all pages. Lines that are no part of the text come after the paragraph that they stand in;
    of those alike, once."""
    body = [[line for line in page if not line.reason] for page in pages]
    usual = _find_size(line for page in body for line in page)
    words = _count_words(line for page in body for line in page)
    step = _find_step(body, usual)
    pieces: list[Piece] = []
    waiting: list[Piece] = []
    told: set[tuple[str, str]] = set()
    current: list[Line] = []
    for page, whole in zip(body, pages, strict=True):
        width = _find_width(page if len(page) > _FEW else [*chain(*body)], usual)
        for line in page:
            if current and _is_apart(current, line, *_stretch(line, usual, step, width)):
                pieces += [_make_piece(current, usual, words), *waiting]
                waiting, current = [], []
            current.append(line)
        for line in whole:
            key = line.reason, re.sub(r"\d+", "#", line.text)
            if line.reason and key not in told:
                told.add(key)
                waiting.append(Piece("paragraph", line.text, 0, line.reason, (_mark(line, 0),)))
    if current:
        pieces.append(_make_piece(current, usual, words))
    return pieces + waiting


def find_title(pieces: Sequence[Piece]) -> str | None:
    """The largest heading of the first page, if one stands before the first paragraph."""
    for piece in pieces:
        if piece.kind == "heading":
            return piece.text
        if piece.kind == "paragraph" and not piece.reason and len(piece.text) > 80:
            return None
    return None


def _is_apart(above: Sequence[Line], line: Line, step: float, width: float) -> bool:
    """Whether a new paragraph begins with a line."""
    last = above[-1]
    ended = _END.search(last.text) is not None
    down = last.y - line.y
    if _ITEM.match(line.text):
        return True
    if not ended and line.text[:1].islower() and 0 < down <= _GAP * step:
        return False  # whatever its font: a name of a file may fill it
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size):
        return True
    if last.page != line.page or down < 0 or abs(last.x - line.x) > width * 6:
        # The next page or column: a sentence that is open goes on there.
        return ended and (len(last.text) < _SHORT * width or not line.text[:1].islower())
    if down > _GAP * step:
        return True
    if len(last.text) < (_SHORT if ended else _OPEN) * width and not line.text[:1].islower():
        return True
    return ended and line.x > above[0].x + 0.8 * line.size and len(above) > 1


def _stretch(line: Line, usual: float, step: float, width: float) -> tuple[float, float]:
    """Step and width for a line of larger letters than the text's: they need more of one, and fewer fill the other."""
    times = max(1.0, line.size / usual) if usual else 1.0  # letters without a size
    return step * times, width / times


def _find_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _find_step(pages: Sequence[Sequence[Line]], usual: float) -> float:
    """From one line of the text down to the next, in points."""
    steps = sorted(
        above.y - below.y
        for page in pages
        for above, below in pairwise(page)
        if above.size == below.size == usual and 0 < above.y - below.y < 3 * usual
    )
    # The closest half: the others stand between paragraphs.
    return median(steps[: (len(steps) + 1) // 2]) if steps else 1.2 * usual


def _find_width(page: Sequence[Line], usual: float) -> float:
    """Letters of a full line of the text."""
    lengths = sorted(len(line.text) for line in page if line.size == usual)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0.0


def _make_piece(lines: Sequence[Line], usual: float, words: Counter[str]) -> Piece:
    kind: BlockKind = "paragraph"
    text, marks = _join_text(lines, words)
    item = _ITEM.match(text)
    if item and lines[0].size <= usual * _LARGER:
        kind = "item"
        text = text[item.end() :]
        marks = tuple(mark._replace(start=max(mark.start - item.end(), 0)) for mark in marks)
    elif lines[0].size > usual * _LARGER and len(text.split()) <= _HEADING:
        kind = "heading"
    return Piece(kind, text, 2 if kind == "heading" else 0, "", marks)


def _join_text(lines: Sequence[Line], words: Counter[str]) -> tuple[str, tuple[Place, ...]]:
    """One text, words that were broken at the end of a line made whole; where each line begins in it."""
    text, marks = "", []
    for line in lines:
        if text.endswith("\u00ad") or _is_broken(text, line.text, words):
            text = text[:-1]
        elif text and not re.search(r"[^\W\d_][-‐]$", text):
            text += " "
        marks.append(_mark(line, len(text)))
        text += line.text
    return text.replace("\u00ad", ""), tuple(marks)


def _is_broken(text: str, following: str, words: Counter[str]) -> bool:
    """Whether the hyphen at the end was put there to break a word: unless the document has it elsewhere, too."""
    left = re.search(r"([^\W\d_]+)[-‐]$", text)
    right = re.match(r"[^\W\d_]+", following)
    if left is None or right is None or not right[0][0].islower():
        return False
    whole = (left[1] + right[0]).casefold()
    return words[whole] > 0 or words[f"{left[1]}-{right[0]}".casefold()] == 0


def _count_words(lines: Iterable[Line]) -> Counter[str]:
    return Counter(word for line in lines for word in _list_words(line.text))


def _list_words(text: str) -> Iterator[str]:
    return (match[0] for match in re.finditer(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*", text.casefold()))


def _mark(line: Line, start: int) -> Place:
    return Place(start, line.page, line.row)
