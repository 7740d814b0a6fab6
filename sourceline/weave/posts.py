"""What several sources tell of one post: guesses that a sure telling outvotes, and tellings that say
the same with less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sourceline.model import Extraction, RoleClaim
from sourceline.weave.names import fold_name
from sourceline.weave.references import Register, tell_apart

_GUESS = 0.7
"""Below it a reader of texts took the organization from what stood around ("the president" in a text
about Cuba)."""
_STATED = 0.85
"""From here the sentence itself states person, role and organization."""

Post = tuple[str, str]
"""(person, folded role)."""


@dataclass(frozen=True, slots=True)
class Posts:
    """Where people are surely said to hold a role."""

    organizations: Mapping[Post, frozenset[str]]
    register: Register

    def outvotes(self, claim: RoleClaim, source: str) -> bool:
        """Whether a claim is a guess at the organization, and others state another one."""
        if claim.confidence >= _GUESS or claim.organization is None:
            return False
        post = _name_post(claim, source, self.register)
        known = self.organizations.get(post, frozenset())
        return bool(known) and self.register.identify(source, claim.organization) not in known


def list_posts(extractions: Iterable[Extraction], register: Register) -> Posts:
    """The posts that sources surely state."""
    found: dict[Post, set[str]] = {}
    for extraction in extractions:
        for claim in extraction.roles:
            if claim.confidence >= _STATED and claim.organization is not None and not claim.review:
                post = _name_post(claim, extraction.source, register)
                organization = register.identify(extraction.source, claim.organization)
                found.setdefault(post, set()).add(organization)
    return Posts({post: frozenset(names) for post, names in found.items()}, register)


def _name_post(claim: RoleClaim, source: str, register: Register) -> Post:
    return register.identify(source, claim.person), fold_name(claim.role)


def fold_posts(claims: Sequence[RoleClaim]) -> tuple[RoleClaim, ...]:
    """The roles, linked and in their order, without those that say only a part of another one: no
    organization, or no dates, where one other of the same person and role has them. Their evidence
    goes to the fuller one."""
    by_post: dict[tuple[str, str, str], list[int]] = {}
    for n, claim in enumerate(claims):
        key = tell_apart(claim.person), fold_name(claim.role), claim.qualifier or ""
        by_post.setdefault(key, []).append(n)
    told = list(claims)
    gone: set[int] = set()
    for places in by_post.values():
        for n in places:
            fuller = [m for m in places if m not in gone and _is_part(told[n], told[m])]
            if len(fuller) == 1 or (fuller and len({_where(told[m]) for m in fuller}) == 1):
                home = fuller[0]
                evidence = dict.fromkeys((*told[home].evidence, *told[n].evidence))
                told[home] = replace(told[home], evidence=tuple(evidence))
                gone.add(n)
    return tuple(claim for n, claim in enumerate(told) if n not in gone)


def _is_part(part: RoleClaim, whole: RoleClaim) -> bool:
    """Whether one claim says less than another and nothing else."""
    if part is whole or part.event is not None:
        return False
    if part.organization is not None and _where(part) != _where(whole):
        return False
    for mine, theirs in ((part.begin, whole.begin), (part.end, whole.end)):
        if mine is not None and (theirs is None or mine.edtf != theirs.edtf):
            return False
    return _measure(part) < _measure(whole) and whole.confidence >= _GUESS


def _where(claim: RoleClaim) -> str:
    return "" if claim.organization is None else tell_apart(claim.organization)


def _measure(claim: RoleClaim) -> int:
    return sum(
        part is not None for part in (claim.organization, claim.begin, claim.end, claim.event)
    )
