"""Which cards there are, what they say, and which pages name them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pages import render_site
from sample import ARABIC, EVENTS, PROFILES, SAMPLE

from sourceline.site import plan_cards

WITH_CARDS = replace(SAMPLE, settings=replace(SAMPLE.settings, social_cards=True))
URL = "https://chronicle.example/orrery/cards"


def test_home_events_and_profiles_have_cards() -> None:
    """One each, in this order, where they are wanted and the address is known."""
    cards = plan_cards(WITH_CARDS)
    assert len({card.path for card in cards}) == 1 + len(EVENTS) + len(PROFILES)
    shown = {card.path: (card.lead, card.titles, card.foot) for card in cards}
    site = "The Orrery Makers"
    assert shown["cards/home.png"] == ("Chronicle", (site,), "chronicle.example/orrery")
    assert shown["cards/events/visit.png"] == ("May 2011", (f"{ARABIC} visits the works",), site)
    assert shown["cards/events/archive-sale.png"][0] == "reported 26 March 2024 · denied"
    assert shown["cards/people/ilse-quandrel.png"] == (
        "Person",
        ("Ilse Quandrel", "Quandrel", "I. Quandrel"),
        site,
    )
    assert plan_cards(SAMPLE) == ()
    assert plan_cards(replace(WITH_CARDS, settings=replace(WITH_CARDS.settings, url=None))) == ()


@pytest.mark.parametrize(
    ("path", "card", "alt"),
    [
        ("index.html", "home.png", "The Orrery Makers"),
        ("events/bell/index.html", "events/bell.png", "The small bell is hung · The Orrery Makers"),
        ("people/maha/index.html", "people/maha.png", f"{ARABIC} · The Orrery Makers"),
        ("people/index.html", "home.png", "The Orrery Makers"),
        ("sources/gazette/index.html", "home.png", "The Orrery Makers"),
        ("404.html", "home.png", "The Orrery Makers"),
    ],
)
def test_page_names_its_card(path: str, card: str, alt: str) -> None:
    """By its full address, with size and description; a page without its own names that of home."""
    text = render_site(WITH_CARDS)[path]
    named = dict(
        re.findall(r'<meta (?:property|name)="((?:og:image|twitter:)[^"]*)" content="([^"]*)', text)
    )
    assert named == {
        "og:image": f"{URL}/{card}",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": alt,
        "twitter:card": "summary_large_image",
    }


def test_page_names_none_where_there_is_none() -> None:
    """Neither without the setting, nor without the address."""
    without = replace(WITH_CARDS, settings=replace(WITH_CARDS.settings, url=None))
    for chronicle in (SAMPLE, without):
        assert "og:image" not in render_site(chronicle)["index.html"]
