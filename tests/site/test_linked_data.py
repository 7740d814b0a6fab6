"""JSON-LD on every page of the sample: the words of schema.org, nothing dangling, nothing invented."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pages import render_site
from sample import EVENTS, POINT, PROFILES, SAMPLE, WORKS, make_event, take

from sourceline.model import Chronicle, Date, Reference, RelationClaim
from sourceline.site import plan_site

THING = {"name", "alternateName", "url", "sameAs", "description", "subjectOf"}
WORK = {*THING, "about", "author", "publisher", "inLanguage", "license", "isPartOf", "archivedAt"}
WORK |= {"headline", "datePublished", "text", "creditText"}
# What schema.org gives to each type that we use, as far as we use it; properties are inherited.
VOCABULARY = {
    "Thing": THING,
    "Person": {*THING, "jobTitle", "worksFor", "memberOf"},
    "Organization": {*THING, "founder", "parentOrganization", "memberOf", "location"},
    "Product": {*THING, "manufacturer"},
    "Place": {*THING, "containedInPlace"},
    "DefinedTerm": THING,
    "Event": {*THING, "startDate", "endDate", "location", "about"},
    "CreativeWork": WORK,
    "NewsArticle": WORK,
    "Claim": {*WORK, "appearance"},
    "WebSite": WORK,
    "AboutPage": WORK,
    "WebPage": WORK,
    "CollectionPage": WORK,
    "Dataset": {*WORK, "temporalCoverage", "distribution"},
    "DataDownload": {*WORK, "encodingFormat", "contentUrl"},
    "BreadcrumbList": {*THING, "itemListElement"},
    "ListItem": {*THING, "position", "item"},
}
# Property → what its value may be, where it is a thing.
RANGES = {
    "about": set(VOCABULARY),
    "appearance": {"CreativeWork", "NewsArticle"},
    "subjectOf": {"Claim"},
    "location": {"Place"},
    "containedInPlace": {"Place"},
    "worksFor": {"Organization"},
    "memberOf": {"Organization"},
    "parentOrganization": {"Organization"},
    "manufacturer": {"Organization"},
    "founder": {"Person", "Organization"},
    "author": {"Person", "Organization"},
    "publisher": {"Organization"},
    "distribution": {"DataDownload"},
    "itemListElement": {"ListItem"},
}
WITHOUT_URL = replace(SAMPLE, settings=replace(SAMPLE.settings, url=None))


def read_data(chronicle: Chronicle, path: str) -> list[dict[str, Any]]:
    """The things that a page describes."""
    found = re.search(
        '<script type="application/ld\\+json">(.*?)</script>', render_site(chronicle)[path]
    )
    if found is None:
        return []
    whole = json.loads(found.group(1))
    assert whole.pop("@context") == "https://schema.org"
    things: list[dict[str, Any]] = whole.get("@graph", [whole])
    return things


def walk_nodes(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """(property it is the value of, node) of every node, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from walk_nodes(each, name)
    elif isinstance(value, dict):
        yield name, value
        for key, inner in value.items():
            yield from walk_nodes(inner, key)


HTML = [path for path in render_site() if path.endswith(".html")]


@pytest.mark.parametrize("chronicle", [SAMPLE, WITHOUT_URL], ids=["url", "no-url"])
def test_every_word_is_one_of_schema_org(chronicle: Chronicle) -> None:
    """Types, the properties they have, and the types those take."""
    seen = set()
    for path in HTML:
        for name, node in walk_nodes(read_data(chronicle, path)):
            if set(node) == {"@id"}:
                assert name == "isPartOf"
                continue
            kind = node["@type"]
            seen.add(kind)
            assert node.keys() - {"@type", "@id"} <= VOCABULARY[kind], (path, node)
            assert kind in RANGES.get(name, {kind}), (path, name)
            assert not [key for key, value in node.items() if value in (None, "", [], {})]
    assert VOCABULARY.keys() - seen <= {"Place", "DataDownload", "BreadcrumbList", "ListItem"}


def test_every_reference_leads_to_a_description() -> None:
    """Each `@id` is described in full, once, on the page of that address, as of the same type."""
    described: dict[str, str] = {}
    for path in HTML:
        address = f"https://chronicle.example/orrery/{path.removesuffix('index.html')}"
        for thing in read_data(SAMPLE, path):
            if "@id" in thing:
                assert thing["@id"].partition("#")[0] == address
                assert thing["@id"] not in described
                described[thing["@id"]] = thing["@type"]
    used = [
        node for path in HTML for _, node in walk_nodes(read_data(SAMPLE, path)) if "@id" in node
    ]
    assert len(used) > 80
    for node in used:
        assert node.get("@type", described[node["@id"]]) == described[node["@id"]]


def test_every_kind_of_page_says_what_it_is() -> None:
    """The first thing described on a page of each kind."""
    assert {
        path: read_data(SAMPLE, f"{path}index.html")[0]["@type"]
        for path in (
            *("", "timeline/2024/", "events/interim-directors/", "people/ilse-quandrel/"),
            *(f"organizations/{WORKS}/", "products/pocket-orrery/", f"places/{POINT}/"),
            *("topics/instrument-making/", "sources/gazette/", "sources/old-chronicle/"),
            *("people/", "sources/", "about/"),
        )
    } == {
        "": "WebSite",
        "timeline/2024/": "CollectionPage",
        "events/interim-directors/": "Event",
        "people/ilse-quandrel/": "Person",
        f"organizations/{WORKS}/": "Organization",
        "products/pocket-orrery/": "Product",
        f"places/{POINT}/": "Place",
        "topics/instrument-making/": "DefinedTerm",
        "sources/gazette/": "NewsArticle",
        "sources/old-chronicle/": "CreativeWork",
        "people/": "CollectionPage",
        "sources/": "CollectionPage",
        "about/": "AboutPage",
    }


