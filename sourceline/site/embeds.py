"""Small pages that other sites frame: one event, or the timeline of one profile; and what a site that
frames them is told (oEmbed 1.0)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sourceline.language import text_direction
from sourceline.model import Profile
from sourceline.site import addresses
from sourceline.site.assets import THEME
from sourceline.site.cards import link_card
from sourceline.site.differences import word_support
from sourceline.site.frames import word_notice
from sourceline.site.indented import dump_indented
from sourceline.site.lookup import Lookup
from sourceline.site.outward import EmbedFrame, EmbedLine, Share
from sourceline.site.pages import DataPage, EventEmbedPage, Page, Task, TimelineEmbedPage
from sourceline.site.values import Alternate, Entry, Link

# A longer timeline shows its newest entries and leads to the whole: 40 are about 12 kB.
MOST_LINES = 40
WIDTH = 600
# Of the frame of a timeline, which scrolls in it; that of an event is as high as its words need.
TIMELINE_HEIGHT = 480
OEMBED = "application/json+oembed"


def plan_embeds(lookup: Lookup) -> tuple[Task, ...]:
    """A page for each event that has one itself and each profile, and where the site's address is known what
    oEmbed tells of it; () where the settings want none."""
    chronicle = lookup.chronicle
    if not chronicle.settings.embeds:
        return ()
    tasks: list[Task] = []
    for event in chronicle.events if chronicle.settings.event_pages else ():
        path = addresses.embed_path(addresses.event_path(event.id))
        tasks.append(Task(path, _plan_event, (event.id,)))
    for profile in chronicle.profiles:
        path = addresses.embed_path(addresses.profile_path(profile.kind, profile.id))
        own = [event for event in profile.events if event in lookup.entries]
        given = (profile.id, tuple(own[-MOST_LINES:]), len(own))
        tasks.append(Task(path, _plan_profile, given))
    return tuple(tasks)


def _plan_event(lookup: Lookup, event: str) -> tuple[Page, ...]:
    entry = lookup.entries[event]
    values = EventEmbedPage(
        frame=_make_frame(lookup, entry.path, entry.title),
        title=Link(entry.title, entry.path),
        when=entry.when,
        status=entry.status_text,
        citation=entry.citation,
        support=word_support(lookup, lookup.events[event]),
    )
    page = Page(addresses.embed_path(entry.path), "embed_event.html", values)
    return (page, *_plan_oembed(lookup, entry.path, entry.title, measure_entry(entry)))


def _plan_profile(lookup: Lookup, of: str, shown: Sequence[str], count: int) -> tuple[Page, ...]:
    """The timeline of a profile: of `count` events those that are `shown`."""
    labels, profile = lookup.labels, lookup.profiles[of]
    path = addresses.profile_path(profile.kind, profile.id)
    values = TimelineEmbedPage(
        frame=_make_frame(lookup, path, profile.name),
        title=Link(profile.name, path),
        summary=labels("entries", count),
        more="" if len(shown) == count else labels("embed_all", count),
        lines=tuple(
            EmbedLine(entry.when, entry.status_text, Link(entry.title, entry.path))
            for entry in map(lookup.entries.__getitem__, shown)
        ),
    )
    page = Page(addresses.embed_path(path), "embed_timeline.html", values)
    return (page, *_plan_oembed(lookup, path, profile.name, TIMELINE_HEIGHT))


def _make_frame(lookup: Lookup, path: str, title: str) -> EmbedFrame:
    settings = lookup.settings
    return EmbedFrame(
        root=addresses.find_root(addresses.embed_path(path)),
        language=settings.language,
        direction=text_direction(settings.language),
        site_title=settings.title,
        title=title,
        canonical=addresses.make_absolute(settings.url, path),
        stylesheets=(lookup.assets[THEME],) if THEME in lookup.assets else (),
        labels=lookup.labels,
        notice=word_notice(lookup),
    )


# --- what others are told ---------------------------------------------------------------------


def measure_entry(entry: Entry) -> int:
    """How high a frame must be, in pixels, to show an entry without scrolling.

    Counted in lines of type as they break at 450 pixels, between the full width and a phone's: a little
    room to spare in the one, a scroll bar in the other where the words are many.
    """
    quote = len(entry.citation.quote) if entry.citation else 0
    lines = -(-len(entry.title) // 36) * 29 + -(-quote // 46) * 25
    return -(-(180 + lines) // 10) * 10


def write_code(lookup: Lookup, path: str, title: str, height: int) -> str:
    """The HTML that frames a page; "" where embeds are not wanted or the address is not known."""
    settings = lookup.settings
    url = addresses.make_absolute(settings.url, addresses.embed_path(path))
    if url is None or not settings.embeds:
        return ""
    return (
        f'<iframe src="{escape(url)}" title="{escape(" ".join(title.split()))}" width="{WIDTH}"'
        f' height="{height}" loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


def _plan_oembed(lookup: Lookup, path: str, title: str, height: int) -> tuple[Page, ...]:
    code = write_code(lookup, path, title, height)
    if not code:
        return ()
    settings = lookup.settings
    card = link_card(lookup, path, title)
    picture = (
        {
            "thumbnail_url": card.url,
            "thumbnail_width": card.width,
            "thumbnail_height": card.height,
        }
        if card
        else {}
    )
    data = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": settings.title,
        "provider_url": addresses.make_absolute(settings.url, addresses.HOME),
        "html": code,
        "width": WIDTH,
        "height": height,
        **picture,
    }
    text = dump_indented(data)
    return (Page(addresses.oembed_path(path), "data.json", DataPage(text)),)


# --- what a page tells of its other forms -----------------------------------------------------


def share_event(lookup: Lookup, entry: Entry) -> Share:
    """An event's page can be framed; it has no feed of its own."""
    code = write_code(lookup, entry.path, entry.title, measure_entry(entry))
    return Share(atom=None, json=None, code=code)


def share_profile(lookup: Lookup, profile: Profile, path: str) -> Share:
    """A profile's page has two feeds, and its timeline can be framed."""
    return Share(
        atom=addresses.atom_path(path),
        json=addresses.json_feed_path(path),
        code=write_code(lookup, path, profile.name, TIMELINE_HEIGHT),
    )


def announce_embed(lookup: Lookup, share: Share, path: str, title: str) -> tuple[Alternate, ...]:
    """What the head of a page says of its oEmbed data, where it can be framed."""
    # The full address, since those who follow it do not all know how to complete one.
    url = addresses.make_absolute(lookup.settings.url, addresses.oembed_path(path))
    return (Alternate(OEMBED, title, url),) if share.code and url else ()
