"""What the words around a date add to it: "since May" is open, "3 to 5 June" is one span.

TIMEX3 gives each end of a range an expression of its own; EDTF says the whole, so both ends carry
the same EDTF date and no end is mistaken for all of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from sourceline.edtf import Edtf, EdtfError, parse, sort_key
from sourceline.model import TimeExpression

_OPEN_BEFORE = re.compile(
    r"\b(?:(since|ever since)|(by|until|till|up to|through|no later than))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\.?\s*(?:to|until|till|through|bis|au|al?|até|ao|tot|do|până la|по|до|–|-|—)\s*(?:the\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_LONGEST_JOINT = 16


def join_ends(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """The expressions with the EDTF date of the range or open span that each belongs to."""
    joined = list(times)
    for place, (first, second) in enumerate(pairwise(times)):
        edtf = _range(text, first, second)
        if edtf is not None:
            joined[place] = replace(first, edtf=edtf)
            joined[place + 1] = replace(second, edtf=edtf)
    return [
        _open_end(text, now) if now is before else now
        for before, now in zip(times, joined, strict=True)
    ]


def _range(text: str, first: TimeExpression, second: TimeExpression) -> str | None:
    if second.start - first.end > _LONGEST_JOINT:
        return None
    if first.type != "DATE" or second.type != "DATE" or not first.edtf or not second.edtf:
        return None
    joint = text[first.end : second.start]
    between = _BETWEEN.search(text, max(first.start - 14, 0), first.start) and _AND.fullmatch(joint)
    if not between and not _SPAN.fullmatch(joint):
        return None
    begin, end = _plain(first.edtf), _plain(second.edtf)
    if begin is None or end is None or sort_key(begin) > sort_key(end):
        return None
    return _known(f"[{begin}..{end}]" if between else f"{begin}/{end}")


def _open_end(text: str, time: TimeExpression) -> TimeExpression:
    """ "since May 2021" has no end, "by the end of 2024" no begin."""
    if time.type != "DATE" or time.edtf is None:
        return time
    found = _OPEN_BEFORE.search(text, max(time.start - 18, 0), time.start)
    if found is None:
        return time
    date = parse(time.edtf)
    ends = date.parts[0].parts or date.parts if date.parts else (date, date)
    edtf = _known(f"{ends[0]}/.." if found[1] else f"../{ends[-1]}")
    return replace(time, edtf=edtf) if edtf else time


def _plain(text: str) -> Edtf | None:
    date = parse(text)
    return None if date.parts else date


def _known(text: str) -> str | None:
    try:
        return parse(text).text
    except EdtfError:
        return None
