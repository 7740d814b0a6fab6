"""How events hang together: what came before and after in one story, what is part of what, and what is
denied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf, log2

from sourceline.model import Event, Relation, StoryLink
from sourceline.weave.dates import bound_date
from sourceline.weave.wording import list_words, measure_overlap, read_kind_words

# How many events before and after are looked at in the story of each who takes part.
_REACH = 8
_MAIN = frozenset({"agent", "object", "recipient", "organization"})
_DENIED_WITHIN = 62.0
"""Days, on the calendar of `dates`: a denial is of what was told at most so long before or after."""


def link_stories(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, in their order of time, each with its links."""
    stories = _list_stories(events)
    places = {event.id: n for n, event in enumerate(events)}
    found: dict[str, list[StoryLink]] = {event.id: [] for event in events}

    def link(one: str, other: str, there: Relation, back: Relation) -> None:
        found[one].append(StoryLink(other, there))
        found[other].append(StoryLink(one, back))

    for event in events:
        near = _list_near(event, stories, events, places)
        earlier = [other for other in near if _is_before(other, event)]
        later = [other for other in near if _is_before(event, other)]
        for others, relation in ((earlier, "earlier"), (later, "later")):
            best = _choose_nearest(event, others, stories, places)
            if best:
                found[event.id].append(
                    StoryLink(best, "earlier" if relation == "earlier" else "later")
                )
        for other in near:
            if _is_part(event, other):
                link(event.id, other.id, "part of", "has part")
            if event.status == "denied" and _denies(event, other):
                link(event.id, other.id, "denies", "denied by")
    return tuple(replace(event, links=tuple(dict.fromkeys(found[event.id]))) for event in events)


def list_main(event: Event) -> list[str]:
    """The profiles of those who do it or to whom it is done."""
    return list(
        dict.fromkeys(p.profile for p in event.participants if p.profile and p.role in _MAIN)
    )


def _list_stories(events: Iterable[Event]) -> Mapping[str, Sequence[str]]:
    """Profile → its events, in order of time."""
    stories: dict[str, list[str]] = {}
    for event in events:
        for profile in list_main(event):
            stories.setdefault(profile, []).append(event.id)
    return stories


def _list_near(
    event: Event,
    stories: Mapping[str, Sequence[str]],
    events: Sequence[Event],
    places: Mapping[str, int],
) -> list[Event]:
    """The events around this one in the stories of all who take part, in order of time."""
    near: set[str] = set()
    for profile in list_main(event):
        story = stories[profile]
        place = _find_place(story, places, places[event.id])
        near.update(story[max(place - _REACH, 0) : place + _REACH + 1])
    near.discard(event.id)
    return [events[n] for n in sorted(places[name] for name in near)]


def _find_place(story: Sequence[str], places: Mapping[str, int], place: int) -> int:
    return bisect_left(story, place, key=lambda name: places[name])


def _bound(event: Event) -> tuple[float, float]:
    return bound_date(event.date.edtf) if event.date is not None else (-inf, inf)


def _is_before(one: Event, other: Event) -> bool:
    """Whether one surely happened before the other."""
    return _bound(one)[1] < _bound(other)[0]


def _choose_nearest(
    event: Event,
    others: Sequence[Event],
    stories: Mapping[str, Sequence[str]],
    places: Mapping[str, int],
) -> str | None:
    """The one that shares most with this one; of equals the nearest in time. Who takes part in few
    events tells a story apart; who takes part in all does not."""
    mine = set(list_main(event))

    def weigh(other: Event) -> tuple[float, int]:
        shared = sum(1 / log2(1 + len(stories[name])) for name in mine & set(list_main(other)))
        shared += 0.3 * len(set(event.topics) & set(other.topics))
        return round(shared, 6), -abs(places[other.id] - places[event.id])

    return max(others, key=weigh).id if others else None


def _is_part(event: Event, whole: Event) -> bool:
    """Whether this event lies within one that lasts and is of another kind."""
    if whole.kind not in read_kind_words("lasting") or event.kind == whole.kind:
        return False
    first, last = _bound(event)
    begin, end = _bound(whole)
    return begin <= first and last <= end and last - first < end - begin < inf


def _denies(denial: Event, other: Event) -> bool:
    """Whether a denial is of this event: one kind, the same people, and dates that are near."""
    if other.kind != denial.kind or other.status == "denied":
        return False
    if not set(list_main(denial)) <= set(list_main(other)):
        return False
    first, last = _bound(denial)
    begin, end = _bound(other)
    near = begin - _DENIED_WITHIN <= last and first <= end + _DENIED_WITHIN
    names = {word for part in other.participants for word in list_words(part.name)}
    words = list_words(denial.title) - names, list_words(other.title) - names
    return near and (not all(words) or measure_overlap(*words) >= 0.5)
