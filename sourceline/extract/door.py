"""The door that every engine's findings pass: what does not rest on the words of its source stays out.

It judges nothing but this: that each quote stands where it is said to stand, character by character, that each
time and name is the words at its place, and that nothing leads to what is not there. Whether the quote bears the
fact out is another question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sourceline.edtf import is_edtf
from sourceline.extract.ground import make_evidence
from sourceline.model import (
    Date,
    EventClaim,
    Extraction,
    FigureClaim,
    Mention,
    ProfileClaim,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
    Source,
    TimeExpression,
)

KINDS = {
    "events": "event",
    "roles": "role",
    "figures": "figure",
    "quotations": "quotation",
    "relations": "relation",
    "profiles": "profile",
    "times": "time expression",
    "mentions": "name",
}
"""Field of an extraction → what one of it is called."""


class Cut(NamedTuple):
    """A fact that was left out."""

    noun: str
    words: str
    """What it says, in short."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """What may go on, and what may not."""

    extraction: Extraction
    cut: tuple[Cut, ...] = ()


def admit(source: Source, extraction: Extraction) -> Admitted:
    """The extraction as it may be woven. Cut are: claims and profiles none of whose quotes stands in `source`
    (of the others the quotes that do not), times and names that are not the words at their place, the second of
    two events or profiles with one id, and dates that are no EDTF. What led to a thing that was cut leads nowhere.

    What is all well comes back as it is.
    """
    kept, cut = dict[str, Any](), list[Cut]()
    for field, noun in KINDS.items():
        found = getattr(extraction, field)
        sound = list(_keep_sound(source, found))
        kept[field] = tuple(fact for fact in sound if fact is not None)
        cut += [
            Cut(noun, _describe(fact))
            for fact, one in zip(found, sound, strict=True)
            if one is None
        ]
    profiles = {profile.id for profile in kept["profiles"]}
    events = {event.id for event in kept["events"]}
    for field in KINDS:
        kept[field] = tuple(_unlink(fact, profiles, events) for fact in kept[field])
    topics = tuple(topic for topic in extraction.topics if topic in profiles)
    whole = replace(extraction, source=source.id, sha256=source.sha256, topics=topics, **kept)
    return Admitted(extraction if whole == extraction else whole, tuple(cut))


def count_cut(cut: Iterable[Cut]) -> str:
    """ "2 events, 1 name"."""
    nouns = [each.noun for each in cut]
    counts = ((nouns.count(noun), noun) for noun in KINDS.values())
    return ", ".join(f"{n:,} {noun}{'s' * (n > 1)}" for n, noun in counts if n)


def _keep_sound(source: Source, found: Iterable[Any]) -> Iterator[Any]:
    """Each fact as it stands in the source, None for what does not."""
    taken: set[str] = set()
    for fact in found:
        if isinstance(fact, TimeExpression | Mention):
            yield _keep_worded(source, fact)
            continue
        name = fact.id if isinstance(fact, EventClaim | ProfileClaim) else None
        sound = None if name in taken else _keep_quoted(source, fact)
        if sound is not None and name is not None:
            taken.add(name)
        yield sound


def _keep_worded(source: Source, fact: TimeExpression | Mention) -> TimeExpression | Mention | None:
    if not _stands(source, fact.start, fact.end, fact.text):
        return None
    if isinstance(fact, TimeExpression) and fact.edtf is not None and not is_edtf(fact.edtf):
        return replace(fact, edtf=None)
    return fact


def _keep_quoted(source: Source, fact: Any) -> Any:
    evidence = tuple(
        each
        for each in fact.evidence
        if each.source == source.id and _stands(source, each.start, each.end, each.exact)
    )
    if not evidence:
        return None
    dates = {
        field: None
        for field in ("date", "begin", "end")
        if isinstance(date := getattr(fact, field, None), Date) and not is_edtf(date.edtf)
    }
    mended = tuple(make_evidence(source, each.start, each.end) for each in evidence)
    return replace(fact, evidence=mended, **dates)


def _stands(source: Source, start: int, end: int, words: str) -> bool:
    """Whether the words are those at their place, which a place counted from the end is not."""
    return 0 <= start < end and source.text[start:end] == words


# --- what leads to other things ---------------------------------------------------------------


def _unlink(fact: Any, profiles: set[str], events: set[str]) -> Any:
    """The fact without references to profiles and events that are not there."""
    if isinstance(fact, EventClaim):
        return replace(
            fact,
            participants=tuple(_lead(part, profiles) for part in fact.participants),
            topics=tuple(topic for topic in fact.topics if topic in profiles),
        )
    if isinstance(fact, Mention):
        return _lead(fact, profiles)
    changes: dict[str, Any] = {
        field: _lead(value, profiles)
        for field in ("person", "organization", "of", "speaker", "subject", "object")
        if isinstance(value := getattr(fact, field, None), Reference)
    }
    if isinstance(fact, QuotationClaim):
        changes["about"] = tuple(_lead(one, profiles) for one in fact.about)
    if isinstance(fact, RoleClaim | FigureClaim) and fact.event not in events:
        changes["event"] = None
    return replace(fact, **changes) if changes else fact


def _lead(value: Any, profiles: set[str]) -> Any:
    lost = value.profile is not None and value.profile not in profiles
    return replace(value, profile=None) if lost else value


def _describe(fact: Any) -> str:
    """The words by which a person would know it."""
    if isinstance(fact, RoleClaim):
        return f"{fact.person.name}, {fact.role}"
    if isinstance(fact, RelationClaim):
        return f"{fact.subject.name} {fact.predicate} {fact.object.name}"
    named = (getattr(fact, field, None) for field in ("title", "name", "phrase", "text"))
    return next((words for words in named if words), "")
