"""Lines that are no part of an article, as data: advertisements, buttons, credits, stamps.

Each row is (reason, pattern of the whole line). Patterns are matched against the line in lower
case, without white space around it; most spellings are tolerant because real pages misspell.
"""

from __future__ import annotations

import re
from functools import cache

# The reasons are read by the author in the report of what was left out.
LINES: tuple[tuple[str, str], ...] = (
    ("advertisement", r"[\W_]*adverti[sz]?e?ments?[\W_]*"),
    (
        "advertisement",
        r"[\W_]*(ads?|sponsored( content| post)?|paid (post|content)|promoted)[\W_]*",
    ),
    (
        "advertisement",
        r"[\W_]*(continue reading|story continues|article continues)( below)?.{0,40}",
    ),
    ("advertisement", r"(scroll|skip) (down )?(to|past) (continue|advertisement|the ad).{0,30}"),
    ("newsletter", r"(sign|join) up (now )?(for|to) (our|the|get).{0,80}"),
    ("newsletter", r"(subscribe|sign up|sign in|log in|register)( now| here| today)?[.!]?"),
    ("newsletter", r"subscribe (now )?(to|for) .{0,80}"),
    ("newsletter", r"get (our|the) .{0,60}(newsletter|in your inbox).{0,40}"),
    ("link to another article", r"(read|see|learn|find out) (more|also|next)\b.{0,120}"),
    (
        "link to another article",
        r"(also read|related( articles?| stor(y|ies)| news)?|more on this|you (may|might) also like)\b.{0,120}",
    ),
    ("link to another article", r"(click|tap) here\b.{0,100}"),
    (
        "button",
        r"(share|tweet|print|email|e-mail|save|comment|like|copy link|follow us)( this| on| us)?( article| story| page| post| link)?( (on|via|to) .{0,40})?[.!]?",
    ),
    (
        "button",
        r"\d* ?comments?|leave a (comment|reply)|load more|show more|back to top|skip to (main )?content|menu|home",
    ),
    ("notice of rights", r"(©|\(c\)|copyright) .{0,160}"),
    ("notice of rights", r"all rights reserved.{0,80}"),
    ("cookie notice", r"(we|this (site|website)) uses? cookies.{0,200}"),
    (
        "picture credit",
        r"(photo|photograph|image|picture|video|audio|illustration|graphic)s?( credit)?( by|:| courtesy).{1,120}",
    ),
    (
        "picture caption",
        r".{1,400}\b(image|photo|photograph|picture|video|audio)( credit)?: [^.]{1,60}\.?",
    ),
    ("picture caption", r".{1,200}\((photo|image|picture|credit)s?( by|:)? .{1,80}\)\.?"),
    ("picture caption", r".{1,160}[;,] from file\b.{0,20}"),
    ("list of categories", r"categor(y|ies): .*"),
    ("list of categories", r"(tags|keywords|filed under|topics): .*"),
)

# A heading that says that what follows it is no longer the article.
CLOSING_HEADINGS = frozenset(
    {
        "sources",
        "references",
        "external links",
        "related news",
        "related stories",
        "related articles",
        "sister links",
        "see also",
        "further reading",
        "notes",
        "footnotes",
        "comments",
    }
)


def find_reason(line: str) -> str | None:
    """Why `line` is no part of the article; None when it is."""
    plain = line.strip().lower()
    return next((reason for reason, pattern in _patterns() if pattern.fullmatch(plain)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((reason, re.compile(pattern)) for reason, pattern in LINES)
