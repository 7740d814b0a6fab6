"""What was read with too little confidence: proposed to the author, not told as fact.

A proposal is in no page and in no count until a person accepts it. An event is accepted by its file in
`content/events/`, and with it what is said of it: its roles and figures. Nobody else speaks for a
doubtful statement, so that the site rests on none by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sourceline.model import (
    Claim,
    EventClaim,
    EventRecord,
    Extraction,
    FigureClaim,
    Proposal,
    QuotationClaim,
    Reference,
    RoleClaim,
)
from sourceline.weave.accounts import PlacedEvent, is_kept, is_told_of
from sourceline.weave.groups import Group
from sourceline.weave.portraits import PlacedProfile, choose_kind
from sourceline.weave.posts import Posts, list_posts
from sourceline.weave.references import Address, Register

_STATEMENTS = ("roles", "figures", "quotations", "relations")


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is told as fact, and what is only proposed."""

    events: tuple[PlacedEvent, ...]
    """Those that are shown, each without the claims that are not."""
    extractions: tuple[Extraction, ...]
    """With the roles, figures, quotations and relations that are shown."""
    proposals: tuple[Proposal, ...]


def sift_claims(
    placed: Sequence[PlacedEvent], extractions: Iterable[Extraction], register: Register
) -> Sifted:
    """Part the facts from the proposals; what a person rejected is neither."""
    kept = [item for item in placed if is_kept(item)]
    events = [told for item in kept if (told := _sift_event(item)) is not None]
    shown = {item.id: {claim.names[1] for claim in item.group.claims} for item in events}
    proposals = [
        Proposal(claim=claim.claim, source=claim.source, event=item.id)
        for item in kept
        for claim in item.group.claims
        if claim.names[1] not in shown.get(item.id, ())
    ]
    homes = {(claim.source, claim.claim.id): item for item in placed for claim in item.group.claims}
    read = tuple(extractions)
    posts = list_posts(read, register)
    sifted = []
    for extraction in read:
        facts, doubts = _sift_statements(extraction, homes, posts)
        sifted.append(facts)
        proposals += doubts
    return Sifted(tuple(events), tuple(sifted), tuple(proposals))


def _sift_event(item: PlacedEvent) -> PlacedEvent | None:
    """The event with the claims that count; None where it is only proposed. One that a person says
    something of, or added, is a fact; all its claims are, when they reviewed it."""
    sure = tuple(claim for claim in item.group.claims if not claim.claim.review)
    if _is_reviewed(item.record) or len(sure) == len(item.group.claims):
        return item
    if sure:
        return replace(item, group=Group(item.group.id, sure))
    return item if item.record is not None and is_told_of(item.record) else None


def _is_reviewed(record: EventRecord | None) -> bool:
    """Whether a person speaks for every claim of an event: read them, or put them together."""
    return record is not None and (record.reviewed or bool(record.merge))


def _sift_statements(
    extraction: Extraction, homes: Mapping[Address, PlacedEvent], posts: Posts
) -> tuple[Extraction, list[Proposal]]:
    facts: dict[str, tuple[Claim, ...]] = {}
    proposals = []
    for field in _STATEMENTS:
        claims: tuple[Claim, ...] = getattr(extraction, field)
        told = []
        for claim in claims:
            home = homes.get((extraction.source, _name_event(claim) or ""))
            outvoted = isinstance(claim, RoleClaim) and posts.outvotes(claim, extraction.source)
            sure = not (claim.review or outvoted)
            if sure or (home is not None and _is_reviewed(home.record)):
                told.append(claim)
            elif home is None or is_kept(home):
                proposals.append(_propose(claim, extraction.source, home, posts.register))
        facts[field] = tuple(told)
    return replace(extraction, **facts), proposals  # type: ignore[arg-type]  # each field has its kind


def _name_event(claim: Claim) -> str | None:
    return claim.event if isinstance(claim, RoleClaim | FigureClaim) else None


def _propose(claim: Claim, source: str, home: PlacedEvent | None, register: Register) -> Proposal:
    named = (register.page(source, reference.profile) for reference in list_names(claim))
    profile = next((name for name in named if name), None)
    return Proposal(
        claim=claim, source=source, event=None if home is None else home.id, profile=profile
    )


# --- profiles that only proposals speak of ----------------------------------------------------


def drop_proposed(paged: Iterable[PlacedProfile], sifted: Sifted) -> list[PlacedProfile]:
    """Without the profiles of which a proposal speaks, but no fact and no person: their pages would
    state nothing. A topic is not acted on but spoken of, so it stays."""
    proposed = {a for p in sifted.proposals for a in _list_addresses(p.claim, p.source)}
    told, named = set(_list_told(sifted)), _list_written(sifted)

    def is_told(item: PlacedProfile) -> bool:
        own = {(claim.source, claim.claim.id) for claim in item.group.claims}
        by_hand = item.record is not None or bool(named & {item.id, *(name for _, name in own)})
        return by_hand or choose_kind(item) == "topic" or not own & proposed or bool(own & told)

    return [item for item in paged if is_told(item)]


def _list_told(sifted: Sifted) -> Iterator[Address]:
    """The profiles of which the facts speak."""
    for item in sifted.events:
        for claim in item.group.claims:
            yield from _list_addresses(claim.claim, claim.source)
    for extraction in sifted.extractions:
        for field in _STATEMENTS:
            for statement in getattr(extraction, field):
                yield from _list_addresses(statement, extraction.source)


def _list_written(sifted: Sifted) -> set[str]:
    """The profiles of which people speak in their events."""
    records = (item.record for item in sifted.events if item.record is not None)
    return {
        part.profile for record in records for part in record.participants or () if part.profile
    }


def _list_addresses(claim: Claim, source: str) -> Iterator[Address]:
    yield from ((source, name.profile) for name in list_names(claim) if name.profile)


def list_names(claim: Claim) -> Iterator[Reference]:
    """Whom a claim speaks of, the first first."""
    if isinstance(claim, EventClaim):
        yield from (Reference(part.name, part.profile) for part in claim.participants)
        return
    if isinstance(claim, RoleClaim):
        names: tuple[Reference | None, ...] = (claim.person, claim.organization)
    elif isinstance(claim, FigureClaim):
        names = (claim.of,)
    elif isinstance(claim, QuotationClaim):
        names = (claim.speaker, *claim.about)
    else:
        names = (claim.subject, claim.object)
    yield from (name for name in names if name is not None)
