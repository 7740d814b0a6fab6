"""Claims and a record → an Event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sourceline import edtf
from sourceline.errors import Problem
from sourceline.model import (
    Event,
    EventClaim,
    EventRecord,
    FigureClaim,
    Participant,
    ParticipantRole,
)
from sourceline.store.records import locate_key
from sourceline.weave.citations import Library, settle_evidence
from sourceline.weave.groups import Group, Sourced
from sourceline.weave.names import fold_name
from sourceline.weave.placement import Placed, Placement, suggest_id
from sourceline.weave.portraits import list_written
from sourceline.weave.references import Register, link_participants
from sourceline.weave.tellings import (
    choose_date,
    choose_status,
    choose_telling,
    list_disagreements,
    unite_participants,
)

PlacedEvent = Placed[EventClaim, EventRecord]

_FIELDS = ("title", "kind", "date", "status", "participants", "topics", "text", "evidence")


def place_events(
    groups: Sequence[Group[EventClaim]], records: Sequence[EventRecord]
) -> tuple[list[PlacedEvent], list[Problem]]:
    """Records on groups of event claims."""
    placement: Placement[EventClaim, EventRecord] = Placement(groups, records, "event")
    return placement.finish(), placement.problems


def is_kept(item: PlacedEvent) -> bool:
    """Whether no person rejected it."""
    return item.record is None or not item.record.reject


def is_told_of(record: EventRecord) -> bool:
    """Whether a person says something of an event, so that it is a fact for them."""
    return record.pin or record.reviewed or bool(list_written(record, _FIELDS))


def make_event(
    item: PlacedEvent,
    figures: tuple[FigureClaim, ...],
    register: Register,
    library: Library,
    problems: list[Problem],
) -> Event:
    """The event as it stands in the chronicle; what a record refers to in vain is reported."""
    claims = _link_claims(item.group.claims, register)
    record = item.record or EventRecord(id=item.id)
    participants, topics = _settle_names(record, register, problems)
    quotes = settle_evidence(record, library, problems)
    evidence = library.order((*(e for claim in claims for e in claim.evidence), *quotes))
    disagreements = list_disagreements(claims, figures, record, library)
    best = choose_telling(claims, disagreements)
    return Event(
        id=item.id,
        kind=record.kind or (best.kind if best else "event"),
        title=record.title or (best.title if best else item.id),
        date=record.date or choose_date(claims, disagreements),
        status=record.status or choose_status(claims),
        participants=participants if participants is not None else unite_participants(claims, best),
        topics=topics
        if topics is not None
        else tuple(dict.fromkeys(topic for claim in claims for topic in claim.topics)),
        text=record.text or "",
        claims=claims,
        figures=figures,
        evidence=evidence,
        unverified=library.find_unverified(evidence),
        by_hand=list_written(record, _FIELDS) if claims else ("*",),
        disagreements=disagreements,
        reported=_find_first(library.sources[item.source].published for item in evidence),
        added=record.added or _find_first(library.sources[item.source].added for item in evidence),
        pin=record.pin,
        reviewed=record.reviewed,
    )


def _find_first(dates: Iterable[str | None]) -> str | None:
    """The earliest of several EDTF dates."""
    found = dict.fromkeys(date for date in dates if date)
    if len(found) < 2:  # nearly always
        return next(iter(found), None)
    return min(found, key=lambda date: edtf.sort_key(edtf.parse(date)))


def _link_claims(
    claims: Iterable[Sourced[EventClaim]], register: Register
) -> tuple[EventClaim, ...]:
    return tuple(link_participants(item.claim, item.source, register) for item in claims)


# --- what a person refers to ------------------------------------------------------------------


def _settle_names(
    record: EventRecord, register: Register, problems: list[Problem]
) -> tuple[tuple[Participant, ...] | None, tuple[str, ...] | None]:
    """The participants and topics of a record as the chronicle calls them; None where it names none."""
    participants = record.participants and tuple(
        _settle_participant(part, f"participants.{n}", record, register, problems)
        for n, part in enumerate(record.participants)
    )
    topics = record.topics and tuple(
        found
        for n, topic in enumerate(record.topics)
        if (found := _find_profile(topic, f"topics.{n}", record, register, problems))
    )
    return participants, topics


def _settle_participant(
    part: Participant, key: str, record: EventRecord, register: Register, problems: list[Problem]
) -> Participant:
    if part.profile is None:
        return _name_participant(part.name, part.role, register.called.get(fold_name(part.name)))
    profile = _find_profile(part.profile, f"{key}.profile", record, register, problems)
    name = part.name or (register.names[profile] if profile else part.profile)
    return _name_participant(name, part.role, profile)


@lru_cache(maxsize=65536)
def _name_participant(name: str, role: ParticipantRole, profile: str | None) -> Participant:
    """One value for all events that name it: 100,000 name 300,000."""
    return Participant(name, role, profile)


def _find_profile(
    name: str, key: str, record: EventRecord, register: Register, problems: list[Problem]
) -> str | None:
    """The profile called `name`; None after a report when nobody is."""
    found = register.find(name)
    if found is None:
        pageless = register.is_pageless(name)
        problems.append(
            Problem(
                locate_key(record, key),
                "unknown-profile",
                f"The profile {name!r} has no page."
                if pageless
                else f"There is no profile {name!r}.",
                f"Write a file content/profiles/{name}.yaml, or take 'reject' out of it."
                if pageless
                else suggest_id(name, register.pages) + " Or add it in content/profiles/.",
            )
        )
    return found
