"""Source → Article: its sentences as terms, and the days that each of them names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sourceline.digest.terms import list_terms
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.times import find_times
from sourceline.model import Sentence, Source

_LEAD = 3
"""Sentences in which an article says what it is about."""
_FRESH = 3
"""News is told on its day or so many days after it."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?\Z")
_YEAR = re.compile(r"\d{4}|/\d{2}\b")
_SPOKEN = re.compile(
    r"\b(?:said|says|told(?:\s+\w+){1,3}|reported|added)\s+"
    r"(?:(?:in|at)\s+an?\s+(?:\w+\s+){1,2})?(?:(?:late|early|on)\s+)*\Z",
    re.IGNORECASE,
)
_TOWN = r"[A-Z][A-Z.'’-]+(?:[ ,]+[\w.'’-]+){0,6}?"
_DATELINE = re.compile(  # "CAIRO, Egypt (CNN) -- ", "(Reuters) - ", "NEW YORK — "
    rf"(?:{_TOWN}\s*)?(?:\(|-LRB-)\s?[A-Z][\w.]*(?: [A-Z]\w*){{0,2}}\s?(?:\)|-RRB-)\s*[-–—_]+\s*"
    rf"|{_TOWN}\s*(?:--|[–—_])\s*(?=[A-Z“\"])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of an article. Days are counted as `datetime.date.toordinal` counts them."""

    source: str
    """The path of its source."""
    start: int
    end: int
    text: str
    """With single spaces."""
    number: int
    """From 0, among the sentences that are no heading."""
    published: int | None
    days: tuple[int, ...]
    """The days that it names, each once, in order of naming; or, in a chronology, the
    one that is its heading."""
    spoken: frozenset[int]
    """Those of `days` on which, it says, somebody spoke: "officials said on Tuesday"."""
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a digest looks at in a source."""

    path: str
    published: int | None
    """None where the day of publication is not known."""
    title: tuple[str, ...]
    """The terms of its title."""
    lines: tuple[Line, ...]

    @property
    def lead(self) -> tuple[Line, ...]:
        """The sentences that say what the article is about."""
        return self.lines[:_LEAD]

    @property
    def told(self) -> int | None:
        """The day of the news it brings: the first just before publication on which it says that
        something happened, or else that of publication."""
        if self.published is None:
            return None
        fresh = range(self.published - _FRESH, self.published + 1)
        named = (
            day
            for line in self.lines
            for day in line.days
            if day in fresh and day not in line.spoken
        )
        return next(named, self.published)


def read_article(source: Source) -> Article:
    """`source` as a digest looks at it; its times are read by the rules alone, without names."""
    published = read_day(source.published)
    lines: list[Line] = []
    for sentence, times, heading in _list_told(source, published):
        start = _skip_dateline(source.text, sentence)
        if start == sentence.end:
            continue
        named = [time for time in times if time.start >= start]
        days = [time.day for time in named] or ([] if heading is None else [heading])
        happened = {time.day for time in named if not time.spoken}
        text = " ".join(source.text[start : sentence.end].split())
        lines.append(
            Line(
                source=source.path,
                start=start,
                end=sentence.end,
                text=text,
                number=len(lines),
                published=published,
                days=tuple(dict.fromkeys(days)),
                spoken=frozenset(time.day for time in named) - happened,
                terms=tuple(list_terms(text)),
            )
        )
    title = tuple(list_terms(source.title or ""))
    return Article(path=source.path, published=published, title=title, lines=tuple(lines))


class _Time(NamedTuple):
    """A day as a sentence names it."""

    day: int
    start: int
    end: int
    spoken: bool


def _list_told(
    source: Source, published: int | None
) -> Iterator[tuple[Sentence, list[_Time], int | None]]:
    """Every sentence that is no heading, the days it names, and the day that is its heading."""
    named = _find_times(source, published)
    alone = [
        next((time.day for time in times if _is_all(time, sentence, source.text)), None)
        for sentence, times in zip(source.sentences, named, strict=True)
    ]
    # One day that stands alone is the date of the page; a chronology has several.
    chronology = len({*alone} - {None}) > 1
    heading = None
    for sentence, times, day in zip(source.sentences, named, alone, strict=True):
        if day is not None or source.blocks[sentence.block].kind in ("title", "heading"):
            heading = day if chronology else None
        else:
            yield sentence, times, heading


def _find_times(source: Source, published: int | None) -> list[list[_Time]]:
    """The days that each sentence names. The day of publication with its year is a stamp of the page:
    who writes for the same day says "today" or "on Tuesday"."""
    named: list[list[_Time]] = [[] for _ in source.sentences]
    starts = [sentence.start for sentence in source.sentences]
    for time in find_times(Document(source=source, tokens=())):
        day = read_day(time.value) if time.type in ("DATE", "TIME") else None
        if day == published and _YEAR.search(time.text):
            continue
        at = bisect_right(starts, time.start) - 1
        if day is not None and at >= 0 and time.start < source.sentences[at].end:
            spoken = _SPOKEN.search(source.text, starts[at], time.start) is not None
            named[at].append(_Time(day, time.start, time.end, spoken))
    return named


def _is_all(time: _Time, sentence: Sentence, text: str) -> bool:
    """Whether a sentence is nothing but a day, and so stands over what happened on it."""
    rest = text[sentence.start : time.start] + text[time.end : sentence.end]
    return not any(sign.isalnum() for sign in rest)


def _skip_dateline(text: str, sentence: Sentence) -> int:
    """Where a sentence begins behind a dateline; its end where it is nothing else."""
    match = _DATELINE.match(text, sentence.start, sentence.end)
    return match.end() if match else sentence.start


def read_day(text: str | None) -> int | None:
    """The day that an EDTF date or a TIMEX3 value states, with or without a time of day; None for a
    month, a year, a span or no date."""
    match = _DAY.match(text or "")
    try:
        return date.fromisoformat(match[1]).toordinal() if match else None
    except ValueError:
        return None
