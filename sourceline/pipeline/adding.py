"""A document of the web, or a file from elsewhere → a source of the site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sourceline.errors import ContentError, Position, Problem, SourcelineError, UsageError
from sourceline.fetch import Document, Fetcher
from sourceline.model import Source
from sourceline.naming import name_folder
from sourceline.read import FORMATS, make_source, make_source_id, read_draft
from sourceline.read.draft import Draft
from sourceline.read.webpage.charset import declare_charset
from sourceline.store.additions import add_document, add_text, find_namesake
from sourceline.store.sources import SOURCES

_LONGEST_NAME = 60
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "message/rfc822": ".eml",
}
_PLAIN = (".txt", ".md")
_LARGEST = 100_000_000
"""Bytes of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A source that joined the site."""

    source: Source
    """As it was read; its `path` is where it stands now."""
    written: tuple[str, ...]
    """The source first, then its original or what is said of it."""


class _Found(NamedTuple):
    data: bytes
    charset: str
    """Of a web page, as the server says; ""."""
    suffix: str
    said: dict[str, str]
    name: str
    """By which it can be called where it has no title."""


def add_source(
    root: Path,
    place: str,
    *,
    said: Mapping[str, str],
    on: str,
    name: str | None = None,
    fetcher: Fetcher,
) -> Addition:
    """Fetch the document at the web address `place`, or copy the file there, and put its text among the sources.

    `said` is what its author says of it and wins; `on` is today, an EDTF day. Plain text and Markdown are taken as
    they are; of all else the text is written as Markdown, and the bytes are kept in content/originals/. Nothing is
    overwritten. ContentError where it cannot be read or written; FetchError where it cannot be had; UsageError where
    there is no such file.
    """
    found = _fetch(place, on, fetcher) if is_address(place) else _read_file(Path(place), on)
    data = declare_charset(found.data, found.charset) if found.charset else found.data
    draft = read_draft(data, found.suffix, path=place)
    called = make_source_id(name) if name else _name_file(said.get("title") or draft.title, found)
    namesake = find_namesake(root, called)
    if namesake is not None:
        raise ContentError([_report_namesake(namesake, place, called)])
    plain = found.suffix in _PLAIN
    path = f"{SOURCES}/{called}{found.suffix if plain else '.md'}"
    source = make_source(draft, path=path, sidecar={**_prefer_own(found, draft), **said})
    if plain:
        written = add_text(root, f"{called}{found.suffix}", found.data, {**found.said, **said})
    else:
        fields = _list_fields(source)
        written = add_document(root, called, found.data, found.suffix, source, fields)
    return Addition(source=source, written=written)


def is_address(place: str) -> bool:
    """Whether a place is an address of the web, or looks like one, rather than a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", place) is not None


def _fetch(place: str, on: str, fetcher: Fetcher) -> _Found:
    document = fetcher.fetch(place)
    path = urlsplit(document.url).path
    stem = unquote(path.rstrip("/").rpartition("/")[2])
    suffix = _find_suffix(document, Path(stem).suffix.lower())
    if suffix is None:
        raise SourcelineError(
            f"{document.url} is {document.type or 'of no known type'}, which no reader knows.\n"
            f"    What can be read: {', '.join(sorted(FORMATS))}."
        )
    name = stem.removesuffix(Path(stem).suffix) or urlsplit(document.url).hostname or "page"
    said = {"url": document.url, "retrieved": on}
    return _Found(document.data, document.charset, suffix, said, name)


def _find_suffix(document: Document, ending: str) -> str | None:
    """The format of a document: what it begins with, what the server says, how its address ends."""
    if document.data[:1_024].lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if document.type in _TYPES:
        return ".md" if ending == ".md" and document.type == "text/plain" else _TYPES[document.type]
    if document.type in ("", "application/octet-stream") and ending in FORMATS:
        return ending
    return None


def _read_file(path: Path, on: str) -> _Found:
    suffix = path.suffix.lower()
    try:
        if not path.is_file():
            raise UsageError(
                f"There is no file {path}.\n    Name a file, or a web address with https://."
            )
        if suffix not in FORMATS:
            raise UsageError(
                f"No reader knows {path.name}.\n    What can be read: {', '.join(sorted(FORMATS))}."
            )
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}).\n    Look at it in your file manager."
        ) from None
    if len(data) > _LARGEST:
        raise UsageError(f"{path} has more than {_LARGEST // 1_000_000} MB.\n    Split it.")
    return _Found(data, "", suffix, {"added": on}, path.stem)


def _prefer_own(found: _Found, draft: Draft) -> dict[str, str]:
    """What is known of where it was found, but for the address that a page gives itself."""
    host = urlsplit(found.said.get("url", "")).hostname
    own = urlsplit(draft.stated["url"][0]).hostname if "url" in draft.stated else None
    return {name: value for name, value in found.said.items() if name != "url" or host != own}


def _list_fields(source: Source) -> dict[str, str]:
    """What is known of a source, apart from the language that its words tell again."""
    return {name: getattr(source, name) for name, origin in source.origins if origin != "detected"}


def _name_file(title: str | None, found: _Found) -> str:
    """Its title, or the name that it had, in letters that every system can write; whole words."""
    from slugify import slugify  # noqa: PLC0415 - only here

    for text in (title or "", found.name):
        slug: str = slugify(text, max_length=_LONGEST_NAME, word_boundary=True)
        if slug:
            return name_folder(slug)
    return make_source_id(found.name)


def _report_namesake(namesake: str, place: str, name: str) -> Problem:
    return Problem(
        Position(namesake),
        "already-there",
        f"There is a source of this name already, so {place} was not added.",
        f"If it is another one, give it another name, as in '--name {name}-2'.",
    )
