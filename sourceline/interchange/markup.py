"""HTML of other programs → Markdown: paragraphs, lists, quotes, emphasis and links. All else is left out."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser

from sourceline.interchange.incoming import clean_line, clean_text
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
    return clean_text(_convert(clean_text(value), markdown=True))


def read_line(value: object) -> str:
    """The words of a text that may hold HTML, in one line and without any markup."""
    return clean_line(_convert(clean_text(value), markdown=False))


def _convert(text: str, *, markdown: bool) -> str:
    if "<" not in text:
        return html.unescape(text)
    reader = _Reader(markdown=markdown)
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self, *, markdown: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: Mapping[str, str] = _EMPHASIS if markdown else {}
        self.markdown = markdown
        self.parts: list[str] = []
        self.skipped = 0
        self.links: list[str | None] = []

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - as the base class has it
        """ "<![C" is a comment to a browser; the base class fails on it."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag in _BLOCKS:
            self.parts.append("\n\n> " if tag == "blockquote" and self.markdown else "\n\n")
        elif tag == "li":
            self.parts.append("\n- " if self.markdown else "\n")
        elif tag == "br":
            self.parts.append("  \n")
        elif tag in self.marks:
            self.parts.append(self.marks[tag])
        elif tag == "a":
            address = clean_web_address(dict(attrs).get("href")) if self.markdown else None
            self.links.append(address)
            self.parts.append("[" if self.links[-1] else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(self.skipped - 1, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in self.marks:
            self.parts.append(self.marks[tag])
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
