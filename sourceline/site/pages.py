"""A page, and the values of each kind of page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sourceline.site.outward import EmbedFrame, EmbedLine, Share
from sourceline.site.values import (
    Chart,
    Citation,
    Corrected,
    CorrectionDay,
    CountedLink,
    Detail,
    Difference,
    Entry,
    Facet,
    Fact,
    FigureLine,
    Frame,
    Lifeline,
    Link,
    NameGroup,
    Neighbour,
    PartLink,
    Period,
    PeriodLink,
    ProfileCard,
    ProfileList,
    QuotationLine,
    RelationGroup,
    Ribbon,
    RoleGroup,
    RoleLine,
    Sign,
    SourceCard,
    SourceQuotes,
    TextBlock,
    When,
)

if TYPE_CHECKING:
    from sourceline.site.lookup import Lookup


class Page(NamedTuple):
    """A file of the site: its path, its template, and the values the template shows."""

    path: str
    template: str | None
    """None for a file that needs none: `values` is its text."""
    values: Any
    """One of the tuples below; its fields are the template's names."""
    gap: str = ""
    """The name of a text that the next build may exchange in the finished page, where all else is the same."""


class Memo(NamedTuple):
    """What a task found out that the next build may use; no file of the site."""

    name: str
    values: Any
    """Plain values, as `marshal` keeps them."""


class Task(NamedTuple):
    """A page that is yet to be made, with the files that come with it. Tasks can be done in any order, in
    any process: each gives the same pages whatever was done before."""

    path: str
    """Of the page itself."""
    function: Callable[..., Page | tuple[Page | Memo, ...]]
    """Of a module: it sees what it is given and the lookup, and nothing else of the site."""
    given: tuple[Any, ...] | Callable[[], tuple[Any, ...]] = ()
    """Frozen values, and lists of such; or what works them out, where those of all tasks would be much."""

    def list_given(self) -> tuple[Any, ...]:
        """What the function is given beside the lookup."""
        return self.given() if callable(self.given) else self.given

    def make(self, lookup: Lookup) -> tuple[Page | Memo, ...]:
        """The files, and what the next build may use."""
        made = self.function(lookup, *self.list_given())
        return (made,) if isinstance(made, Page) else made


class HomePage(NamedTuple):
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
    moments_note: str
    """By what they were chosen."""
    periods: tuple[Period, ...]
    earlier: str
    """ "The newest 200 of 3,000 entries stand here", or ""."""
    profiles: tuple[ProfileList, ...]
    sources: tuple[SourceCard, ...]
    cited: tuple[SourceCard, ...]
    """Of the entries that stand here, to be printed."""


class TimelinePage(NamedTuple):
    frame: Frame
    title: str
    summary: str
    ribbon: Ribbon | None
    index: tuple[PeriodLink, ...]  # type: ignore[assignment] # in place of the method of tuples
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


class YearPage(NamedTuple):
    frame: Frame
    title: str
    summary: str
    ribbon: Ribbon | None
    months: tuple[CountedLink, ...]
    """Filled where the year is long: its months have pages of their own."""
    parts: tuple[PartLink, ...]
    periods: tuple[Period, ...]
    details: Mapping[str, Detail]
    """Event id → what its page would show, where events have none."""
    cited: tuple[SourceCard, ...]
    """Of the entries that stand here, to be printed."""
    before: Link | None
    after: Link | None


class EventPage(NamedTuple):
    frame: Frame
    corrected: tuple[Corrected, ...]
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
    share: Share


class ProfilePage(NamedTuple):
    frame: Frame
    corrected: tuple[Corrected, ...]
    name: str
    kind: str
    aliases: tuple[str, ...]
    markdown: str
    facts: tuple[Fact, ...]
    lifeline: Lifeline | None
    roles: tuple[RoleLine, ...]
    roles_title: str
    charts: tuple[Chart, ...]
    figures: tuple[FigureLine, ...]
    differences: tuple[Difference, ...]
    relations: tuple[RelationGroup, ...]
    years: tuple[CountedLink, ...]
    """Where its timeline is long: to each year of it, or to the pages that tell it."""
    periods: tuple[Period, ...]
    earlier: str
    """ "The newest 80 of 3,000 entries stand here", or ""."""
    quotations_by: tuple[QuotationLine, ...]
    quotations_about: tuple[QuotationLine, ...]
    company: tuple[CountedLink, ...]
    """Who appears with it, most often first."""
    sources: tuple[SourceCard, ...]
    mentions: tuple[Citation, ...]
    more: Mapping[str, Link]
    """Section → the pages of all of its lines, where they are too many."""
    reading: tuple[Fact, ...]
    share: Share


