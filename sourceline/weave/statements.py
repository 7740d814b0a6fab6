"""Roles, figures, quotations and relations of all sources: linked, said once, by profile."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sourceline.model import (
    Extraction,
    FigureClaim,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
)
from sourceline.weave.names import fold_name
from sourceline.weave.posts import fold_posts
from sourceline.weave.references import (
    Address,
    Register,
    link_figure,
    link_quotation,
    link_relation,
    link_role,
    tell_apart,
)

Statement = TypeVar("Statement", RoleClaim, FigureClaim, QuotationClaim, RelationClaim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Everything that is said of profiles, in the order of the sources."""

    roles: tuple[RoleClaim, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    quotations: tuple[QuotationClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()


def gather_statements(
    extractions: Sequence[Extraction], register: Register, events: Mapping[Address, str]
) -> Statements:
    """`events`: (source, event claim) → id of the event in the chronicle."""
    return Statements(
        roles=fold_posts(
            _join_alike(
                (
                    link_role(claim, e.source, register, events.get((e.source, claim.event or "")))
                    for e in extractions
                    for claim in e.roles
                ),
                _key_role,
            )
        ),
        figures=_join_alike(
            (
                link_figure(claim, e.source, register, events.get((e.source, claim.event or "")))
                for e in extractions
                for claim in e.figures
            ),
            _key_figure,
        ),
        quotations=_join_alike(
            (
                link_quotation(claim, e.source, register)
                for e in extractions
                for claim in e.quotations
            ),
            _key_quotation,
        ),
        relations=_join_alike(
            (
                link_relation(claim, e.source, register)
                for e in extractions
                for claim in e.relations
            ),
            _key_relation,
        ),
    )


def sort_by_profile(statements: Statements) -> dict[str, Statements]:
    """Profile → what is said of it; a statement about two profiles stands with both."""
    found: dict[str, dict[str, list[object]]] = {}

    def file_under(field: str, claim: object, *references: Reference | None) -> None:
        profiles = {reference.profile for reference in references if reference is not None}
        for profile in profiles - {None}:
            found.setdefault(profile or "", {}).setdefault(field, []).append(claim)

    for role in statements.roles:
        file_under("roles", role, role.person, role.organization)
    for figure in statements.figures:
        file_under("figures", figure, figure.of)
    for quotation in statements.quotations:
        file_under("quotations", quotation, quotation.speaker, *quotation.about)
    for relation in statements.relations:
        file_under("relations", relation, relation.subject, relation.object)
    return {
        profile: Statements(**{field: tuple(claims) for field, claims in fields.items()})  # type: ignore[arg-type]  # each field got its own kind above
        for profile, fields in found.items()
    }


def _join_alike(
    claims: Iterable[Statement], key_of: Callable[[Statement], Hashable]
) -> tuple[Statement, ...]:
    """What several sentences state alike becomes one statement with all their evidence; the first
    gives its wording, the surest its confidence."""
    joined: dict[Hashable, Statement] = {}
    for claim in claims:
        key = key_of(claim)
        known = joined.get(key)
        joined[key] = claim if known is None else _add_evidence(known, claim)
    return tuple(joined.values())


def _add_evidence(known: Statement, more: Statement) -> Statement:
    return replace(
        known,
        evidence=tuple(dict.fromkeys((*known.evidence, *more.evidence))),
        confidence=max(known.confidence, more.confidence),
    )


def _identify(reference: Reference | None) -> str:
    return "" if reference is None else tell_apart(reference)


def _key_role(claim: RoleClaim) -> Hashable:
    dates = claim.begin and claim.begin.edtf, claim.end and claim.end.edtf
    who = _identify(claim.person), _identify(claim.organization)
    return who, fold_name(claim.role), claim.qualifier, dates, claim.event


def _key_figure(claim: FigureClaim) -> Hashable:
    amount = claim.value, claim.low, claim.high, claim.unit, claim.currency, claim.per
    words = fold_name(claim.phrase) if claim.value is None else ""
    return (
        _identify(claim.of),
        claim.measure,
        amount,
        words,
        claim.date and claim.date.edtf,
        claim.event,
    )


def _key_quotation(claim: QuotationClaim) -> Hashable:
    return _identify(claim.speaker), fold_name(claim.text)


def _key_relation(claim: RelationClaim) -> Hashable:
    return _identify(claim.subject), claim.predicate, _identify(claim.object)
