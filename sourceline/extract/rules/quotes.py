"""Quotation marks: which spans of the text are somebody's own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.model import Source

_SHORTEST = 4
"""Words: fewer in quotation marks are a title or a term, not a speech."""


@keep_last()
def find_quoted(source: Source) -> tuple[tuple[int, int], ...]:
    """The spans between quotation marks, marks included, block by block."""
    found: list[tuple[int, int]] = []
    for block, following in zip_longest(source.blocks, source.blocks[1:]):
        goes_on = following is not None and source.text[following.start] in '“"«'
        found += _scan(source.text, block.start, block.end, goes_on=goes_on)
    return tuple(found)


def _scan(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[tuple[int, int]]:
    opened, closers, n = -1, "", start
    while n < end:
        sign = text[n]
        if opened < 0 and text.startswith("``", n):
            last = _find_doubled(text, n + 2, end)
            if last > 0 or n == start:  # else it goes on in the next paragraph
                yield n, last if last > 0 else end
                n = last if last > 0 else end
                continue
        if opened < 0 and sign in _PAIRS and _opens(text, n, start, end):
            opened, closers = n, _PAIRS[sign]
            if sign in _SINGLE:
                n = _find_close(text, n, end)
                if n < 0:
                    opened, n = -1, opened
                else:
                    yield opened, n + 1
                    opened = -1
        elif opened >= 0 and sign in closers:
            yield opened, n + 1
            opened = -1
        n += 1
    introduced = text[start:opened].rstrip().endswith((",", ":"))
    if opened >= 0 and (text[opened] in "“«" or opened == start or introduced or goes_on):
        # A speech that goes on in the next paragraph is opened again there.
        yield opened, end


_PAIRS = {"“": '”"', '"': '”"', "«": "»", "„": "“”", "‘": "’", "'": "'"}
"""Sign that opens → signs that close."""
_SINGLE = "‘'"
_MARKS = ",.?!…"
_LONGEST = 1500
"""Characters of a speech between single signs: they are apostrophes too, so none is looked for long."""


def _find_doubled(text: str, n: int, end: int) -> int:
    """Behind the doubled signs that close what "``" opens, as news wires and LaTeX write it; −1 where there are none."""
    close = text.find("''", n, end)
    while 0 < close < end - 2 and text[close + 2] == "'":
        close += 1  # a word in single signs at the end of a speech
    return close + 2 if close > 0 else -1


def _opens(text: str, n: int, start: int, end: int) -> bool:
    inner = n + 1 < end and not text[n + 1].isspace()
    if text[n] in "“«„":
        return True
    if text[n] in _SINGLE:
        apart = n == start or text[n - 1].isspace() or text[n - 1] in "(["
        return apart and inner and (text[n + 1].isalpha() or text[n + 1] in "[…")
    misplaced = n > start and text[n - 1] in ",:" and not inner  # 'He said," We …'
    return inner or misplaced or n == start


def _find_close(text: str, n: int, end: int) -> int:
    """The sign that closes a speech between single signs; −1 where there are only apostrophes. One
    behind a mark closes; one behind a letter may, unless that letter is an s ("the workers' rights")."""
    closer, fallback = _PAIRS[text[n]], -1
    for k in range(n + 2, min(end, n + _LONGEST)):
        if text[k] != closer or (k + 1 < end and text[k + 1].isalnum()):
            continue
        if text[k - 1] in _MARKS:
            return k
        if (fallback < 0 and text[k - 1] != "s") or (
            fallback < 0 and not text.startswith((" ",), k + 1)
        ):
            fallback = k
    return fallback


def find_span(source: Source, place: int) -> tuple[int, int] | None:
    """The span between quotation marks that holds the sign at `place`."""
    spans = find_quoted(source)
    if not spans:
        return None
    before = bisect_right(spans, (place, len(source.text)))
    return spans[before - 1] if before and spans[before - 1][1] > place else None


def find_first_speech(source: Source, start: int, end: int) -> int | None:
    """Where the first speech of some length between two places begins."""
    spans = find_quoted(source)
    for span in spans[bisect_right(spans, (start, -1)) :]:
        if span[0] >= end:
            return None
        if is_speech(source, span):
            return span[0]
    return None


def find_last_sign(source: Source, span: tuple[int, int]) -> str:
    """The last sign between quotation marks: the comma of '"I am tired,"'."""
    return source.text[span[0] : span[1]].rstrip("”»\"'’“")[-1:]


def is_speech(source: Source, span: tuple[int, int]) -> bool:
    """Whether a span is as long as a speech; what is shorter is a title or a term."""
    return len(source.text[span[0] : span[1]].split()) >= _SHORTEST


def is_between(source: Source, place: int) -> bool:
    """Whether the sign at `place` stands between quotation marks, of a speech or of a term."""
    return find_span(source, place) is not None


def follows_speech(document: Document, place: int) -> bool:
    """Whether the word at `place` stands right behind quotation marks that close: '"…," recalled one of them'."""
    spans = find_quoted(document.source)
    number = bisect_right(spans, (place, -1)) - 1
    if number < 0:
        return False
    end = spans[number][1]
    ended = find_last_sign(document.source, spans[number]) in _MARKS
    return ended and end <= place and not document.source.text[end:place].strip()


def is_quoted(document: Document, place: int) -> bool:
    """Whether the sign at `place` stands inside a speech of some length."""
    span = find_span(document.source, place)
    return span is not None and is_speech(document.source, span)
