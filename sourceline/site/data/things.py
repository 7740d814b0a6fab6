"""What data says of an event, a profile, a source, a claim: plain values, the fields as `schema` tells them.

A field without a value, or whose value is false, is left out. A date is the EDTF text, in words, and four
bounds. A fact carries the sentences it rests on. Addresses of pages go out from the root of the site.
"""

from __future__ import annotations

from sourceline.model import (
    Claim,
    Event,
    EventClaim,
    FigureClaim,
    Profile,
    QuotationClaim,
    RoleClaim,
    Source,
)
from sourceline.site import addresses
from sourceline.site.citations import title_source
from sourceline.site.data.facts import (
    Data,
    cite_sentences,
    describe_participant,
    describe_when,
    drop_empty,
    list_differences,
    name_topics,
    read_date,
    refer_name,
)
from sourceline.site.data.places import shorten_page
from sourceline.site.lookup import Lookup, find_event
from sourceline.weave.claims import Said, name_claim

MOST_CLAIMS, MOST_IDS = 50, 500
"""Of one kind in the file of a profile: a firm can be in thousands of events. Its `counts` tell of all, and the
lists of events and claims hold all."""


# --- what a site tells ------------------------------------------------------------------------


def list_event(lookup: Lookup, event: Event) -> Data:
    """An event as it stands in a list."""
    return drop_empty(
        {
            "id": event.id,
            "page": shorten_page(find_event(lookup, event.id)),
            "kind": event.kind,
            "title": event.title,
            "date": event.date and describe_when(event.date, lookup.labels),
            "status": event.status,
            "support": event.support,
            "reviewed": event.reviewed,
            "participants": [describe_participant(lookup, p) for p in event.participants],
            "topics": name_topics(lookup, event.topics),
            "sources": list(dict.fromkeys(evidence.source for evidence in event.evidence)),
        }
    )


def describe_event(lookup: Lookup, event: Event) -> Data:
    """An event as it is told, with its sentences, and where sources differ."""
    return drop_empty(
        {
            **list_event(lookup, event),
            "confidence": min((claim.confidence for claim in event.claims), default=None),
            "by_hand": list(event.by_hand),
            "reported": event.reported,
            "added": event.added,
            "links": [{"event": link.event, "relation": link.relation} for link in event.links],
            "figures": [
                {
                    **_describe_figure(lookup, figure),
                    "evidence": cite_sentences(lookup, figure.evidence),
                }
                for figure in event.figures
            ],
            "differences": list_differences(lookup, event.disagreements),
            "evidence": cite_sentences(lookup, event.evidence),
        }
    )


def list_profile(profile: Profile) -> Data:
    """A profile as it stands in a list."""
    claims = {
        "roles": profile.roles,
        "figures": profile.figures,
        "quotations": profile.quotations,
        "relations": profile.relations,
        "events": profile.events,
        "sources": profile.sources,
    }
    return drop_empty(
        {
            "id": profile.id,
            "page": shorten_page(addresses.profile_path(profile.kind, profile.id)),
            "kind": profile.kind,
            "name": profile.name,
            "aliases": list(profile.aliases),
            "url": addresses.clean_web_address(profile.url),
            "same_as": [s for s in map(addresses.clean_web_address, profile.same_as) if s],
            "reviewed": profile.reviewed,
            "by_hand": list(profile.by_hand),
            "counts": {name: len(things) for name, things in claims.items() if things},
        }
    )


def describe_profile(lookup: Lookup, profile: Profile) -> Data:
    """A profile with what is said of it."""
    claims: dict[str, tuple[Claim, ...]] = {
        "roles": profile.roles,
        "figures": profile.figures,
        "quotations": profile.quotations,
        "relations": profile.relations,
    }
    return drop_empty(
        {
            **list_profile(profile),
            **{
                name: [
                    {
                        **_describe_claim(lookup, claim),
                        "evidence": cite_sentences(lookup, claim.evidence),
                    }
                    for claim in listed[:MOST_CLAIMS]
                ]
                for name, listed in claims.items()
            },
            "differences": list_differences(lookup, profile.disagreements[:MOST_CLAIMS]),
            "events": list(profile.events[-MOST_IDS:]),
            "sources": list(profile.sources[-MOST_IDS:]),
        }
    )


