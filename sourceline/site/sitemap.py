"""What search engines fetch: the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.site.addresses import make_absolute
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Page, RobotsPage, SitemapPage, Task

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"

# A file may hold no more (sitemaps.org, protocol 0.9).
MOST_ADDRESSES = 50_000


def plan_sitemap(lookup: Lookup, paths: Sequence[str]) -> tuple[Task, ...]:
    """The sitemap, which needs full addresses: () while the site's own is not known. Of a very large site
    an index of several.

    It tells no day of the last change. A page changes with its neighbours, its theme and what a person
    writes, and no content says when that was.
    """
    url = lookup.settings.url
    return () if url is None else (Task(SITEMAP, _plan_sitemap, (url, paths)),)


def _plan_sitemap(_: Lookup, url: str, paths: Sequence[str]) -> tuple[Page, ...]:
    found = tuple(make_absolute(url, path) or path for path in paths)
    if len(found) <= MOST_ADDRESSES:
        return (Page(SITEMAP, "sitemap.xml", SitemapPage(found)),)
    parts = tuple(
        Page(f"sitemap-{n}.xml", "sitemap.xml", SitemapPage(found[first : first + MOST_ADDRESSES]))
        for n, first in enumerate(range(0, len(found), MOST_ADDRESSES), 1)
    )
    listed = tuple(make_absolute(url, part.path) or part.path for part in parts)
    return (Page(SITEMAP, "sitemap_index.xml", SitemapPage(listed)), *parts)


def plan_robots(lookup: Lookup) -> Page:
    """robots.txt: everything may be read."""
    sitemap = make_absolute(lookup.settings.url, SITEMAP)
    return Page(ROBOTS, "robots.txt", RobotsPage(sitemap))
