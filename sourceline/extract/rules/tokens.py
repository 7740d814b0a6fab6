"""Sentences → words, numbers and marks, split as the treebanks split them (`can't` → `ca`, `n't`)."""

from __future__ import annotations

import re
from functools import cache

from sourceline.extract.rules.document import Token
from sourceline.model import Source


def split_tokens(source: Source) -> tuple[tuple[Token, ...], ...]:
    """The tokens of every sentence of `source`, in its order."""
    return tuple(split_words(source.text, s.start, s.end) for s in source.sentences)


def split_words(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`; every sign that is no white space is in one of them."""
    return tuple([Token(m[0], *m.span()) for m in _words().finditer(text, start, end)])


@cache
def _words() -> re.Pattern[str]:
    letter = r"[^\W\d_]"
    parts = (
        r"(?i:can(?=not\b))",
        r"[A-Za-z]+(?=\s)",  # two words of three; spares them the trials below, a third of the time
        r"(?:https?://|www\.)[^\s<>\"”)]*[\w/]",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"[#@]\w+",
        rf"(?:{letter}\.){{2,}}",  # U.S., a.m.
        r"(?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Co|Corp|Jr|Sr|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Rev|Hon|No|vs)\.(?=\s)",
        rf"{letter}\.(?=\s?[A-Z])",  # initials
        r"(?<![\d.,])[1-9]\d{0,2}, 000(?![\w.,])",  # "170, 000", a slip: nobody counts up to nothing
        r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|m|bn|k|km|kg)?(?![\w])",
        r"\d[\w]*(?:[-.]\w+)*",
        r"(?i:ca(?=n['’]t)|wo(?=n['’]t))",
        rf"{letter}+(?=n['’]t\b)",
        r"n['’]t\b",
        r"['’](?:s|S|re|ve|ll|d|m|em)\b",
        rf"{letter}[\w]*(?:(?:[-‐‑&/@]|\.(?=[a-z]))\w+|(?:['’](?!(?:s|S|re|ve|ll|d|m)\b)\w+))*",
        r"\.{2,}|…|--+|[–—]",
        r"\S",
    )
    return re.compile("|".join(f"(?:{part})" for part in parts))
