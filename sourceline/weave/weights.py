"""How much each event matters: how many tell it, how many texts refer to its day, who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log2

from sourceline import edtf
from sourceline.model import Date, Event, Extraction
from sourceline.weave.stories import list_main

# What a doubling of each is worth. Nothing was measured for it: no chronicle with weights by people is at
# hand; who tells it comes before who is in it.
_VOICES, _REFERENCES, _TELLINGS, _PEOPLE = 1.0, 0.7, 0.3, 0.5
_UNSURE = 0.6
"""What is planned, alleged or denied matters less, and so does what is only dated by its report."""


def weigh_events(
    events: Sequence[Event], voices: Sequence[int], references: Mapping[str, int]
) -> tuple[float, ...]:
    """The weight of each of the events; the weightiest has 1. `voices`: how many speak for each (`count_voices`);
    `references`: day → how many sources refer to it."""
    presence: dict[str, int] = {}
    people = [list_main(event) for event in events]
    for profile in chain.from_iterable(people):
        presence[profile] = presence.get(profile, 0) + 1
    most = log2(1 + max(presence.values(), default=1))
    known = {profile: log2(1 + count) / most for profile, count in presence.items()}
    scores = [
        _score(event, own, references, sum([known[profile] for profile in main]))
        for event, own, main in zip(events, voices, people, strict=True)
    ]
    top = max(scores, default=0.0) or 1.0
    return tuple(round(score / top, 3) for score in scores)


def _score(event: Event, voices: int, references: Mapping[str, int], people: float) -> float:
    day = event.date.edtf if event.date is not None else ""
    score = (
        _VOICES * log2(1 + voices)
        + _REFERENCES * log2(1 + references.get(day, 0))
        + _TELLINGS * log2(1 + len(event.claims) + len(event.figures))
        + _PEOPLE * log2(1 + people)
    )
    if event.status != "asserted":
        score *= _UNSURE
    if event.date is None or event.date.basis == "published":
        score *= _UNSURE
    return score


def count_references(extractions: Iterable[Extraction]) -> Mapping[str, int]:
    """Day → how many sources say that something happened on it; the day of a report is no such word."""
    found: dict[str, set[str]] = {}
    for extraction in extractions:
        for date in _list_dates(extraction):
            if date is not None and date.basis != "published" and _is_day(date.edtf):
                found.setdefault(date.edtf, set()).add(extraction.source)
    return {day: len(sources) for day, sources in found.items()}


def _list_dates(extraction: Extraction) -> Iterable[Date | None]:
    yield from (claim.date for claim in extraction.events)
    yield from (claim.date for claim in extraction.figures)
    for role in extraction.roles:
        yield role.begin
        yield role.end


def _is_day(text: str) -> bool:
    return edtf.parse(text).precision == "day"
