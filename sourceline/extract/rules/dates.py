"""When an event happened: the time expression nearest to it, or the day of reporting."""

from __future__ import annotations

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.phrases import Line
from sourceline.model import Date, TimeExpression


def find_date(document: Document, line: Line, first: int, last: int) -> Date | None:
    """The date of what tokens `first` to `last` tell; None when not even the reporting is dated."""
    time = _find_time(document, line, first, last)
    if time and time.edtf:
        return Date(time.edtf, time.basis, time.text, time.reference, time.reason)
    if document.source.published is None:
        return None
    return Date(document.source.published, "published")


def _find_time(document: Document, line: Line, first: int, last: int) -> TimeExpression | None:
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    sentence = document.source.sentences[line.number]
    here = [
        t
        for t in document.times
        if sentence.start <= t.start < sentence.end
        and t.edtf
        and t.type in ("DATE", "TIME")
        and t.basis != "published"
    ]
    inside = [t for t in here if start <= t.start < end]
    if inside:
        return max(inside, key=_rank)
    # "On Friday, fishermen rescued …": at the head of the sentence it holds for the first clause.
    opening = [t for t in here if t.start - sentence.start < 12 and t.end <= start]
    return opening[0] if opening and start - opening[0].end < 40 else None


def _rank(time: TimeExpression) -> tuple[int, int]:
    """The more exact, the better; then the earlier in the text."""
    return len(time.edtf or ""), -time.start
