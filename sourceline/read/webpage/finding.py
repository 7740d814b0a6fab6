"""Where in the file of a web page a sentence of its article stands.

The article's tree does not tell, so its words are looked up in the file: both without white space, the file also
without tags, and with entities as what they stand for.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence

from sourceline.model import Place
from sourceline.positions import find_row, index_lines
from sourceline.read.draft import Finder

_SHOWN = (48, 16)
"""Letters by which a sentence is known: fewer where a reference to a note, which is left out, stands among them."""

_PIECE = re.compile(
    r"(?P<out><!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\2\s*>|\Z)|<[/!?a-zA-Z][^<>]*>?|\s+)"
    r"|(?P<entity>&(?:#\w+|\w+);)|(?P<words>[^<&\s]+|.)",
    re.DOTALL | re.IGNORECASE,
)


def make_finder(page: str) -> Finder:
    """What finds the places of sentences in a page; nothing is looked up before it is called."""

    def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
        bare, starts, origins = _strip(page)
        lines = index_lines(page)
        found, last, offset = [], 0, 0
        for start, end in spans:
            wanted = "".join(text[start:end].replace(" | ", "").split())[: _SHOWN[0]]
            at = _find_words(bare, wanted, last)
            if at >= 0:
                last = at + len(wanted)
                n = bisect_right(starts, at) - 1
                offset = origins[n] + at - starts[n]
            found.append(Place(start, *find_row(lines, offset)))
        return found

    return find


def _find_words(bare: str, wanted: str, last: int) -> int:
    """Where they stand, behind `last` if there, or else anywhere; -1 where they do not."""
    places = (
        place for n in _SHOWN for place in (bare.find(wanted[:n], last), bare.find(wanted[:n]))
    )
    return next((place for place in places if place >= 0), -1)


def _strip(page: str) -> tuple[str, list[int], list[int]]:
    """The words of a page without white space; where each piece of them starts, there and in the page."""
    parts: list[str] = []
    starts, origins, length = [0], [0], 0
    for match in _PIECE.finditer(page):
        if match["out"]:
            continue
        piece = "".join(html.unescape(match[0]).split()) if match["entity"] else match[0]
        starts.append(length)
        origins.append(match.start())
        parts.append(piece)
        length += len(piece)
    return "".join(parts), starts, origins
