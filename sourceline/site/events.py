"""The page of an event: when, who, how much, and every source's own words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sourceline.model import Chronicle, Event, FigureClaim
from sourceline.site import addresses
from sourceline.site.citations import group_citations
from sourceline.site.corrections import list_corrected
from sourceline.site.dates import describe_text
from sourceline.site.differences import list_differences, word_support
from sourceline.site.embeds import announce_embed, share_event
from sourceline.site.entries import describe_when
from sourceline.site.frames import make_frame
from sourceline.site.lines import (
    list_figures,
    name_event_kind,
    word_by_hand,
    word_confidence,
    word_status,
)
from sourceline.site.linked_data import describe_event
from sourceline.site.lookup import Lookup, link_name, link_profile
from sourceline.site.pages import EventPage, Page, Task
from sourceline.site.values import Fact, Link, Neighbour, RoleGroup

_ROLES = ("agent", "object", "recipient", "organization", "participant", "location")
# The stories of more people than this would bury the page.
MOST_STORIES = 4


@dataclass(frozen=True, slots=True)
class Near:
    """An event that another one leads to."""

    label: str
    """What it is to the other: a key of the labels, and for a story the name of whose it is."""
    of: str
    event: str
    earlier: bool


def plan_event(surroundings: Surroundings, event: Event) -> Task:
    """The page of an event."""
    # Worked out when it is asked for: what 100,000 events lead to is 90 MB.
    return Task(addresses.event_path(event.id), _plan_event, partial(surroundings.look, event))


def _plan_event(
    lookup: Lookup, event: Event, neighbours: Sequence[Near], stories: Sequence[Near]
) -> tuple[Page, ...]:
    labels, settings = lookup.labels, lookup.settings
    path = addresses.event_path(event.id)
    when = describe_when(lookup, event)
    share = share_event(lookup, lookup.entries[event.id])
    status, status_text = word_status(labels, event.status)
    values = EventPage(
        frame=make_frame(
            lookup,
            path,
            event.title,
            description=labels("headed", head=when.text, text=event.evidence[0].exact)
            if event.evidence
            else when.text,
            data=(describe_event(lookup, event),),
            alternates=announce_embed(lookup, share, path, event.title),
        ),
        corrected=list_corrected(lookup, path),
        title=event.title,
        kind=name_event_kind(labels, event.kind),
        when=when,
        status=status,
        status_text=status_text,
        roles=group_roles(lookup, event),
        topics=link_topics(lookup, event),
        attribution=word_attribution(lookup, event),
        markdown=event.text,
        figures=list_figures(lookup, list_settled(event)),
        quotes=group_citations(lookup, event.evidence),
        support=word_support(lookup, event),
        differences=list_differences(lookup, event.disagreements),
        neighbours=tuple(_word_near(lookup, near) for near in neighbours),
        stories=tuple(_word_near(lookup, near) for near in stories),
        reading=describe_reading(lookup, event),
        permalink=addresses.make_absolute(settings.url, path) or path.removesuffix("index.html"),
        share=share,
    )
    return (Page(path, "event.html", values, gap="markdown"),)


def link_topics(lookup: Lookup, event: Event) -> tuple[Link, ...]:
    """Its topics that have a profile."""
    return tuple(link_profile(lookup.profiles[t]) for t in event.topics if t in lookup.profiles)


def word_attribution(lookup: Lookup, event: Event) -> str:
    """Whom the sources name for it."""
    voices = dict.fromkeys(c.attribution for c in event.claims if c.attribution)
    return lookup.labels.join(voices, "join_names")


def list_settled(event: Event) -> tuple[FigureClaim, ...]:
    """The figures on which sources do not differ; the others stand where they differ."""
    differ = {
        (found.about, variant.value)
        for found in event.disagreements
        if found.field == "figure"
        for variant in found.variants
    }
    return tuple(f for f in event.figures if (f.measure or "", f.phrase) not in differ)


def group_roles(lookup: Lookup, event: Event) -> tuple[RoleGroup, ...]:
    """Participants by role, in the order a sentence would name them."""
    people: dict[str, dict[Link, None]] = {}
    for part in event.participants:
        people.setdefault(part.role, {})[link_name(lookup, part.name, part.profile)] = None
    return tuple(
        RoleGroup(lookup.labels(f"role_{role}"), tuple(people[role]))
        for role in _ROLES
        if role in people
    )


class Surroundings:
    """Where each event stands among all, and in the stories of those who take part."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._order = [event.id for event in chronicle.events]
        self._places = {event: place for place, event in enumerate(self._order)}
        # The undated come last, as in every chronicle: of them nobody knows what was earlier or later.
        self._dated = sum(event.date is not None for event in chronicle.events)
        self._profiles = {profile.id: profile.name for profile in chronicle.profiles}
        self._stories = {
            profile.id: sorted(
                place
                for event in profile.events
                if (place := self._places.get(event, self._dated)) < self._dated
            )
            for profile in chronicle.profiles
        }

    def find_neighbours(self, event: Event) -> tuple[Near, ...]:
        """The events just before and after in the whole chronicle; none of what is undated."""
        place, found = self._places[event.id], []
        if 0 < place < self._dated:
            found.append(Near("earlier", "", self._order[place - 1], earlier=True))
        if place + 1 < self._dated:
            found.append(Near("later", "", self._order[place + 1], earlier=False))
        return tuple(found)

    def look(self, event: Event) -> tuple[Event, tuple[Near, ...], tuple[Near, ...]]:
        """An event with those that it leads to."""
        return event, self.find_neighbours(event), self.find_stories(event)

    def find_stories(self, event: Event) -> tuple[Near, ...]:
        """The events that hang together with this one, and those just before and after in the stories of those
        who take part; each once, in order of time."""
        place = self._places[event.id]
        labels: dict[int, tuple[str, str]] = {}
        for link in event.links:
            if link.event in self._places:
                label = f"link_{link.relation.replace(' ', '_')}"
                labels.setdefault(self._places[link.event], (label, ""))
        ids = dict.fromkeys(p.profile for p in event.participants if p.profile in self._profiles)
        for profile in [i for i in ids if i][:MOST_STORIES]:
            story, name = self._stories[profile], self._profiles[profile]
            here = bisect_left(story, place)
            if story[here : here + 1] != [place]:
                continue
            if here > 0:
                labels.setdefault(story[here - 1], ("earlier_of", name))
            if here < len(story) - 1:
                labels.setdefault(story[here + 1], ("later_of", name))
        return tuple(Near(*labels[n], self._order[n], earlier=n < place) for n in sorted(labels))


