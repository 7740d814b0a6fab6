"""Lists that are too long for one page."""

from __future__ import annotations

import json
import re

import pytest
from large import BARE, LARGE, LINES, NIGHTS
from links import Links, list_broken
from pages import render_site, theme_assets
from sample import SAMPLE

from sourceline.model import Chronicle
from sourceline.site import plan_cards
from sourceline.site.linked_data import MOST_THINGS
from sourceline.site.sections import LONG_TIMELINE, SHOWN, find_page

PERSON = "people/wen-adair"
FILES = [asset.path for asset in theme_assets()]


def read_text(path: str, chronicle: Chronicle = LARGE) -> str:
    """A page."""
    return render_site(chronicle)[path]


@pytest.mark.parametrize("chronicle", [LARGE, BARE], ids=["pages", "no pages"])
def test_every_link_leads_somewhere(chronicle: Chronicle) -> None:
    """To a page that is there and a place on it, from every page; and no id stands twice on one."""
    pages = render_site(chronicle)
    assert list_broken(pages, FILES) == []
    html = {path: Links(text).ids for path, text in pages.items() if path.endswith(".html")}
    assert [path for path, ids in html.items() if len(ids) != len(set(ids))] == []


def test_no_page_is_large() -> None:
    """However long its lists are."""
    sizes = {path: len(text) for path, text in render_site(LARGE).items()}
    sizes |= {path: len(text) for path, text in render_site(BARE).items()}
    assert {path: n for path, n in sizes.items() if n > 300_000 and path.endswith(".html")} == {}


def test_profile_leads_to_its_long_lists() -> None:
    """Its page shows the newest of each; the pages it leads to hold all, once."""
    text = read_text(f"{PERSON}/index.html")
    assert text.count('<article class="entry') < LONG_TIMELINE
    assert "entries stand here; the years above lead to the rest." in text
    for section, mark in {
        "roles": 'id="role-',
        "figures": 'id="figure-',
        "quotations-by": 'id="by-',
        "quotations-about": 'id="about-',
        "sources": "source-card",
    }.items():
        assert f'href="../../{PERSON}/{section}/index.html"' in text
        assert text.count(mark) == SHOWN
        pages = [p for p in render_site(LARGE) if p.startswith(f"{PERSON}/{section}/")]
        assert sum(read_text(p).count(mark) for p in pages) == LINES + (section == "sources")


def test_timeline_is_told_in_stretches() -> None:
    """Whole years together as many as fit, a year that does not fit in parts, each entry once."""
    paths = [p for p in render_site(LARGE) if p.startswith(f"{PERSON}/timeline/")]
    assert paths == [
        f"{PERSON}/timeline/2001/index.html",
        f"{PERSON}/timeline/2020/index.html",
        f"{PERSON}/timeline/2020/page/2/index.html",
        f"{PERSON}/timeline/undated/index.html",
    ]
    ids = [re.findall(r'id="(e-night-\d+)"', read_text(path)) for path in paths]
    assert [len(found) for found in ids] == [140, LONG_TIMELINE, NIGHTS - 141 - LONG_TIMELINE, 1]
    assert len({each for found in ids for each in found}) == NIGHTS
    heads = [re.findall(r"<h1>(.*)</h1>", read_text(path)) for path in paths]
    assert heads == [
        ["Timeline: 2001 to 2012"],
        ["Timeline: 2020 (1/2)"],
        ["Timeline: 2020 (2/2)"],
        ["Timeline: Undated"],
    ]
    middle = read_text(paths[1])
    assert f'<link rel="prev" href="../../../../{paths[0]}">' in middle
    assert f'<link rel="next" href="../../../../{paths[2]}">' in middle
    assert f'<a href="../../../../{paths[1]}" aria-current="page">' in middle


def test_long_month_is_cut() -> None:
    """Its parts follow each other, and the page of the month is the first of them."""
    first, second = "timeline/2020/index.html", "timeline/2020/page/2/index.html"
    assert second not in render_site(LARGE)
    assert f'<a href="../../{second}" rel="next">' in read_text(first, BARE)
    assert "<h1>2020 (2/4)</h1>" in read_text(second, BARE)


def test_line_is_found_where_it_stands() -> None:
    """On the profile's own page while the list is short, or among the newest."""
    page = "people/a/index.html"
    assert find_page(page, "roles", 7, 100) == page
    assert find_page(page, "roles", 7, 101) == "people/a/roles/index.html"
    assert find_page(page, "roles", 201, 300) == "people/a/roles/page/2/index.html"
    assert find_page(page, "roles", 251, 300) == page


def test_event_without_a_page_is_told_whole() -> None:
    """Its entry has its text and its quotes; no page, frame or card of it is made, nor listed."""
    pages = render_site(BARE)
    assert [path for path in pages if "events/night" in path] == []
    assert [card.path for card in plan_cards(BARE) if "events" in card.path] == []
    text = pages["timeline/2001/index.html"]
    entry = text[text.index('id="e-night-000"') : text.index('id="e-night-001"')]
    assert "<p>It was <em>dark</em>.</p>" in entry
    assert 'href="../../timeline/2001/index.html#e-night-000"' in entry
    assert "Night 0: Wen Adair lit lamp 0 of Sill Tower." in entry
    assert "/orrery/events/" not in pages["sitemap.xml"]
    moved = pages["events/first-night/index.html"]
    assert "url=../../timeline/2001/index.html#e-night-000" in moved


def test_machines_find_an_event_without_a_page() -> None:
    """Feeds keep its name and tell its place; so do linked data and the data of the scripts."""
    url = "https://tower.example/orrery/timeline/2020/page/4/#e-night-328"
    feeds = [json.loads(render_site(c)["feed.json"])["items"] for c in (LARGE, BARE)]
    assert [item["id"] for item in feeds[0]] == [item["id"] for item in feeds[1]]
    assert url in [item["url"] for item in feeds[1]]
    page = render_site(BARE)["timeline/2020/page/4/index.html"]
    assert f'"@id":"{url}"' in page
    blocks = [t for p, t in render_site(BARE).items() if p.startswith("timeline/data/block")]
    assert "timeline/2020/page/4/index.html#e-night-328" in blocks[0]
    found = [t for p, t in render_site(BARE).items() if re.search("search/data/.*/block", p)]
    assert "\\ttimeline/2020/page/4/" in "".join(found)


def test_short_lists_stay_on_their_page() -> None:
    """A small site has none of these pages."""
    kinds = ("people", "organizations", "products", "places", "topics", "sources")
    deep = [p for p in render_site(SAMPLE) if p.startswith(kinds) and p.count("/") > 2]
    assert deep == []


def test_linked_data_of_a_long_profile_is_bounded() -> None:
    """It names some of each kind, as the page does."""
    text = read_text(f"{PERSON}/index.html")
    data = json.loads(text.split('application/ld+json">')[1].split("</script>")[0])
    person = next(each for each in data["@graph"] if each["@type"] == "Person")
    assert (len(person["jobTitle"]), len(person["worksFor"])) == (MOST_THINGS, 1)
