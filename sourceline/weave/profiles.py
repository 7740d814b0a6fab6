"""Which names are one profile.

Two claims are one profile when they are of one kind and share the full name, or when the full name
of one is an alias of the other and of nothing else. A mere surname joins nobody: "Wong" in one
article and "Wong" in another may be two people, and so may "Wong" and "Shan Shan Wong".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sourceline.model import ProfileClaim, ProfileKind, ProfileRecord
from sourceline.weave.groups import Apart, Group, Sourced, name_groups
from sourceline.weave.names import fold_name, is_single, last_word

Lot = list[Sourced[ProfileClaim]]
Key = tuple[ProfileKind, str]


def group_profiles(
    claims: Iterable[Sourced[ProfileClaim]], records: Sequence[ProfileRecord]
) -> list[Group[ProfileClaim]]:
    """Every profile claim in exactly one group, in the order of first sources."""
    claims = sorted(claims, key=lambda item: item.rank)
    apart = Apart(records)
    lots = _join_aliases(_join_names(claims, apart), apart)
    return name_groups(lots, apart, lambda lot: lot[0].claim.kind)


def name_key(claim: ProfileClaim) -> Key:
    """What two claims of one profile share: kind and folded full name."""
    return claim.kind, fold_name(claim.name, claim.kind)


def _join_names(claims: Sequence[Sourced[ProfileClaim]], apart: Apart) -> list[Lot]:
    """Claims that share the full name, as lots."""
    surnames = _find_surnames(claims)
    lots: list[Lot] = []
    blocks: dict[Key, list[Lot]] = {}
    for item in claims:
        kind, name = key = name_key(item.claim)
        alone = not name or (kind == "person" and name in surnames)
        block = blocks.setdefault(key, [])
        fitting = (
            None if alone else next((lot for lot in block if not apart.forbids(lot, [item])), None)
        )
        if fitting is None:
            fitting = []
            lots.append(fitting)
            block.append(fitting)
        fitting.append(item)
    return lots


def _find_surnames(claims: Iterable[Sourced[ProfileClaim]]) -> set[str]:
    """Last words of the full names of people. A one-word name that is none ("Madonna") is a name."""
    names = {name_key(item.claim)[1] for item in claims if item.claim.kind == "person"}
    return {last_word(name) for name in names if not is_single(name)}


def _join_aliases(lots: list[Lot], apart: Apart) -> list[Lot]:
    """Join a lot to the only other lot that has its full name as an alias."""
    owners = _find_owners(lots)
    joined: dict[int, int] = {}

    def find_root(n: int) -> int:
        while n in joined:
            n = joined[n]
        return n

    for n, lot in enumerate(lots):
        others = {find_root(m) for m in owners.get(name_key(lot[0].claim), ())} - {find_root(n)}
        if len(others) != 1:
            continue
        first, second = sorted((find_root(n), others.pop()))
        if not apart.forbids(lots[first], lots[second]):
            joined[second] = first
            lots[first] = sorted(lots[first] + lots[second], key=lambda item: item.rank)
    return [lot for n, lot in enumerate(lots) if n not in joined]


def _find_owners(lots: list[Lot]) -> dict[Key, set[int]]:
    """Kind and folded alias → the lots that have it; a person's aliases of one word are left out."""
    owners: dict[Key, set[int]] = {}
    for n, lot in enumerate(lots):
        for item in lot:
            kind = item.claim.kind
            for alias in item.claim.aliases:
                folded = fold_name(alias, kind)
                if folded and not (kind == "person" and is_single(folded)):
                    owners.setdefault((kind, folded), set()).add(n)
    return owners
