"""Saved pages of our own making, whose articles are marked: what a reader must find in them."""

from __future__ import annotations

from pathlib import Path

from lxml import html

FOLDER = Path(__file__).resolve().parent / "fixtures" / "read" / "pages"
PAGES = tuple(sorted(path.name for path in FOLDER.glob("*.html")))


def list_marked(name: str) -> list[str]:
    """The words of the marked parts of a page, in order, and of nothing else; what is marked as aside in them is not."""
    tree = html.document_fromstring((FOLDER / name).read_bytes())
    for element in tree.xpath("//*[@data-aside]"):
        element.drop_tree()
    for element in tree.iter("li", "td", "th", "p", "br", "dt", "dd"):
        element.tail = f"\n{element.tail or ''}"
    texts = ("".join(element.itertext()) for element in tree.xpath("//*[@data-article]"))
    return [word for text in texts for word in text.split()]
