"""Genders: what the words of a text tell of who is "he" and who is "she"."""

from __future__ import annotations

import re
from functools import cache

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_given, read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.model import Mention

_MALE_WORDS = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|businessman|actor|husband|father|son|brother|boy|man|nephew|uncle|grandson|grandfather|widower)\b\.?,?\s*$"
)
_FEMALE_WORDS = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|spokeswoman|chairwoman|businesswoman|actress|wife|mother|daughter|sister|girl|woman|niece|aunt|heiress|granddaughter|grandmother|widow)\b\.?,?\s*$"
)


@cache
def _given() -> dict[str, str]:
    """Given name → male or female; names that women and men bear are left out. What people.toml says comes before
    the long list."""
    women, either = read_words("people", "women"), read_words("people", "either")
    men = read_words("people", "men") - either
    listed = (
        load_given()
        | dict.fromkeys(either, "e")
        | dict.fromkeys(men, "m")
        | dict.fromkeys(women, "f")
    )
    return {name: _GENDERS[mark] for name, mark in listed.items() if mark in _GENDERS}


_GENDERS = {"f": "female", "m": "male"}


@keep_last("profiles", "mentions")
def find_genders(document: Document) -> dict[str, str]:
    """Profile → male or female, where a word before the name or the given name tells it."""
    genders: dict[str, str] = {}
    names = {p.id: p.name for p in document.profiles if p.kind == "person"}
    for profile, name in names.items():
        first = name.split()[0]
        # "Jean-Pierre" goes by its first part, "Anne-Marie" too.
        gender = _given().get(first) or _given().get(first.split("-")[0])
        if gender and " " in name:
            genders[profile] = gender
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
