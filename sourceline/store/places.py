"""An index in a source's text ↔ the place in its file that helps an author: see `Source.places`."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from sourceline.errors import Position
from sourceline.model import Sentence, Source
from sourceline.positions import index_lines
from sourceline.store.text import locate_index


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one source."""

    source: Source
    lines: tuple[int, ...]
    """Where the lines of its text start."""

    def locate(self, index: int) -> Position:
        """Line and column of an index in the text; of a text taken out of its file, those of its sentence."""
        source = self.source
        if not source.places:
            return locate_index(source.path, self.lines, index)
        n = bisect_right(source.places, index, key=lambda place: place.start) - 1
        _, line, column = source.places[max(n, 0)]
        return Position(source.path, line, column)

    def find_sentence(self, position: Position) -> Sentence | None:
        """The sentence that stands at a place; None where there is none."""
        source = self.source
        if source.places:
            place = position.line, position.column
            index = next((each.start for each in source.places if each[1:] == place), -1)
        elif 0 < position.line <= len(self.lines):
            index = self.lines[position.line - 1] + position.column - 1
        else:
            return None
        n = bisect_right(source.sentences, index, key=lambda sentence: sentence.start) - 1
        return source.sentences[n] if n >= 0 and index < source.sentences[n].end else None


def find_places(source: Source) -> Places:
    """The places of a source, to be asked for many times."""
    return Places(source, () if source.places else index_lines(source.text))
