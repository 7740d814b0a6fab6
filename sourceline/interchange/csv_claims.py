"""A table with a row for each claim: what one source says, the sentence it says it in, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sourceline.interchange.cells import write_table
from sourceline.interchange.csv import describe_date
from sourceline.interchange.tellings import find_original, locate_event, locate_profile
from sourceline.interchange.values import Outgoing, Written
from sourceline.model import (
    Claim,
    EventClaim,
    Evidence,
    FigureClaim,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
)
from sourceline.site.lines import name_role

HEADERS = (
    *("claim", "event", "profile", "subject", "predicate", "object", "value", "low", "high"),
    *("unit", "per", "date", "end_date", "basis", "when", "earliest", "latest", "status"),
    *("attribution", "confidence", "review", "source", "source_title", "publisher", "published"),
    *("quote", "start", "end", "url", "page"),
)

Row = dict[str, object]


def write_claims(outgoing: Outgoing) -> Written:
    """Events, roles, figures, quotations, relations, and the proposals that wait for a person; one of several
    sources has a row for each."""
    parts = (_list_events, _list_others, _list_proposals)
    return Written(write_table(HEADERS, (row for part in parts for row in part(outgoing))))


def _list_events(outgoing: Outgoing) -> Iterator[Row]:
    for event in outgoing.chronicle.events:
        place: Row = {"event": event.id, "page": locate_event(outgoing, event.id)}
        claims: tuple[Claim, ...] = (*event.claims, *event.figures)
        for claim in claims:
            yield from _describe_claim(outgoing, claim, place)


def _list_others(outgoing: Outgoing) -> Iterator[Row]:
    """What profiles hold and no event does; each once, though a role stands with a person and an organization."""
    told = {figure for event in outgoing.chronicle.events for figure in event.figures}
    seen: set[Claim] = set(told)
    for profile in outgoing.chronicle.profiles:
        place: Row = {"profile": profile.id, "page": locate_profile(outgoing, profile)}
        claims: tuple[Claim, ...] = (
            *profile.roles,
            *profile.figures,
            *profile.quotations,
            *profile.relations,
        )
        for claim in claims:
            if claim not in seen:
                seen.add(claim)
                yield from _describe_claim(outgoing, claim, place)
    for quotation in outgoing.chronicle.quotations:
        if quotation not in seen:
            yield from _describe_claim(outgoing, quotation, {})


def _list_proposals(outgoing: Outgoing) -> Iterator[Row]:
    for proposal in outgoing.chronicle.proposals:
        place: Row = {"event": proposal.event, "profile": proposal.profile}
        yield from _describe_claim(outgoing, proposal.claim, {**place, "review": "yes"})


def _describe_claim(outgoing: Outgoing, claim: Claim, place: Row) -> Iterator[Row]:
    """A row for each source that says it, with its first quote there; one where nobody is quoted."""
    row: Row = {**_describe(outgoing, claim), **place, "confidence": claim.confidence}
    quotes = {item.source: item for item in reversed(claim.evidence)}
    for item in reversed([*quotes.values()]):
        yield {**row, **_describe_quote(outgoing, item)}
    if not quotes:
        yield row


def _describe(outgoing: Outgoing, claim: Claim) -> Row:
    match claim:
        case EventClaim():
            told: Row = {
                "claim": "event",
                "subject": claim.title,
                "predicate": claim.kind,
                "status": claim.status,
                "attribution": claim.attribution,
            }
            return {**told, **describe_date(outgoing, claim.date)}
        case RoleClaim():
            told = {
                "claim": "role",
                "subject": claim.person.name,
                "predicate": name_role(claim),
                "object": _name(claim.organization),
                "event": claim.event,
                "end_date": claim.end.edtf if claim.end else None,
            }
            return {**told, **describe_date(outgoing, claim.begin)}
        case FigureClaim():
            told = {
                "claim": "figure",
                "subject": _name(claim.of),
                "predicate": claim.measure,
                "object": claim.phrase,
                "value": _write_number(claim.value),
                "low": _write_number(claim.low),
                "high": _write_number(claim.high),
                "unit": claim.currency or claim.unit,
                "per": claim.per,
            }
            return {**told, **describe_date(outgoing, claim.date)}
        case QuotationClaim():
            return {
                "claim": "quotation" if claim.direct else "indirect quotation",
                "subject": _name(claim.speaker),
                "predicate": claim.verb,
                "object": claim.text,
            }
        case RelationClaim():
            return {
                "claim": "relation",
                "subject": claim.subject.name,
                "predicate": claim.predicate,
                "object": claim.object.name,
            }


def _describe_quote(outgoing: Outgoing, item: Evidence) -> Row:
    source = outgoing.lookup.sources.get(item.source)
    known = item.start >= 0
    return {
        "source": item.source,
        "source_title": source.title if source else None,
        "publisher": source.publisher if source else None,
        "published": source.published if source else None,
        "quote": " ".join(item.exact.split()),
        "start": item.start if known else None,
        "end": item.end if known else None,
        "url": find_original(source) if source else None,
    }


def _name(reference: Reference | None) -> str | None:
    return reference.name if reference else None


def _write_number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
