"""The shipped site: what the one article says is on its pages, and nothing else had to be told."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import html5lib
import pytest
from trees import read_tree

from sourceline.pipeline import BuildReport, build_site

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "sources/000-fdbb7e7136dc40c3"
REPORTED = "reported 26 March 2024"

WHO = ("Who", "Whom or what", "To whom", "Organization", "Where", "Also")

# Title → (who takes part as what, how the quoted sentences begin).
EVENTS = {
    "Emad Mostaque steps down as CEO of Stability AI": (
        {"Who": "Emad Mostaque", "Organization": "Stability AI"},
        [
            "Stability AI, a frontrunner in the artificial intelligence sector, faces",
            "Mostaque's departure underscores a period",
            "With Mostaque's exit, Stability AI appoints",
            "His departure raises critical questions",
            "Mostaque's resignation is not just",
            "The departure of Emad Mostaque from Stability AI signals",
        ],
    ),
    "Stability AI appoints Shan Shan Wong and Christian Laforte as interim co-CEOs": (
        {"Who": "Stability AI", "Whom or what": "Shan Shan Wong, Christian Laforte"},
        ["With Mostaque's exit, Stability AI appoints"],
    ),
    "Stability AI's expenditure reaches 8 million a month": (
        {"Who": "Stability AI", "Whom or what": "expenditure"},
        ["This move comes at a time when the company's expenditure reaches"],
    ),
    "Stability AI's efforts to secure new funding at a 4 billion valuation fall short": (
        {"Who": "Stability AI"},
        ["This move comes at a time when the company's expenditure reaches"],
    ),
    "Key personnel depart Stability AI": (
        {"Who": "key personnel", "Organization": "Stability AI"},
        ["Stability AI's journey is marred by significant hurdles"],
    ),
    "Stability AI introduces Stable Cascade and a paid membership model": (
        {"Who": "Stability AI", "Whom or what": "Stable Cascade, Paid membership model"},
        ["The introduction of Stable Cascade and a paid membership model"],
    ),
}

PROFILES = {
    "organizations/stability-ai": "Stability AI",
    "people/christian-laforte": "Christian Laforte",
    "people/emad-mostaque": "Emad Mostaque",
    "people/shan-shan-wong": "Shan Shan Wong",
    "products/paid-membership-model": "Paid membership model",
    "products/stable-cascade": "Stable Cascade",
    "products/stable-diffusion": "Stable Diffusion",
    "topics/ai-governance": "AI governance",
    "topics/decentralized-ai": "Decentralized AI",
}

ROLES = {
    "people/emad-mostaque": [f"CEO, Stability AI end {REPORTED}"],
    "people/shan-shan-wong": [f"interim co-CEO, Stability AI begin {REPORTED}"],
    "people/christian-laforte": [f"interim co-CEO, Stability AI begin {REPORTED}"],
}

FIGURES = {
    "8 million a month": f"expenditure, Stability AI, {REPORTED} currency not stated in the source",
    "4 billion": f"valuation, Stability AI, {REPORTED} currency not stated in the source",
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped site, without what was extracted before."""
    copy = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "content", copy / "content", ignore=shutil.ignore_patterns("extracted"))
    return copy


@pytest.fixture(scope="module")
def report(shipped: Path) -> BuildReport:
    """The first build of the copy."""
    return build_site(shipped, shipped / "public", strict=True)


@pytest.fixture(scope="module")
def site(shipped: Path, report: BuildReport) -> Path:
    """The built site of the copy."""
    assert report.changed
    return shipped / "public"


def read_page(site: Path, address: str) -> Any:
    """The parsed page at an address without its index.html."""
    return html5lib.parse((site / address / "index.html").read_bytes(), namespaceHTMLElements=False)


def find_texts(page: Any, tag: str, name: str | None = None) -> list[str]:
    """The words of every element of a tag and class, in order, without the spaces of the markup."""
    found: Iterable[Any] = page.iter(tag)
    return [
        " ".join("".join(element.itertext()).split())
        for element in found
        if name is None or name in element.get("class", "").split()
    ]


def list_facts(page: Any) -> dict[str, str]:
    return dict(zip(find_texts(page, "dt"), find_texts(page, "dd"), strict=True))


@pytest.mark.golden
def test_extraction_is_committed(shipped: Path, report: BuildReport) -> None:
    """What is shipped in content/extracted/ is what the extractor reads today, byte by byte."""
    assert report.extracted == 1
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.copytree(
            shipped / "content" / "extracted", ROOT / "content" / "extracted", dirs_exist_ok=True
        )
    fresh = read_tree(shipped / "content" / "extracted")
    assert read_tree(ROOT / "content" / "extracted") == fresh


def test_built_twice(shipped: Path, site: Path) -> None:
    """A second build extracts nothing and changes no byte; a build into another folder has the same bytes."""
    first = read_tree(site)
    again = build_site(shipped, site)
    assert (again.extracted, again.changed, read_tree(site)) == (0, False, first)
    build_site(shipped, shipped / "elsewhere")
    assert read_tree(shipped / "elsewhere") == first


def test_events(site: Path) -> None:
    """Each event has its title, the day of its report, its people in it, and its quotes; there is no other."""
    pages = [
        read_page(site, f"events/{folder.name}") for folder in sorted((site / "events").iterdir())
    ]
    found = {find_texts(page, "h1")[0]: page for page in pages}
    assert sorted(found) == sorted(EVENTS)
    for title, (who, beginnings) in EVENTS.items():
        page = found[title]
        assert find_texts(page, "p", "event-when") == [REPORTED]
        facts = list_facts(page)
        assert {key: facts[key] for key in facts if key in WHO} == who
        quotes = find_texts(page, "blockquote")
        starts = [quote[: len(words)] for quote, words in zip(quotes, beginnings, strict=True)]
        assert starts == beginnings


