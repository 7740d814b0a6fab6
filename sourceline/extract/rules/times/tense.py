"""Past or future? Light lexical cues around a time expression, in its own sentence."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future", "weak"]
""" "weak": ahead of something told ("decided to meet Friday"), not surely ahead of now."""

# How far to look for a verb, in characters each side.
REACH = 240

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(`]*[A-Z0-9])|\n[ \t]*\n|;\s|\s(?:--|—)\s")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|St|Inc|Corp|Co|Ltd|Cos|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m)\.$"
)
# Verbs and phrases that say a thing lies ahead (also the present of what is on the calendar,
# "meets Monday"); the weak ones leave it open.
_FUTURE = re.compile(
    r"(?<!had been )\b(?:will|won['’]t|would|shall|expects?|expected|scheduled|plans? to|planned|planning|due|slated|"
    r"likely|intends?|hopes?|aims?|going to|upcoming|forthcoming|payable|effective|maturing|"
    r"expires?|meets?|opens|begins|starts|arrives|leaves|resumes|takes place|kicks off|"
    r"travels|visits|flies|returns to|faces|hosts|closes|ends|retires|premieres|"
    r"goes (?:on (?:show|sale|display|trial)|live|before)|takes (?:over|office|effect|charge)|comes into (?:force|effect)|"
    r"(?:set|ready|willing|agreed|agrees|decided|decides|wants?|wanted|vowed|promised|"
    r"pledged|preparing|prepares?|threatened|offered|invited|asked|urged|ordered|call(?:s|ed)?) to"
    r"(?! (?:an?|the|its?|their|his|her)\b)|"
    r"set for|(?:is|are|was|were) to)\b|['’]ll\b"
)
_WEAK = re.compile(r"\b(?:may|might|could|can|should|must|until|till)\b")
_PAST = re.compile(
    r"(?<!\bbe )\b(?:was|were|had|did|didn['’]t|(?<!\ba )(?<!\ban )(?<!\bthe )(?!un)[a-z]{2,}ed|said|told|made|came|went|took|began|rose|fell|"
    r"sold|bought|won|lost|met|held|left|got|gave|found|led|sent|saw|thought|kept|grew|ran|hit|"
    r"paid|became|brought|spent|struck|wrote|drew|broke|stood|blew|flew|fought|knew|spoke|set|"
    r"sought|taught|caught|heard|felt|sank|sat|slept|threw|wore|shot|swept|built|lent|meant|"
    r"burst|fled|chose|drove|rode|tore|withdrew|overtook|slid|hung|swung|laid|dealt|swore|froze|bore|"
    r"overcame|drank|sang|swam|crept|clung|stuck|spun|bled|undertook|forbade|flung|shook|stole|woke|rang|"
    r"upheld|withheld|underwent|oversaw|overthrew|overran|retook|rebuilt|resold|repaid|rewrote|dug|bit|hid|shrank|"
    r"(?<!\bto )(?<!\bwill )(?:beat|cut|shut|quit|split)|"
    r"has been|have been|ago|since)\b"
)

_CALLED = re.compile(
    r"\b(?:called|announced|planned|scheduled|set|booked|fixed|ordered|arranged)\b[^,.;]{0,60}\bfor $"
)
"""What is called for a day lies ahead of it: "called a strike for Friday"."""


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
    if _CALLED.search(text, first, start) and text[end : end + 1] not in ("'", "’"):
        return "future"
    return _last_cue(text, first, start) or _first_cue(text, end, last)


def _last_cue(text: str, first: int, last: int) -> Tense | None:
    places = [
        max((found.start() for found in cue.finditer(text, first, last)), default=-1)
        for cue in (_FUTURE, _WEAK, _PAST)
    ]
    return _CUES[places.index(max(places))] if max(places) >= 0 else None


def _first_cue(text: str, first: int, last: int) -> Tense | None:
    found = [cue.search(text, first, last) for cue in (_FUTURE, _WEAK, _PAST)]
    places = [match.start() if match else last + 1 for match in found]
    return _CUES[places.index(min(places))] if min(places) <= last else None


_CUES: tuple[Tense, Tense, Tense] = ("future", "weak", "past")