class SectionPage(NamedTuple):
    """A part of a list that is too long for the page of its profile or source."""

    frame: Frame
    of: Link
    section: str
    """Of a profile "timeline", "roles", "figures", "differences", "quotations-by", "quotations-about",
    "relations" or "sources"; of a source "events" or "profiles"."""
    title: str
    summary: str
    parts: tuple[PartLink, ...]
    lines: tuple[Any, ...]
    """RoleLine, FigureLine, Difference, QuotationLine, RelationGroup, SourceCard, Link or ProfileCard, as the
    section asks."""
    periods: tuple[Period, ...]
    """Of a timeline."""
    cited: tuple[SourceCard, ...]
    """Of the entries that stand here, to be printed."""
    before: Link | None
    after: Link | None


class SourcePage(NamedTuple):
    frame: Frame
    corrected: tuple[Corrected, ...]
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
    more: Mapping[str, Link]
    """Section → the pages of all of its lines, where they are too many."""
    before: Link | None
    """The source published just before this one."""
    after: Link | None


class ProfileIndexPage(NamedTuple):
    frame: Frame
    title: str
    summary: str
    parts: tuple[PartLink, ...]
    """Filled where the list is long, as in every page below."""
    before: Link | None
    after: Link | None
    cards: tuple[ProfileCard, ...]


class SourceIndexPage(NamedTuple):
    frame: Frame
    title: str
    summary: str
    parts: tuple[PartLink, ...]
    before: Link | None
    after: Link | None
    cards: tuple[SourceCard, ...]


class SearchPage(NamedTuple):
    frame: Frame
    title: str
    index: str  # type: ignore[assignment] # in place of the method of tuples
    """Path of the folder that holds the index."""
    groups: tuple[tuple[str, str], ...]
    """Key and heading of each kind of result."""
    indexes: tuple[CountedLink, ...]
    years: tuple[CountedLink, ...]
    names: tuple[NameGroup, ...]
    names_note: str
    """That some names are left out, or ""."""


class AboutPage(NamedTuple):
    frame: Frame
    title: str
    markdown: str
    counts: tuple[Fact, ...]
    verified: str
    reviewed: str
    corrected: Link
    """What was corrected, in words that lead there."""
    reading: tuple[Fact, ...]
    licences: tuple[Fact, ...]
    """Of the sources: licence → how many state it."""
    legend: tuple[Sign, ...]
    downloads: tuple[CountedLink, ...]


class DataIndexPage(NamedTuple):
    """What there is for programs, explained to people."""

    frame: Frame
    title: str
    lists: tuple[CountedLink, ...]
    """Each with the address of its file as the text, and as the note how much it holds."""
    pairs: tuple[tuple[Link, Link], ...]
    """Of a page of each kind: its address, and that of its data."""
    notes: tuple[Fact, ...]
    """On dates, sentences, doubt, the licence."""
    files: tuple[CountedLink, ...]
    """The index and the schema."""
    example: str
    """JSON of an event, or ""."""


class CorrectionsPage(NamedTuple):
    frame: Frame
    title: str
    lead: str
    """What stands here, or that there is nothing to tell."""
    days: tuple[CorrectionDay, ...]


class NotFoundPage(NamedTuple):
    frame: Frame
    title: str
    links: tuple[Link, ...]


class RedirectPage(NamedTuple):
    language: str
    direction: str
    title: str
    target: str
    """Relative to the redirect page."""
    canonical: str | None
    text: str


class EventEmbedPage(NamedTuple):
    """An event inside another site's page."""

    frame: EmbedFrame
    title: Link
    when: When
    status: str
    citation: Citation | None
    support: str


class TimelineEmbedPage(NamedTuple):
    """A profile's timeline inside another site's page."""

    frame: EmbedFrame
    title: Link
    summary: str
    more: str
    """ "All 300 entries", leading to the profile's page, or ""."""
    lines: tuple[EmbedLine, ...]


class FeedEntry(NamedTuple):
    id: str
    title: str
    url: str
    published: str | None
    """When it came to the site, where somebody says so."""
    updated: str | None
    summary: str
    edtf: str | None
    basis: str | None
    status: str
    topics: tuple[Link, ...]
    """Names with the topics' ids."""


class FeedPage(NamedTuple):
    id: str
    language: str
    title: str
    subtitle: str
    author: str
    rights: str | None
    updated: str
    home_url: str
    feed_url: str | None
    unknown: str
    """Stands for a moment nobody tells."""
    entries: tuple[FeedEntry, ...]


class DataPage(NamedTuple):
    """A file of data."""

    text: str
    """JSON."""


class SitemapPage(NamedTuple):
    addresses: tuple[str, ...]


class RobotsPage(NamedTuple):
    sitemap: str | None
