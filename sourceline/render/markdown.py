"""Markdown by strangers → HTML that is safe to publish.

markdown-it-py without raw HTML, so every tag is its own; links and images only where an address is
http, https or mailto as a browser would read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sourceline.render.prose import REL, set_block, split_blocks

# Tab and line ends are dropped anywhere by browsers, other controls and spaces at the edges.
_IGNORED = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
# Controls, the sign for what could not be read, backslashes (a browser reads "/"), and marks that
# turn the direction of what follows.
_REFUSED = re.compile("[\x00-\x1f\x7f\\\\\ufffd\u202a-\u202e\u2066-\u2069]")
# With a host, and without a name and password before it, which only serve to deceive.
_ALLOWED = re.compile(r"(https?://[^\s/?#@]+([/?#]|$)|mailto:[^\s])", re.IGNORECASE)
_FIRST_STEP = re.compile(r"[/?#]")
_AWAY = re.compile(r"https?:", re.IGNORECASE)


class PageRenderer(RendererHTML):
    """Links that lead away say so; images become links, because no page loads a foreign file."""

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """`<a href>`; away from the site with `rel`."""
        token = tokens[idx]
        if _AWAY.match(str(token.attrs.get("href", ""))):
            token.attrSet("rel", REL)
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The picture's words, as a link to it."""
        token = tokens[idx]
        text = self.renderInlineAsText(token.children or [], options, env)
        address = str(token.attrs.get("src", ""))
        shown = escapeHtml(text or address)
        if stands_in_link(tokens[:idx]):
            return shown
        return f'<a href="{escapeHtml(address)}" rel="{REL}">{shown}</a>'

    def heading_open(self, *_: Any) -> str:
        """A heading in an author's text is set as a bold line: the page's outline is the site's own."""
        return '<p class="subheading"><strong>'

    def heading_close(self, *_: Any) -> str:
        """Its end."""
        return "</strong></p>\n"


def stands_in_link(before: Sequence[Token]) -> bool:
    """Whether a link is open after these tokens; links cannot be nested."""
    kinds = [token.type for token in before]
    return kinds.count("link_open") > kinds.count("link_close")


def is_allowed(address: str) -> bool:
    """Whether an address may be a link: http, https, mailto, or a path of this site.

    The address comes as written or with its odd signs already percent-encoded, so both are looked at.
    """
    cleaned = _IGNORED.sub("", unescape(address)).strip(_EDGES)
    plain = unquote(cleaned, errors="replace")
    if _REFUSED.search(cleaned) or _REFUSED.search(plain):
        return False
    if _ALLOWED.match(cleaned):
        return True
    first = _FIRST_STEP.split(plain, maxsplit=1)[0]
    return ":" not in first and not cleaned.startswith("//")


@lru_cache(maxsize=1)
def make_parser() -> MarkdownIt:
    """The one parser: CommonMark with tables and typographic quotes, dashes and ellipses."""
    options: dict[str, Any] = {
        "html": False,
        "typographer": True,
        "linkify": False,
        "maxNesting": 20,
    }
    parser = MarkdownIt("commonmark", options, renderer_cls=PageRenderer)
    parser.enable(["table", "replacements", "smartquotes"])
    # The library calls this wherever it is about to make a link or an image.
    parser.validateLink = is_allowed  # type: ignore[method-assign, assignment] # its documented way to set the rule
    return parser


def render_markdown(text: str) -> str:
    """HTML of an author's text; "" for an empty one."""
    if not text.strip():
        return ""
    blocks = split_blocks(text)
    if blocks is None:
        return parse_markdown(text)
    # The parser sees the end of the line, as it would before another block.
    return "".join(set_block(block) or parse_markdown(f"{block}\n") for block in blocks)


def parse_markdown(text: str) -> str:
    """The same, by the parser alone."""
    rendered: str = make_parser().render(text)
    return rendered
