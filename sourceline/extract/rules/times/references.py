"""Vague references to the present, the past and the future: now, recently, soon, at the time."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.reading import Reading, read_vague
from sourceline.extract.rules.times.scene import Scene

_NOUN_BEFORE = re.compile(r"\b(?:at|the|to|until)\s+$")
# "futures prices", "the future contracts" are goods.
_GOODS_AFTER = re.compile(r"s|\s+(?:contracts?|prices?|markets?|trading|index)")
_PAST_BEFORE = re.compile(r"\b(?:in|of|from|than|with)\s+$")
_PAST_ENDS = re.compile(r"\s*(?:[.,;)'\"]|and\b|or\b)")
_SPAN_AFTER = re.compile(r"\s+\w+\s+(?:days|weeks|months|years|quarters|decades)\b|-")


def _read_reference(found: Found, _scene: Scene) -> Reading | None:
    if found.word("word") == "present" and not _NOUN_BEFORE.search(found.text_before(8).lower()):
        return None
    if found.word("word") == "now" and found.word_before() == "every":
        return None
    return read_vague(str(found.value("word")))


def _read_future(found: Found, _scene: Scene) -> Reading | None:
    return None if _GOODS_AFTER.match(found.text_after(14)) else read_vague("FUTURE_REF")


def _read_term(_found: Found, _scene: Scene) -> Reading | None:
    return read_vague("FUTURE_REF")


def _read_current(_found: Found, _scene: Scene) -> Reading | None:
    return read_vague("PRESENT_REF")


def _read_past(found: Found, _scene: Scene) -> Reading | None:
    """ "in the past": a noun, not the begin of "the past troubled years"."""
    after = found.text_after(30)
    noun = _PAST_BEFORE.search(found.text_before(6)) and not _SPAN_AFTER.match(after)
    return read_vague("PAST_REF") if noun or _PAST_ENDS.match(after) else None


RULES = (
    Rule("reference", "(?P<word>REFERENCE)", _read_reference),
    Rule("current", "(?: THE | A )? CURRENT", _read_current),
    Rule("future", "(?: THE NEAR? | NEAR ) HYPHEN? FUTURE", _read_future),
    Rule("past", "THE PAST", _read_past),
    Rule("near term", "THE NEAR TERM", _read_term),
)
