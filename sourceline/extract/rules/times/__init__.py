"""Time expressions: found, normalized and anchored.

Text becomes tokens with classes (lexer.py); rules over classes find expressions (grammar.py, and
one file per kind); each is read in the scene of what was said before (scene.py); then ranges and
open spans are joined (pairs.py).
"""

from __future__ import annotations

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.times.read import read_times
from sourceline.model import FRONT_MATTER, Source, TimeExpression

__all__ = ["blank_front_matter", "find_times", "read_times"]


def find_times(document: Document) -> tuple[TimeExpression, ...]:
    """Every time expression of a source, in text order, outside of what was dropped from it."""
    source = document.source
    times = read_times(
        blank_front_matter(source), published=source.published, language=source.language
    )
    dropped = [(span.start, span.end) for span in source.dropped]
    if not dropped:
        return times
    return tuple(t for t in times if not any(s < t.end and t.start < e for s, e in dropped))


def blank_front_matter(source: Source) -> str:
    """The text with spaces for what an author says of it: "on Saturday" is never counted from the day on which
    a file was added."""
    text = source.text
    for part in source.dropped:
        if part.reason == FRONT_MATTER:
            text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text
