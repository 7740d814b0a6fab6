"""Genders: what the words of a text tell of who is "he" and who is "she"."""

from __future__ import annotations

import re
from functools import cache

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table
from sourceline.model import Mention


@cache
def _women() -> frozenset[str]:
    return frozenset(read_table("people")["women"].split())


_MALE_WORDS = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|businessman|actor|husband|father|son|brother|boy|man)\b\.?,?\s*$"
)
_FEMALE_WORDS = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|spokeswoman|chairwoman|businesswoman|actress|wife|mother|daughter|sister|girl|woman)\b\.?,?\s*$"
)


def find_genders(document: Document) -> dict[str, str]:
    """Profile → male or female, where a word before the name or the given name tells it."""
    genders: dict[str, str] = {}
    gazetteer = load_gazetteer()
    names = {p.id: p.name for p in document.profiles if p.kind == "person"}
    for profile, name in names.items():
        first = name.split()[0]
        if first in _women():
            genders[profile] = "female"
        elif first in gazetteer.given and " " in name:
            genders[profile] = "male"
    for mention in document.mentions:
        if mention.profile in names:
            _read_gender(document, mention, genders)
    return genders


def _read_gender(document: Document, mention: Mention, genders: dict[str, str]) -> None:
    """From the words around a name; those behind a comma may speak of another ("with his mother,
    Novotny was …"), so they tell nothing against the given name."""
    before = document.source.text[max(0, mention.start - 24) : mention.start]
    behind = document.source.text[mention.end : mention.end + 24]
    for gender, pattern, nouns in (
        ("female", _FEMALE_WORDS, "woman|girl|actress|mother"),
        ("male", _MALE_WORDS, "man|boy|actor|father"),
    ):
        if re.match(rf", an? [\w -]*\b(?:{nouns})\b", behind):
            genders[mention.profile or ""] = gender
        elif pattern.search(before) and before.rstrip().endswith(","):
            genders.setdefault(mention.profile or "", gender)
        elif pattern.search(before):
            genders[mention.profile or ""] = gender
