"""What a source tells around a name: posts, firms, places, and who else it speaks of.

Two people of one name are told apart by it, and two spellings of one name are joined on its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sourceline.model import Extraction, ProfileClaim, Reference
from sourceline.weave.names import fold_name
from sourceline.weave.tables import read_words

# Everybody is in a country and on a topic; only these kinds tell one story from another.
_TELLING = frozenset({"person", "organization", "product"})


@dataclass(slots=True)
class Context:
    """What is told of one name; every set holds folded names."""

    roles: set[str] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    """Where it holds or held a role."""
    places: set[str] = field(default_factory=set)
    """Where it is said to be located."""
    company: set[str] = field(default_factory=set)
    """People, organizations and products that the same sources speak of, itself not among them."""

    def add(self, other: Context) -> None:
        """Put to this one what is told of the same bearer elsewhere."""
        self.roles |= other.roles
        self.organizations |= other.organizations
        self.places |= other.places
        self.company |= other.company


def read_contexts(extractions: Iterable[Extraction]) -> Mapping[tuple[str, str], Context]:
    """(source, profile claim) → its context."""
    read = tuple(extractions)
    firms = frozenset(
        fold_name(claim.name, claim.kind)
        for extraction in read
        for claim in extraction.profiles
        if claim.kind in _TELLING
    )
    return {
        (extraction.source, claim.id): context
        for extraction in read
        for claim, context in _read_source(extraction, firms)
    }


def _read_source(
    extraction: Extraction, telling: AbstractSet[str]
) -> Iterable[tuple[ProfileClaim, Context]]:
    """`telling`: the names that some source takes for a person, organization or product; another may
    take the firm for a place."""
    roles: dict[str, set[str]] = {}
    organizations: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for role in extraction.roles:
        if role.person.profile:
            roles.setdefault(role.person.profile, set()).add(fold_name(role.role))
            _add_name(organizations, role.person.profile, role.organization)
    for relation in extraction.relations:
        if relation.subject.profile and relation.predicate in ("works_for", "member_of"):
            _add_name(organizations, relation.subject.profile, relation.object)
        if relation.subject.profile and relation.predicate == "located_in":
            _add_name(places, relation.subject.profile, relation.object)
    named = {
        claim.id: fold_name(claim.name, claim.kind)
        for claim in extraction.profiles
        if claim.kind in _TELLING or fold_name(claim.name, claim.kind) in telling
    }
    everybody = set(named.values())
    for claim in extraction.profiles:
        yield (
            claim,
            Context(
                roles.get(claim.id, set()),
                organizations.get(claim.id, set()),
                places.get(claim.id, set()),
                everybody - {named.get(claim.id, "")},
            ),
        )


def _add_name(found: dict[str, set[str]], profile: str, name: Reference | None) -> None:
    if name is not None:
        found.setdefault(profile, set()).add(fold_name(name.name, "organization"))


def find_shared(one: Context, other: Context, own: AbstractSet[str]) -> AbstractSet[str]:
    """Who is named beside both, the bearers' `own` names left out."""
    return (one.company & other.company) - own


def find_difference(one: Context, other: Context) -> str | None:
    """Why two bearers of one name are told to be two, as a phrase; None where nothing says so.

    Only where both are told something of one kind, all of it differs, and nobody is named beside both.
    """
    if one.company & other.company:
        return None
    for word, mine, theirs in (
        ("company", one.organizations, other.organizations),
        ("place", one.places, other.places),
    ):
        if mine and theirs:
            return None if _overlap(mine, theirs) else _word_difference(word, mine, theirs)
    roles = one.roles, other.roles
    # Where a firm stands on one side, the role alone tells too little: heads have many titles.
    if all(roles) and not (one.organizations or other.organizations) and not _overlap(*roles):
        return _word_difference("role", *roles)
    return None


def _overlap(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a word of weight stands on both sides: "Northwind" and "Northwind Tide" may be one."""
    small = read_words("names", "small_words")
    mine = {word for name in some for word in name.split()} - small
    theirs = {word for name in others for word in name.split()} - small
    return bool(mine & theirs)


def _word_difference(word: str, mine: Iterable[str], theirs: Iterable[str]) -> str:
    return f"another {word} ({min(mine)}; {min(theirs)})"
