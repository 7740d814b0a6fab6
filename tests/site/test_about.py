"""What the site says of itself."""

from __future__ import annotations

from dataclasses import replace

from sample import SAMPLE

from sourceline.model import Chronicle, Settings
from sourceline.site import plan_site
from sourceline.site.about import count_licences
from sourceline.site.lookup import make_lookup
from sourceline.site.pages import AboutPage, NotFoundPage


def plan_about(chronicle: Chronicle) -> AboutPage:
    pages = {page.path: page.values for page in plan_site(chronicle, assets={})}
    values = pages["about/index.html"]
    assert isinstance(values, AboutPage)
    return values


def test_licences_are_those_that_sources_state() -> None:
    """Each with how many state it, the most frequent first, and how many state none; an address is a
    link."""
    licences = ("CC BY 4.0", "https://rights.example/own", None, "CC BY 4.0")
    sources = tuple(
        replace(source, licence=licence)
        for source, licence in zip(SAMPLE.sources, licences, strict=True)
    )
    found = count_licences(make_lookup(replace(SAMPLE, sources=sources), {}))
    assert [(fact.label, fact.text, fact.url) for fact in found] == [
        ("2 sources", "CC BY 4.0", None),
        ("1 source", "https://rights.example/own", "https://rights.example/own"),
        ("1 source", "not stated", None),
    ]
    assert count_licences(make_lookup(SAMPLE, {})) == ()


def test_every_quote_counts() -> None:
    """Those of profiles are verified too, not only those of events."""
    assert plan_about(SAMPLE).verified == (
        "1 of 20 quotes is no longer in its source; it is marked where it stands."
    )


def test_corrections_and_downloads_are_told() -> None:
    """With how many there are, and what a machine can read."""
    values = plan_about(SAMPLE)
    assert values.corrected.text == "3 corrections of what was published before"
    assert [link.path for link in values.downloads] == [
        "feed.xml",
        "data/index.html",
        "corrections/state.json",
    ]
    nothing = plan_about(Chronicle(settings=Settings()))
    assert nothing.corrected.text == "Nothing that was published here has been corrected yet."


def test_legend_shows_every_sign() -> None:
    """Each way in which a date is drawn, once."""
    signs = [(s.when.shape, s.when.soft, s.when.hollow) for s in plan_about(SAMPLE).legend]
    assert signs == [
        ("dot", False, False),
        ("month", False, False),
        ("year", False, False),
        ("year", True, False),
        ("from", False, False),
        ("until", False, False),
        ("dot", False, True),
    ]


def test_not_found_leads_to_what_may_be_meant() -> None:
    """Home, the indexes, and the corrections, which tell of pages that are gone."""
    pages = {page.path: page.values for page in plan_site(SAMPLE, assets={})}
    values = pages["404.html"]
    assert isinstance(values, NotFoundPage)
    assert [link.path for link in values.links] == [
        "index.html",
        "sources/index.html",
        "people/index.html",
        "organizations/index.html",
        "products/index.html",
        "places/index.html",
        "topics/index.html",
        "corrections/index.html",
    ]
