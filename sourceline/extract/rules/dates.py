"""When an event happened: the time expression nearest to it, or the day of reporting."""

from __future__ import annotations

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import list_within
from sourceline.model import Date, TimeExpression


def find_date(
    document: Document, line: Line, first: int, last: int, *, background: bool = False
) -> Date | None:
    """The date of what tokens `first` to `last` tell; None when not even the reporting is dated, or
    when it is no news but background that the source gives no date for."""
    time = _find_time(document, line, first, last)
    if time and time.edtf:
        return Date(time.edtf, time.basis, time.text, time.reference, time.reason)
    if document.source.published is None or background:
        return None
    return Date(document.source.published, "published")


def _find_time(document: Document, line: Line, first: int, last: int) -> TimeExpression | None:
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    sentence = document.source.sentences[line.number]
    here = [
        t
        for t in list_within(document.times, sentence.start, sentence.end)
        if _is_free(line, t) and t.edtf and t.type in ("DATE", "TIME") and t.basis != "published"
    ]
    inside = [t for t in here if start <= t.start < end]
    if inside:
        return max(inside, key=_rank)
    near = [
        t
        for t in here
        if not _has_verb_between(line, t, start, end) and not _is_in_relative(line, t, start)
    ]
    return min(near, key=lambda t: _distance(t, start, end)) if near else None


def _is_free(line: Line, time: TimeExpression) -> bool:
    """Whether a time stands for itself, not before a noun: "the 2018 World Cup"."""
    inside = [
        p
        for p in line.phrases
        if p.kind == "noun" and line.tokens[p.first].start < time.start < line.tokens[p.head].start
    ]
    if inside and inside[0].first and line.words[inside[0].first - 1] == "during":
        return True
    return not inside or time.end > line.tokens[inside[0].head].start


def _distance(time: TimeExpression, start: int, end: int) -> int:
    return start - time.end if time.end <= start else time.start - end


def _has_verb_between(line: Line, time: TimeExpression, start: int, end: int) -> bool:
    """Whether another clause stands between a time and what is told."""
    left, right = (time.end, start) if time.end <= start else (end, time.start)
    return any(left <= line.tokens[p.first].start < right for p in line.phrases if p.kind == "verb")


def _is_in_relative(line: Line, time: TimeExpression, start: int) -> bool:
    """Whether a time before the clause is that of a "who …" between commas: not its own."""
    before = [p for p in line.phrases if line.tokens[p.first].start < min(time.start, start)]
    for phrase in reversed(before):
        word = line.words[phrase.first]
        if phrase.kind == "comma" or time.end > start:
            return False
        if phrase.kind == "who" and word in ("who", "which", "whose", "whom"):
            return True
    return False


def _rank(time: TimeExpression) -> tuple[int, int]:
    """The more exact, the better; then the earlier in the text."""
    return len(time.edtf or ""), -time.start
