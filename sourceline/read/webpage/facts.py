"""What a page says of itself: in `<meta>`, `<link>`, `<time>` and JSON-LD, and in the comment that a browser or
SingleFile leaves when it saves a page.

trafilatura tells title, author, publisher and licence. Dates are read here first, since it fills in the day where a
page says a month, and takes any day of the text where the page says none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from sourceline import edtf
from sourceline.read.draft import LANGUAGE
from sourceline.read.stamps import find_stamp

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date"),
    *("sailthru.date", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created"),
    *("dcterms.date", "dc.date", "publication_date", "publish-date", "publishdate", "pubdate"),
    *("article.published", "rnews:datepublished", "date", "created", "datecreated"),
)
"""Names of `<meta>`, those that say it most surely first."""
_ARTICLES = re.compile(r"article|posting|report|creativework|review|webpage", re.IGNORECASE)
_MARKED = ("time", "span", "abbr", "meta", "div")
_LINES = ("p", "li", "small", "h6", "link", "td")
_SHORTEST, _LONGEST = 4, 60
LONGEST_TITLE = 180
"""Characters."""
_DAY = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])|(\d{4})/(\d{1,2})/(\d{1,2})\b|(\d{4})(\d{2})(\d{2})\b"
)
_CHANGED = re.compile(r"modif|updat|revis|expir", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_SINGLE_FILE = re.compile(
    r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*(\w{3}) (\w{3}) (\d{2}) (\d{4})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found before trafilatura takes the tree apart."""

    stated: dict[str, str]
    title: str
    """What a browser writes above the page, or ""."""
    shown: frozenset[str]
    """The whole days in tags and in short texts beside the article, one of which trafilatura's date must be."""

    def complete(self, found: Any) -> dict[str, str]:
        """With what trafilatura's document says; each value in one line."""
        # A heading that is never closed holds the whole page.
        heading = found.title if len(found.title or "") <= LONGEST_TITLE else self.title
        more = {
            "title": heading,
            "author": found.author.replace("; ", ", ") if found.author else None,
            "publisher": found.sitename,
            "licence": found.license,
            "url": find_address(found.url),
            "published": found.date if found.date in self.shown else None,
        }
        both = {**more, **self.stated}
        return {name: " ".join(value.split()) for name, value in both.items() if value}


def find_facts(tree: Any, page: str) -> Facts:
    """The address, dates and language of a page."""
    saved = _SINGLE_FILE.search(page[:4_000])
    origin = saved or _SAVED_FROM.search(page[:4_000])
    address = find_address(origin[1]) if origin else None
    stated = {
        "url": _find_canonical(tree, address) or address,
        "published": _find_published(tree),
        "retrieved": f"{saved[5]}-{_MONTHS.index(saved[3]) + 1:02}-{saved[4]}"
        if saved and saved[3] in _MONTHS
        else None,
        "language": _find_language(tree),
    }
    title = " ".join((tree.findtext(".//title") or "").split())
    return Facts(
        {name: value for name, value in stated.items() if value},
        title if len(title) <= LONGEST_TITLE else "",
        _list_days(tree),
    )


def find_address(text: str | None) -> str | None:
    """A web address as it is; None for anything else."""
    text = (text or "").strip()
    if not re.fullmatch(r"https?://[^\s<>\"'`\\]+", text, re.IGNORECASE):
        return None
    try:
        urlsplit(text)
    except ValueError:  # in broken brackets
        return None
    return text


def read_day(text: str) -> str | None:
    """The date that a machine wrote, as exactly as it did: "2031-05-06T08:00Z" → "2031-05-06", "2031-05" → itself."""
    match = _DAY.match(text.strip())
    if match is None:
        return None
    parts = [part for part in match.groups() if part]
    day = "-".join([parts[0], *(f"{int(part):02}" for part in parts[1:])])
    return day if edtf.is_edtf(day) else None


def _find_canonical(tree: Any, base: str | None) -> str | None:
    links = [
        *(
            link.get("href")
            for link in tree.iter("link")
            if (link.get("rel") or "").lower() == "canonical"
        ),
        *(meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:url"),
    ]
    for link in links:
        try:
            found = find_address(urljoin(base, link) if base and link else link)
        except ValueError:  # an address in broken brackets
            continue
        if found:
            return found
    return None


def _find_language(tree: Any) -> str | None:
    said = (tree.get("lang") or tree.get("xml:lang") or "").strip().replace("_", "-")
    return said if LANGUAGE.fullmatch(said) else None


def _find_published(tree: Any) -> str | None:
    """The day of the first publication."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content") or "")
    candidates = (
        *(metas.get(name, "") for name in _PUBLISHED[:4]),
        *_list_linked_dates(tree),
        *(metas.get(name, "") for name in _PUBLISHED[4:]),
        *_list_times(tree),
    )
    return next(filter(None, map(read_day, candidates)), None)


def _list_times(tree: Any) -> Iterator[str]:
    """What elements say that are marked as the date of publication."""
    for element in tree.iter(*_MARKED):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _list_linked_dates(tree: Any) -> Iterator[str]:
    """`datePublished` of the articles in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _walk_linked(data)


def _walk_linked(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:100]
        elif isinstance(value, dict):
            date = value.get("datePublished")
            if isinstance(date, str) and _ARTICLES.search(str(value.get("@type", ""))):
                yield date
            waiting += [value.get(key) for key in ("@graph", "mainEntity", "hasPart")]


def _list_days(tree: Any) -> frozenset[str]:
    """Whole days in attributes of dates, in addresses, and in lines that are hardly more than a date."""
    found = set()
    for element in tree.iter(*_MARKED, *_LINES):
        if _CHANGED.search(
            f"{element.get('property')} {element.get('name')} {element.get('itemprop')}"
        ):
            continue
        for name in ("datetime", "content", "title", "href"):
            match = re.search(r"(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)", element.get(name) or "")
            if match:
                found.add("-".join(match.groups()))
        words = "".join(element.itertext()) if len(element) < 4 else ""
        if _SHORTEST < len(words.strip()) <= _LONGEST:
            stamp = find_stamp(words.strip())
            if stamp:
                found.add(stamp.day)
    return frozenset(found)
