"""Windows: neighbouring sentences side by side, so that each is read in its context.

A document always falls into the same windows, and each window is read alone: the answers depend
neither on other documents nor on threads (8-bit arithmetic scales by what stands in one batch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline.extract.tagger.pieces import Vocabulary
from sourceline.extract.tagger.shapes import PLAIN, describe_words
from sourceline.extract.tagger.words import Word

ROOM = 160
"""Word pieces in a window. Measured: 96 to 250 are equally fast; 160 and more read best by .003."""


@dataclass(frozen=True, slots=True)
class Window:
    """Numbers for the network, and which words they stand for."""

    ids: list[int]
    features: list[tuple[int, int, int]]
    first: list[int]
    """First piece of each word."""
    last: list[int]
    """Last piece of each word."""
    parts: list[tuple[int, int, int]]
    """(sentence, first word, last word exclusive), in order."""


def plan_windows(
    sentences: Sequence[Sequence[Word]], vocabulary: Vocabulary, room: int = ROOM
) -> list[Window]:
    """Windows over all `sentences`, as full as whole sentences allow."""
    windows: list[Window] = []
    for number, words in enumerate(sentences):
        cuts = [vocabulary.cut(word.text) for word in words]
        shapes = describe_words(words)
        for a, b in _split(cuts, room - 2):
            size = 1 + sum(map(len, cuts[a:b]))
            if not windows or len(windows[-1].ids) + size > room:
                windows.append(Window([vocabulary.start], [PLAIN], [], [], []))
            _fill(windows[-1], cuts[a:b], shapes[a:b], vocabulary.stop)
            windows[-1].parts.append((number, a, b))
    return windows


def _split(cuts: Sequence[Sequence[int]], room: int) -> Iterator[tuple[int, int]]:
    """Runs of words with at most `room` pieces; nearly always the whole sentence."""
    start, used = 0, 0
    for n, cut in enumerate(cuts):
        if used + len(cut) > room:
            yield start, n
            start, used = n, 0
        used += len(cut)
    if start < len(cuts):
        yield start, len(cuts)


def _fill(
    window: Window,
    cuts: Sequence[Sequence[int]],
    shapes: Sequence[tuple[int, int, int]],
    stop: int,
) -> None:
    for cut, shape in zip(cuts, shapes, strict=True):
        window.first.append(len(window.ids))
        window.ids.extend(cut)
        window.features.extend([shape] * len(cut))
        window.last.append(len(window.ids) - 1)
    window.ids.append(stop)
    window.features.append(PLAIN)
