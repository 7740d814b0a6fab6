"""People: which common nouns speak of people, and which of bodies of them."""

from __future__ import annotations

from functools import cache

from sourceline.extract.rules.gazetteers import load_gazetteer, read_table, read_words

_ENDINGS = (
    "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "man", "men", "woman", "women",
    "ee", "ees", "people", "eer", "eers", "person",
)  # fmt: skip
"""Endings of words for people, for the many that no list holds. "Number" ends so too: ask only where
something says, does or is called."""


def is_people(word: str) -> bool:
    """Whether a noun, in lower case, may speak of a person or of persons."""
    single = word.removesuffix("s")
    if word in _listed() or single in _listed():
        return True
    return word.endswith(_ENDINGS) and single not in read_words("sayings", "things")


def is_body(word: str) -> bool:
    """Whether a noun, in lower case, speaks of an organization, or of a paper that speaks for one."""
    return word in _bodies() or word.removesuffix("s") in _bodies()


@cache
def _listed() -> frozenset[str]:
    gazetteer = load_gazetteer()
    words = {role.rpartition(" ")[2].lower() for role in (*gazetteer.roles, *gazetteer.occupations)}
    groups = read_table("events")["groups"]
    words |= {*groups["people"], *groups["court"], *read_table("sayings")["people"]}
    return frozenset({*words, *(word.removesuffix("s") for word in words)})


@cache
def _bodies() -> frozenset[str]:
    sayings, kinds = read_table("sayings"), read_table("organizations")["kinds"]
    return load_gazetteer().nouns | {*sayings["papers"], *sayings["bodies"], *kinds}
