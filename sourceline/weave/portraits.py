"""Claims and a record → a Profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sourceline.errors import Problem
from sourceline.model import (
    Evidence,
    FigureClaim,
    Profile,
    ProfileClaim,
    ProfileKind,
    ProfileRecord,
)
from sourceline.store.records import locate_key
from sourceline.weave.citations import Library
from sourceline.weave.disagreements import compare_figures, compare_roles
from sourceline.weave.groups import Group
from sourceline.weave.names import fold_name
from sourceline.weave.placement import Placed, Placement
from sourceline.weave.statements import Statements

PlacedProfile = Placed[ProfileClaim, ProfileRecord]

KINDS: tuple[ProfileKind, ...] = ("person", "organization", "product", "place", "topic")
"""In the order of the chronicle."""

_FIRM = 1.6
"""What a source that speaks of an organization counts, where others take the name for something else."""

_FIELDS = ("kind", "name", "aliases", "text", "url", "same_as")


def place_profiles(
    groups: Sequence[Group[ProfileClaim]], records: Sequence[ProfileRecord]
) -> tuple[list[PlacedProfile], list[Problem]]:
    """Records on groups; a group whose full name a record teaches joins the record's group."""
    placement: Placement[ProfileClaim, ProfileRecord] = Placement(groups, records, "profile")
    by_name: dict[tuple[str, str], list[str]] = {}
    for group in groups:
        claim = group.claims[0].claim
        by_name.setdefault((claim.kind, fold_name(claim.name, claim.kind)), []).append(group.id)
    for home, record in list(placement.homes.items()):
        claims = placement.groups[home].claims
        kind = record.kind or (claims[0].claim.kind if claims else None)
        for name in (record.name, *(record.aliases or ())):
            for other in by_name.get((kind or "", fold_name(name or "", kind)), ()):
                placement.join(home, placement.find(other) or other)
    placed = placement.finish()
    return placed, placement.problems + _check_kinds(placed)


def _check_kinds(placed: Iterable[PlacedProfile]) -> list[Problem]:
    return [
        Problem(
            locate_key(item.record),
            "missing-key",
            f"The profile {item.id!r} is in no source, so this file must say of what kind it is.",
            f"Add 'kind: …' with one of: {', '.join(KINDS)}.",
        )
        for item in placed
        if item.record is not None and not item.group.claims and item.record.kind is None
    ]


def has_page(item: PlacedProfile) -> bool:
    """Whether a profile gets a page: a person wants it, or a source says enough of it."""
    if item.record is not None:
        return not item.record.reject and bool(item.group.claims or item.record.kind)
    return any(claim.claim.profiled for claim in item.group.claims)


def choose_kind(item: PlacedProfile) -> ProfileKind:
    """The kind a person wrote, or the one that most sources take it for; of an organization and
    something else a little sooner the organization, since a reader of texts that does not know a firm
    takes it for a place."""
    if item.record is not None and item.record.kind is not None:
        return item.record.kind
    votes: dict[ProfileKind, float] = {}
    for claim in item.group.claims:
        kind = claim.claim.kind
        votes[kind] = votes.get(kind, 0.0) + (_FIRM if kind == "organization" else 1.0)
    return max(votes, key=lambda kind: (votes[kind], -KINDS.index(kind)))


def choose_name(item: PlacedProfile) -> str:
    """The name a person wrote, or the one most sources use, then the most frequent, then the
    longest."""
    if item.record is not None and item.record.name:
        return item.record.name
    claims = [claim.claim for claim in item.group.claims]
    sources = Counter(claim.name for claim in claims)
    mentions: Counter[str] = Counter()
    for claim in claims:
        mentions[claim.name] += claim.mentions
    if not claims:
        return item.id
    return max(sources, key=lambda name: (sources[name], mentions[name], len(name), name))


def make_profile(
    item: PlacedProfile, said: Statements, events: tuple[str, ...], library: Library
) -> Profile:
    """The profile as it stands in the chronicle."""
    record = item.record or ProfileRecord(id=item.id)
    name = choose_name(item)
    evidence = library.order(e for claim in item.group.claims for e in claim.claim.evidence)
    ranked = {claim.rank: claim.source for claim in item.group.claims}
    return Profile(
        id=item.id,
        kind=choose_kind(item),
        name=name,
        aliases=_gather_aliases(item, name),
        text=record.text or "",
        url=record.url,
        same_as=record.same_as or (),
        roles=said.roles,
        figures=said.figures,
        quotations=said.quotations,
        relations=said.relations,
        events=events,
        evidence=evidence,
        unverified=library.find_unverified((*evidence, *_list_evidence(said))),
        disagreements=(
            *compare_roles(said.roles, library),
            *compare_figures(_list_dated(said), library),
        ),
        sources=tuple(ranked[rank] for rank in sorted(ranked)),
        by_hand=list_written(record, _FIELDS) if item.group.claims else ("*",),
        pin=record.pin,
        reviewed=record.reviewed,
    )


def _list_dated(said: Statements) -> Iterator[FigureClaim]:
    """The figures that an event does not show already, by what they count and of which day: what is
    counted on two days may differ."""
    for figure in said.figures:
        if figure.event is None and figure.date is not None and figure.date.basis != "published":
            yield replace(
                figure, measure=figure.measure and f"{figure.measure}, {figure.date.edtf}"
            )


def list_written(record: object, fields: Iterable[str]) -> tuple[str, ...]:
    """Names of the fields a person wrote."""
    return tuple(field for field in fields if getattr(record, field) is not None)


def _gather_aliases(item: PlacedProfile, name: str) -> tuple[str, ...]:
    taught = (item.record.aliases or ()) if item.record is not None else ()
    read = (n for c in item.group.claims for n in (c.claim.name, *c.claim.aliases))
    return tuple(alias for alias in dict.fromkeys((*taught, *read)) if alias != name)


def _list_evidence(said: Statements) -> list[Evidence]:
    groups = (said.roles, said.figures, said.quotations, said.relations)
    return [evidence for group in groups for claim in group for evidence in claim.evidence]
