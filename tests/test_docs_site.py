"""The documentation as a site: whole, of the repository's own documents, and alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from links import list_broken
from playwright.sync_api import Browser
from serving import serve_folder
from trees import read_tree
from visits import find_violations, open_page
from wheels import make_environment
from write_docs import group_sources, list_sources, make_files, name_page, read_page

ROOT = Path(__file__).resolve().parent.parent
FILES = make_files()
PAGES = {path: data.decode() for path, data in FILES.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` writes it, with the locked run-time packages only, below a folder."""
    place = tmp_path_factory.mktemp("docs") / "below" / "docs"
    programs = make_environment(tmp_path_factory.mktemp("environment"))
    command = [str(programs / "python"), "scripts/write_docs.py", str(place)]
    env = {**os.environ, "PYTHONPATH": "."}
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    return place


def test_same_bytes(folder: Path) -> None:
    """What is built is the same every time, and names no folder of this machine."""
    assert read_tree(folder) == FILES
    assert str(ROOT).encode() not in b"".join(FILES.values())


def test_every_document_is_a_page() -> None:
    """With its title, and once in the contents of every page."""
    sources = list_sources()
    assert set(PAGES) == {*map(name_page, sources), "search.html"}
    listed = [
        one for _, group in group_sources({s: read_page(s) for s in sources}) for one in group
    ]
    assert sorted(listed) == sorted(sources)
    for path, text in PAGES.items():
        contents = text.partition('<nav id="contents"')[2]
        up = "../" * path.count("/")
        assert all(f'href="{up}{name_page(source)}"' in contents for source in sources)


def test_every_link_leads_somewhere() -> None:
    """Each link and picture is a file of the site, each fragment a place on its page; there is no second id."""
    assert list_broken(PAGES, FILES) == []
    for text in PAGES.values():
        ids = re.findall(r' id="(.*?)"', text)
        assert len(ids) == len(set(ids))


def test_code_and_schema() -> None:
    """An option is one word that no line breaks, and a schema that a document names is a file of the site."""
    page = PAGES["interchange.html"]
    assert '<code><span class="whole">--dry-run</span></code>' in page
    assert '<a href="chronicle.schema.json">chronicle.schema.json</a>' in page
    schema = ROOT / "docs" / "chronicle.schema.json"
    assert FILES["chronicle.schema.json"] == schema.read_bytes()


def test_nothing_is_fetched_from_elsewhere() -> None:
    """No page, style or script loads what is not of the site, and none stands in a page itself."""
    for text in PAGES.values():
        loaded = re.findall(r'<(?:link|script|img)\b[^>]*\b(?:href|src)="(.+?)"', text)
        assert loaded
        assert [address for address in loaded if re.match(r"\w+:|/", address)] == []
        assert not re.search(r"<style|<script>|<[^>]* (?:style|on\w+)=", text)
    own = [path for path in FILES if re.search(r"(?<!sections)\.\w{8}\.(css|js)$", path)]
    assert len(own) == 3
    asked = re.compile(rb"url\(|@import|fetch\(|https?://")
    assert [path for path in own if asked.search(FILES[path])] == []


def test_what_is_for_the_tests_is_not_shown() -> None:
    """The comments that say what a page must show are no part of the text."""
    assert "<!-- shows" in (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert not any("shows events/" in text for text in PAGES.values())


def test_other_folders_are_not_replaced(tmp_path: Path) -> None:
    """A folder that holds something else stops it."""
    (tmp_path / "mine.txt").write_text("mine")
    command = [sys.executable, "scripts/write_docs.py", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The same site below a path of a web server."""
    with serve_folder(folder.parent) as root:
        yield f"{root}docs/"


def find_words(browser: Browser, start: str) -> list[str]:
    """Look for words from a page, and follow what is found; every address that was asked for."""
    page = browser.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{start}howto/cite.html")
    page.get_by_role("searchbox").fill("merge two people")
    page.keyboard.press("Enter")
    page.locator('[data-hits] a[href^="howto/merge-people.html"]').first.click()
    page.get_by_role("heading", name="Merge two people, or keep two apart").wait_for()
    page.close()
    return asked


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(
    folder: Path, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    """On a phone axe finds nothing wrong with a page of tables or with the search, and neither is too wide."""
    for page in ("reference/content-yaml.html", "search.html?q=date"):
        url = f"{folder.as_uri()}/{page}"
        with open_page(browser, url, width=320, scheme=scheme, bypass_csp=True) as (tab, said, _):
            found = find_violations(tab, preload=False)
            wide = tab.evaluate("document.documentElement.scrollWidth")
        assert (found, wide, said) == ([], 320, [])


def test_search_on_a_server(address: str, browser: Browser) -> None:
    """From any page to the section in which the words stand, and nothing is asked for elsewhere."""
    assert [url for url in find_words(browser, address) if not url.startswith(address)] == []


def test_search_in_a_folder(folder: Path, browser: Browser) -> None:
    """The same without a server."""
    start = f"{folder.as_uri()}/"
    assert [url for url in find_words(browser, start) if not url.startswith(start)] == []
