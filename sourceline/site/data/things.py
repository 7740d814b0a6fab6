"""What data says of an event, a profile, a source, a claim: plain values, the fields as `schema` tells them.

A field without a value, or whose value is false, is left out. A date is the EDTF text, in words, and four
bounds. A fact carries the sentences it rests on. Addresses of pages go out from the root of the site.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sourceline import edtf
from sourceline.edtf import Day
from sourceline.model import (
    Claim,
    Date,
    Disagreement,
    Event,
    EventClaim,
    Evidence,
    FigureClaim,
    Participant,
    Profile,
    QuotationClaim,
    Reference,
    RoleClaim,
    Source,
    Variant,
)
from sourceline.site import addresses
from sourceline.site.citations import title_source
from sourceline.site.data.claims import Said, name_claim
from sourceline.site.data.places import name_profile, shorten_page
from sourceline.site.dates import describe_date
from sourceline.site.labels import Labels
from sourceline.site.lookup import Lookup, find_event, find_sentences

Data = dict[str, Any]

MOST_CLAIMS, MOST_IDS = 50, 500
"""Of one kind in the file of a profile: a firm can be in thousands of events. Its `counts` tell of all, and the
lists of events and claims hold all."""


def drop_empty(data: Data) -> Data:
    """Without what has no value, or is false; a number stays."""
    return {
        key: value for key, value in data.items() if value or (value == 0 and value is not False)
    }


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
            "participants": [_describe_participant(lookup, p) for p in event.participants],
            "topics": _name_topics(lookup, event.topics),
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
                {**_describe_figure(lookup, figure), "evidence": _cite(lookup, figure.evidence)}
                for figure in event.figures
            ],
            "differences": _list_differences(lookup, event.disagreements),
            "evidence": _cite(lookup, event.evidence),
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
                    {**_describe_claim(lookup, claim), "evidence": _cite(lookup, claim.evidence)}
                    for claim in listed[:MOST_CLAIMS]
                ]
                for name, listed in claims.items()
            },
            "differences": _list_differences(lookup, profile.disagreements[:MOST_CLAIMS]),
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
            "published": _read_date(source.published, labels),
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
            "evidence": _cite(lookup, (e for e in claim.evidence if e.source == source)),
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
        "subject": _refer(lookup, claim.subject),
        "predicate": claim.predicate,
        "object": _refer(lookup, claim.object),
    }


def _describe_telling(lookup: Lookup, claim: EventClaim) -> Data:
    return drop_empty(
        {
            "kind": claim.kind,
            "title": claim.title,
            "date": claim.date and describe_when(claim.date, lookup.labels),
            "status": claim.status,
            "participants": [_describe_participant(lookup, p) for p in claim.participants],
            "topics": _name_topics(lookup, claim.topics),
            "attribution": claim.attribution,
        }
    )


def _describe_role(lookup: Lookup, claim: RoleClaim) -> Data:
    return drop_empty(
        {
            "person": _refer(lookup, claim.person),
            "role": claim.role,
            "qualifier": claim.qualifier,
            "organization": claim.organization and _refer(lookup, claim.organization),
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
            "of": claim.of and _refer(lookup, claim.of),
            "date": claim.date and describe_when(claim.date, lookup.labels),
        }
    )


def _describe_quotation(lookup: Lookup, claim: QuotationClaim) -> Data:
    return drop_empty(
        {
            "text": claim.text,
            "direct": claim.direct,
            "verb": claim.verb,
            "speaker": claim.speaker and _refer(lookup, claim.speaker),
            "about": [_refer(lookup, each) for each in claim.about],
        }
    )


# --- names ------------------------------------------------------------------------------------


def _refer(lookup: Lookup, reference: Reference) -> Data:
    """A name as a source uses it, and the profile that it belongs to."""
    return _name(lookup, reference.name, reference.profile)


def _describe_participant(lookup: Lookup, participant: Participant) -> Data:
    return {
        **_name(lookup, participant.name, participant.profile),
        "role": participant.role,
    }


def _name(lookup: Lookup, name: str, profile: str | None) -> Data:
    found = lookup.profiles.get(profile) if profile else None
    return (
        {"name": name, "profile": name_profile(found.kind, found.id)} if found else {"name": name}
    )


def _name_topics(lookup: Lookup, topics: Iterable[str]) -> list[str]:
    found = (lookup.profiles.get(topic) for topic in topics)
    return [name_profile(each.kind, each.id) for each in found if each]


# --- dates ------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def describe_when(date: Date, labels: Labels) -> Data:
    """A date: EDTF, words, how it is known, and four bounds, without those that are open or unknown; the fuzzy
    ones where they are not the same as the sharp ones."""
    value = edtf.parse(date.edtf)
    sharp = value.earliest, value.latest
    fuzzy = value.earliest_fuzzy, value.latest_fuzzy
    return drop_empty(
        {
            "edtf": date.edtf,
            "words": describe_date(date, labels).text,
            "basis": date.basis,
            "precision": value.precision,
            "earliest": write_day(value.earliest),
            "latest": write_day(value.latest),
            **(
                {}
                if fuzzy == sharp
                else {"earliest_fuzzy": write_day(fuzzy[0]), "latest_fuzzy": write_day(fuzzy[1])}
            ),
            "approximate": value.approximate,
            "uncertain": value.uncertain,
            "phrase": date.phrase,
            "reference": date.reference,
            "reason": date.reason,
        }
    )


def _read_date(text: str | None, labels: Labels) -> Data | None:
    return describe_when(Date(text), labels) if text and edtf.is_edtf(text) else None


def write_day(day: Day | None) -> str | None:
    """As ISO 8601 writes it: "2024-03-26", "-0043-03-15", "+12024-01-01" (astronomical years)."""
    if day is None:
        return None
    sign = "-" if day.year < 0 else "+" if day.year > 9999 else ""
    return f"{sign}{abs(day.year):04d}-{day.month:02d}-{day.day:02d}"


# --- sentences --------------------------------------------------------------------------------


def _cite(lookup: Lookup, evidence: Iterable[Evidence]) -> list[Data]:
    return [_describe_evidence(lookup, each) for each in dict.fromkeys(evidence)]


def _describe_evidence(lookup: Lookup, evidence: Evidence) -> Data:
    """A quote word for word, and the address of its sentence on the page of its source."""
    known = evidence.source in lookup.sources
    numbers = find_sentences(lookup, evidence)
    page = shorten_page(addresses.source_path(evidence.source)) if known else None
    return drop_empty(
        {
            "source": evidence.source,
            "quote": evidence.exact,
            "page": f"{page}#s{numbers[0]}" if page and numbers else page,
            "lost": not known or evidence in lookup.unverified.get(evidence.source, ()),
        }
    )


# --- differences ------------------------------------------------------------------------------


def _list_differences(lookup: Lookup, found: Iterable[Disagreement]) -> list[Data]:
    return [
        drop_empty(
            {
                "field": each.field,
                "about": each.about,
                "open": each.is_open,
                "rule": each.rule,
                "values": [_describe_variant(lookup, variant) for variant in each.variants],
            }
        )
        for each in found
    ]


def _describe_variant(lookup: Lookup, variant: Variant) -> Data:
    return drop_empty(
        {
            "value": variant.value,
            "sources": list(variant.sources),
            "corrected": variant.corrected,
            "fits": variant.fits,
            "evidence": _cite(lookup, variant.evidence),
        }
    )
