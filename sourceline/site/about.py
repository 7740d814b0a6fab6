"""The page that says how the site was made, and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections import Counter

from sourceline.model import Date
from sourceline.site import addresses
from sourceline.site.data.places import PAGE
from sourceline.site.dates import describe_date
from sourceline.site.events import name_engines
from sourceline.site.frames import make_frame
from sourceline.site.home import count_holdings
from sourceline.site.labels import Labels
from sourceline.site.linked_data import describe_page
from sourceline.site.lookup import Lookup
from sourceline.site.marginalia import list_evidence
from sourceline.site.pages import AboutPage, NotFoundPage, Page
from sourceline.site.state import SHOWN
from sourceline.site.values import CountedLink, Fact, Link, Sign

# A date of each kind, as it is drawn.
_LEGEND = (
    ("day", Date("2024-03-26")),
    ("month", Date("2024-03")),
    ("year", Date("2024")),
    ("soft", Date("2024~")),
    ("since", Date("2024/..")),
    ("by", Date("../2024")),
    ("reported", Date("2024-03-26", "published")),
)


def plan_about(lookup: Lookup) -> Page:
    """Counts, engines, what is verified, what a person has reviewed, licences."""
    labels = lookup.labels
    title = labels("about_title")
    values = AboutPage(
        frame=make_frame(
            lookup,
            addresses.ABOUT,
            title,
            description=labels("about_promise"),
            data=(describe_page(lookup, "AboutPage", addresses.ABOUT, title),),
        ),
        title=title,
        markdown=lookup.settings.about,
        counts=tuple(_split_count(text, labels.count(n)) for n, text in count_holdings(lookup)),
        verified=word_verified(lookup),
        reviewed=word_reviewed(lookup),
        corrected=_link_corrections(lookup),
        reading=_list_reading(lookup),
        licences=count_licences(lookup),
        legend=_draw_legend(labels),
        downloads=_list_downloads(lookup),
    )
    return Page(addresses.ABOUT, "about.html", values)


def _split_count(text: str, number: str) -> Fact:
    """ "8 entries" → "8" beside "entries"; the Arabic dual counts without a number."""
    return Fact(text.replace(number, "", 1).strip(), number)


def word_verified(lookup: Lookup) -> str:
    """How many quotes were found again."""
    quotes = {e for event in lookup.chronicle.events for e in event.evidence}
    quotes.update(e for p in lookup.chronicle.profiles for e in list_evidence(lookup, p))
    lost = sum(e in lookup.unverified.get(e.source, ()) for e in quotes)
    if not quotes:
        return lookup.labels("verified_none")
    if lost:
        return lookup.labels("verified_some", lost, all=lookup.labels.count(len(quotes)))
    return lookup.labels("verified_all", len(quotes))


def word_reviewed(lookup: Lookup) -> str:
    """How many entries a person has looked at or written."""
    events, labels = lookup.chronicle.events, lookup.labels
    reviewed = sum(1 for event in events if event.reviewed)
    by_hand = sum(1 for event in events if event.by_hand)
    text = (
        labels("reviewed_some", reviewed, all=labels.count(len(events)))
        if reviewed
        else labels("reviewed_none")
    )
    return " ".join([text, labels("hand_some", by_hand)]) if by_hand else text


def _list_reading(lookup: Lookup) -> tuple[Fact, ...]:
    labels, settings = lookup.labels, lookup.settings
    facts = []
    if lookup.engines:
        facts.append(Fact(labels("engines"), labels.join(name_engines(lookup), "join_names")))
    if settings.author:
        facts.append(Fact(labels("author_label"), settings.author))
    if settings.licence:
        url = addresses.clean_web_address(settings.licence)
        facts.append(Fact(labels("licence_label"), settings.licence, url=url))
    return tuple(facts)


def _link_corrections(lookup: Lookup) -> Link:
    count = len(lookup.chronicle.corrections)
    words = lookup.labels("corrected_some", count) if count else lookup.labels("corrections_none")
    return Link(words, addresses.CORRECTIONS)


def count_licences(lookup: Lookup) -> tuple[Fact, ...]:
    """Each licence that a source states, the most frequent first; then those that state none, where any
    does."""
    labels = lookup.labels
    stated = Counter(s.licence for s in lookup.chronicle.sources if s.licence)
    facts = [
        Fact(labels("count_sources", n), licence, url=addresses.clean_web_address(licence))
        for licence, n in sorted(stated.items(), key=lambda item: (-item[1], item[0]))
    ]
    rest = len(lookup.chronicle.sources) - stated.total()
    if facts and rest:
        facts.append(Fact(labels("count_sources", rest), labels("not_stated")))
    return tuple(facts)


def _draw_legend(labels: Labels) -> tuple[Sign, ...]:
    return tuple(
        Sign(describe_date(date, labels), labels(f"legend_{name}")) for name, date in _LEGEND
    )


def _list_downloads(lookup: Lookup) -> tuple[CountedLink, ...]:
    labels = lookup.labels
    data = (CountedLink(labels("data"), PAGE, 0, labels("download_data")),)
    return (
        CountedLink(labels("feed"), addresses.FEED, 0, labels("download_feed")),
        *(data if lookup.settings.data else ()),
        CountedLink(SHOWN.rpartition("/")[2], SHOWN, 0, labels("download_state")),
    )


def plan_not_found(lookup: Lookup) -> Page:
    """The 404 page, with the ways that lead on."""
    labels = lookup.labels
    title = labels("not_found")
    links = [Link(labels("home"), addresses.HOME), Link(labels("sources"), addresses.SOURCES)]
    links += [
        Link(labels(addresses.FOLDERS[kind]), addresses.index_path(kind)) for kind in lookup.kinds
    ]
    links.append(Link(labels("corrections"), addresses.CORRECTIONS))
    frame = make_frame(lookup, addresses.NOT_FOUND, title)
    return Page(
        addresses.NOT_FOUND, "404.html", NotFoundPage(frame=frame, title=title, links=tuple(links))
    )
