"""Past or future? Light lexical cues around a time expression, in its own sentence."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future", "present"]

# How far to look for a verb, in characters each side.
REACH = 240

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(`]*[A-Z0-9])|\n[ \t]*\n|;\s|\s(?:--|—)\s")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|St|Inc|Corp|Co|Ltd|Cos|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m)\.$"
)
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|would|shall|should|may|might|could|can|must|expects?|expected|"
    r"scheduled|plans?|planned|planning|due|slated|likely|intends?|hopes?|aims?|"
    r"going to|upcoming|forthcoming|payable|effective|maturing|expires?|beginning|"
    r"until|before|by|"
    r"to (?!(?:the|a|an|its|his|her|their|our|my|be|have|about|more|less|as|this|that|at|from|"
    r"[a-z]+ing)\b)[a-z]{2,}(?= |,)|to be|to have)\b|['’]ll\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|didn['’]t|[a-z]{2,}ed|said|told|made|came|went|took|began|rose|fell|"
    r"sold|bought|won|lost|met|held|left|got|gave|found|led|sent|saw|thought|kept|grew|ran|hit|"
    r"paid|became|brought|spent|struck|wrote|drew|broke|stood|blew|flew|fought|knew|spoke|"
    r"sought|taught|caught|heard|felt|sank|sat|slept|threw|wore|shot|swept|built|lent|meant|"
    r"has been|have been|ago|since|after)\b"
)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, or as much of it as lies within reach."""
    low, high = max(start - REACH, 0), min(end + REACH, len(text))
    first = low
    for found in _SENTENCE_END.finditer(text, low, start):
        if not _ABBREVIATED.search(text, max(found.start() - 6, 0), found.start() + 1):
            first = found.end()
    last = high
    for found in _SENTENCE_END.finditer(text, end, high):
        if not _ABBREVIATED.search(text, max(found.start() - 6, 0), found.start() + 1):
            last = found.start() + 1
            break
    return first, last


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """The tense of the nearest cue before the expression, else of the first one after it."""
    first, last = sentence_bounds(text, start, end)
    before = _last(text, first, start)
    return before or _first(text, end, last)


def _last(text: str, first: int, last: int) -> Tense | None:
    future = max((m.start() for m in _FUTURE.finditer(text, first, last)), default=-1)
    past = max((m.start() for m in _PAST.finditer(text, first, last)), default=-1)
    if future == past == -1:
        return None
    return "future" if future > past else "past"


def _first(text: str, first: int, last: int) -> Tense | None:
    future, past = _FUTURE.search(text, first, last), _PAST.search(text, first, last)
    if future is None or past is None:
        return "future" if future else "past" if past else None
    return "future" if future.start() < past.start() else "past"
