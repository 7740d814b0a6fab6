"""Where the links of a page lead, within its site."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import unquote

# What is text has no such marks in it: renderers write them as entities.
_ATTRIBUTE = re.compile(r"""\s(href|src|id)\s*=\s*(?:"([^"]*+)"|'([^']*+)')""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """The ways that lead from a page, and the places on it."""

    ids: frozenset[str]
    links: frozenset[str]
    """As they are written."""


def read_page(text: str) -> Page:
    """What the tags of a page say; not what its scripts and comments do."""
    ids, links = set(), set()
    for name, value, other in _ATTRIBUTE.findall(_drop_silent(text)):
        found = value or other
        if "&" in found:
            found = html.unescape(found)
        if name == "id":
            ids.add(found)
        else:
            links.add(found.strip())
    return Page(frozenset(ids), frozenset(links))


def _drop_silent(text: str) -> str:
    """Without comments and what stands in scripts. Splitting takes a tenth of what an expression does, and a
    site has 300 MB of pages."""
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    first, *others = text.split("<script")
    parts = [first]
    for each in others:
        head, _, body = each.partition(">")
        parts += (head, body.partition("</script")[2])
    return "".join(parts)


def resolve_link(folder: str, link: str, base: str) -> tuple[str, str] | None:
    """The path in the site and the fragment that a link leads to, from a page in `folder`; None where it leads
    elsewhere. A path of "" is the page itself, one that begins with "../" leaves the site. `base`: the path of the
    site on its host, such as "/repo/"."""
    if _ELSEWHERE.match(link):
        return None
    target, _, fragment = link.partition("#")
    target = unquote(target.partition("?")[0])
    if target.startswith("/"):
        if not f"{target}/".startswith(base):
            return None
        target = target[len(base) :]
    elif target:
        target = f"{folder}/{target}" if folder else target
    else:
        return "", unquote(fragment)
    path = normpath(target) if target else "."
    if path == "." or target.endswith(("/", "/.", "/..")):
        path = _INDEX if path == "." else f"{path}/{_INDEX}"
    return path, unquote(fragment)


def find_file(path: str, files: Collection[str]) -> str | None:
    """The file that a host answers with for a path; a folder stands for its index."""
    if path in files:
        return path
    index = f"{path}/{_INDEX}"
    return index if index in files else None


def is_any_place(fragment: str) -> bool:
    """Whether every page has this place: its top, or words to be looked for."""
    return fragment in ("", "top") or fragment.startswith(":~:")
