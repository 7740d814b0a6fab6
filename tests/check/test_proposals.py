"""What is read but not told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from notes import make_chronicle, make_event, show

from sourceline.check import check_chronicle
from sourceline.model import (
    EventClaim,
    Evidence,
    FigureClaim,
    Proposal,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
)

ADA, TIDE = Reference("Ada Fenwick", "ada"), Reference("Tide", None)
DOUBT: dict[str, Any] = {
    "evidence": (Evidence("tide", "Nobody", 22, 28),),
    "confidence": 0.4,
    "review": True,
}
UNSURE = EventClaim(id="ada-resigns", kind="departure", title="Ada resigns", date=None, **DOUBT)


@pytest.mark.parametrize(
    ("proposal", "name", "remedy"),
    [
        (
            Proposal(claim=replace(UNSURE, id="gale", title="A gale"), source="tide", event="gale"),
            "the event “A gale”",
            (
                "Read its sentence, then write 'reviewed: true' or 'reject: true' into"
                " content/events/gale.yaml."
            ),
        ),
        (
            Proposal(claim=UNSURE, source="tide", event="ada-resigns"),
            "the event “Ada resigns”",
            (
                "The event is shown as others tell it; 'reviewed: true' in"
                " content/events/ada-resigns.yaml adds this telling."
            ),
        ),
        (
            Proposal(
                claim=RoleClaim(
                    person=ADA, role="head", qualifier="acting", organization=TIDE, **DOUBT
                ),
                source="tide",
                event="ada-resigns",
            ),
            "the role “acting head, Tide” of Ada Fenwick",
            (
                "It is accepted with its event: write 'reviewed: true' into"
                " content/events/ada-resigns.yaml."
            ),
        ),
        (
            Proposal(
                claim=FigureClaim(phrase="8 million", of=ADA, **DOUBT),
                source="tide",
                profile="ada",
            ),
            "the figure “8 million” of Ada Fenwick",
            "If it is true, say it in your words: 'text:' in content/profiles/ada.yaml. Or leave it.",
        ),
        (
            Proposal(claim=QuotationClaim(text="I am tired", **DOUBT), source="tide"),
            "the quotation “I am tired”",
            "If it is true, say it in your words: 'text:' in content/profiles/. Or leave it.",
        ),
        (
            Proposal(
                claim=RelationClaim(subject=ADA, predicate="owner_of", object=TIDE, **DOUBT),
                source="tide",
                profile="ada",
            ),
            "the relation “Ada Fenwick owner of Tide”",
            "If it is true, say it in your words: 'text:' in content/profiles/ada.yaml. Or leave it.",
        ),
    ],
    ids=["event", "telling", "role", "figure", "quotation", "relation"],
)
def test_proposals_are_listed(proposal: Proposal, name: str, remedy: str) -> None:
    """What is read but not told is a note at its sentence, with what it says and how to accept it."""
    chronicle = replace(make_chronicle(make_event()), proposals=(proposal,))
    assert show(chronicle) == [
        (
            f"content/sources/tide.txt:2:1: note: Proposed, not shown: {name}; its confidence is 0.40.\n"
            f"    {remedy}"
        )
    ]


def test_proposal_without_a_quote() -> None:
    """A proposal that quotes nothing is placed in the extraction that holds it."""
    proposal = Proposal(claim=replace(UNSURE, evidence=()), source="tide", event="x")
    chronicle = replace(make_chronicle(make_event()), proposals=(proposal,))
    (problem,) = check_chronicle(chronicle)
    assert str(problem.position) == "content/extracted/tide.yaml"
