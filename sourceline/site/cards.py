"""The pictures that stand for a page where it is shared: which there are, and what each says."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.model import Chronicle, Event, Profile, Settings
from sourceline.site import addresses
from sourceline.site.entries import describe_when
from sourceline.site.lines import name_kind
from sourceline.site.lookup import Lookup, make_lookup
from sourceline.site.outward import Card
from sourceline.site.values import CardLink

# What every network shows whole.
WIDTH, HEIGHT = 1200, 630


def plan_cards(chronicle: Chronicle) -> tuple[Card, ...]:
    """A card for home, each event that has a page, and each profile, in this order; () where the settings ask for none, or
    tell no address: a card is found by its full address alone."""
    if not has_cards(chronicle.settings):
        return ()
    return tuple(_make_cards(make_lookup(chronicle, {})))


def has_cards(settings: Settings) -> bool:
    """Whether pages have cards at all."""
    return settings.social_cards and settings.url is not None


def _make_cards(lookup: Lookup) -> Iterator[Card]:
    settings = lookup.settings
    address = (settings.url or "").partition("://")[2].rstrip("/")
    home = addresses.card_path(addresses.HOME)
    yield Card(home, lookup.labels("chronicle"), None, (settings.title,), address)
    for event in lookup.chronicle.events if settings.event_pages else ():
        yield _make_event_card(lookup, event)
    for profile in lookup.chronicle.profiles:
        yield _make_profile_card(lookup, profile)


def _make_event_card(lookup: Lookup, event: Event) -> Card:
    when = describe_when(lookup, event)
    status = "" if event.status == "asserted" else lookup.labels(event.status)
    return Card(
        path=addresses.card_path(addresses.event_path(event.id)),
        lead=" · ".join(part for part in (when.text, status) if part),
        when=when,
        titles=(event.title,),
        foot=lookup.settings.title,
    )


def _make_profile_card(lookup: Lookup, profile: Profile) -> Card:
    return Card(
        path=addresses.card_path(addresses.profile_path(profile.kind, profile.id)),
        lead=name_kind(lookup.labels, profile.kind),
        when=None,
        titles=(profile.name, *profile.aliases),
        foot=lookup.settings.title,
    )


def link_card(lookup: Lookup, path: str, title: str) -> CardLink | None:
    """The card of the page at `path`, or for a page without one that of home; None without cards.

    The card has no words that its page does not have; its description is the page's title.
    """
    if not has_cards(lookup.settings):
        return None
    settings = lookup.settings
    own = path.startswith(("events/", *(f"{folder}/" for folder in addresses.FOLDERS.values())))
    own = own and path.count("/") == 2
    card = addresses.card_path(path if own else addresses.HOME)
    url = addresses.make_absolute(settings.url, card)
    alt = f"{title} · {settings.title}" if own else settings.title
    return CardLink(url or card, WIDTH, HEIGHT, " ".join(alt.split()))
