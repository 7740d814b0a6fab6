"""Who says what: every claim that stands on the site, under each source that makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sourceline.model import Chronicle, Claim, EventClaim


class Said(NamedTuple):
    """A claim, and the event of the site that it belongs to."""

    claim: Claim
    event: str | None


Sayings = Mapping[str, tuple[Said, ...]]
"""Source id → what it says: events, figures, roles, quotations and relations, each once."""


def collect_claims(chronicle: Chronicle) -> Sayings:
    """Every claim that a page of the site shows; what was merely proposed or rejected is none. A claim that
    several sources make stands under each."""
    found: dict[str, dict[Said, None]] = {source.id: {} for source in chronicle.sources}
    for said in list_claims(chronicle):
        for source in dict.fromkeys(evidence.source for evidence in said.claim.evidence):
            if source in found:
                found[source][said] = None
    return {source: tuple(sayings) for source, sayings in found.items()}


def list_claims(chronicle: Chronicle) -> Iterator[Said]:
    """The same, whoever says it. One that stands in two places, as a role with the person and with the firm, comes
    twice."""
    known = {event.id for event in chronicle.events}
    for event in chronicle.events:
        for claim in event.claims:
            yield Said(claim, event.id)
    figures = (figure for event in chronicle.events for figure in event.figures)
    for figure in (*figures, *(f for profile in chronicle.profiles for f in profile.figures)):
        yield Said(figure, figure.event if figure.event in known else None)
    for profile in chronicle.profiles:
        for role in profile.roles:
            yield Said(role, role.event if role.event in known else None)
    for profile in chronicle.profiles:
        for quotation in profile.quotations:
            yield Said(quotation, None)
        for relation in profile.relations:
            yield Said(relation, None)
    for quotation in chronicle.quotations:
        yield Said(quotation, None)


def name_claim(claim: Claim) -> str:
    """ "event", "figure", "role", "quotation" or "relation"."""
    if isinstance(claim, EventClaim):
        return "event"
    return type(claim).__name__.removesuffix("Claim").lower()
