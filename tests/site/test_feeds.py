"""Feeds: which entries, in which order, under which names, at which moments."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pages import render_site
from sample import EVENTS, GAZETTE, POST, SAMPLE, make_event

from sourceline.model import Chronicle, Date, Event, Settings
from sourceline.site import plan_site
from sourceline.site.feeds import MOST_ENTRIES, UNKNOWN, find_moment, rank_events

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "feeds"
GRAMMAR = etree.RelaxNG(etree.parse(FIXTURES / "atom.rng"))
ATOM = "{http://www.w3.org/2005/Atom}"
WITHOUT_URL = replace(SAMPLE, settings=replace(SAMPLE.settings, url=None))
CASES = [
    (chronicle, path)
    for chronicle in (SAMPLE, WITHOUT_URL, Chronicle(settings=Settings()))
    for path in sorted(render_site(chronicle))
]
ATOM_CASES = [(chronicle, path) for chronicle, path in CASES if path.endswith("feed.xml")]
JSON_CASES = [(chronicle, path) for chronicle, path in CASES if path.endswith("feed.json")]


def read_atom(chronicle: Chronicle, path: str) -> Any:
    """The root element of a feed."""
    return etree.fromstring(render_site(chronicle)[path].encode())


def read_json(chronicle: Chronicle, path: str) -> Any:
    """The object of a JSON Feed."""
    return json.loads(render_site(chronicle)[path])


def test_every_page_with_a_timeline_has_both_feeds() -> None:
    """The site, and each profile of every kind."""
    pages = [p.path for p in plan_site(SAMPLE, assets={}) if p.path.endswith("/index.html")]
    folders = [path.removesuffix("index.html") for path in pages]
    profiles = [f for f in folders if f.startswith(("people/", "topics/")) and f.count("/") == 2]
    assert len(profiles) == 6
    assert {f"{f}feed.xml" for f in ["", *profiles]} <= {path for _, path in ATOM_CASES}
    assert [path.replace(".json", ".xml") for _, path in JSON_CASES] == [p for _, p in ATOM_CASES]


@pytest.mark.parametrize(("chronicle", "path"), ATOM_CASES)
def test_atom_follows_its_grammar(chronicle: Chronicle, path: str) -> None:
    """RELAX NG of RFC 4287; and what the RFC says in words: names and links of a kind stand once."""
    feed = read_atom(chronicle, path)
    assert GRAMMAR.validate(feed), GRAMMAR.error_log
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    for node in (feed, *feed.iter(f"{ATOM}entry")):
        kinds = [(link.get("rel"), link.get("type")) for link in node.findall(f"{ATOM}link")]
        assert len(set(kinds)) == len(kinds)
        assert ("alternate", "text/html") in kinds


def test_grammar_refuses_what_is_no_atom() -> None:
    """A feed without a moment, and an entry with two titles."""
    for path in ("updated", "entry/title"):
        feed = read_atom(SAMPLE, "feed.xml")
        node = feed.find("/".join(ATOM + step for step in path.split("/")))
        if path == "updated":
            feed.remove(node)
        else:
            node.addnext(etree.fromstring(etree.tostring(node)))
        assert not GRAMMAR.validate(feed)


@pytest.mark.parametrize(("chronicle", "path"), JSON_CASES)
def test_json_feed_follows_its_specification(chronicle: Chronicle, path: str) -> None:
    """JSON Feed 1.1: what is required stands there, with its type; every address is a full one."""
    feed = read_json(chronicle, path)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    known = {"version", "title", "home_page_url", "feed_url", "description", "language", "authors"}
    assert feed.keys() - known == {"items"}
    for item in feed["items"]:
        assert {"id", "content_text"} <= item.keys()
        assert all(isinstance(item[key], str) for key in ("id", "content_text", "title"))
        assert set(item["_timeline"]) <= {"edtf", "basis", "status"}
    found = [
        feed.get("home_page_url"),
        feed.get("feed_url"),
        *(i.get("url") for i in feed["items"]),
    ]
    full = chronicle.settings.url is not None
    assert [isinstance(url, str) and url.startswith("https://") for url in found] == [full] * len(
        found
    )
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


@pytest.mark.parametrize("chronicle", [SAMPLE, WITHOUT_URL])
def test_both_forms_say_the_same(chronicle: Chronicle) -> None:
    """The same entries in the same order, with the same names and moments."""
    atom = read_atom(chronicle, "organizations/orrery-works/feed.xml")
    data = read_json(chronicle, "organizations/orrery-works/feed.json")
    assert [
        (
            i["id"],
            i["title"],
            i["content_text"],
            i.get("date_published"),
            i.get("date_modified", UNKNOWN),
        )
        for i in data["items"]
    ] == [
        tuple(
            entry.findtext(ATOM + name)
            for name in ("id", "title", "summary", "published", "updated")
        )
        for entry in atom.iter(f"{ATOM}entry")
    ]
    assert len(data["items"]) == 10


def test_names_are_addresses_or_made_from_the_title() -> None:
    """With the site's address an entry is called by its page; without, by a name that its title, its date
    and the order do not change."""
    titles = {event.id: replace(event, title="Another", date=None) for event in EVENTS}
    changed = replace(WITHOUT_URL, events=tuple(titles[event.id] for event in reversed(EVENTS)))
    names = [
        {item["id"] for item in read_json(chronicle, "feed.json")["items"]}
        for chronicle in (SAMPLE, WITHOUT_URL, changed)
    ]
    assert names[0] == {f"https://chronicle.example/orrery/events/{e.id}/" for e in EVENTS}
    assert names[1] == names[2]
    assert all(name.startswith("urn:uuid:") for name in names[1])


def test_what_is_left_out_without_an_address() -> None:
    """No `self` link and no full address in Atom, whose links then lead from the feed to the page."""
    feed = read_atom(WITHOUT_URL, "people/ilse-quandrel/feed.xml")
    assert [(link.get("rel"), link.get("href")) for link in feed.iter(f"{ATOM}link")] == [
        ("alternate", "../../people/ilse-quandrel/index.html"),
        ("alternate", "../../events/quandrel-steps-down/index.html"),
    ]


# --- when an entry was added ------------------------------------------------------------------


def make_dated(identity: str, **fields: str) -> Event:
    """An event of 1900 with what is known of its coming to the site."""
    return make_event(identity, identity, Date("1900"), **fields)


def test_order_is_that_of_adding() -> None:
    """Not of happening; where nobody says when it came, the day of its first report stands in."""
    events = (
        make_dated("nobody-knows"),
        make_dated("reported", reported="2024-03-01"),
        make_dated("added-first", added="2024-01-15", reported="2024-03-05"),
        make_dated("added-last", added="2024-04", reported="1999-01-01"),
        make_dated("same-day-later", added="2024-01-15"),
    )
    assert [event.id for event in rank_events(events)] == [
        "added-last",
        "reported",
        "same-day-later",
        "added-first",
        "nobody-knows",
    ]


@pytest.mark.parametrize(
    ("dates", "moment"),
    [
        ((), None),
        ((None, "soon"), None),
        (("2024-03-26", "2024-03", None), "2024-03-26T00:00:00Z"),
        (("2024",), "2024-01-01T00:00:00Z"),
        (("-0043", "../2019"), None),
    ],
)
def test_moment_is_the_start_of_the_last_day(
    dates: tuple[str | None, ...], moment: str | None
) -> None:
    """Of an imprecise date its start; what feeds cannot write is not told."""
    assert find_moment(dates) == moment


def test_entry_changes_when_a_source_comes() -> None:
    """Published when it came to the site, updated when its newest source did; what nobody says is left out,
    but for Atom's required moment, which then says so plainly."""
    late = replace(GAZETTE, added="2024-05-05")
    sources = tuple(late if source is GAZETTE else source for source in SAMPLE.sources)
    chronicle = replace(SAMPLE, sources=sources)
    items = {
        item["id"].split("/")[-2]: (item.get("date_published"), item.get("date_modified"))
        for item in read_json(chronicle, "feed.json")["items"]
    }
    assert items["quandrel-steps-down"] == ("2024-04-02T00:00:00Z", "2024-05-05T00:00:00Z")
    assert items["interim-directors"] == (None, f"{POST.published}T00:00:00Z")
    assert items["bell"] == (None, None)
    updated = {
        entry.findtext(f"{ATOM}id").split("/")[-2]: entry.findtext(f"{ATOM}updated")
        for entry in read_atom(chronicle, "feed.xml").iter(f"{ATOM}entry")
    }
    assert updated["bell"] == UNKNOWN


def test_feed_holds_the_newest() -> None:
    """Of a long chronicle the last that came."""
    events = tuple(
        make_dated(f"e-{n:03d}", added=f"2024-{n // 28 + 1:02d}-{n % 28 + 1:02d}")
        for n in range(MOST_ENTRIES + 20)
    )
    chronicle = Chronicle(settings=Settings(url="https://a.example"), events=events)
    items = read_json(chronicle, "feed.json")["items"]
    assert [item["id"] for item in items] == [
        f"https://a.example/events/e-{n:03d}/" for n in range(MOST_ENTRIES + 19, 19, -1)
    ]
