"""The page that says how the site was made, and the page for addresses that lead nowhere."""

from __future__ import annotations

from sourceline.site import addresses
from sourceline.site.events import name_engines
from sourceline.site.frames import make_frame
from sourceline.site.home import count_holdings
from sourceline.site.lookup import Lookup
from sourceline.site.pages import AboutPage, NotFoundPage, Page
from sourceline.site.values import Fact, Link


def plan_about(lookup: Lookup) -> Page:
    """Counts, engines, what is verified, what a person has reviewed, licences."""
    labels = lookup.labels
    title = labels("about_title")
    values = AboutPage(
        frame=make_frame(lookup, addresses.ABOUT, title, description=labels("about_promise")),
        title=title,
        markdown=lookup.chronicle.settings.about,
        counts=tuple(_split_count(text, labels.count(n)) for n, text in count_holdings(lookup)),
        verified=word_verified(lookup),
        reviewed=word_reviewed(lookup),
        reading=_list_reading(lookup),
    )
    return Page(addresses.ABOUT, "about.html", values)


def _split_count(text: str, number: str) -> Fact:
    """ "8 entries" → "8" beside "entries"; the Arabic dual counts without a number."""
    return Fact(text.replace(number, "", 1).strip(), number)


def word_verified(lookup: Lookup) -> str:
    """How many quotes were found again."""
    quotes = {e for event in lookup.chronicle.events for e in event.evidence}
    lost = len(quotes & lookup.unverified)
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
    labels, settings = lookup.labels, lookup.chronicle.settings
    facts = []
    if lookup.chronicle.engines:
        facts.append(Fact(labels("engines"), labels.join(name_engines(lookup), "join_names")))
    if settings.author:
        facts.append(Fact(labels("author_label"), settings.author))
    if settings.licence:
        url = addresses.clean_web_address(settings.licence)
        facts.append(Fact(labels("licence_label"), settings.licence, url=url))
    return tuple(facts)


def plan_not_found(lookup: Lookup) -> Page:
    """The 404 page, with the ways that lead on."""
    labels = lookup.labels
    title = labels("not_found")
    links = [Link(labels("home"), addresses.HOME), Link(labels("sources"), addresses.SOURCES)]
    links += [
        Link(labels(addresses.FOLDERS[kind]), addresses.index_path(kind)) for kind in lookup.kinds
    ]
    frame = make_frame(lookup, addresses.NOT_FOUND, title)
    return Page(
        addresses.NOT_FOUND, "404.html", NotFoundPage(frame=frame, title=title, links=tuple(links))
    )