def test_profiles(site: Path) -> None:
    """There is a page for each person, organization, product and topic, and for none twice."""
    folders = ("people", "organizations", "products", "places", "topics")
    addresses = [
        f"{kind}/{page.parent.name}"
        for kind in folders
        for page in (site / kind).glob("*/index.html")
    ]
    assert {
        address: find_texts(read_page(site, address), "h1")[0] for address in addresses
    } == PROFILES


def test_roles(site: Path) -> None:
    """Roles begin and end as the article says, dated by its report."""
    found = {
        address: [
            line
            for line in find_texts(read_page(site, address), "span", "line-main")
            if "CEO" in line
        ]
        for address in ROLES
    }
    assert found == ROLES


def test_products_have_their_maker(site: Path) -> None:
    """Stable Diffusion, Stable Cascade and the membership model are Stability AI's."""
    for name in ("stable-diffusion", "stable-cascade", "paid-membership-model"):
        page = read_page(site, f"products/{name}")
        (relations,) = (
            element for element in page.iter("dl") if "relations" in element.get("class", "")
        )
        assert find_texts(relations, "dt") == ["Made by"]
        assert [find_texts(value, "a")[0] for value in relations.iter("dd")] == ["Stability AI"]


def test_figures(site: Path) -> None:
    """Both figures are there with what they measure, and no currency is made up."""
    page = read_page(site, "organizations/stability-ai")
    phrases, abouts = find_texts(page, "p", "number-phrase"), find_texts(page, "p", "number-about")
    assert dict(zip(phrases, abouts, strict=True)) == FIGURES
    assert not re.search("[$€£]", (site / "organizations/stability-ai/index.html").read_text())


def test_source(site: Path) -> None:
    """The article's page has its day, a title marked as made, its headings, and what was left out."""
    page = read_page(site, ARTICLE)
    assert find_texts(page, "h1") == ["Emad Mostaque steps down as CEO of Stability AI"]
    assert find_texts(page, "p", "made") == ["Title made from the text; the source states none."]
    assert list_facts(page)["Published"] == "26 March 2024 read in the text"
    headings = [re.sub(r"^\d+", "", text) for text in find_texts(page, "h3")]
    assert headings == [
        "Leadership Transition and Strategic Overhaul",
        "Challenges and Opportunities Ahead",
        "Reflections on Decentralization and AI Governance",
    ]
    (dropped,) = (element for element in page.iter("ul") if element.get("class") == "dropped")
    assert find_texts(dropped, "li") == [
        "1 line that reads “date 2024-03-26” (date of publication)",
        "2 lines that read “Advertisment” (advertisement)",
    ]


def test_left_out_parts_are_reported(report: BuildReport) -> None:
    """The build says which lines of the article it left out, and where they stand."""
    path = "content/sources/000_fdbb7e7136dc40c3.txt"
    found = [(str(p.position), p.message) for p in report.problems if p.code == "dropped"]
    assert found == [
        (f"{path}:1:2", "Left out as date of publication: “date 2024-03-26”."),
        (f"{path}:3:1", "Left out as advertisement: “Advertisment”."),
        (f"{path}:11:1", "Left out as advertisement: “Advertisment”."),
    ]


def test_marks_are_linked(site: Path) -> None:
    """Each cited sentence is marked, and its mark leads to a note that names what rests on it."""
    page = read_page(site, ARTICLE)
    marks = [element for element in page.iter("a") if element.get("class") == "sentence-number"]
    notes = {element.get("id"): element for element in page.iter("li") if element.get("id")}
    assert len(marks) > 10
    for mark in marks:
        note = notes[mark.get("href").removeprefix("#")]
        links = [link.get("href") for link in note.iter("a") if link.get("class") != "note-number"]
        assert links
        assert all((site / ARTICLE / link.partition("#")[0]).resolve().is_file() for link in links)


def test_every_link_leads_somewhere(site: Path) -> None:
    """Every link within the site leads to a file, and to an anchor in it where it names one."""
    anchors = {
        page: {
            element.get("id")
            for element in html5lib.parse(page.read_bytes(), namespaceHTMLElements=False).iter()
        }
        for page in site.rglob("*.html")
    }
    broken = []
    for page in anchors:
        for link in html5lib.parse(page.read_bytes(), namespaceHTMLElements=False).iter("a"):
            path, _, anchor = str(link.get("href")).partition("#")
            waiting = link.get("href") is None or link.get("hidden") is not None
            if waiting or re.match(r"[a-z]+:", path):
                continue  # a script fills it in first
            # Only the 404 page, which is shown at any address, counts from the root.
            target = (
                (site / path[1:] if path.startswith("/") else page.parent / path).resolve()
                if path
                else page
            )
            if not target.is_file() or (anchor and anchor not in anchors[target]):
                broken.append((page, link.get("href")))
    assert broken == []


def test_seed_is_untouched() -> None:
    """The article stands in the repository as its author gave it."""
    data = (ROOT / "content" / "sources" / "000_fdbb7e7136dc40c3.txt").read_bytes()
    assert (
        sha256(data).hexdigest()
        == "8aa9b61f9e2c943b9a5942456a573c62fd7505b686788a43cd2904128c80b1bb"
    )
