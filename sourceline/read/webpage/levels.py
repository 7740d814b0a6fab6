"""A page that nests too deep, made flat: libxml2 silently cuts what is deeper than 256 levels.

Only the tags of deeper levels go; their text stays where it is. So no text is lost, and no later step recurses
deeper than Python allows.
"""

from __future__ import annotations

import re

from sourceline.read.endless import MOST_LETTERS

MOST_LEVELS = 120
MOST_TAGS = 100_000
"""With trafilatura 2.3.1 a page of so many takes some ten seconds, and twice as many twice as long."""

# A comment, an element whose content is no markup, or a tag with its attributes.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1\s*>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/<>]*)(?P<rest>(?>[^<>\"']+|\"[^\"]*\"|'[^']*'|[\"'])*+)>",
    re.DOTALL | re.IGNORECASE,
)
MOST_ATTRIBUTES = 500
"""Of a tag. libxml2 holds each against all before it: 20,000 take seconds."""
_LONG = re.compile(r"<[a-zA-Z][^<>]{2000}")
_ATTRIBUTE = re.compile(r"[^\s=\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
# Never closed, or closed by what follows: these do not pile up.
_SHALLOW = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th".split()  # noqa: SIM905 - a list of words reads best as words
)


def count_tags(page: str) -> int:
    """How many tags a page has, roughly."""
    return page.count("<")


def count_letters(page: str) -> int:
    """How long a page's text is at most, without markup, scripts and styles."""
    if len(page) <= MOST_LETTERS:
        return len(page)
    return len(re.sub(r"<[^<>]*>?", "", _TOKEN.sub("", page)))


def strip_page(page: str) -> str:
    """The page without the attributes of tags that have too many."""
    return _TOKEN.sub(_strip_tag, page) if _LONG.search(page) else page


def _strip_tag(match: re.Match[str]) -> str:
    rest = match["rest"]
    if not rest or len(_ATTRIBUTE.findall(rest)) <= MOST_ATTRIBUTES:
        return match[0]
    return f"<{match['end']}{match['name']}>"


def flatten_page(page: str) -> tuple[str, int]:
    """The page without the tags below the deepest level that is read, and how many they were."""
    if page.count("<") <= MOST_LEVELS:
        return page, 0
    stack: list[tuple[str, bool]] = []
    parts, taken, lifted = [], 0, 0
    for match in _TOKEN.finditer(page):
        name = (match["name"] or "").lower()
        if not name or name in _SHALLOW or match["rest"].endswith("/"):
            continue
        if match["end"]:
            kept = _close(stack, name)
        else:
            kept = len(stack) < MOST_LEVELS
            stack.append((name, kept))
        if not kept:
            parts.append(page[taken : match.start()])
            taken = match.end()
            lifted += 1
    return ("".join([*parts, page[taken:]]) if lifted else page), lifted


def _close(stack: list[tuple[str, bool]], name: str) -> bool:
    """Take an element off the stack, with what was left open in it; whether its own tag was kept."""
    for depth in range(len(stack) - 1, max(len(stack) - MOST_LEVELS, 0) - 1, -1):
        if stack[depth][0] == name:
            kept = stack[depth][1]
            del stack[depth:]
            return kept
    return True
