"""Every page of the invented chronicle, as HTML and XML."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from large import LARGE
from links import resolve_link
from pages import render_site, theme_assets, theme_renderer
from sample import HOSTILE, SAMPLE

from sourceline.model import Chronicle

BARE = replace(SAMPLE, settings=replace(SAMPLE.settings, event_pages=False))
GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "reader"
PATHS = sorted(render_site())
HTML = [path for path in PATHS if path.endswith(".html")]
# One page of each kind, to be read by people when it changes.
SHOWN = (
    "index.html",
    "timeline/index.html",
    "timeline/2024/index.html",
    "events/quandrel-steps-down/index.html",
    "events/hostile/index.html",
    "people/ilse-quandrel/index.html",
    "organizations/orrery-works/index.html",
    "organizations/index.html",
    "sources/harbour-post/index.html",
    "corrections/index.html",
    "sources/index.html",
    "search/index.html",
    "about/index.html",
    "data/index.html",
    "data/events/quandrel-steps-down.json",
    "desk/index.html",
    "stats/index.html",
    "404.html",
    "events/old-name/index.html",
    "embed/events/quandrel-steps-down/index.html",
    "embed/organizations/orrery-works/index.html",
    "embed/events/quandrel-steps-down/oembed.json",
    "feed.xml",
    "feed.json",
    "sitemap.xml",
    "robots.txt",
)


def parse_page(path: str) -> ET.Element:
    """The tree of a page; html5lib refuses anything the standard calls a parse error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: ET.Element = parser.parse(render_site()[path])
    return tree


@pytest.mark.golden
@pytest.mark.parametrize("path", SHOWN)
def test_page_is_as_last_read(path: str) -> None:
    """A page of each kind is, byte for byte, the one that was last looked at."""
    compare_golden(path.replace("/", "_"), render_site()[path])


def compare_golden(name: str, page: str) -> None:
    """With the file of this name, which holds no fingerprints of the theme's files."""
    text = re.sub(r"\.[0-9a-f]{8}\.(css|js|svg)", r".\1", page)
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


@pytest.mark.golden
@pytest.mark.parametrize(
    ("name", "chronicle", "path"),
    [
        ("large", LARGE, "people/wen-adair/roles/page/2/index.html"),
        ("large", LARGE, "people/wen-adair/timeline/undated/index.html"),
        ("bare", BARE, "timeline/2024/index.html"),
    ],
)
def test_page_of_a_large_site_is_as_last_read(name: str, chronicle: Chronicle, path: str) -> None:
    """A part of a long list, a stretch of a long timeline, and a year whose events have no pages."""
    compare_golden(f"{name}_{path.replace('/', '_')}", render_site(chronicle)[path])


@pytest.mark.parametrize("path", HTML)
def test_page_is_valid_html(path: str) -> None:
    """A strict parser finds no fault, and no id stands twice."""
    ids = [node.get("id", "") for node in parse_page(path).iter() if "id" in node.attrib]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("path", HTML)
def test_page_has_one_outline(path: str) -> None:
    """One h1, no level skipped, a main landmark."""
    tree = parse_page(path)
    levels = [
        int(n.tag[1])
        for n in tree.iter()
        if isinstance(n.tag, str) and re.fullmatch("h[1-6]", n.tag)
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert len(list(tree.iter("main"))) == 1


@pytest.mark.parametrize("path", HTML)
def test_page_holds_no_inline_script_or_style(path: str) -> None:
    """Nothing on a page needs an exception from the content policy, which stands first in its head."""
    tree = parse_page(path)
    head = tree.find("head")
    assert head is not None
    assert head[0].get("http-equiv") == "Content-Security-Policy"
    assert "unsafe" not in head[0].get("content", "")
    for node in tree.iter():
        assert node.tag != "style"
        assert not [name for name in node.attrib if name.startswith("on") or name == "style"]
        if node.tag == "script":
            assert node.get("src") or node.get("type") == "application/ld+json"


@pytest.mark.parametrize("path", HTML)
def test_every_link_leads_somewhere(path: str) -> None:
    """Links within the site say index.html, lead to a page that is there, and to an id on it."""
    known = {*PATHS, *(asset.path for asset in theme_assets())}
    for node in parse_page(path).iter():
        href = node.get("href") or node.get("src")
        if href is None or node.get("rel") == "canonical" or href == "data:,":
            continue
        if (
            node.get("type") == "application/json+oembed"
        ):  # given in full, for who finds it from afar
            assert href.removeprefix("https://chronicle.example/orrery/") in known
            continue
        if urlsplit(href).scheme:
            assert re.match(r"https?://", href)
            assert node.get("rel") == "noopener nofollow ugc"
            continue
        page, fragment = resolve_link(path, href)
        assert page in known, href
        if fragment:
            assert fragment in {n.get("id") for n in parse_page(page).iter()}, href


@pytest.mark.parametrize("path", HTML)
def test_linked_data_is_json_that_cannot_end_its_script(path: str) -> None:
    """JSON-LD reads back, and no sign in it means anything to HTML."""
    for node in parse_page(path).iter("script"):
        if node.get("type") == "application/ld+json":
            assert not re.search("[<>&\u2028\u2029]", node.text or "")
            assert json.loads(node.text or "")["@context"] == "https://schema.org"


@pytest.mark.parametrize("path", ["feed.xml", "sitemap.xml"])
def test_xml_is_well_formed(path: str) -> None:
    """An XML parser reads the feed and the sitemap."""
    assert len(ET.fromstring(render_site()[path])) > 0  # noqa: S314 - our own text


def test_hostile_words_are_shown_as_they_are() -> None:
    """A title that tries to be markup is read back letter for letter, wherever it stands."""
    tree = parse_page("events/hostile/index.html")
    words = " ".join(HOSTILE.split())
    title, heading = next(tree.iter("title")), next(tree.iter("h1"))
    assert f"{words} · The Orrery Makers" == title.text
    assert heading.text == words
    assert words in {node.get("content") for node in tree.iter("meta")}
    assert words in {(node.text or "").strip("“”") for node in tree.iter("bdi")}


def test_hostile_words_survive_in_the_feed() -> None:
    """The same in XML."""
    feed = ET.fromstring(render_site()["feed.xml"])  # noqa: S314 - our own text
    titles = [node.text for node in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert HOSTILE in titles


def test_foreign_addresses_are_links_only_when_they_are_web_addresses() -> None:
    """`javascript:` in a source's url or a profile's same_as is shown, and is no link."""
    for path in ("sources/naughty/index.html", "people/ilse-quandrel/index.html"):
        hrefs = [node.get("href", "") for node in parse_page(path).iter("a")]
        assert not [href for href in hrefs if "javascript" in href]
        assert "javascript:alert" in render_site()[path]


def test_same_chronicle_gives_same_pages() -> None:
    """Rendering again changes no byte."""
    first = dict(render_site())
    render_site.cache_clear()
    theme_renderer.cache_clear()
    assert first == render_site()
