"""An event in plain words, with its quotes and full addresses: what every format tells of it in its own way.

The words are those of the site, in its language. Texts are untrusted and plain: a format that knows markup
escapes them.
"""

from __future__ import annotations

from typing import NamedTuple

from sourceline.interchange.values import Outgoing
from sourceline.model import Event, Profile, Source
from sourceline.site.addresses import (
    clean_web_address,
    make_absolute,
    profile_path,
    source_path,
)
from sourceline.site.citations import cite_all
from sourceline.site.entries import choose_quote, describe_when, rank_participants
from sourceline.site.lookup import Name, find_event
from sourceline.site.plain import strip_markdown


class Quote(NamedTuple):
    """A sentence that an event rests on."""

    text: str
    """Shortened, in one line, without quotation marks."""
    source: str
    """Id of the source."""
    title: str
    """Of the source."""
    meta: str
    """Its publisher and date in words: "The Harbour Post, 26 March 2024"; "" where neither is known."""
    address: str | None
    """Of the sentence on its page of the site; None where the site's is not known."""
    original: str | None
    """Of the words in the original; None where it has no web address."""

    @property
    def credit(self) -> str:
        """Who is quoted: publisher and date, or else the title."""
        return self.meta or self.title

    @property
    def link(self) -> str | None:
        """The best address to follow: the sentence here, else in the original."""
        return self.address or self.original


class Telling(NamedTuple):
    """What is to be told of an event, in words."""

    id: str
    title: str
    """In one line."""
    when: str
    """ "26 March 2024", "about 1450", "reported 26 March 2024"; "undated"."""
    edtf: str
    """ "" for an event without a date."""
    status: str
    """ "Planned", "Denied", "Alleged" in the site's language; "" for what is asserted."""
    text: str
    """The author's words without the signs of Markdown, or ""."""
    note: str
    """How the date is known, a sentence, or ""."""
    quotes: tuple[Quote, ...]
    """The one that gave the title first."""
    people: tuple[str, ...]
    """Names of those who take part, in the order a line names them."""
    topics: tuple[str, ...]
    """Names of its topics."""
    address: str | None
    """Of its page; None where the site's is not known."""

    @property
    def announced(self) -> str:
        """The title after its status, as every list of the site has it: "Planned: The works open"."""
        return f"{self.status}: {self.title}" if self.status else self.title

    @property
    def marked(self) -> str:
        """The title before its status, for those who show a title alone: "The works open (Planned)"."""
        return f"{self.title} ({self.status})" if self.status else self.title


def tell_event(outgoing: Outgoing, event: Event) -> Telling:
    """One event."""
    lookup = outgoing.lookup
    when = describe_when(lookup, event)
    return Telling(
        id=event.id,
        title=" ".join(event.title.split()),
        when=when.text,
        edtf=event.date.edtf if event.date else "",
        status="" if event.status == "asserted" else lookup.labels(event.status),
        text=strip_markdown(event.text).strip(),
        note=when.note,
        quotes=_quote_event(outgoing, event),
        people=tuple(dict.fromkeys(p.name for p in rank_participants(event) if p.name)),
        topics=tuple(lookup.profiles[t].name for t in event.topics if t in lookup.profiles),
        address=locate_event(outgoing, event.id),
    )


def _quote_event(outgoing: Outgoing, event: Event) -> tuple[Quote, ...]:
    if not event.evidence:
        return ()
    best = choose_quote(event)
    evidence = tuple(dict.fromkeys((best, *event.evidence)))
    sources = outgoing.lookup.sources
    return tuple(
        Quote(
            text=citation.quote,
            source=each.source,
            title=citation.source.text,
            meta=citation.meta,
            address=_locate(outgoing, citation.source.path),
            original=citation.original,
        )
        for each, citation in zip(evidence, cite_all(outgoing.lookup, evidence), strict=True)
        if each.source in sources
    )


# --- addresses: full ones, or None where the site's own is not known -------------------------------


def locate_event(outgoing: Outgoing, event: str) -> str | None:
    """The page of an event, or its place on the page of its period."""
    return _locate(outgoing, find_event(outgoing.lookup, event))


def locate_profile(outgoing: Outgoing, profile: Profile | Name) -> str | None:
    """The page of a profile."""
    return _locate(outgoing, profile_path(profile.kind, profile.id))


def locate_source(outgoing: Outgoing, source: Source) -> str | None:
    """The page of a source on the site."""
    return _locate(outgoing, source_path(source.id))


def find_original(source: Source) -> str | None:
    """The web address of the original, if it is one that may be linked."""
    return clean_web_address(source.url)


def _locate(outgoing: Outgoing, path: str | None) -> str | None:
    return make_absolute(outgoing.chronicle.settings.url, path) if path else None
