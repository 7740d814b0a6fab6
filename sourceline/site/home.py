"""The home page: the whole at a glance, then the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.model import Profile
from sourceline.site import addresses
from sourceline.site.data.page import announce_data
from sourceline.site.frames import make_frame
from sourceline.site.labels import Labels
from sourceline.site.linked_data import describe_site
from sourceline.site.lists import card_profile, card_source, list_cited
from sourceline.site.lookup import Lookup
from sourceline.site.pages import HomePage, Page
from sourceline.site.ribbon import draw_ribbon
from sourceline.site.timeline import (
    UNDATED,
    Dated,
    arrange_timeline,
    group_periods,
    title_period,
)
from sourceline.site.values import CountedLink, Entry, ProfileList

# Above this the home page shows the newest entries only: with 200, a slow phone was busy for half a second.
MOST_ENTRIES = 100
# More periods than these are for the timeline page to list; on a phone a hundred filled two screens.
MOST_YEARS = 36
NEWEST_YEARS = 12
# Below this the key moments would only repeat the timeline.
KEY_MOMENTS_FROM = 10
MOST_KEY_MOMENTS = 5
MOST_PROFILES = 8
MOST_SOURCES = 5


def plan_home(lookup: Lookup, events: Sequence[Dated]) -> Page:
    """The page at the root."""
    chronicle, labels = lookup.chronicle, lookup.labels
    shown = choose_events(events)
    settings = chronicle.settings
    years = list_years(lookup, events)
    summary = count_holdings(lookup)
    values = HomePage(
        frame=make_frame(
            lookup,
            addresses.HOME,
            settings.title,
            description=settings.lead,
            data=describe_site(lookup, tuple(text for _, text in summary)),
            card_type="website",
            alternates=announce_data(lookup),
        ),
        lead_markdown=settings.lead,
        summary=tuple(text for _, text in summary),
        empty="" if events else labels("empty"),
        ribbon=draw_ribbon(events, labels),
        years=years,
        all_years=len(years) == len(group_periods(events)),
        key_moments=choose_moments(lookup, events),
        moments_note=word_choice(events, labels),
        periods=arrange_timeline(shown, lookup.entries, lookup.weights, labels),
        earlier=""
        if len(shown) == len(events)
        else labels("newest", len(shown), all=labels.count(len(events))),
        profiles=list_profiles(lookup),
        cited=list_cited(lookup, shown),
        sources=tuple(card_source(lookup, s) for s in reversed(chronicle.sources[-MOST_SOURCES:])),
    )
    return Page(addresses.HOME, "home.html", values)


def choose_events(events: Sequence[Dated]) -> Sequence[Dated]:
    """All events, or those of the newest whole periods that fit; of a period that is longer than the page,
    the newest. What is undated is not the newest."""
    if len(events) <= MOST_ENTRIES:
        return events
    chosen: list[Dated] = []
    for members in reversed(group_periods(d for d in events if d.period != UNDATED).values()):
        if chosen and len(chosen) + len(members) > MOST_ENTRIES:
            break
        chosen = [*members, *chosen]
    return (chosen or events)[-MOST_ENTRIES:]


def choose_moments(lookup: Lookup, events: Sequence[Dated]) -> tuple[Entry, ...]:
    """The pinned events; where there are none, the weightiest of a long chronicle, no two of one date as
    long as there are others. In order of time."""
    chosen = {d.event.id for d in events if d.event.pin}
    if not chosen and len(events) >= KEY_MOMENTS_FROM:
        ranked = sorted(events, key=lambda d: -lookup.weights[d.event.id])
        first: dict[str, str] = {}
        for dated in ranked:
            first.setdefault(dated.value.text if dated.value else dated.event.id, dated.event.id)
        best = [*first.values(), *(d.event.id for d in ranked)]
        chosen = set(list(dict.fromkeys(best))[:MOST_KEY_MOMENTS])
    return tuple(lookup.entries[d.event.id] for d in events if d.event.id in chosen)


def word_choice(events: Sequence[Dated], labels: Labels) -> str:
    """By what the key moments were chosen."""
    pinned = any(dated.event.pin for dated in events)
    return labels("moments_pinned" if pinned else "moments_weighed")


def list_years(lookup: Lookup, events: Sequence[Dated]) -> tuple[CountedLink, ...]:
    """Every period with the number of its entries; of very many, the newest."""
    years = tuple(
        CountedLink(title_period(key, lookup.labels), addresses.period_path(key), len(members))
        for key, members in group_periods(events).items()
    )
    return years if len(years) <= MOST_YEARS else years[-NEWEST_YEARS:]


def list_profiles(lookup: Lookup) -> tuple[ProfileList, ...]:
    """Each kind with its best-known profiles."""
    lists = []
    for kind, folder in addresses.FOLDERS.items():
        members = [p for p in lookup.chronicle.profiles if p.kind == kind]
        if not members:
            continue
        top = sorted(members, key=rank_profile)[:MOST_PROFILES]
        cards = tuple(card_profile(lookup, profile) for profile in top)
        rest = len(members) - len(cards)
        lists.append(ProfileList(lookup.labels(folder), addresses.index_path(kind), cards, rest))
    return tuple(lists)


def rank_profile(profile: Profile) -> tuple[bool, int, int, str]:
    """Pinned first, then by entries and sentences, then by name."""
    return (not profile.pin, -len(profile.events), -len(profile.evidence), profile.name)


def count_holdings(lookup: Lookup) -> tuple[tuple[int, str], ...]:
    """(8, "8 entries"), (3, "3 people"), …, (1, "1 source"); kinds without a member are left out."""
    chronicle, labels = lookup.chronicle, lookup.labels
    counts = [("entries", len(chronicle.events))]
    for kind, folder in addresses.FOLDERS.items():
        n = sum(1 for p in chronicle.profiles if p.kind == kind)
        if n:
            counts.append((f"count_{folder}", n))
    counts.append(("count_sources", len(chronicle.sources)))
    return tuple((n, labels(key, n)) for key, n in counts)
