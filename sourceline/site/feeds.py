"""What machines fetch: the Atom feed, the sitemap, robots.txt, and redirects of old addresses."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sourceline import edtf
from sourceline.edtf import Day
from sourceline.language import text_direction
from sourceline.model import Event, Settings
from sourceline.site import addresses
from sourceline.site.lookup import Lookup
from sourceline.site.pages import (
    FeedEntry,
    FeedPage,
    Page,
    RedirectPage,
    RobotsPage,
    SitemapAddress,
    SitemapPage,
)
from sourceline.site.values import Entry

MOST_ENTRIES = 50
# Atom requires a moment of the last change. Where no source tells one, this says plainly "unknown".
UNKNOWN = "0001-01-01T00:00:00Z"


def plan_feed(lookup: Lookup, entries: Mapping[str, Entry]) -> Page:
    """The newest entries by the day their newest source was published."""
    chronicle = lookup.chronicle
    settings = chronicle.settings
    ranked = sorted(chronicle.events, key=lambda e: (find_moment(lookup, e), e.id), reverse=True)
    chosen = tuple(_make_entry(lookup, event, entries[event.id]) for event in ranked[:MOST_ENTRIES])
    values = FeedPage(
        id=make_identity(settings, ""),
        language=settings.language,
        title=settings.title,
        subtitle=settings.lead,
        author=settings.author or settings.title,
        updated=max((entry.updated for entry in chosen), default=UNKNOWN),
        home_url=addresses.make_absolute(settings.url, addresses.HOME) or addresses.HOME,
        feed_url=addresses.make_absolute(settings.url, addresses.FEED),
        entries=chosen,
    )
    return Page(addresses.FEED, "feed.xml", values)


def _make_entry(lookup: Lookup, event: Event, entry: Entry) -> FeedEntry:
    settings = lookup.chronicle.settings
    labels = lookup.labels
    quote = labels("quoted", text=entry.citation.quote) if entry.citation else ""
    told = (labels("sentence_end", text=entry.when.text), entry.status_text, quote)
    return FeedEntry(
        id=make_identity(settings, entry.path),
        title=entry.title,
        url=addresses.make_absolute(settings.url, entry.path) or entry.path,
        updated=find_moment(lookup, event),
        summary=" ".join(part for part in told if part),
        when=entry.when.text,
    )


def find_moment(lookup: Lookup, event: Event) -> str:
    """When an entry last changed, as far as the content tells: its newest source's day, in UTC."""
    days = []
    for source in {e.source for e in event.evidence}:
        found = lookup.sources.get(source)
        if found and found.published and edtf.is_edtf(found.published):
            days.append(edtf.parse(found.published).earliest)
    return max((_word_moment(day) for day in days if day), default=UNKNOWN)


def _word_moment(day: Day) -> str:
    return (
        f"{day.year:04d}-{day.month:02d}-{day.day:02d}T00:00:00Z"
        if 0 < day.year < 10000
        else UNKNOWN
    )


def make_identity(settings: Settings, path: str) -> str:
    """A name that never changes for as long as the site's address and the page's path stay."""
    base = settings.url or f"sourceline:{settings.title}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{base.rstrip('/')}/{path}").urn


def plan_sitemap(lookup: Lookup, paths: Sequence[str]) -> tuple[Page, ...]:
    """The sitemap, which needs full addresses: () while the site's own is not known."""
    url = lookup.chronicle.settings.url
    if url is None:
        return ()
    modified = {
        addresses.source_path(s.id): s.published
        for s in lookup.chronicle.sources
        if s.published and edtf.is_edtf(s.published) and edtf.parse(s.published).precision == "day"
    }
    found = tuple(
        SitemapAddress(addresses.make_absolute(url, path) or path, modified.get(path))
        for path in paths
    )
    return (Page("sitemap.xml", "sitemap.xml", SitemapPage(found)),)


def plan_robots(lookup: Lookup) -> Page:
    """robots.txt: everything may be read."""
    sitemap = addresses.make_absolute(lookup.chronicle.settings.url, "sitemap.xml")
    return Page("robots.txt", "robots.txt", RobotsPage(sitemap))


def plan_redirects(lookup: Lookup) -> tuple[Page, ...]:
    """A page at every old address that leads to the new one."""
    return tuple(_plan_redirect(lookup, old, new) for old, new in lookup.chronicle.redirects)


def _plan_redirect(lookup: Lookup, old: str, new: str) -> Page:
    labels, settings = lookup.labels, lookup.chronicle.settings
    path, target = complete_path(old), complete_path(new)
    values = RedirectPage(
        language=settings.language,
        direction=text_direction(settings.language),
        title=labels("moved"),
        target=addresses.find_root(path) + target,
        canonical=addresses.make_absolute(settings.url, target),
        text=labels("moved_to"),
    )
    return Page(path, "redirect.html", values)


def complete_path(path: str) -> str:
    """ "events/x/" → "events/x/index.html"."""
    return f"{path}index.html" if path.endswith("/") or not path else path
