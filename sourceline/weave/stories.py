"""How events hang together: what came before and after in one story, what is part of what, and what is
denied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log2

from sourceline.model import Event, Relation, StoryLink
from sourceline.weave.dates import bound_date
from sourceline.weave.tables import read_words
from sourceline.weave.wording import list_words, measure_overlap

# How many events before and after are looked at in the story of each who takes part.
_REACH = 8
_MAIN = frozenset({"agent", "object", "recipient", "organization"})
_DENIED_WITHIN = 62.0
"""Days, on the calendar of `dates`: a denial is of what was told at most so long before or after."""
_TOPIC = 0.3
"""What a shared topic is worth beside a person who takes part in these two events alone."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """An event with what is asked of it again and again."""

    event: Event
    place: int
    """In the order of time."""
    main: tuple[str, ...]
    first: float
    last: float
    """First and last day it may mean."""


def link_stories(events: Sequence[Event]) -> tuple[tuple[StoryLink, ...], ...]:
    """The links of each of the events, which come in their order of time."""
    scenes = [_make_scene(event, place) for place, event in enumerate(events)]
    stories = _list_stories(scenes)
    found: list[list[StoryLink]] = [[] for _ in scenes]

    def link(one: _Scene, other: _Scene, there: Relation, back: Relation) -> None:
        found[one.place].append(StoryLink(other.event.id, there))
        found[other.place].append(StoryLink(one.event.id, back))

    for scene in scenes:
        near = _list_near(scene, stories, scenes)
        earlier = [other for other in near if other.last < scene.first]
        later = [other for other in near if scene.last < other.first]
        if earlier:
            best = _choose_nearest(scene, earlier, stories)
            found[scene.place].append(StoryLink(best, "earlier"))
        if later:
            found[scene.place].append(StoryLink(_choose_nearest(scene, later, stories), "later"))
        for other in near:
            if _is_part(scene, other):
                link(scene, other, "part of", "has part")
            if scene.event.status == "denied" and _denies(scene, other):
                link(scene, other, "denies", "denied by")
    return tuple(tuple(dict.fromkeys(links)) for links in found)


def list_main(event: Event) -> tuple[str, ...]:
    """The profiles of those who do it or to whom it is done."""
    main = (part.profile for part in event.participants if part.profile and part.role in _MAIN)
    return tuple(dict.fromkeys(main))


def _make_scene(event: Event, place: int) -> _Scene:
    bounds = bound_date(event.date.edtf) if event.date is not None else (-inf, inf)
    return _Scene(event, place, list_main(event), *bounds)


def _list_stories(scenes: Iterable[_Scene]) -> Mapping[str, Sequence[int]]:
    """Profile → the places of its events."""
    stories: dict[str, list[int]] = {}
    for scene in scenes:
        for profile in scene.main:
            stories.setdefault(profile, []).append(scene.place)
    return stories


def _list_near(
    scene: _Scene, stories: Mapping[str, Sequence[int]], scenes: Sequence[_Scene]
) -> list[_Scene]:
    """The events around this one in the stories of all who take part, in order of time."""
    near: set[int] = set()
    for profile in scene.main:
        story = stories[profile]
        place = bisect_left(story, scene.place)
        near.update(story[max(place - _REACH, 0) : place + _REACH + 1])
    near.discard(scene.place)
    return [scenes[place] for place in sorted(near)]


def _choose_nearest(
    scene: _Scene, others: Iterable[_Scene], stories: Mapping[str, Sequence[int]]
) -> str:
    """The one that shares most with this one; of equals the nearest in time. Who takes part in few
    events tells a story apart; who takes part in all does not."""
    worth = {profile: 1 / log2(1 + len(stories[profile])) for profile in scene.main}
    topics = set(scene.event.topics)

    def weigh(other: _Scene) -> tuple[float, int]:
        shared = sum(worth.get(profile, 0.0) for profile in other.main)
        shared += _TOPIC * len(topics.intersection(other.event.topics))
        return round(shared, 6), -abs(other.place - scene.place)

    return max(others, key=weigh).event.id


def _is_part(part: _Scene, whole: _Scene) -> bool:
    """Whether one event lies within one that lasts and is of another kind."""
    if (
        whole.event.kind not in read_words("kinds", "lasting")
        or part.event.kind == whole.event.kind
    ):
        return False
    inside = whole.first <= part.first and part.last <= whole.last
    return inside and part.last - part.first < whole.last - whole.first < inf


def _denies(denial: _Scene, other: _Scene) -> bool:
    """Whether a denial is of this event: one kind, the same people, and dates that are near."""
    if other.event.kind != denial.event.kind or other.event.status == "denied":
        return False
    if not set(denial.main) <= set(other.main):
        return False
    names = {word for part in other.event.participants for word in list_words(part.name)}
    words = [list_words(each.event.title) - names for each in (denial, other)]
    near = (
        other.first - _DENIED_WITHIN <= denial.last and denial.first <= other.last + _DENIED_WITHIN
    )
    return near and (not all(words) or measure_overlap(*words) >= _SAME_WORDS)


_SAME_WORDS = 0.5
"""The part of the words that a denial shares with what it denies."""
