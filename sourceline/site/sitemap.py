"""What search engines fetch: the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.site.addresses import make_absolute
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Page, RobotsPage, SitemapPage, Task, put_off

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"


def plan_sitemap(lookup: Lookup, paths: Sequence[str]) -> tuple[Task, ...]:
    """The sitemap, which needs full addresses: () while the site's own is not known.

    It tells no day of the last change. A page changes with its neighbours, its theme and what a person
    writes, and no content says when that was.
    """
    url = lookup.chronicle.settings.url
    if url is None:
        return ()
    return (put_off(SITEMAP, _plan_sitemap, url, paths),)


def _plan_sitemap(url: str, paths: Sequence[str]) -> Page:
    found = tuple(make_absolute(url, path) or path for path in paths)
    return Page(SITEMAP, "sitemap.xml", SitemapPage(found))


def plan_robots(lookup: Lookup) -> Page:
    """robots.txt: everything may be read."""
    sitemap = make_absolute(lookup.chronicle.settings.url, SITEMAP)
    return Page(ROBOTS, "robots.txt", RobotsPage(sitemap))
