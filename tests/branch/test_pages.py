"""The pushed branch as GitHub Pages shows it, in a browser."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from branches import add_repository, read_branch
from serving import serve_answers
from visits import open_page

from sourceline.pipeline import build_site
from sourceline.pipeline.publishing import prepare_publication, send_publication

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

REPOSITORY = "/tide/"


class Pages(BaseHTTPRequestHandler):
    """Answers as GitHub Pages does: below the name of the repository, exactly as names are spelled, folders with a
    slash at their end and by their index alone, 404.html with 404 for all else."""

    def __init__(self, files: Mapping[str, bytes], *args: object) -> None:
        self.files = files
        super().__init__(*args)  # type: ignore[arg-type] # as a server calls it

    def do_GET(self) -> None:
        """Find the file; a folder without its slash is sent on."""
        path = unquote(urlsplit(self.path).path)
        inside = path.startswith(REPOSITORY)
        name = path.removeprefix(REPOSITORY)
        if inside and f"{name}/index.html" in self.files:
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.end_headers()
            return
        if name == "" or name.endswith("/"):
            name += "index.html"
        found = self.files.get(name) if inside else None
        body = found if found is not None else self.files.get("404.html", b"") if inside else b""
        self.send_response(404 if found is None else 200)
        kind = guess_type(name)[0] if found is not None else "text/html"
        self.send_header("Content-Type", f"{kind or 'application/octet-stream'}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[str]:
    """A host that shows the small site, which was built, published and read back from the branch."""
    (site / "content" / "site.yaml").write_text(
        f"title: Tide\nurl: https://jo.github.io{REPOSITORY}\n"
    )
    report = build_site(site, site / "public")
    repository = add_repository(site, tmp_path / "tide.git")
    publication = prepare_publication(site, site / "public", pages=report.pages, branch="gh-pages")
    assert publication.doubts == ()
    send_publication(publication, "Publish\n")
    with serve_answers(partial(Pages, read_branch(repository.remote))) as address:
        yield address


def test_in_a_browser(host: str, browser: Browser) -> None:
    """Home, timeline, an event, search and the page for a lost address work below the repository's name; every
    request is answered, none leaves the host, and the console stays silent."""
    answers: list[tuple[str, int]] = []

    def note(response: Response) -> None:
        answers.append((response.url.removeprefix(host), response.status))

    with open_page(browser, f"{host}{REPOSITORY}") as (page, said, asked):
        page.on("response", note)
        page.reload()
        assert "Tide" in page.title()
        assert follow(page, "nav a[href^='timeline/']") == f"{host}{REPOSITORY}timeline/"
        assert follow(page, "main a[href^='../events/']").startswith(f"{host}{REPOSITORY}events/")
        assert page.locator("h1").inner_text()
        page.goto(f"{host}{REPOSITORY}search")
        assert page.url == f"{host}{REPOSITORY}search/"
        page.locator("#q").fill("castellan")
        assert "castellan" in follow(page, ".hit a")
        assert any(f"{REPOSITORY}search/data/" in path for path, _ in answers)
        assert [answer for answer in answers if answer[1] not in (200, 301)] == []
        assert said == []
        page.goto(f"{host}{REPOSITORY}events/lost/deep/")
        assert answers.count((f"{REPOSITORY}events/lost/deep/", 404)) == 1
        assert [answer for answer in answers if answer[1] == 404] == [
            (f"{REPOSITORY}events/lost/deep/", 404)
        ]
        fonts = "getComputedStyle(document.body).fontFamily"
        lost = page.evaluate(fonts)
        assert follow(page, "main a") == f"{host}{REPOSITORY}"
        assert page.evaluate(fonts) == lost
        assert {urlsplit(address).netloc for address in asked} == {urlsplit(host).netloc}


def follow(page: Page, link: str) -> str:
    """Go where the first such link leads; the address there, which a script of the site makes shorter."""
    target = page.locator(link).first.evaluate("link => link.href")
    page.goto(target)
    return page.url.removesuffix("index.html")


def ask(host: str, path: str) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(urlsplit(host).netloc)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.getheader("Location", ""), answer.read()


def test_by_address(host: str) -> None:
    """Folders without a slash lead to those with one, there are no listings, spelling counts, and nothing is above
    the repository."""
    lost = ask(host, f"{REPOSITORY}404.html")[2]
    assert ask(host, f"{REPOSITORY}timeline")[:2] == (301, f"{REPOSITORY}timeline/")
    assert ask(host, f"{REPOSITORY}Timeline/") == (404, "", lost)
    assert ask(host, f"{REPOSITORY}assets/") == (404, "", lost)
    assert ask(host, "/timeline/") == (404, "", b"")
    assert ask(host, f"{REPOSITORY}.nojekyll")[::2] == (200, b"")
