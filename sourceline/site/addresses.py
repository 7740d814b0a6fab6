"""Where every page lives, and which foreign addresses may be linked. Paths are site-relative."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit

from sourceline.model import ProfileKind
from sourceline.naming import name_folder
from sourceline.weave.folders import FOLDERS as FOLDERS  # noqa: PLC0414 - part of what this module gives

HOME = "index.html"
TIMELINE = "timeline/index.html"
ABOUT = "about/index.html"
CORRECTIONS = "corrections/index.html"
SOURCES = "sources/index.html"
SEARCH = "search/index.html"
FEED = "feed.xml"
JSON_FEED = "feed.json"
OEMBED = "oembed.json"
NOT_FOUND = "404.html"

# What browsers strip or ignore in an address before they read its scheme (WHATWG URL, 4.4).
_IGNORED = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
# With a host, and without a name and password before it, which only serve to deceive.
_WEB = re.compile(r"https?://[^\s/?#\\@]+([/?#]|$)", re.IGNORECASE)
# What needs no escape in a path: nearly every page of ours.
_SAFE = re.compile(r"[A-Za-z0-9_.~/-]*")
# Controls, and marks that turn the direction of what follows.
_REFUSED = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def event_path(event: str) -> str:
    """The page of the event with this id."""
    return f"events/{name_folder(event)}/index.html"


def profile_path(kind: ProfileKind, profile: str) -> str:
    """The page of the profile with this id."""
    return f"{FOLDERS[kind]}/{name_folder(profile)}/index.html"


def index_path(kind: ProfileKind) -> str:
    """The page that lists all profiles of a kind."""
    return f"{FOLDERS[kind]}/index.html"


def source_path(source: str) -> str:
    """The page of the source with this id."""
    return f"sources/{name_folder(source)}/index.html"


def page_path(name: str) -> str:
    """The page that corrections and redirects call "events/x", after its id."""
    folder, _, thing = name.rstrip("/").partition("/")
    return f"{folder}/{name_folder(thing)}/index.html"


def period_path(key: str) -> str:
    """The page of a period: "2024", "2024/03", "199x", "undated"; of the year -0043 "y-0043", since no name of a
    file may begin with a hyphen, and none has a capital letter."""
    name = f"y{key}" if key.startswith("-") else key.lower()
    return f"timeline/{name}/index.html"


def part_path(page: str, number: int) -> str:
    """The page of a part of a list that is too long for one; the first stands on `page` itself."""
    return page if number == 1 else f"{page.removesuffix('index.html')}page/{number}/index.html"


def atom_path(page: str) -> str:
    """The Atom feed of a page: beside it."""
    return page.removesuffix("index.html") + FEED


def json_feed_path(page: str) -> str:
    """The JSON Feed of a page: beside it."""
    return page.removesuffix("index.html") + JSON_FEED


def embed_path(page: str) -> str:
    """The page that other sites may frame in place of `page`."""
    return f"embed/{page}"


def oembed_path(page: str) -> str:
    """What a site that is to frame a page is told of it."""
    return embed_path(page).removesuffix("index.html") + OEMBED


def card_path(page: str) -> str:
    """The picture that stands for a page where it is shared: "cards/events/x.png"."""
    name = page.removesuffix("index.html").rstrip("/") or "home"
    return f"cards/{name}.png"


def list_ways(redirects: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Former page → the page that it is now, both as corrections name them: "events/x"."""
    return {old.rstrip("/"): new.rstrip("/") for old, new in redirects}


def find_root(path: str) -> str:
    """The way from a page up to the root of the site: "../" for each folder."""
    return "../" * path.count("/")


def find_base(url: str | None) -> str:
    """The path of the site on its host, as a link has it: "/repo/", or "/" where it is at the top or not known."""
    base = quote(urlsplit(url).path.strip("/"), safe="/%") if url else ""
    return f"/{base}/" if base else "/"


def make_absolute(url: str | None, path: str) -> str | None:
    """The full address of a page without "index.html", when the site's own is known."""
    if url is None:
        return None
    page, mark, fragment = path.partition("#")
    page = page.removesuffix("index.html") if page.endswith(("/index.html", HOME)) else page
    return f"{url.rstrip('/')}/{page if _SAFE.fullmatch(page) else quote(page)}{mark}{fragment}"


@lru_cache(maxsize=4096)
def clean_web_address(url: str | None) -> str | None:
    """`url` if it is an http or https address as a browser would read it, else None."""
    if url is None:
        return None
    cleaned = _IGNORED.sub("", url.strip(_EDGES))
    if not _WEB.match(cleaned) or _REFUSED.search(cleaned):
        return None
    try:
        urlsplit(cleaned)
    except ValueError:
        return None
    return cleaned


def link_text(url: str | None, quotation: str) -> str | None:
    """The original's address with a text fragment that shows `quotation` (WICG Scroll to Text).

    A long quotation is given by its first and last words, so that a change in between or a line
    break does not lose the place.
    """
    address = clean_web_address(url)
    if address is None:
        return None
    words = quotation.split()
    if not words:
        return address
    ends = [words] if len(words) <= 10 else [words[:5], words[-5:]]
    directive = ",".join("%20".join(map(_quote_word, end)) for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


@lru_cache(maxsize=16_384)
def _quote_word(word: str) -> str:
    # "-", "," and "&" have a meaning of their own in a text directive.
    return quote(word, safe="").replace("-", "%2D")
