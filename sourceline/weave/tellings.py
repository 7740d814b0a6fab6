"""What the claims of one event say together: the telling that is shown, its date, status and people,
and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourceline.model import (
    Date,
    Disagreement,
    EventClaim,
    EventRecord,
    FigureClaim,
    Participant,
    Status,
    Variant,
)
from sourceline.weave.casts import is_proper
from sourceline.weave.citations import Library
from sourceline.weave.dates import rank_date
from sourceline.weave.disagreements import (
    STATUSES,
    compare_dates,
    compare_figures,
    compare_statuses,
)
from sourceline.weave.references import tell_apart


def list_disagreements(
    claims: Sequence[EventClaim],
    figures: Sequence[FigureClaim],
    record: EventRecord,
    library: Library,
) -> tuple[Disagreement, ...]:
    """Where the sources differ about an event; what a person wrote is chosen above all."""
    found = [
        _prefer(compare_dates(claims, library), record.date.edtf if record.date else None),
        _prefer(compare_statuses(claims, library), record.status),
        *compare_figures(figures, library),
    ]
    return tuple(item for item in found if item is not None)


def _prefer(found: Disagreement | None, written: str | None) -> Disagreement | None:
    """The disagreement with the author's word first."""
    if found is None or written is None:
        return found
    own = next((each for each in found.variants if each.value == written), None)
    rest = tuple(replace(each, fits=False) for each in found.variants if each.value != written)
    return replace(
        found, variants=(own or Variant(value=written, sources=()), *rest), rule="author"
    )


def choose_telling(
    claims: Sequence[EventClaim], disagreements: Iterable[Disagreement]
) -> EventClaim | None:
    """The claim whose title tells most: in accord with the figures that were chosen, with the status
    that stands, with most who take part, sure, and early."""
    chosen = {s for d in disagreements if d.field == "figure" for s in d.variants[0].sources}
    status = choose_status(claims)

    def rank(claim: EventClaim) -> tuple[object, ...]:
        accords = bool(claim.evidence) and claim.evidence[0].source in chosen
        named = sum(1 for part in claim.participants if part.profile)
        return not accords, claim.status != status, -named, rank_date(claim.date), -claim.confidence

    return min(claims, key=rank, default=None)


def choose_date(claims: Sequence[EventClaim], disagreements: Iterable[Disagreement]) -> Date | None:
    """The date that was chosen where sources differ, or that says most."""
    settled = next((d.variants[0].value for d in disagreements if d.field == "date"), None)
    dated = [c for c in claims if settled is None or (c.date and c.date.edtf == settled)]
    best = min(dated, key=lambda claim: (rank_date(claim.date), -claim.confidence), default=None)
    return best.date if best else None


def choose_status(claims: Sequence[EventClaim]) -> Status:
    return min((claim.status for claim in claims), key=lambda s: STATUSES[s], default="asserted")


def unite_participants(
    claims: Iterable[EventClaim], best: EventClaim | None
) -> tuple[Participant, ...]:
    """Each participant once in each role, those of the best telling first. Who has no name ("at least 81
    people") is worded by each source in its own way, so the best telling alone words it."""
    ordered = sorted(claims, key=lambda claim: claim is not best)
    found: dict[tuple[str, str], Participant] = {}
    for claim in ordered:
        for part in claim.participants:
            if part.profile or claim is best or is_proper(part.name):
                found.setdefault((part.role, tell_apart(part)), part)
    return tuple(found.values())
