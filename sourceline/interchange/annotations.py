"""Web Annotation (W3C, JSON-LD): each sentence that a claim rests on, as an annotation of its source.

A quote is given twice, as two targets of one annotation: in the text that was read, which is named by its hash
(RFC 6920) and so is the only one in which the positions hold; and in the original on the web, by its words alone.
Positions count characters (code points) of that text, end exclusive, as the standard does.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from sourceline import edtf
from sourceline.interchange.incoming import clean_line
from sourceline.interchange.spans import find_span, write_part
from sourceline.interchange.tellings import (
    find_original,
    locate_event,
    locate_profile,
    locate_source,
)
from sourceline.interchange.values import Outgoing, Written
from sourceline.model import (
    Claim,
    Date,
    Event,
    EventClaim,
    Evidence,
    FigureClaim,
    RelationClaim,
    RoleClaim,
    Source,
)
from sourceline.site.addresses import event_path, profile_path
from sourceline.site.citations import title_source
from sourceline.site.feeds import make_identity
from sourceline.site.indented import dump_indented
from sourceline.site.lines import name_role

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


class Statement(NamedTuple):
    """What rests on a quote, in words and with the page that tells it."""

    key: str
    """Names it among all of the chronicle."""
    words: str
    page: str | None
    evidence: tuple[Evidence, ...]


def write_annotations(outgoing: Outgoing) -> Written:
    """One collection with one page: every annotation in the order of the chronicle."""
    settings = outgoing.chronicle.settings
    found = {
        _name_annotation(outgoing, statement, evidence): (statement, evidence)
        for statement in _list_statements(outgoing)
        for evidence in statement.evidence
        if evidence.source in outgoing.lookup.sources
    }
    items = [_annotate(outgoing, name, *pair) for name, pair in found.items()]
    name = make_identity(settings, "annotations.json")
    whole = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": clean_line(settings.title),
        "total": len(items),
        "first": {"id": f"{name}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return Written(f"{dump_indented(whole)}\n".encode(errors="replace"))


def _list_statements(outgoing: Outgoing) -> Iterator[Statement]:
    """Everything that is claimed, once, with its evidence: events, then what is said of profiles, then quotations."""
    told: set[Claim] = set()
    for event in outgoing.chronicle.events:
        yield from _list_of_event(outgoing, event)
        told.update(event.figures)
    for profile in outgoing.chronicle.profiles:
        page = locate_profile(outgoing, profile)
        claims: tuple[Claim, ...] = (*profile.roles, *profile.relations, *profile.figures)
        for claim in claims:
            if claim not in told:
                told.add(claim)
                yield _state(profile_path(profile.kind, profile.id), page, claim)
    for quotation in outgoing.chronicle.quotations:
        who = quotation.speaker.profile if quotation.speaker else None
        speaker = outgoing.lookup.profiles.get(who or "")
        page = locate_profile(outgoing, speaker) if speaker else None
        yield _state("quotations", page, quotation)


def _list_of_event(outgoing: Outgoing, event: Event) -> Iterator[Statement]:
    path, page = event_path(event.id), locate_event(outgoing, event.id)
    claims: tuple[Claim, ...] = (*event.claims, *event.figures)
    for claim in claims:
        yield _state(path, page, claim)
    claimed = {evidence for claim in event.claims for evidence in claim.evidence}
    by_hand = tuple(evidence for evidence in event.evidence if evidence not in claimed)
    yield Statement(path, clean_line(event.title), page, by_hand)


def _state(path: str, page: str | None, claim: Claim) -> Statement:
    words = clean_line(_word_claim(claim))
    return Statement(f"{path}#{type(claim).__name__}:{words}", words, page, claim.evidence)


def _word_claim(claim: Claim) -> str:
    """A claim as a line: "Ada Fenwick: head, Northwind Tide"."""
    if isinstance(claim, EventClaim):
        return claim.title
    if isinstance(claim, RoleClaim):
        house = f", {claim.organization.name}" if claim.organization else ""
        return f"{claim.person.name}: {name_role(claim)}{house}"
    if isinstance(claim, RelationClaim):
        return f"{claim.subject.name} {claim.predicate.replace('_', ' ')} {claim.object.name}"
    if isinstance(claim, FigureClaim):
        return ": ".join(part for part in (claim.measure, claim.phrase) if part)
    return f"{claim.speaker.name}: {claim.text}" if claim.speaker else claim.text


def _name_annotation(outgoing: Outgoing, statement: Statement, evidence: Evidence) -> str:
    """An id that stays while the statement and the place of its quote do."""
    key = f"{statement.key}@{evidence.source}:{evidence.start}-{evidence.end}:{evidence.exact}"
    identity = make_identity(outgoing.chronicle.settings, "annotations")
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{identity}#{key}").urn


def _annotate(
    outgoing: Outgoing, name: str, statement: Statement, evidence: Evidence
) -> dict[str, Any]:
    source = outgoing.lookup.sources[evidence.source]
    body: list[dict[str, Any]] = [
        {
            "type": "TextualBody",
            "value": statement.words,
            "format": "text/plain",
            "purpose": "describing",
        }
    ]
    if statement.page:
        body.append({"type": "SpecificResource", "source": statement.page, "purpose": "linking"})
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": list(_list_targets(outgoing, source, evidence)),
    }


def _list_targets(
    outgoing: Outgoing, source: Source, evidence: Evidence
) -> Iterator[dict[str, Any]]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": evidence.exact,
        "prefix": evidence.prefix,
        "suffix": evidence.suffix,
    }
    selectors: list[dict[str, Any]] = [quote]
    lost = outgoing.lookup.unverified.get(source.id, frozenset())
    if evidence.start >= 0 and evidence not in lost:
        position = {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}
        selectors.append(position)
    text = {
        "id": name_text(source),
        "type": "Text",
        "format": "text/plain",
        "language": source.language,
        "dc:title": title_source(source),
    }
    page = locate_source(outgoing, source)
    if page:
        text["schema:url"] = page
    yield {"type": "SpecificResource", "source": text, "selector": selectors}
    original = find_original(source)
    if original:
        yield {
            "type": "SpecificResource",
            "source": original,
            "selector": quote,
            **_describe_state(source),
        }


def name_text(source: Source) -> str:
    """The text that was read, named by its hash: "ni:///sha-256;…"."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(source.sha256)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def _describe_state(source: Source) -> dict[str, Any]:
    """As it was on the day when it was retrieved, where that is known."""
    day = source.retrieved
    if not day or not edtf.is_edtf(day):
        return {}
    sure = find_span(Date(day)).sure
    if sure is None or sure.day is None:
        return {}
    return {"state": {"type": "TimeState", "sourceDate": f"{write_part(sure)}T00:00:00Z"}}
