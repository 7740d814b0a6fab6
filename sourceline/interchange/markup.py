"""HTML of other programs → Markdown: paragraphs, lists, quotes, emphasis and links. All else is left out."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from sourceline.interchange.incoming import clean_text
from sourceline.site.addresses import clean_web_address

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "tr",
        "figure",
        "figcaption",
        "header",
        "footer",
        "blockquote",
    ]
)
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SKIPPED = frozenset({"script", "style", "template", "noscript", "iframe", "object"})


def read_html(value: object) -> str:
    """The Markdown of a text that may hold HTML; "" for nothing."""
    text = clean_text(value)
    if "<" not in text:
        return html.unescape(text)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipped = 0
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag in _BLOCKS:
            self.parts.append("\n\n> " if tag == "blockquote" else "\n\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "br":
            self.parts.append("  \n")
        elif tag in _EMPHASIS:
            self.parts.append(_EMPHASIS[tag])
        elif tag == "a":
            self.links.append(clean_web_address(dict(attrs).get("href")))
            self.parts.append("[" if self.links[-1] else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(self.skipped - 1, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _EMPHASIS:
            self.parts.append(_EMPHASIS[tag])
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.parts.append(f"]({address})" if address else "")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(re.sub(r"\s+", " ", data))

    def finish(self) -> str:
        while self.links:
            self.handle_endtag("a")
        text = re.sub(r"\n\s*\n\s*", "\n\n", "".join(self.parts))
        text = re.sub(r"\n\n(> (?:\n\n)?)+", "\n\n> ", f"\n\n{text}")
        return re.sub(r" +\n(?!\n)", lambda m: "  \n" if len(m[0]) > 2 else "\n", text).strip()
