"""Chronicle → problems: what must be mended (errors) and what an author should know (notes)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourceline.errors import Position, Problem
from sourceline.model import (
    Chronicle,
    Claim,
    Event,
    EventClaim,
    EventRecord,
    Evidence,
    FigureClaim,
    Profile,
    Proposal,
    QuotationClaim,
    Records,
    RelationClaim,
    RoleClaim,
    Source,
)
from sourceline.store import locate_extraction, locate_key
from sourceline.store.text import index_lines, locate_index
from sourceline.weave.redirects import FOLDERS

_SHOWN = 80
"""Characters of a quote in a message."""


def check_chronicle(chronicle: Chronicle, records: Records | None = None) -> tuple[Problem, ...]:
    """Every problem of a woven chronicle, sorted by place.

    `records` give the line and column of what people wrote; without them their quotes are placed
    in the source they name.
    """
    desk = _Desk(
        {source.id: source for source in chronicle.sources},
        {record.id: record for record in (records or Records()).events},
        {record.id for record in (records or Records()).profiles},
    )
    found = {
        *_check_quotes(chronicle, desk),
        *_check_addresses(chronicle),
        *_check_sources(chronicle),
        *(problem for event in chronicle.events for problem in _check_event(event, desk)),
        *(problem for profile in chronicle.profiles for problem in _check_profile(profile, desk)),
        *_list_proposals(chronicle, desk),
    }
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Everything by id."""

    sources: Mapping[str, Source]
    events: Mapping[str, EventRecord]
    profiles: set[str]

    def place_event(self, event: Event) -> Position:
        """The file of an event: the person's, or else the extraction it was read in."""
        record = self.events.get(event.id)
        if record is not None:
            return locate_key(record)
        return Position(
            locate_extraction(event.evidence[0].source) if event.evidence else "content"
        )

    def place_sentence(self, proposal: Proposal) -> Position:
        """Where a proposal stands in its source; the extraction where it quotes nothing."""
        if not proposal.claim.evidence:
            return Position(locate_extraction(proposal.source))
        source = self.sources[proposal.source]
        start = proposal.claim.evidence[0].start
        return locate_index(source.path, index_lines(source.text), start)


# --- quotes -----------------------------------------------------------------------------------


def _check_quotes(chronicle: Chronicle, desk: _Desk) -> Iterator[Problem]:
    """A quote that is not in its source, at the place where it is quoted."""
    for event in chronicle.events:
        written = _place_quotes(desk.events.get(event.id))
        for item in event.unverified:
            place = written.get((item.source, item.exact))
            yield _report_quote(item, desk.sources[item.source], place)
    for profile in chronicle.profiles:
        for item in profile.unverified:
            yield _report_quote(item, desk.sources[item.source], None)


def _place_quotes(record: EventRecord | None) -> dict[tuple[str, str], Position]:
    if record is None:
        return {}
    return {
        (item.source, item.exact): locate_key(record, f"evidence.{n}.exact")
        for n, item in enumerate(record.evidence or ())
    }


def _report_quote(item: Evidence, source: Source, place: Position | None) -> Problem:
    if place is None and item.start >= 0:
        place = Position(locate_extraction(source.id))
        there = locate_index(source.path, index_lines(source.text), item.start)
        remedy = (
            f"The quote was to stand at {there}. Delete this file; the source is then read again."
        )
    else:
        place = place or Position(source.path)
        remedy = f"Copy the sentence from {source.path} as it stands there, or remove the quote."
    return Problem(
        place,
        "quote-not-found",
        f"The quote {_shorten(item.exact)} is not in {source.path}.",
        remedy,
    )


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"


# --- addresses --------------------------------------------------------------------------------


def _check_addresses(chronicle: Chronicle) -> Iterator[Problem]:
    """Two pages at one address; letter case does not tell addresses apart on every disk."""
    pages = [
        *(("sources", source.id, Position(source.path)) for source in chronicle.sources),
        *(("events", event.id, Position("content/events")) for event in chronicle.events),
        *((FOLDERS[p.kind], p.id, Position("content/profiles")) for p in chronicle.profiles),
    ]
    taken: set[tuple[str, str]] = set()
    for folder, name, place in pages:
        address = folder, name.casefold()
        if address in taken:
            yield Problem(
                place,
                "duplicate-address",
                f"Two pages would have the address {folder}/{name.casefold()}/.",
                "Rename one of the two files, or give one of them another id.",
            )
        taken.add(address)


