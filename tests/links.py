"""Where the links of a site lead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


class Links(HTMLParser):
    """The ids of a page, and the relative links from it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.feed(page)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        """Whatever has an id, leads on or loads."""
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src") and value and not urlsplit(value).scheme:
                self.hrefs.append(value)


def resolve_link(path: str, href: str) -> tuple[str, str]:
    """(page, fragment) a relative link leads to; the 404 page's links count from the site's root."""
    target, _, fragment = href.partition("#")
    target = target.partition("?")[0]
    if target.startswith("/orrery/"):
        return target.removeprefix("/orrery/"), fragment
    steps = path.split("/")[:-1]
    for step in target.split("/") if target else [path.rsplit("/", 1)[-1]]:
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return unquote("/".join(steps)), fragment


def list_broken(pages: Mapping[str, str], files: Collection[str]) -> list[tuple[str, str]]:
    """(page, link) of every link to a page or a place that is not there. `pages`: path → text of all of a
    site; `files`: what else it has."""
    read = {path: Links(text) for path, text in pages.items() if path.endswith(".html")}
    ids = {path: set(links.ids) for path, links in read.items()}
    broken = []
    for path, links in read.items():
        for href in links.hrefs:
            page, fragment = resolve_link(path, href)
            found = page in pages or page in files
            if not found or (fragment and fragment not in ids.get(page, ())):
                broken.append((path, href))
    return broken
