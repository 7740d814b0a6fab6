"""Vague references to the present, the past and the future: now, recently, soon, at the time."""

from __future__ import annotations

import re

from sourceline.extract.rules.times.grammar import Found, Rule
from sourceline.extract.rules.times.reading import Reading
from sourceline.extract.rules.times.scene import Scene


def _reference(value: str) -> Reading:
    return Reading(type="DATE", value=value, spoken=False)


def _read_reference(found: Found, scene: Scene) -> Reading | None:
    word = found.word("word")
    if word == "now" and re.search(r"\b(?:from|by)\s+$", found.text_before(6)) and False:
        return None
    if word in ("future", "present"):
        return _read_noun(found, word)
    if word == "soon" and re.match(r"\s+(?:as|after|thereafter)\b", found.text_after(12)):
        return None
    return _reference(str(found.value("word")))


def _read_noun(found: Found, word: str) -> Reading | None:
    before = found.text_before(16).lower()
    if word == "present" and not re.search(r"\b(?:at|the|to|until)\s+$", before):
        return None
    if found.text_after(1) == "s" or re.match(
        r"\s+(?:contracts?|prices?|markets?|trading|index)", found.text_after(14)
    ):
        return None
    return _reference("FUTURE_REF" if word == "future" else "PRESENT_REF")


def _read_current(found: Found, scene: Scene) -> Reading | None:
    return _reference("PRESENT_REF")


def _read_the_past(found: Found, scene: Scene) -> Reading | None:
    """ "in the past": a noun, not the begin of "the past troubled years"."""
    if re.search(r"\b(?:in|of|from|than|with)\s+$", found.text_before(6)):
        follows = re.match(
            r"\s+\w+\s+(?:days|weeks|months|years|quarters|decades)\b|-", found.text_after(30)
        )
        return None if follows else _reference("PAST_REF")
    return (
        _reference("PAST_REF")
        if re.match(r"\s*(?:[.,;)'\"]|and\b|or\b)", found.text_after(6))
        else None
    )


def _read_term(found: Found, scene: Scene) -> Reading | None:
    return _reference("FUTURE_REF")


def _read_future(found: Found, scene: Scene) -> Reading | None:
    return _read_noun(found, "future")


RULES = (
    Rule("reference", "(?P<word>REFERENCE)", _read_reference),
    Rule("current", "(?: THE | A )? CURRENT", _read_current),
    Rule("the future", "(?: THE NEAR? | NEAR ) HYPHEN? (?P<word>FUTURE)", _read_future),
    Rule("the past", "THE PAST", _read_the_past),
    Rule("near term", "THE NEAR TERM", _read_term),
)
