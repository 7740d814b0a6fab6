"""What every page has around its own matter: titles, menu, crumbs, links to the theme's files."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from sourceline.language import text_direction
from sourceline.model import ProfileKind
from sourceline.site import addresses
from sourceline.site.assets import THEME
from sourceline.site.cards import link_card
from sourceline.site.citations import shorten_text
from sourceline.site.dates import describe_text
from sourceline.site.labels import Labels
from sourceline.site.linked_data import dump_data, make_crumbs
from sourceline.site.lookup import Lookup
from sourceline.site.plain import strip_markdown
from sourceline.site.values import Alternate, Frame, Link, MenuLink

SCRIPTS = ("theme.js", "address.js")
ICON = "icon.svg"
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"


def make_frame(
    lookup: Lookup,
    path: str,
    title: str,
    *,
    description: str = "",
    crumbs: tuple[Link, ...] = (),
    data: tuple[dict[str, Any], ...] = (),
    card_type: Literal["website", "article", "profile"] = "article",
    scripts: tuple[str, ...] = (),
    alternates: tuple[Alternate, ...] = (),
) -> Frame:
    """The frame of the page at `path`. `crumbs` are the pages above it, without home and itself;
    `description` is Markdown; `scripts` are the names of files that only this page needs;
    `alternates` are the page's own, before the feeds of the site."""
    settings = lookup.settings
    trail = (Link(lookup.labels("home"), addresses.HOME), *crumbs) if path != addresses.HOME else ()
    canonical = addresses.make_absolute(settings.url, path) if path != addresses.NOT_FOUND else None
    trail_data = (make_crumbs(settings.url, trail, title),) if trail and canonical else ()
    return Frame(
        path=path,
        root=find_page_root(lookup, path),
        language=settings.language,
        direction=text_direction(settings.language),
        site_title=settings.title,
        title=title,
        description=shorten_text(strip_markdown(description) or title, 200),
        canonical=canonical,
        card_type=card_type,
        card=link_card(lookup, path, title),
        alternates=(*alternates, *list_feeds(lookup, path)),
        stylesheets=tuple(lookup.assets[name] for name in (THEME,) if name in lookup.assets),
        scripts=tuple(lookup.assets[n] for n in (*SCRIPTS, *scripts) if n in lookup.assets),
        icon=lookup.assets.get(ICON),
        assets=lookup.assets,
        menu=_list_menu(lookup.labels, lookup.kinds, path.rpartition("/")[0].partition("/")[0]),
        crumbs=trail,
        data=dump_data((*data, *trail_data)),
        labels=lookup.labels,
        notice=word_notice(lookup),
        licence=settings.licence,
        offers_data=settings.data,
    )


def list_feeds(
    lookup: Lookup, path: str, of: str = addresses.HOME, title: str = ""
) -> tuple[Alternate, ...]:
    """Both feeds of the page `of`, as the page at `path` announces them."""
    return _link_feeds(find_page_root(lookup, path), of, title or lookup.settings.title)


@lru_cache(maxsize=64)
def _link_feeds(root: str, of: str, title: str) -> tuple[Alternate, ...]:
    return (
        Alternate(ATOM, title, root + addresses.atom_path(of)),
        Alternate(JSON_FEED, title, root + addresses.json_feed_path(of)),
    )


def word_notice(lookup: Lookup) -> str:
    """That the site is as it was known on a day, where it is."""
    known = describe_text(lookup.known_on, lookup.labels)
    return lookup.labels("known_on", date=known.text) if known else ""


def find_page_root(lookup: Lookup, path: str) -> str:
    """The way to the root; the 404 page may be shown at any depth, so it needs the full path."""
    if path != addresses.NOT_FOUND:
        return addresses.find_root(path)
    return addresses.find_base(lookup.settings.url)


@lru_cache(maxsize=64)
def _list_menu(labels: Labels, kinds: tuple[ProfileKind, ...], folder: str) -> tuple[MenuLink, ...]:
    """The menu on the pages below a folder of the site."""
    links: list[tuple[str, str, tuple[str, ...]]]
    links = [(labels("timeline"), addresses.TIMELINE, ("timeline", "events"))]
    for kind in kinds:
        name = addresses.FOLDERS[kind]
        links.append((labels(name), addresses.index_path(kind), (name,)))
    links.append((labels("sources"), addresses.SOURCES, ("sources",)))
    links.append((labels("about"), addresses.ABOUT, ("about",)))
    return tuple(MenuLink(text, to, folder in below) for text, to, below in links)
