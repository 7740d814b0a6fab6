"""Firms and bodies: which organizations "the company" can be, and which "the union" or "the court".

Told by the words of a name and by the nouns that the text gives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sourceline.extract.rules.descriptors import Descriptor, find_descriptors
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table, read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.model import ProfileClaim


@dataclass(frozen=True, slots=True)
class Calling:
    """What a profile is called: the nouns given to it, and the words of its name."""

    nouns: frozenset[str]
    words: frozenset[str]
    qualified: frozenset[str]
    """The nouns with the word before them: "prime minister"."""


@cache
def load_bodies() -> dict[str, frozenset[str]]:
    """Noun of a body → the words by which one is known."""
    return {noun: frozenset(words) for noun, words in read_table("anaphors")["bodies"].items()}


@cache
def _body_words() -> frozenset[str]:
    """Words of a name that show that it is no firm's."""
    return frozenset(load_bodies()).difference(read_words("anaphors", "trades")) | read_words(
        "anaphors", "others", "words"
    )


@keep_last("source", "tokens", "tags", "mentions", "profiles")
def index_callings(document: Document) -> dict[str, Calling]:
    """Profile → what it is called anywhere in the text."""
    given: dict[str, list[Descriptor]] = {}
    for descriptor in find_descriptors(document):
        given.setdefault(descriptor.profile, []).append(descriptor)
    return {
        p.id: Calling(
            nouns=frozenset(d.noun for d in given.get(p.id, ())),
            words=_list_words(p.id),
            qualified=frozenset(f"{d.before} {d.noun}" for d in given.get(p.id, ()) if d.before),
        )
        for p in document.profiles
    }


def _list_words(profile: str) -> frozenset[str]:
    """The words of a name. "United" shows a club behind a name, not before it, as in "United States"."""
    return frozenset(profile.removeprefix("united-").split("-"))


def is_firm(calling: Calling) -> bool:
    """Whether a text or the name itself calls it one."""
    nouns = read_words("anaphors", "firms") | read_words("anaphors", "trades")
    return bool(calling.nouns & nouns - _VAGUE) or bool(calling.words & _suffixes())


_VAGUE = frozenset({"group", "agency", "network"})
"""What rebels, ministries and broadcasters are called as well."""


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(suffix.lower().strip(".") for suffix in load_gazetteer().suffixes)


def may_be_firm(calling: Calling) -> bool:
    """Whether "the company" may stand for it: nothing says that it is a ministry, union or court."""
    return is_firm(calling) or not (calling.words | calling.nouns) & _body_words()


_REPORTED = 4
"""A news agency that is named less often tells; nobody here holds an office in it."""


def is_reporter(claim: ProfileClaim) -> bool:
    """Whether it is a news agency that seems to tell here, and not to be told of."""
    return claim.mentions < _REPORTED and claim.name in read_words("organizations", "agencies")


def is_body(calling: Calling, noun: str) -> bool:
    """Whether "the union", "the museum" … may stand for it."""
    words = load_bodies()[noun]
    return noun in calling.nouns or bool(words & calling.words) or bool(words & calling.nouns)
