"""Names in a suggestion → whom they stand for, where the passage names or means them."""

from __future__ import annotations

import re

from sourceline.extract.grounding.passages import Passage, Refusal
from sourceline.extract.rules.spoken import index_profiles, refer
from sourceline.model import Mention, Reference

_PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "this",
    }
    | {"that", "these", "those", "we", "i", "you", "us", "me", "one", "who", "which"}
)
_LONGEST = 12
"""Words: what is longer is no name."""


def find_name(passage: Passage, name: str) -> Reference:
    """Whom a name means in the passage: a profile that is named there or that a pronoun or "the company"
    there stands for, under any name the source gives it; else the very words of the passage.

    Refusal where neither is so. The name that comes back is the source's.
    """
    wanted = _fold(name)
    for mention in passage.list_spoken():
        if mention.profile and wanted in _list_names(passage, mention):
            return refer(passage.document, mention.profile)
    words = _find_words(passage, name)
    if wanted in _PRONOUNS or words is None or len(words.split()) > _LONGEST:
        raise Refusal("name not in the sentence")
    return Reference(words)


def _list_names(passage: Passage, mention: Mention) -> set[str]:
    profile = index_profiles(passage.document)[mention.profile or ""]
    return {_fold(each) for each in (mention.text, profile.name, *profile.aliases)}


def _fold(name: str) -> str:
    plain = " ".join(name.split()).lower()
    return re.sub(r"^the |['’]s?$", "", plain)


def _find_words(passage: Passage, name: str) -> str | None:
    """The name as it stands in the passage, between ends of words, and as a noun."""
    source = passage.document.source
    if not name.strip() or not name.isprintable():
        return None
    for start, end in passage.find_words(name.strip()):
        before, after = source.text[start - 1 : start], source.text[end : end + 1]
        if not (before.isalnum() or after.isalnum()) and passage.ends_as_noun(end):
            return " ".join(source.text[start:end].split())
    return None