def list_source(lookup: Lookup, source: Source, events: int, claims: int) -> Data:
    """A source as it stands in a list: what is known of it, and how much it tells."""
    labels = lookup.labels
    counts = {"sentences": len(source.sentences), "events": events, "claims": claims}
    return drop_empty(
        {
            "id": source.id,
            "page": shorten_page(addresses.source_path(source.id)),
            "title": title_source(source),
            "origins": dict(source.origins),
            "author": source.author,
            "publisher": source.publisher,
            "url": addresses.clean_web_address(source.url),
            "archive_url": addresses.clean_web_address(source.archive_url),
            "licence": source.licence,
            "language": source.language,
            "published": read_date(source.published, labels),
            "retrieved": source.retrieved,
            "added": source.added,
            "sha256": source.sha256,
            "counts": {name: number for name, number in counts.items() if number},
        }
    )


def describe_said(lookup: Lookup, source: str, said: Said) -> Data:
    """A claim as one source makes it, with the sentences of that source."""
    claim = said.claim
    return drop_empty(
        {
            "type": name_claim(claim),
            "source": source,
            "event": said.event,
            **_describe_claim(lookup, claim),
            "confidence": claim.confidence,
            "evidence": cite_sentences(lookup, (e for e in claim.evidence if e.source == source)),
        }
    )


# --- claims -----------------------------------------------------------------------------------


def _describe_claim(lookup: Lookup, claim: Claim) -> Data:
    if isinstance(claim, EventClaim):
        return _describe_telling(lookup, claim)
    if isinstance(claim, RoleClaim):
        return _describe_role(lookup, claim)
    if isinstance(claim, FigureClaim):
        return _describe_figure(lookup, claim)
    if isinstance(claim, QuotationClaim):
        return _describe_quotation(lookup, claim)
    return {
        "subject": refer_name(lookup, claim.subject),
        "predicate": claim.predicate,
        "object": refer_name(lookup, claim.object),
    }


def _describe_telling(lookup: Lookup, claim: EventClaim) -> Data:
    return drop_empty(
        {
            "kind": claim.kind,
            "title": claim.title,
            "date": claim.date and describe_when(claim.date, lookup.labels),
            "status": claim.status,
            "participants": [describe_participant(lookup, p) for p in claim.participants],
            "topics": name_topics(lookup, claim.topics),
            "attribution": claim.attribution,
        }
    )


def _describe_role(lookup: Lookup, claim: RoleClaim) -> Data:
    return drop_empty(
        {
            "person": refer_name(lookup, claim.person),
            "role": claim.role,
            "qualifier": claim.qualifier,
            "organization": claim.organization and refer_name(lookup, claim.organization),
            "begin": claim.begin and describe_when(claim.begin, lookup.labels),
            "end": claim.end and describe_when(claim.end, lookup.labels),
        }
    )


def _describe_figure(lookup: Lookup, claim: FigureClaim) -> Data:
    numbers = {"value": claim.value, "low": claim.low, "high": claim.high}
    return drop_empty(
        {
            "phrase": claim.phrase,
            **{name: None if n is None else str(n) for name, n in numbers.items()},
            "unit": claim.unit,
            "currency": claim.currency,
            "per": claim.per,
            "measure": claim.measure,
            "of": claim.of and refer_name(lookup, claim.of),
            "date": claim.date and describe_when(claim.date, lookup.labels),
        }
    )


def _describe_quotation(lookup: Lookup, claim: QuotationClaim) -> Data:
    return drop_empty(
        {
            "text": claim.text,
            "direct": claim.direct,
            "verb": claim.verb,
            "speaker": claim.speaker and refer_name(lookup, claim.speaker),
            "about": [refer_name(lookup, each) for each in claim.about],
        }
    )
