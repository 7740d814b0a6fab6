"""The words that a passage has to offer to a title or a role: its own, in any form, and its names."""

from __future__ import annotations

import re
import unicodedata

from sourceline.extract.grounding.passages import Passage
from sourceline.extract.rules.frames import index_nouns
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.verbs import NEGATIONS, find_base

_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W_]+(?:[.'’&-][^\W_]+)*|[$€£%]")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\b[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)

_CODE = frozenset("<>{}[]\\|^`=~")

# Words that say nothing by themselves. "not", "will", "for" and "against", "before" and "after" do.
_SMALL = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "with",
        "as",
        "from",
        "and",
        "that",
        "who",
    }
    | {
        "which",
        "it",
        "its",
        "his",
        "her",
        "their",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
    }
    | {"has", "have", "had"}
)

_DENYING = frozenset({*NEGATIONS, "no", "none", "nobody", "nothing", "neither", "nor", "without"})
_DENYING_VERBS = frozenset({"deny", "reject", "dismiss", "refute", "fail", "refuse", "decline"})
_DOUBTING = frozenset({"false", "untrue", "hoax", "rumour", "rumor", "fictional", "hypothetical"})


def split_words(text: str) -> list[str]:
    """The words and numbers of a text in small letters, without a possessive ending."""
    plain = unicodedata.normalize("NFC", text).lower()
    return [re.sub(r"['’]s?$", "", match[0]) for match in _WORD.finditer(plain)]


def list_forms(word: str) -> set[str]:
    """A word and what it may be a form of: "resigned" and "resigns" both have "resign"."""
    forms = {word}
    base = find_base(word)
    if base:
        forms.add(base)
    if word.endswith("ies") and len(word) > 4:
        forms.add(f"{word[:-3]}y")
    if word.endswith("es") and len(word) > 4:
        forms.add(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        forms.add(word[:-1])
    return forms


def list_all_forms(text: str) -> set[str]:
    """The forms of every word of a text."""
    return {form for word in split_words(text) for form in list_forms(word)}


def list_vocabulary(passage: Passage) -> set[str]:
    """Every form of every word of the passage, and of the names that its names and pronouns stand for."""
    claims = index_profiles(passage.document)
    names = [claims[m.profile].name for m in passage.list_spoken() if m.profile in claims]
    text = " ".join([passage.text, *names])
    nouns = index_nouns()
    verbs = {verb.split()[0] for word in split_words(text) for _, verb in nouns.get(word, ())}
    return list_all_forms(text) | verbs


def is_worded(text: str, passage: Passage) -> bool:
    """Whether every word that says something is one of the passage's vocabulary."""
    vocabulary = list_vocabulary(passage)
    return all(
        word in _SMALL or list_forms(word) & vocabulary or _is_compound(word, vocabulary)
        for word in split_words(text)
    )


def _is_compound(word: str, vocabulary: set[str]) -> bool:
    """ "co-head" where the passage has "co" and "head"."""
    parts = word.split("-")
    return len(parts) > 1 and all(list_forms(part) & vocabulary for part in parts)


def is_plain(text: str, passage: Passage) -> bool:
    """Whether a text is one line without signs of code, whose addresses all stand in the passage."""
    if not text.isprintable() or not any(sign.isalpha() for sign in text) or _CODE & set(text):
        return False
    return all(found[0] in passage.text for found in _ADDRESS.finditer(text))


def count_denials(text: str) -> int:
    """How many words of a text deny, doubt or fail to do."""
    words = split_words(text)
    return sum(
        word in _DENYING
        or word in _DOUBTING
        or word.endswith(("n't", "n’t"))
        or find_base(word) in _DENYING_VERBS
        for word in words
    )
