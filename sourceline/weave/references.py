"""Names in claims → profiles of the chronicle.

A source calls a profile by an id of its own; here every claim gets the id of the page instead, or
none where the name has no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sourceline.model import (
    EventClaim,
    FigureClaim,
    Participant,
    ProfileClaim,
    ProfileRecord,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
)
from sourceline.weave.names import fold_name
from sourceline.weave.placement import Placed

Address = tuple[str, str]
"""(source, id within the source)."""


@dataclass(frozen=True, slots=True)
class Register:
    """Who is who: from a source's own ids, from ids, and from names, to profiles."""

    groups: Mapping[Address, str]
    """Profile claim → its profile, whether it has a page or not."""
    pages: frozenset[str]
    """Ids of the profiles that have a page."""
    names: Mapping[str, str]
    """Id with a page → name."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Other ids that lead to a page."""
    called: Mapping[str, str] = field(default_factory=dict)
    """Folded name → the one profile that has it."""

    def page(self, source: str, profile: str | None) -> str | None:
        """The page of a profile as `source` calls it."""
        if profile is None:
            return None
        found = self.groups.get((source, profile))
        return found if found in self.pages else None

    def find(self, name: str) -> str | None:
        """The page with this id, or that this id leads to."""
        return name if name in self.pages else self.former.get(name)

    def is_pageless(self, name: str) -> bool:
        """Whether there is such a profile, but without a page."""
        return name not in self.pages and name in self.groups.values()

    def identify(self, source: str, named: Participant | Reference) -> str:
        """What tells whom `source` names from others: the profile, or else the name."""
        profile = self.groups.get((source, named.profile)) if named.profile else None
        return tell_apart(Reference(named.name, profile))


def tell_apart(named: Participant | Reference) -> str:
    """What tells one who is named, as the chronicle knows them, from others: the profile, or else the
    name, in quotes."""
    return named.profile or f"“{fold_name(named.name)}”"


def make_register(
    placed: Iterable[Placed[ProfileClaim, ProfileRecord]], names: Mapping[str, str]
) -> Register:
    """`names`: id → name of every profile that has a page."""
    groups: dict[Address, str] = {}
    former: dict[str, str] = {}
    for item in placed:
        for claim in item.group.claims:
            groups[claim.source, claim.claim.id] = item.id
        if item.id in names:
            former.update((old, item.id) for old in item.former)
    called: dict[str, str | None] = {}
    for profile, name in names.items():
        folded = fold_name(name)
        called[folded] = None if folded in called else profile
    unique = {name: profile for name, profile in called.items() if profile is not None}
    return Register(groups, frozenset(names), names, former, unique)


def link_reference(reference: Reference, source: str, register: Register) -> Reference:
    return Reference(reference.name, register.page(source, reference.profile))


def link_participants(claim: EventClaim, source: str, register: Register) -> EventClaim:
    """The claim with its participants and topics as the chronicle calls them."""
    participants = tuple(
        Participant(part.name, part.role, register.page(source, part.profile))
        for part in claim.participants
    )
    topics = (register.page(source, topic) for topic in claim.topics)
    return replace(
        claim,
        participants=participants,
        topics=tuple(dict.fromkeys(topic for topic in topics if topic is not None)),
    )


def link_role(claim: RoleClaim, source: str, register: Register, event: str | None) -> RoleClaim:
    organization = claim.organization
    return replace(
        claim,
        person=link_reference(claim.person, source, register),
        organization=organization and link_reference(organization, source, register),
        event=event,
    )


def link_figure(
    claim: FigureClaim, source: str, register: Register, event: str | None
) -> FigureClaim:
    return replace(claim, of=claim.of and link_reference(claim.of, source, register), event=event)


def link_quotation(claim: QuotationClaim, source: str, register: Register) -> QuotationClaim:
    return replace(
        claim,
        speaker=claim.speaker and link_reference(claim.speaker, source, register),
        about=tuple(link_reference(item, source, register) for item in claim.about),
    )


def link_relation(claim: RelationClaim, source: str, register: Register) -> RelationClaim:
    return replace(
        claim,
        subject=link_reference(claim.subject, source, register),
        object=link_reference(claim.object, source, register),
    )
