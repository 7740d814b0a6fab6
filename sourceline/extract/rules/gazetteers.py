"""The word lists of `data/`, read once and only when a rule needs them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names and telling words. Phrases are single strings with one space between words."""

    places: frozenset[str]
    adjectives: dict[str, str]
    """Adjective or people → its country, or "" where it has none."""
    divided: frozenset[str]
    """Names that two countries share."""
    place_after: frozenset[str]
    suffixes: frozenset[str]
    heads: frozenset[str]
    organizations: frozenset[str]
    nouns: frozenset[str]
    honorifics: frozenset[str]
    given: frozenset[str]
    roles: frozenset[str]
    """In lower case."""
    occupations: frozenset[str]
    qualifiers: frozenset[str]


@cache
def read_table(name: str) -> dict[str, Any]:
    """The TOML table `data/<name>.toml`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_words(name: str, *path: str) -> frozenset[str]:
    """The list of words that stands at `path` of the table `data/<name>.toml`, as a list or as one
    string with blanks between them."""
    found: Any = read_table(name)
    for key in path:
        found = found[key]
    return frozenset(found.split() if isinstance(found, str) else found)


@cache
def load_nouns() -> dict[str, str]:
    """Common noun in lower case → people, organization, place or occasion; counted from a corpus by
    `training/train_nouns.py`."""
    lines = (DATA / "nouns.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def load_given() -> dict[str, str]:
    """Given name → "f", "m", or "e" where women and men bear it."""
    given: dict[str, str] = {}
    for line in (DATA / "given.tsv").read_text(encoding="utf-8").splitlines():
        mark, _, names = line.partition("\t")
        given |= dict.fromkeys(names.split(" "), mark)
    return given


@cache
def load_gazetteer() -> Gazetteer:
    """All lists of names."""
    places, people = read_table("places"), read_table("people")
    organizations, roles = read_table("organizations"), read_table("roles")
    countries: dict[str, list[str]] = places["countries"]
    adjectives = {word: name for name, words in countries.items() for word in words}
    return Gazetteer(
        places=frozenset([*countries, *places["regions"]["names"], *places["cities"]["names"]]),
        adjectives={**dict.fromkeys(places["adjectives"]["names"], ""), **adjectives},
        divided=frozenset(places["divided"]["names"]),
        place_after=frozenset(places["heads"]["after"]),
        suffixes=frozenset(organizations["suffixes"]),
        heads=frozenset(organizations["heads"]),
        organizations=frozenset(organizations["names"]),
        nouns=frozenset(organizations["nouns"]),
        honorifics=frozenset(people["honorifics"]),
        given=frozenset(people["given"].split()),
        roles=frozenset(role.lower() for role in roles["roles"]),
        occupations=frozenset(roles["occupations"]),
        qualifiers=frozenset(roles["qualifiers"]),
    )
