"""Who speaks for an event: how many publishers, each for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourceline.model import Event, EventClaim, Source, StoryLink, Support
from sourceline.weave.names import fold_name


def name_voice(source: Source) -> str:
    """Who speaks in a source: its publisher, or, where that is not known, the source alone."""
    return f"“{fold_name(source.publisher)}”" if source.publisher else source.id


def count_voices(claims: Iterable[EventClaim], sources: Mapping[str, Source]) -> int:
    """How many speak for themselves: sources of one publisher are one, and so are those that print the
    very same sentence, as newspapers do with the text of an agency."""
    roots: dict[str, str] = {}

    def find_root(name: str) -> str:
        while roots.setdefault(name, name) != name:
            name = roots[name]
        return name

    voices = set()
    for claim in claims:
        for item in claim.evidence:
            voice = name_voice(sources[item.source])
            voices.add(voice)
            roots[find_root(voice)] = find_root(f"quote {fold_name(item.exact)}")
    return len({find_root(voice) for voice in voices})


def judge_support(event: Event, links: Iterable[StoryLink], voices: int) -> Support:
    """Who stands for an event as it is told; `voices`: how many speak for it."""
    if not event.claims:
        return "author"
    denied = any(link.relation == "denied by" for link in links)
    if denied or any(item.is_open for item in event.disagreements):
        return "disputed"
    return "corroborated" if voices > 1 else "single-source"
