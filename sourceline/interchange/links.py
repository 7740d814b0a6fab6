"""Who is linked to whom: the relations and roles of a chronicle as the nodes and links of a graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sourceline.interchange.incoming import clean_line
from sourceline.model import (
    Chronicle,
    Date,
    Evidence,
    Profile,
    Reference,
    RelationClaim,
    RoleClaim,
)
from sourceline.site.lines import name_role

ROLE = "role"


@dataclass(frozen=True, slots=True)
class Node:
    """A profile, or a mere name that a link ends at."""

    id: str
    """Of the profile; of a name "name-" and the name itself."""
    name: str
    kind: str
    """Of a mere name what the claim says of it: "person" or "organization" at the ends of a role, else ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation, or a role that a person has in an organization."""

    id: str
    """Stays while both ends, the predicate and the words do."""
    source: str
    """Id of the node it goes out from: the subject, or the person."""
    target: str
    predicate: str
    """As of a `RelationClaim`, or "role"."""
    words: str
    """ "interim director"; of a relation its predicate with spaces."""
    qualifier: str = ""
    begin: Date | None = None
    end: Date | None = None
    evidence: tuple[Evidence, ...] = ()


def list_nodes(chronicle: Chronicle) -> tuple[Node, ...]:
    """Every profile but topics, then every mere name that a link ends at."""
    nodes = {
        p.id: Node(p.id, clean_line(p.name), p.kind)
        for p in chronicle.profiles
        if p.kind != "topic"
    }
    for claim in _list_claims(chronicle):
        kinds = ("", "") if isinstance(claim, RelationClaim) else ("person", "organization")
        for end, kind in zip(_find_ends(claim), kinds, strict=True):
            name = name_node(end, nodes)
            nodes.setdefault(name, Node(name, clean_line(end.name), kind))
    return tuple(nodes.values())


def list_links(chronicle: Chronicle) -> tuple[Link, ...]:
    """Every relation and role that has two ends, once, in the order of the profiles."""
    known = {profile.id: profile for profile in chronicle.profiles if profile.kind != "topic"}
    links: dict[str, Link] = {}
    for claim in _list_claims(chronicle):
        source, target = (name_node(end, known) for end in _find_ends(claim))
        predicate, words = _word_claim(claim)
        role = claim if isinstance(claim, RoleClaim) else None
        identity = ".".join(
            (source, predicate, *([words.replace(" ", "-")] if role else []), target)
        )
        while identity in links:  # the same post, held twice
            identity += "-again"
        links[identity] = Link(
            id=identity,
            source=source,
            target=target,
            predicate=predicate,
            words=words,
            qualifier=(role.qualifier or "") if role else "",
            begin=role.begin if role else None,
            end=role.end if role else None,
            evidence=claim.evidence,
        )
    return tuple(links.values())


def name_node(end: Reference, known: dict[str, Profile] | dict[str, Node]) -> str:
    """Which node a claim means."""
    return end.profile if end.profile and end.profile in known else f"name-{clean_line(end.name)}"


def _list_claims(chronicle: Chronicle) -> Iterator[RelationClaim | RoleClaim]:
    """Each stands at both of its profiles."""
    claims: Iterator[RelationClaim | RoleClaim] = chain.from_iterable(
        (*profile.roles, *profile.relations) for profile in chronicle.profiles
    )
    return iter(dict.fromkeys(claim for claim in claims if len(_find_ends(claim)) == 2))


def _find_ends(claim: RelationClaim | RoleClaim) -> tuple[Reference, ...]:
    if isinstance(claim, RelationClaim):
        return claim.subject, claim.object
    return (claim.person, claim.organization) if claim.organization else ()


def _word_claim(claim: RelationClaim | RoleClaim) -> tuple[str, str]:
    if isinstance(claim, RelationClaim):
        return claim.predicate, claim.predicate.replace("_", " ")
    return ROLE, name_role(claim)
