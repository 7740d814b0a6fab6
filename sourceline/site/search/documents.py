"""What can be found: profiles, sources and events, each with its words and with what a result shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.model import Event, Profile, Source
from sourceline.naming import name_folder
from sourceline.site.addresses import FOLDERS
from sourceline.site.citations import describe_source, shorten_text, title_source
from sourceline.site.entries import choose_quote
from sourceline.site.home import rank_profile
from sourceline.site.lines import name_event_kind, name_kind
from sourceline.site.lists import describe_profile
from sourceline.site.lookup import Lookup
from sourceline.site.search.folding import gather_prose, gather_words, list_runs

# A result shows so much of a sentence; its words beyond are found all the same.
LONGEST = 120
# Steps of an event's weight.
WEIGHTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page that can be found."""

    title: str
    kind: str
    """In words: "Person", "Source", "departure, alleged"."""
    folder: str
    id: str
    note: str
    """The date in words, a profile's role, or a source's publisher."""
    text: str
    """What a result shows below its title."""
    first: frozenset[str]
    """The words of its title and names."""
    rest: frozenset[str]
    """All other words it is found by."""
    place: str = ""
    """The page on which it stands as an entry, where it has none of its own: "timeline/2013/05/"."""
    rank: int
    """0 to 9, the lowest first among equals."""
    beside: frozenset[str] | None = None
    """Its words but for those of the author's text; None where there is no such text."""
    written: str = ""
    """The author's text."""


def list_documents(
    lookup: Lookup,
) -> tuple[Iterator[Document], Iterator[Document], Iterator[Document]]:
    """Profiles, the best known first; events and sources, the newest first; each made as it is asked for."""
    chronicle = lookup.chronicle
    profiles = sorted(chronicle.profiles, key=rank_profile)
    dated = [event for event in chronicle.events if event.date is not None]
    undated = [event for event in chronicle.events if event.date is None]
    return (
        (_document_profile(lookup, profile) for profile in profiles),
        (_document_event(lookup, e) for e in (*reversed(dated), *undated)),
        (_document_source(lookup, source) for source in reversed(chronicle.sources)),
    )


def _document_profile(lookup: Lookup, profile: Profile) -> Document:
    labels = lookup.labels
    note, kind = describe_profile(lookup, profile), name_kind(labels, profile.kind)
    aliases = ", ".join(profile.aliases)
    first = gather_words((profile.name, *profile.aliases))
    beside = gather_words((kind, note))
    return Document(
        title=profile.name,
        kind=kind,
        folder=FOLDERS[profile.kind],
        id=name_folder(profile.id),
        note=note,
        text=shorten_text(f"{labels('also_named')}: {aliases}", LONGEST) if aliases else "",
        first=first,
        rest=(beside | gather_prose(profile.text)) - first,
        beside=beside | first if profile.text else None,
        written=profile.text,
        # A name of one word is meant before the longer ones it begins.
        rank=min(len(list_runs(profile.name)), 9),
    )


def _document_source(lookup: Lookup, source: Source) -> Document:
    title, kind = title_source(source), lookup.labels("source")
    note = describe_source(lookup, source)
    first = gather_words((title,))
    return Document(
        title=title,
        kind=kind,
        folder="sources",
        id=name_folder(source.id),
        note=note,
        text="",
        first=first,
        rest=gather_words((kind, note, source.author or "")) - first,
        rank=0,
    )


def _document_event(lookup: Lookup, event: Event) -> Document:
    entry, weight = lookup.entries[event.id], lookup.weights[event.id]
    named = name_event_kind(lookup.labels, event.kind)
    kind = ", ".join(filter(None, (named, entry.status_text)))
    first = gather_words((event.title,))
    profiles = [*(p.profile or "" for p in event.participants), *event.topics]
    beside = gather_words(
        (
            kind,
            entry.when.text,
            *(participant.name for participant in event.participants),
            *(lookup.profiles[p].name for p in profiles if p in lookup.profiles),
            *(evidence.exact for evidence in event.evidence),
        )
    )
    return Document(
        title=event.title,
        kind=kind,
        folder="events",
        id=name_folder(event.id),
        place=lookup.anchors.get(event.id, "").partition("index.html")[0],
        note=entry.when.text,
        text=shorten_text(choose_quote(event).exact, LONGEST) if event.evidence else "",
        first=first,
        rest=(beside | gather_prose(event.text)) - first,
        beside=beside | first if event.text else None,
        written=event.text,
        rank=WEIGHTS - 1 - min(int(weight * WEIGHTS), WEIGHTS - 1),
    )
