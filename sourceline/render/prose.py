"""The short way from Markdown to HTML, for plain prose: most of what authors write.

Every rule here holds for the whole parser too (`tests/render/test_prose.py` compares them): a text falls into
blocks that do not know of each other, a line goes out as it stands, and a simple mark is simple by what
stands on both sides of it. Whatever is not surely plain is left to the parser.
"""

from __future__ import annotations

import re
from itertools import pairwise

# What may reach into another block: what is indented, or only looks empty; fences; addresses for links
# elsewhere. A list reaches into a list.
_REACHING = ("\n ", "]:", "```", "~~~", "\t", "\r", "\0")
_ITEM = re.compile(r"\n(?:[-+*]|[0-9]{1,9}[.)])(?: |\n|\Z)")

# Text without a sign that means something to Markdown, HTML or a typographer.
_RUN = r"""[^\x00-\x1f\x7f"&'*<>\[\\\]_`]"""
_WORDS = rf"[A-Za-z0-9](?:{_RUN}*[A-Za-z0-9])?"
# Of the addresses that the parser lets be links, those that it leaves as they are.
_ADDRESS = r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9/.~-]*)?"
# A mark stands between spaces, or before a sign that ends; so it cannot be read in two ways.
_MARK = rf"""(?<![^ \n])(?:"{_WORDS}[.,!?]?"|\*\*{_WORDS}\*\*|\*{_WORDS}\*|`{_WORDS}`|\[{_WORDS}\]\({_ADDRESS}\))(?![^ \n.,;:!?)])"""
# An apostrophe stands within a word; a quote would have a partner to be found.
_APOSTROPHE = r"(?<=[A-Za-z])'(?=[A-Za-z])"
_LINE = rf"""(?![0-9]+[.)])(?=["*`\[A-Za-z0-9\u00c0-\u024f])(?:{_RUN}++|{_MARK}|{_APOSTROPHE})++(?<!\s)"""
_PLAIN = re.compile(rf"{_LINE}(?:\n{_LINE})*+")
_MARKS = re.compile(
    r"""\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|"([^"]+)"|\[([^\]]+)\]\(([^)]+)\)|'"""
)
REL = "noopener nofollow ugc"
"""Of links that lead away: trust is not passed on."""
_FORMS = ("’", "<strong>{}</strong>", "<em>{}</em>", "<code>{}</code>", "“{}”")
_SIGNED = re.compile(r"\((?:c|r|tm)\)", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6} ([^#\n]+)")
_BULLET, _NUMBER = re.compile(r"- (.+)"), re.compile(r"[0-9]{1,9}\. (.+)")


def split_blocks(text: str) -> list[str] | None:
    """The blocks of a text, which mean by themselves what they mean together; None where one may reach into
    another."""
    text = f"\n{text}"
    if any(sign in text for sign in _REACHING):
        return None
    blocks = [block for each in text.split("\n\n") if (block := each.strip("\n"))]
    if _ITEM.search(text):
        lines = [f"\n{block}" for block in blocks]
        if any(_ITEM.search(one) and _ITEM.match(other) for one, other in pairwise(lines)):
            return None
    return blocks


def set_block(text: str) -> str | None:
    """HTML of a plain paragraph, heading, quotation or list; None for any other block."""
    if text[0] in "#>-1":
        return _set_marked(text)
    return f"<p>{_set_text(text)}</p>\n" if is_plain(text) else None


def _set_marked(text: str) -> str | None:
    heading = _HEADING.fullmatch(text)
    if heading:
        title = heading[1]
        if is_plain(title):
            return f'<p class="subheading"><strong>{_set_text(title)}</strong></p>\n'
    elif text.startswith("> "):
        if is_plain(text[2:]):
            return f"<blockquote>\n<p>{_set_text(text[2:])}</p>\n</blockquote>\n"
    elif text.startswith(("- ", "1. ")):
        name, item = ("ul", _BULLET) if text[0] == "-" else ("ol", _NUMBER)
        items = [item.fullmatch(line) for line in text.split("\n")]
        if all(each and is_plain(each[1]) for each in items):
            lines = "".join(f"<li>{_set_text(each[1])}</li>\n" for each in items if each)
            return f"<{name}>\n{lines}</{name}>\n"
    return f"<p>{_set_text(text)}</p>\n" if is_plain(text) else None


def is_plain(text: str) -> bool:
    """Whether in these lines nothing but simple marks means anything but itself."""
    return not (
        ".." in text
        or "--" in text
        or ",," in text
        or "+-" in text
        or "!!!!" in text
        or "????" in text
        or _PLAIN.fullmatch(text) is None
        or ("(" in text and _SIGNED.search(text))
    )


def _set_text(text: str) -> str:
    marked = "*" in text or "'" in text or '"' in text or "`" in text or "[" in text
    return _MARKS.sub(_set_mark, text) if marked else text


def _set_mark(mark: re.Match[str]) -> str:
    if mark[6]:
        return f'<a href="{mark[6]}" rel="{REL}">{mark[5]}</a>'
    which = mark.lastindex or 0
    return _FORMS[which].format(mark[which])
