"""The page of an event: when, who, how much, and every source's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourceline.model import Event, FigureClaim
from sourceline.site import addresses
from sourceline.site.citations import group_citations
from sourceline.site.dates import describe_text
from sourceline.site.differences import list_differences, word_support
from sourceline.site.entries import describe_when
from sourceline.site.frames import make_frame
from sourceline.site.lines import list_figures, name_event_kind, word_by_hand, word_confidence
from sourceline.site.linked_data import describe_event
from sourceline.site.lookup import Lookup, link_name, link_profile
from sourceline.site.pages import EventPage, Page
from sourceline.site.timeline import Dated
from sourceline.site.values import Entry, Fact, Link, Neighbour, RoleGroup

_ROLES = ("agent", "object", "recipient", "organization", "participant", "location")
# The stories of more people than this would bury the page.
MOST_STORIES = 4


def plan_events(
    lookup: Lookup, events: Sequence[Dated], entries: Mapping[str, Entry]
) -> tuple[Page, ...]:
    """A page for every event."""
    order = [entries[dated.event.id] for dated in events]
    return tuple(
        _plan_event(lookup, dated.event, order, n, entries) for n, dated in enumerate(events)
    )


def _plan_event(
    lookup: Lookup, event: Event, order: Sequence[Entry], place: int, entries: Mapping[str, Entry]
) -> Page:
    labels, settings = lookup.labels, lookup.chronicle.settings
    path = addresses.event_path(event.id)
    when = describe_when(lookup, event)
    neighbours = find_neighbours(lookup, order, place)
    near = {neighbour.link for neighbour in neighbours}
    values = EventPage(
        frame=make_frame(
            lookup,
            path,
            event.title,
            description=labels("headed", head=when.text, text=event.evidence[0].exact)
            if event.evidence
            else when.text,
            data=(describe_event(lookup, event),),
        ),
        title=event.title,
        kind=name_event_kind(labels, event.kind),
        when=when,
        status="" if event.status == "asserted" else event.status,
        status_text="" if event.status == "asserted" else labels(f"status_{event.status}"),
        roles=group_roles(lookup, event),
        topics=tuple(
            link_profile(lookup.profiles[t]) for t in event.topics if t in lookup.profiles
        ),
        attribution=labels.join(
            dict.fromkeys(c.attribution for c in event.claims if c.attribution), "join_names"
        ),
        markdown=event.text,
        figures=list_figures(lookup, _list_settled(event)),
        quotes=group_citations(lookup, event.evidence),
        support=word_support(lookup, event),
        differences=list_differences(lookup, event.disagreements),
        neighbours=neighbours,
        stories=tuple(s for s in find_stories(lookup, event, entries) if s.link not in near),
        reading=describe_reading(lookup, event),
        permalink=addresses.make_absolute(settings.url, path) or path.removesuffix("index.html"),
    )
    return Page(path, "event.html", values)


def _list_settled(event: Event) -> tuple[FigureClaim, ...]:
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
    groups = []
    for role in _ROLES:
        people = dict.fromkeys(
            link_name(lookup, p.name, p.profile) for p in event.participants if p.role == role
        )
        if people:
            groups.append(RoleGroup(lookup.labels(f"role_{role}"), tuple(people)))
    return tuple(groups)


def find_neighbours(lookup: Lookup, order: Sequence[Entry], place: int) -> tuple[Neighbour, ...]:
    """The entries just before and after in the whole chronicle."""
    found = []
    if place > 0:
        found.append(_word_neighbour(lookup.labels("earlier"), order[place - 1]))
    if place + 1 < len(order):
        found.append(_word_neighbour(lookup.labels("later"), order[place + 1]))
    return tuple(found)


def find_stories(
    lookup: Lookup, event: Event, entries: Mapping[str, Entry]
) -> tuple[Neighbour, ...]:
    """The entries that hang together with this one, then those just before and after in the stories of
    those who take part; each once."""
    found = [
        _word_neighbour(
            lookup.labels(f"link_{link.relation.replace(' ', '_')}"), entries[link.event]
        )
        for link in event.links
        if link.event in entries
    ]
    ids = dict.fromkeys(p.profile for p in event.participants if p.profile in lookup.profiles)
    for profile in [lookup.profiles[i] for i in ids if i][:MOST_STORIES]:
        story = [e for e in profile.events if e in entries]
        place = story.index(event.id) if event.id in story else -1
        if place > 0:
            label = lookup.labels("earlier_of", name=profile.name)
            found.append(_word_neighbour(label, entries[story[place - 1]]))
        if 0 <= place < len(story) - 1:
            label = lookup.labels("later_of", name=profile.name)
            found.append(_word_neighbour(label, entries[story[place + 1]]))
    return tuple({neighbour.link: neighbour for neighbour in reversed(found)}.values())[::-1]


def _word_neighbour(label: str, entry: Entry) -> Neighbour:
    return Neighbour(label, Link(entry.title, entry.path), entry.when.text)


def describe_reading(lookup: Lookup, event: Event) -> tuple[Fact, ...]:
    """Which engine, how sure, what a person wrote and whether a person has looked."""
    labels = lookup.labels
    facts = []
    confidence = word_confidence(labels, (c.confidence for c in event.claims))
    if event.claims and lookup.chronicle.engines:
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
    return tuple(dict.fromkeys(engine.split(" ")[0] for engine in lookup.chronicle.engines))
