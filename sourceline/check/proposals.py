"""What was read but is not told."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.check.desk import PROFILES, Desk, make_note, shorten
from sourceline.errors import Paste, Position, Problem
from sourceline.model import (
    Chronicle,
    Claim,
    EventClaim,
    FigureClaim,
    Proposal,
    QuotationClaim,
    RelationClaim,
    RoleClaim,
)
from sourceline.store import locate_extraction


def list_proposals(chronicle: Chronicle, desk: Desk) -> Iterator[Problem]:
    """What is read but not told, each at its sentence, with the line that accepts it."""
    shown = {event.id for event in chronicle.events}
    for proposal in chronicle.proposals:
        claim = proposal.claim
        yield make_note(
            desk.place_evidence(claim.evidence) or Position(locate_extraction(proposal.source)),
            "proposal",
            f"Proposed, not shown: {_name_claim(claim)}; its confidence is {claim.confidence:.2f}.",
            _tell_choice(proposal, proposal.event in shown, desk),
            *_list_choices(proposal, proposal.event in shown, desk),
        )


def _name_claim(claim: Claim) -> str:
    match claim:
        case EventClaim():
            return f"the event {shorten(claim.title)}"
        case RoleClaim():
            role = " ".join(filter(None, (claim.qualifier, claim.role)))
            where = f", {claim.organization.name}" if claim.organization else ""
            return f"the role “{role}{where}” of {claim.person.name}"
        case FigureClaim():
            return f"the figure {shorten(claim.phrase)}" + (
                f" of {claim.of.name}" if claim.of else ""
            )
        case QuotationClaim():
            return f"the quotation {shorten(claim.text)}" + (
                f" of {claim.speaker.name}" if claim.speaker else ""
            )
        case RelationClaim():
            words = claim.predicate.replace("_", " ")
            return f"the relation “{claim.subject.name} {words} {claim.object.name}”"


def _tell_choice(
    proposal: Proposal,
    shown: bool,  # noqa: FBT001 - one caller
    desk: Desk,
) -> str:
    file = desk.path_of_event(proposal.event) if proposal.event is not None else ""
    if isinstance(proposal.claim, EventClaim) and not shown:
        return f"Read its sentence, then write 'reviewed: true' or 'reject: true' into {file}."
    if isinstance(proposal.claim, EventClaim):
        return (
            f"The event is shown as others tell it; 'reviewed: true' in {file} adds this telling."
        )
    if file:
        return f"It is accepted with its event: write 'reviewed: true' into {file}."
    own = desk.path_of_profile(proposal.profile) if proposal.profile else f"{PROFILES}/"
    return f"If it is true, say it in your words: 'text:' in {own}. Or leave it."


def _list_choices(
    proposal: Proposal,
    shown: bool,  # noqa: FBT001 - one caller
    desk: Desk,
) -> Iterator[Paste]:
    if proposal.event is None:
        return
    yield desk.paste_event(proposal.event, "reviewed", "true")
    if isinstance(proposal.claim, EventClaim) and not shown:
        yield desk.paste_event(proposal.event, "reject", "true")
