"""Quotations: who said what of whom, in their own words or in the source's."""

from __future__ import annotations

import re
from dataclasses import replace

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.reports import find_reports
from sourceline.extract.rules.speeches import find_speeches
from sourceline.extract.rules.spoken import index_profiles, refer
from sourceline.model import EventClaim, QuotationClaim, Reference


def find_quotations(document: Document) -> tuple[QuotationClaim, ...]:
    """Speeches and reports with a known speaker, in the order of the text."""
    found = [*find_speeches(document), *find_reports(document)]
    told = (replace(q, about=_find_about(document, q)) for q in found)
    return tuple(sorted(told, key=lambda q: (q.evidence[0].start, not q.direct)))


def _find_about(document: Document, quotation: QuotationClaim) -> tuple[Reference, ...]:
    """The profiles named in what was said, the speaker left out."""
    place = quotation.evidence[0]
    speaker = quotation.speaker.profile if quotation.speaker else None
    named = dict.fromkeys(
        m.profile
        for m in list_within(document.mentions, place.start, place.end)
        if m.profile and m.profile != speaker and m.text in quotation.text
    )
    return tuple(refer(document, profile) for profile in named)


def attribute_events(document: Document) -> tuple[EventClaim, ...]:
    """The events with whom the source ascribes them to: "according to …", "Jane Roe said that …"."""
    return tuple(
        replace(event, attribution=event.attribution or _find_attribution(document, event))
        for event in document.events
    )


def _find_attribution(document: Document, event: EventClaim) -> str | None:
    """Only where every sentence of the event is ascribed to somebody."""
    if len(event.evidence) != 1:
        return None
    place = event.evidence[0]
    for quotation in document.quotations:
        if not quotation.direct and quotation.evidence[0] == place and quotation.speaker:
            named = {p.profile for p in event.participants if p.role == "agent"}
            return None if quotation.speaker.profile in named - {None} else quotation.speaker.name
    return _find_according(document, place.start, place.end)


def _find_according(document: Document, start: int, end: int) -> str | None:
    """The name behind "according to" in the sentence."""
    match = re.search(r"\b[Aa]ccording to (?:the )?", document.source.text[start:end])
    if match is None:
        return None
    begin = start + match.end()
    claims = index_profiles(document)
    near = [
        m
        for m in list_within(document.mentions, begin, begin + 50)
        if m.profile and claims[m.profile].kind in ("person", "organization")
    ]
    return claims[near[0].profile or ""].name if near else None
