"""Claims of one kind and one full name: of one bearer, or of namesakes.

They are of one, unless the sources tell of two: of another firm, place or post, and of nobody named
beside both. A mere surname stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sourceline.model import ProfileClaim, ProfileKind
from sourceline.weave.contexts import Context, find_difference
from sourceline.weave.groups import Apart, Sourced
from sourceline.weave.names import fold_name, is_single, last_word

Contexts = Mapping[tuple[str, str], Context]
"""(source, profile claim) → what is told of it."""

Key = tuple[ProfileKind, str]


@dataclass(frozen=True, slots=True)
class Lot:
    """Claims that are one profile so far."""

    claims: tuple[Sourced[ProfileClaim], ...]
    context: Context

    kind: ProfileKind
    names: tuple[str, ...]
    """The full names as written, each once, sorted."""
    folded: tuple[str, ...]
    called: frozenset[str]
    """Every name, short ones too, folded."""
    ranks: frozenset[int]
    """Of the sources that speak of it."""


def _make_lot(claims: Sequence[Sourced[ProfileClaim]], context: Context) -> Lot:
    kind = claims[0].claim.kind
    names = sorted({item.claim.name for item in claims})
    aliases = {alias for item in claims for alias in item.claim.aliases}
    return Lot(
        tuple(claims),
        context,
        kind,
        tuple(names),
        tuple(sorted({fold_name(name, kind) for name in names})),
        frozenset(fold_name(name, kind) for name in {*names, *aliases}),
        frozenset(item.rank for item in claims),
    )


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Claims of one full name that may all be of one bearer."""

    claims: list[Sourced[ProfileClaim]]
    context: Context


def join_names(
    claims: Sequence[Sourced[ProfileClaim]], apart: Apart, contexts: Contexts
) -> tuple[list[Lot], list[tuple[int, int, str]]]:
    """Claims that share the full name, as lots; and the namesakes that are kept apart, by their
    places among the lots, with the reason."""
    surnames = _find_surnames(claims)
    bearers: list[_Bearer] = []
    blocks: dict[Key, list[int]] = {}
    for item in claims:
        kind, name = key = _name_key(item.claim)
        context = contexts.get((item.source, item.claim.id), Context())
        block = blocks.setdefault(key, [])
        bearer = None
        if name and not (kind == "person" and name in surnames):
            bearer = _find_bearer([bearers[n] for n in block], item, context, apart)
        if bearer is None:
            block.append(len(bearers))
            bearer = _Bearer([], Context())
            bearers.append(bearer)
        bearer.claims.append(item)
        bearer.context.add(context)
    namesakes = [
        (one, other, difference)
        for (kind, name), block in blocks.items()
        if kind != "person" or name not in surnames
        for one, other in combinations(block, 2)
        if (difference := find_difference(bearers[one].context, bearers[other].context))
    ]
    return [_make_lot(bearer.claims, bearer.context) for bearer in bearers], namesakes


def _find_bearer(
    block: Sequence[_Bearer], item: Sourced[ProfileClaim], context: Context, apart: Apart
) -> _Bearer | None:
    """Whom of that name a claim means: of several, the one with most company in common."""
    fitting = [
        bearer
        for bearer in block
        if not apart.forbids(bearer.claims, [item]) and not find_difference(bearer.context, context)
    ]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return max(fitting, key=lambda bearer: len(bearer.context.company & context.company))


def _find_surnames(claims: Iterable[Sourced[ProfileClaim]]) -> set[str]:
    """Last words of the full names of people. A one-word name that is none ("Madonna") is a name."""
    names = {_name_key(item.claim)[1] for item in claims if item.claim.kind == "person"}
    return {last_word(name) for name in names if not is_single(name)}


def _name_key(claim: ProfileClaim) -> Key:
    """What two claims of one profile share: kind and folded full name."""
    return claim.kind, fold_name(claim.name, claim.kind)
