"""Atom and JSON Feed: of the whole site, and of each profile. What came to the site last stands first."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sourceline import edtf
from sourceline.edtf import Day
from sourceline.model import Event, Profile, Settings
from sourceline.site import addresses
from sourceline.site.indented import dump_indented
from sourceline.site.lookup import Lookup, Name
from sourceline.site.pages import DataPage, FeedEntry, FeedPage, Page, Task
from sourceline.site.plain import strip_markdown
from sourceline.site.values import Entry, Link

# A reader that looks in once a week should miss nothing, and a feed is fetched many times a day: 50
# entries are about 50 kB as Atom, 8 kB compressed.
MOST_ENTRIES = 50
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"
# Atom requires a moment of the last change. Where no source tells one, this says plainly "unknown".
UNKNOWN = "0001-01-01T00:00:00Z"


def plan_feeds(lookup: Lookup) -> tuple[Task, ...]:
    """Both feeds of the site, and both of every profile."""
    chronicle = lookup.chronicle
    settings = chronicle.settings
    ranked = rank_events(chronicle.events)
    place = {event.id: n for n, event in enumerate(ranked)}
    tasks = [
        Task(
            addresses.atom_path(addresses.HOME),
            _plan_pair,
            (
                tuple(event.id for event in ranked[:MOST_ENTRIES]),
                addresses.HOME,
                settings.title,
                strip_markdown(settings.lead),
            ),
        )
    ]
    for profile in chronicle.profiles:
        path = addresses.atom_path(addresses.profile_path(profile.kind, profile.id))
        own = sorted((e for e in profile.events if e in place), key=place.__getitem__)
        tasks.append(Task(path, _plan_profile, (profile.id, tuple(own[:MOST_ENTRIES]))))
    return tuple(tasks)


def _plan_profile(lookup: Lookup, of: str, shown: Sequence[str]) -> tuple[Page, ...]:
    profile = lookup.profiles[of]
    path = addresses.profile_path(profile.kind, profile.id)
    return _plan_pair(lookup, shown, path, title_feed(lookup, profile), "")


def title_feed(lookup: Lookup, profile: Profile | Name) -> str:
    """ "Ada Fenwick · Tidal power"."""
    return f"{profile.name} · {lookup.settings.title}"


def rank_events(events: Iterable[Event]) -> list[Event]:
    """What came last first; of one day, the later event first. Where nobody says when it came, the day on
    which a source first told it stands in: it cannot have come before. What has neither comes last."""
    order = list(enumerate(events))
    order.sort(key=lambda each: (_find_added(each[1]) or UNKNOWN, each[0]), reverse=True)
    return [event for _, event in order]


def _find_added(event: Event) -> str | None:
    return find_moment((event.added,)) or find_moment((event.reported,))


def find_moment(dates: Iterable[str | None]) -> str | None:
    """The start of the last day among EDTF dates, in UTC, as feeds write it; None when there is none."""
    days = [edtf.parse(date).earliest for date in dates if date is not None and edtf.is_edtf(date)]
    return max((text for day in days if day and (text := _word_moment(day))), default=None)


def _word_moment(day: Day) -> str | None:
    if 0 < day.year < 10000:
        return f"{day.year:04d}-{day.month:02d}-{day.day:02d}T00:00:00Z"
    return None


def _find_updated(lookup: Lookup, event: Event) -> str | None:
    """When an entry last changed, as far as the content tells: when its newest source came, or where
    nobody says that, was published."""
    sources = [lookup.sources[s] for s in {e.source for e in event.evidence} if s in lookup.sources]
    dates = [event.added, *(source.added or source.published for source in sources)]
    return find_moment(dates) or find_moment((event.reported,))


# --- one feed in both forms -------------------------------------------------------------------


def _plan_pair(
    lookup: Lookup, shown: Sequence[str], path: str, title: str, subtitle: str
) -> tuple[Page, Page]:
    """`shown`: ids of events, in their order."""
    settings = lookup.settings
    root = addresses.find_root(path)
    atom, data = addresses.atom_path(path), addresses.json_feed_path(path)
    chosen = tuple(
        _make_entry(lookup, lookup.events[event], lookup.entries[event], root) for event in shown
    )
    values = FeedPage(
        id=make_identity(settings, path),
        language=settings.language,
        title=title,
        subtitle=subtitle,
        author=settings.author or settings.title,
        rights=settings.licence,
        updated=max((entry.updated for entry in chosen if entry.updated), default=UNKNOWN),
        home_url=addresses.make_absolute(settings.url, path) or root + path,
        feed_url=addresses.make_absolute(settings.url, atom),
        unknown=UNKNOWN,
        entries=chosen,
    )
    json_url = addresses.make_absolute(settings.url, data)
    text = dump_indented(describe_feed(values, json_url))
    return Page(atom, "feed.xml", values), Page(data, "data.json", DataPage(text))


def _make_entry(lookup: Lookup, event: Event, entry: Entry, root: str) -> FeedEntry:
    settings = lookup.settings
    citation, labels = entry.citation, lookup.labels
    quote = labels("quoted", text=citation.quote) if citation else ""
    told = f"({citation.meta or citation.source.text})" if citation else ""
    added = find_moment((event.added,))
    return FeedEntry(
        # Where it is told changes with its date, and with the settings.
        id=make_identity(settings, addresses.event_path(event.id)),
        title=" ".join(entry.title.split()),
        url=addresses.make_absolute(settings.url, entry.path) or root + entry.path,
        published=added,
        updated=_find_updated(lookup, event),
        summary=" ".join(
            part
            for part in (
                labels("sentence_end", text=entry.when.text),
                entry.status_text,
                quote,
                told,
            )
            if part
        ),
        edtf=event.date.edtf if event.date else None,
        basis=event.date.basis if event.date else None,
        status=event.status,
        topics=tuple(
            Link(lookup.profiles[t].name, t) for t in event.topics if t in lookup.profiles
        ),
    )


def describe_feed(feed: FeedPage, json_url: str | None) -> dict[str, Any]:
    """The same as a JSON Feed 1.1. Addresses in it are full ones: without the site's, it has none."""
    known = json_url is not None
    author = {"name": feed.author}
    return _drop_none(
        {
            "version": JSON_FEED_VERSION,
            "title": feed.title,
            "home_page_url": feed.home_url if known else None,
            "feed_url": json_url,
            "description": feed.subtitle or None,
            "language": feed.language,
            "authors": [author],
            "items": [_describe_entry(entry, known=known) for entry in feed.entries],
        }
    )


def _describe_entry(entry: FeedEntry, *, known: bool) -> dict[str, Any]:
    timeline = {"edtf": entry.edtf, "basis": entry.basis, "status": entry.status}
    return _drop_none(
        {
            "id": entry.id,
            "url": entry.url if known else None,
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "tags": [topic.text for topic in entry.topics] or None,
            "_timeline": _drop_none(timeline),
        }
    )


def _drop_none(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


def make_identity(settings: Settings, path: str) -> str:
    """A name that never changes while the page keeps its address: the full one, where it is known; without
    it, one made from the site's title and the page's path."""
    known = addresses.make_absolute(settings.url, path)
    if known:
        return known
    return uuid.uuid5(uuid.NAMESPACE_URL, f"sourceline:{settings.title}/{path}").urn