def _word_near(lookup: Lookup, near: Near) -> Neighbour:
    entry = lookup.entries[near.event]
    label = lookup.labels(near.label, name=near.of) if near.of else lookup.labels(near.label)
    return Neighbour(label, Link(entry.title, entry.path), entry.when, near.earlier)


def describe_reading(lookup: Lookup, event: Event) -> tuple[Fact, ...]:
    """Which engine, how sure, what a person wrote and whether a person has looked."""
    labels = lookup.labels
    facts = []
    confidence = word_confidence(labels, (c.confidence for c in event.claims))
    if event.claims and lookup.engines:
        facts.append(Fact(labels("engine"), labels.join(name_engines(lookup), "join_names")))
    if confidence:
        facts.append(Fact(labels("confidence"), confidence))
    if event.by_hand:
        facts.append(
            Fact(labels("by_hand"), word_by_hand(labels, event.by_hand, whole="by_hand_all"))
        )
    facts.append(Fact(labels("reviewed"), labels("yes" if event.reviewed else "no")))
    for label, text in (("first_reported", event.reported), ("added", event.added)):
        when = describe_text(text, labels)
        if when:
            facts.append(Fact(labels(label), when.text, attribute=when.attribute))
    return tuple(facts)


def name_engines(lookup: Lookup) -> tuple[str, ...]:
    """Engines without their fingerprints: "rules"."""
    return tuple(dict.fromkeys(engine.split(" ")[0] for engine in lookup.engines))
