"""A page, and the values of each kind of page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sourceline.site.values import (
    Citation,
    CountedLink,
    Difference,
    Entry,
    Facet,
    Fact,
    FigureLine,
    Frame,
    Lifeline,
    Link,
    Neighbour,
    Period,
    PeriodLink,
    ProfileCard,
    ProfileList,
    QuotationLine,
    RelationGroup,
    Ribbon,
    RoleGroup,
    RoleLine,
    SourceCard,
    SourceQuotes,
    TextBlock,
    When,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path, its template, and the values the template shows."""

    path: str
    template: str | None
    """None for a file that needs none: `values` is its text."""
    values: Any
    """One of the dataclasses below; its fields are the template's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    frame: Frame
    lead_markdown: str
    summary: tuple[str, ...]
    """Counts in words: "8 entries", "1 source"."""
    empty: str
    """What to say when there is no entry yet, or ""."""
    ribbon: Ribbon | None
    years: tuple[CountedLink, ...]
    all_years: bool
    """Whether these are all periods."""
    key_moments: tuple[Entry, ...]
    periods: tuple[Period, ...]
    earlier: str
    """ "The newest 200 of 3,000 entries stand here", or ""."""
    profiles: tuple[ProfileList, ...]
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    frame: Frame
    title: str
    summary: str
    ribbon: Ribbon | None
    index: tuple[PeriodLink, ...]
    periods: tuple[Period, ...]
    """All entries, where they are few."""
    profiles: tuple[ProfileList, ...]
    sources: tuple[SourceCard, ...]
    all_sources: int
    facets: tuple[Facet, ...]
    columns: str
    """Path of the file of columns."""
    patterns: tuple[Entry, Entry]
    """What a script copies for an entry under a year, and under a month."""
    marks: tuple[When, ...]
    """A date of every shape, sharp and soft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage:
    frame: Frame
    title: str
    summary: str
    ribbon: Ribbon | None
    months: tuple[CountedLink, ...]
    """Filled where the year is long: its months have pages of their own."""
    periods: tuple[Period, ...]
    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    frame: Frame
    title: str
    kind: str
    when: When | None
    status: str
    status_text: str
    roles: tuple[RoleGroup, ...]
    topics: tuple[Link, ...]
    attribution: str
    markdown: str
    figures: tuple[FigureLine, ...]
    quotes: tuple[SourceQuotes, ...]
    support: str
    differences: tuple[Difference, ...]
    neighbours: tuple[Neighbour, ...]
    stories: tuple[Neighbour, ...]
    reading: tuple[Fact, ...]
    permalink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePage:
    frame: Frame
    name: str
    kind: str
    aliases: tuple[str, ...]
    markdown: str
    facts: tuple[Fact, ...]
    lifeline: Lifeline | None
    roles: tuple[RoleLine, ...]
    roles_title: str
    figures: tuple[FigureLine, ...]
    differences: tuple[Difference, ...]
    relations: tuple[RelationGroup, ...]
    periods: tuple[Period, ...]
    quotations_by: tuple[QuotationLine, ...]
    quotations_about: tuple[QuotationLine, ...]
    company: tuple[CountedLink, ...]
    """Who appears with it, most often first."""
    sources: tuple[SourceCard, ...]
    mentions: tuple[Citation, ...]
    reading: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    frame: Frame
    title: str
    language: str
    direction: str
    made: str
    """ "Title made from the text", or ""."""
    facts: tuple[Fact, ...]
    heading: TextBlock | None
    """The title as a sentence of the text, where the text begins with it."""
    note: str
    """What the page prints of the text."""
    blocks: tuple[TextBlock, ...]
    dropped: tuple[str, ...]
    events: tuple[Link, ...]
    profiles: tuple[ProfileCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileIndexPage:
    frame: Frame
    title: str
    summary: str
    cards: tuple[ProfileCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceIndexPage:
    frame: Frame
    title: str
    summary: str
    cards: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    frame: Frame
    title: str
    markdown: str
    counts: tuple[Fact, ...]
    verified: str
    reviewed: str
    reading: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    frame: Frame
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage:
    language: str
    direction: str
    title: str
    target: str
    """Relative to the redirect page."""
    canonical: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    id: str
    title: str
    url: str
    updated: str
    summary: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    id: str
    language: str
    title: str
    subtitle: str
    author: str
    updated: str
    home_url: str
    feed_url: str | None
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapAddress:
    url: str
    modified: str | None


@dataclass(frozen=True, slots=True)
class SitemapPage:
    addresses: tuple[SitemapAddress, ...]


@dataclass(frozen=True, slots=True)
class RobotsPage:
    sitemap: str | None
