"""How events stand among each other: what came before and after, how much each matters, who appears in which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sourceline.model import Event, StoryLink
from sourceline.weave.stories import link_stories
from sourceline.weave.weights import weigh_events


@dataclass(frozen=True, slots=True)
class Standing:
    """Of each of some events, in their order."""

    links: tuple[tuple[StoryLink, ...], ...]
    weights: tuple[float, ...]
    appearances: Mapping[str, tuple[str, ...]]
    """Profile → its events, in their order."""
    denied: frozenset[str]
    """The kinds of events that are denied."""
    references: Mapping[str, int]
    """By which they were weighed."""

    def holds(self, before: Event, now: Event) -> bool:
        """Whether it is the same with one telling of an event in the place of another."""
        titled = before.kind in self.denied and before.title != now.title
        return not titled and _outline(before) == _outline(now)


def _outline(event: Event) -> tuple[object, ...]:
    return (
        event.id,
        event.kind,
        event.date,
        event.status,
        event.participants,
        event.topics,
        event.claims,
        event.figures,
    )


def judge_standing(
    events: Sequence[Event], voices: Sequence[int], references: Mapping[str, int]
) -> Standing:
    """`events` in their order; `voices`: how many speak for each (`count_voices`)."""
    return Standing(
        link_stories(events),
        weigh_events(events, voices, references),
        _list_appearances(events),
        frozenset(event.kind for event in events if event.status == "denied"),
        references,
    )


def _list_appearances(events: Iterable[Event]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for event in events:
        people = (part.profile for part in event.participants)
        for profile in dict.fromkeys((*people, *event.topics)):
            if profile is not None:
                found.setdefault(profile, []).append(event.id)
    return {profile: tuple(names) for profile, names in found.items()}
