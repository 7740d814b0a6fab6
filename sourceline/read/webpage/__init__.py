"""A saved web page → its article: the text in blocks, and what the page says of itself.

trafilatura finds the article, and is imported only when a page is really read. Nothing of the page's markup is in
what it gives: text alone, which is escaped wherever it is shown.
"""

from __future__ import annotations

from sourceline.errors import ContentError, Position, Problem
from sourceline.read.decode import Decoded
from sourceline.read.draft import Draft
from sourceline.read.endless import MOST_LETTERS
from sourceline.read.webpage.charset import decode_page
from sourceline.read.webpage.finding import make_finder
from sourceline.read.webpage.levels import (
    MOST_LEVELS,
    MOST_TAGS,
    count_letters,
    count_tags,
    flatten_page,
    strip_page,
)

LARGEST = 20_000_000
"""Bytes. A saved page of more is one with its pictures and scripts inside."""

_REMEDY = "Save the page as HTML alone once its text is on the screen, or copy the article into a .txt file."


def read_webpage(data: bytes, path: str) -> Draft:
    """The article of a page; ContentError where it is too large, no text, or has no article."""
    if len(data) > LARGEST:
        message = f"This page has {len(data) // 1_000_000:,} MB; at most 20 are read."
        raise ContentError([Problem(Position(path), "too-large", message, _REMEDY)])
    page = decode_page(data, path)
    return read_page(page, path)


def read_page(page: Decoded, path: str) -> Draft:
    """The same of a page that is decoded."""
    letters = count_letters(page.text)
    if letters > MOST_LETTERS:
        message = (
            f"This page has a text of {letters:,} characters; at most {MOST_LETTERS:,} are read."
        )
        raise ContentError([Problem(Position(path), "too-large", message, _REMEDY)])
    tags = count_tags(page.text)
    if tags > MOST_TAGS:
        message = f"This page has {tags:,} tags; at most {MOST_TAGS:,} are read."
        raise ContentError([Problem(Position(path), "too-large", message, _REMEDY)])
    flat, lifted = flatten_page(strip_page(page.text))
    doubts = [*page.doubts, *([_report_depth(path, lifted)] if lifted else [])]

    from sourceline.read.webpage.article import find_article  # noqa: PLC0415 - trafilatura, a second

    article = find_article(flat, page.text)
    if article is None or all(block.kind == "title" for block in article.layout.blocks):
        raise _refuse_empty(path)
    return Draft(
        article.text,
        article.layout,
        {name: (value, "document") for name, value in article.stated.items()},
        make_finder(page.text),
        tuple(doubts),
    )


def _report_depth(path: str, lifted: int) -> Problem:
    return Problem(
        Position(path),
        "page-flattened",
        f"This page nests more than {MOST_LEVELS} levels deep; {lifted:,} tags of deeper levels were taken out,"
        " and their text was kept.",
        "Look whether its text is whole on its page. If it is not, copy the article into a .txt file.",
        "note",
    )


def _refuse_empty(path: str) -> ContentError:
    message = "No article was found in this page: it holds navigation or scripts only, or is empty."
    return ContentError([Problem(Position(path), "empty-source", message, _REMEDY)])
