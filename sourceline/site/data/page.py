"""The page that explains the data to people: what there is, where it stands, and how to read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sourceline.site import addresses
from sourceline.site.data import places
from sourceline.site.data.files import list_listings
from sourceline.site.data.places import Listing, data_path, shorten_page
from sourceline.site.data.things import describe_event
from sourceline.site.frames import make_frame
from sourceline.site.indented import dump_indented
from sourceline.site.labels import Labels
from sourceline.site.linked_data import describe_page
from sourceline.site.lookup import Lookup
from sourceline.site.pages import DataIndexPage, Page, Task
from sourceline.site.values import Alternate, CountedLink, Fact, Link
from sourceline.weave.claims import Sayings

_NOTES = (
    ("data_dates", "data_dates_note"),
    ("data_evidence", "data_evidence_note"),
    ("data_doubt", "data_doubt_note"),
    ("data_empty", "data_empty_note"),
    ("data_text", "data_text_note"),
)


def plan_data(lookup: Lookup, say: Callable[[], Sayings]) -> tuple[Task, ...]:
    """The page, where the settings want data."""
    if not lookup.settings.data:
        return ()
    chronicle = lookup.chronicle
    # A weighty one of few sentences, which a reader can overlook at a glance.
    example = min(chronicle.events, key=lambda e: (len(e.evidence) > 2, -e.weight), default=None)
    pages = [
        *([addresses.event_path(example.id)] if example and lookup.settings.event_pages else ()),
        *(addresses.profile_path(p.kind, p.id) for p in chronicle.profiles[:1]),
        *(addresses.source_path(source.id) for source in chronicle.sources[:1]),
    ]
    given = (list_listings(lookup, say()), tuple(pages), example.id if example else None)
    return (Task(places.PAGE, _plan_page, given),)


def _plan_page(
    lookup: Lookup, listings: Sequence[Listing], pages: Sequence[str], example: str | None
) -> Page:
    labels = lookup.labels
    title = labels("data")
    shown = describe_event(lookup, lookup.events[example]) if example else None
    values = DataIndexPage(
        frame=make_frame(
            lookup,
            places.PAGE,
            title,
            description=labels("data_lead"),
            data=(describe_page(lookup, "WebPage", places.PAGE, title),),
            alternates=announce_data(lookup, addresses.find_root(places.PAGE)),
        ),
        title=title,
        lists=tuple(
            CountedLink(each.path, each.path, each.count, _word_listing(labels, each))
            for each in listings
        ),
        pairs=tuple(
            (Link(shorten_page(page), page), Link(data_path(page), data_path(page)))
            for page in pages
        ),
        notes=_list_notes(lookup),
        files=(
            CountedLink(places.INDEX, places.INDEX, 0, labels("data_index")),
            CountedLink(places.SCHEMA, places.SCHEMA, 0, labels("data_schema")),
        ),
        example=dump_indented(shown) if shown else "",
    )
    return Page(places.PAGE, "data.html", values)


def _word_listing(labels: Labels, listing: Listing) -> str:
    """ "12 people"."""
    if listing.name == "events":
        return labels("entries", listing.count)
    return labels(f"count_{listing.name}", listing.count)


def _list_notes(lookup: Lookup) -> tuple[Fact, ...]:
    """How the data is read, and under which licence."""
    labels, licence = lookup.labels, lookup.settings.licence
    notes = [Fact(labels(name), labels(says)) for name, says in _NOTES]
    if licence:
        url = addresses.clean_web_address(licence)
        notes.append(Fact(labels("licence_label"), licence, url=url))
    return tuple(notes)


def announce_data(lookup: Lookup, root: str = "") -> tuple[Alternate, ...]:
    """What the head of a page says of the index of the data, where there is one."""
    if not lookup.settings.data:
        return ()
    return (Alternate("application/json", lookup.labels("data"), root + places.INDEX),)
