"""Events as they stand in a timeline, each made once and shared by every page that lists it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sourceline.model import Event, Evidence, Participant
from sourceline.site.citations import cite_evidence
from sourceline.site.dates import describe_date
from sourceline.site.lookup import Lookup, find_event, link_profile
from sourceline.site.values import Citation, Entry, Link, When

_ROLE_ORDER = {
    "agent": 0,
    "object": 1,
    "recipient": 2,
    "organization": 3,
    "participant": 4,
    "location": 5,
}


def add_entries(lookup: Lookup) -> Lookup:
    """The lookup with an entry for each event."""
    return replace(lookup, entries=make_entries(lookup))


def make_entries(lookup: Lookup) -> Mapping[str, Entry]:
    """Event id → its entry."""
    cited: dict[Evidence, Citation] = {}
    return {event.id: make_entry(lookup, event, cited) for event in lookup.chronicle.events}


class Entries(Mapping[str, Entry]):
    """The same, each made when it is asked for: of a large site a preview needs few."""

    def __init__(self, lookup: Lookup, made: dict[str, Entry]) -> None:
        """`made`: those that were made before, where they are the same."""
        self._lookup = lookup
        self.made = made
        self._cited: dict[Evidence, Citation] = {}

    def __getitem__(self, key: str) -> Entry:
        found = self.made.get(key)
        if found is None:
            event = self._lookup.events[key]
            found = self.made[key] = make_entry(self._lookup, event, self._cited)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._lookup.events

    def __iter__(self) -> Iterator[str]:
        return iter(self._lookup.events)

    def __len__(self) -> int:
        return len(self._lookup.events)


def make_entry(lookup: Lookup, event: Event, cited: dict[Evidence, Citation]) -> Entry:
    """An event with its first quote, for a list. Events that quote one sentence share what was `cited`."""
    quote = choose_quote(event) if event.evidence else None
    if quote and quote not in cited:
        cited[quote] = cite_evidence(lookup, quote)
    sources = dict.fromkeys(e.source for e in event.evidence)
    more = len(sources) - 1
    return Entry(
        id=event.id,
        path=find_event(lookup, event.id),
        title=event.title,
        when=describe_when(lookup, event),
        status="" if event.status == "asserted" else event.status,
        status_text="" if event.status == "asserted" else lookup.labels(event.status),
        people=list_people(lookup, event),
        citation=cited[quote] if quote else None,
        more=lookup.labels("more_sources", more) if more > 0 else "",
        disputed=event.support == "disputed",
    )


def choose_quote(event: Event) -> Evidence:
    """The first quote of the telling that gave the title, or else of all."""
    told = (claim.evidence for claim in event.claims if claim.title == event.title)
    own = next((quotes for quotes in told if quotes), event.evidence)
    return own[0]


def describe_when(lookup: Lookup, event: Event) -> When:
    """An event's date; one without is said to be undated."""
    if event.date is not None:
        return describe_date(event.date, lookup.labels)
    undated = lookup.labels("undated")
    return When(
        text=undated,
        plain=undated,
        lead="",
        short=undated,
        attribute=None,
        shape="none",
        soft=False,
        hollow=True,
        note=lookup.labels("undated_note"),
    )


def rank_participants(event: Event) -> list[Participant]:
    """Those who take part, in the order a line names them."""
    return sorted(event.participants, key=lambda p: _ROLE_ORDER.get(p.role, 9))


def list_people(lookup: Lookup, event: Event) -> tuple[Link, ...]:
    """Participants that have a profile, by role, each once."""
    found: dict[str, Link] = {}
    for participant in rank_participants(event):
        profile = lookup.profiles.get(participant.profile or "")
        if profile and profile.id not in found:
            found[profile.id] = link_profile(profile)
    return tuple(found.values())