def find_thing(chronicle: Chronicle, path: str) -> dict[str, Any]:
    """The first thing a page describes."""
    return read_data(chronicle, f"{path}/index.html")[0]


@pytest.mark.parametrize(
    ("event", "dates"),
    [
        ("quandrel-steps-down", ("2024-03-25", None)),
        ("visit", ("2011-05", None)),
        ("clock-runs", ("1450", "1467")),
        ("since-1985", ("1985", None)),
        # Before the year 1, a decade, a season, an end alone, and a day of reporting.
        ("first-tide-clock", (None, None)),
        ("lens-cut", (None, None)),
        ("pocket-orrery", (None, None)),
        ("tide-clock-repaired", (None, None)),
        ("interim-directors", (None, None)),
        ("bell", (None, None)),
    ],
)
def test_date_is_exact_or_absent(event: str, dates: tuple[str | None, str | None]) -> None:
    """A date is given with the precision that is known, or not at all."""
    thing = find_thing(SAMPLE, f"events/{event}")
    assert thing["@type"] == "Event"
    assert (thing.get("startDate"), thing.get("endDate")) == dates


def test_about_right_is_no_date() -> None:
    """Neither end of a stretch of which one is about right is given more exactly than it is known."""
    event = make_event("about", "About then", Date("1450~/1467"))
    chronicle = replace(SAMPLE, events=(event,), profiles=())
    thing = find_thing(chronicle, "events/about")
    assert (thing.get("startDate"), thing.get("endDate")) == (None, "1467")


@pytest.mark.parametrize("event", ["archive-sale", "founding"])
def test_what_is_denied_or_alleged_is_no_event(event: str) -> None:
    """It is a claim, which somebody made somewhere."""
    thing = find_thing(SAMPLE, f"events/{event}")
    assert thing["@type"] == "Claim"
    assert [each["@type"] for each in thing["appearance"]] == ["NewsArticle"]
    assert "startDate" not in thing


def test_posts_that_have_ended_are_no_job() -> None:
    """Who stepped down has no title; who was named has the title with its qualifier."""
    ended, held = (
        find_thing(SAMPLE, f"people/{name}") for name in ("ilse-quandrel", "tam-ottershaw")
    )
    assert ended.keys() & {"jobTitle", "worksFor"} == set()
    assert (held["jobTitle"], [firm["name"] for firm in held["worksFor"]]) == (
        ["interim co-director"],
        ["Orrery Works"],
    )


def test_relations_fill_the_properties_that_fit() -> None:
    """The maker of a product, the founder of a firm; a relation with a mere name fills none."""
    founder = Reference("Ilse Quandrel", "ilse-quandrel")
    claims = (
        RelationClaim(subject=founder, predicate="founder_of", object=Reference("W", WORKS)),
        RelationClaim(subject=Reference("A"), predicate="founder_of", object=Reference("W", WORKS)),
        RelationClaim(subject=founder, predicate="sued", object=Reference("W", WORKS)),
    )
    profiles = tuple(replace(p, relations=claims) if p.id == WORKS else p for p in PROFILES)
    firm = find_thing(replace(SAMPLE, profiles=profiles), f"organizations/{WORKS}")
    product = find_thing(SAMPLE, "products/pocket-orrery")
    assert [each["name"] for each in firm["founder"]] == ["Ilse Quandrel"]
    assert [each["name"] for each in product["manufacturer"]] == ["Orrery Works"]


def test_place_of_an_event_is_a_place() -> None:
    """A firm that stands where a place is asked for is among those it is about, not its location."""
    event = make_event(
        "here",
        "Here",
        Date("2001"),
        participants=(take("Orrery Works", "location", WORKS), take("the quay", "location")),
    )
    thing = find_thing(replace(SAMPLE, events=(event,)), "events/here")
    assert thing["location"] == [{"@type": "Place", "name": "the quay"}]
    assert [(each["@type"], each["name"]) for each in thing["about"]] == [
        ("Organization", "Orrery Works")
    ]


def test_made_title_is_no_headline() -> None:
    """Words of ours are not put into a source's mouth."""
    assert "headline" not in find_thing(SAMPLE, "sources/old-chronicle")
    assert find_thing(SAMPLE, "sources/gazette")["headline"] == "Quandrel leaves the orrery makers"


def test_dataset_covers_the_years_it_tells() -> None:
    """From the first to the last; not where a year has no form in ISO 8601 that everybody reads."""
    late = tuple(e for e in EVENTS if e.date and not e.date.edtf.startswith("-"))
    site, data = read_data(replace(SAMPLE, events=late), "index.html")
    assert site["description"].startswith("How a works that built small heavens out of brass")
    assert data["temporalCoverage"] == "1450/2027"
    assert [(each["encodingFormat"], each["contentUrl"]) for each in data["distribution"]] == [
        ("application/feed+json", "https://chronicle.example/orrery/feed.json"),
        ("application/json", "https://chronicle.example/orrery/data/index.json"),
    ]
    assert "temporalCoverage" not in read_data(SAMPLE, "index.html")[1]


def test_open_graph_is_complete() -> None:
    """Title, kind, site, description and address on every page that has an address."""
    for page in plan_site(SAMPLE, assets={}):
        if not hasattr(page.values, "frame") or page.path.startswith(("embed/", "404")):
            continue
        text = render_site()[page.path]
        named = re.findall(r'<meta property="og:(\w+)" content="[^"]', text)
        assert named == ["title", "type", "site_name", "description", "url"], page.path
