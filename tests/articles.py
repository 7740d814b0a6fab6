"""Articles for the tests of the digest, from a few words."""

from __future__ import annotations

from sourceline.digest import Article, read_article
from sourceline.read import read_source


def make_article(text: str, published: str | None = None, path: str = "a.txt") -> Article:
    """The article with this text, at this path."""
    sidecar = {"published": published} if published else None
    return read_article(read_source(text.encode(), path=path, sidecar=sidecar))