# --- what an author should know ---------------------------------------------------------------


def _check_sources(chronicle: Chronicle) -> Iterator[Problem]:
    cited = {item.source for event in chronicle.events for item in event.evidence}
    cited |= {item.source for profile in chronicle.profiles for item in profile.evidence}
    for source in chronicle.sources:
        if source.published is None:
            yield _note(
                Position(source.path),
                "undated-source",
                "It is not known when this was published, so what it reports cannot be dated by that.",
                f"Write 'published: 2024-03-26' (the day) into {source.path}.yaml.",
            )
        if source.id not in cited:
            yield _note(
                Position(source.path),
                "unused-source",
                "Nothing on the site rests on this source.",
                "Add an event with a quote from it in content/events/, or leave it as it is.",
            )


def _check_event(event: Event, desk: _Desk) -> Iterator[Problem]:
    place = desk.place_event(event)
    file = f"content/events/{event.id}.yaml"
    if event.date is None:
        yield _note(
            place,
            "undated-event",
            f"The event {event.id!r} has no date.",
            f"Write 'date: 2024-03-26' (or a month, or a year) into {file}.",
        )
    if not event.evidence:
        yield _note(
            place,
            "event-without-evidence",
            f"The event {event.id!r} rests on no source.",
            f"Add 'evidence:' with 'source' and 'exact' in {file}.",
        )


def _check_profile(profile: Profile, desk: _Desk) -> Iterator[Problem]:
    said: Iterable[object] = (
        profile.text,
        profile.events,
        profile.roles,
        profile.figures,
        profile.quotations,
        profile.relations,
        profile.evidence if profile.kind == "topic" else (),  # it is spoken of, not acting
    )
    if any(said):
        return
    own = f"content/profiles/{profile.id}.yaml"
    written = profile.id in desk.profiles
    yield _note(
        Position(own if written or not profile.sources else locate_extraction(profile.sources[0])),
        "empty-profile",
        f"The page of {profile.name!r} ({profile.id}) states no fact.",
        f"Write a 'text:' into {own}, or 'reject: true' if it needs no page.",
    )


# --- proposals --------------------------------------------------------------------------------


def _list_proposals(chronicle: Chronicle, desk: _Desk) -> Iterator[Problem]:
    """What was read but is not told, each at its sentence, with the line that accepts it."""
    shown = {event.id for event in chronicle.events}
    for proposal in chronicle.proposals:
        claim = proposal.claim
        yield _note(
            desk.place_sentence(proposal),
            "proposal",
            f"Proposed, not shown: {_name_claim(claim)}; its confidence is {claim.confidence:.2f}.",
            _tell_choice(proposal, proposal.event in shown),
        )


def _name_claim(claim: Claim) -> str:
    match claim:
        case EventClaim():
            return f"the event {_shorten(claim.title)}"
        case RoleClaim():
            role = " ".join(filter(None, (claim.qualifier, claim.role)))
            where = f", {claim.organization.name}" if claim.organization else ""
            return f"the role “{role}{where}” of {claim.person.name}"
        case FigureClaim():
            return f"the figure {_shorten(claim.phrase)}" + (
                f" of {claim.of.name}" if claim.of else ""
            )
        case QuotationClaim():
            return f"the quotation {_shorten(claim.text)}" + (
                f" of {claim.speaker.name}" if claim.speaker else ""
            )
        case RelationClaim():
            words = claim.predicate.replace("_", " ")
            return f"the relation “{claim.subject.name} {words} {claim.object.name}”"


def _tell_choice(proposal: Proposal, shown: bool) -> str:  # noqa: FBT001 - one caller
    file = f"content/events/{proposal.event}.yaml"
    if isinstance(proposal.claim, EventClaim) and not shown:
        return f"Read its sentence, then write 'reviewed: true' or 'reject: true' into {file}."
    if isinstance(proposal.claim, EventClaim):
        return (
            f"The event is shown as others tell it; 'reviewed: true' in {file} adds this telling."
        )
    if proposal.event is not None:
        return f"It is accepted with its event: write 'reviewed: true' into {file}."
    own = f"content/profiles/{proposal.profile}.yaml" if proposal.profile else "content/profiles/"
    return f"If it is true, say it in your words: 'text:' in {own}. Or leave it."


def _note(position: Position, code: str, message: str, remedy: str) -> Problem:
    return Problem(position, code, message, remedy, "note")
