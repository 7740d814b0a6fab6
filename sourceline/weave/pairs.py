"""What may be one, asked of the author by the ids of the chronicle, with what to answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from sourceline.model import Pair
from sourceline.weave.groups import Claim, Group, Record
from sourceline.weave.references import Address


def settle_pairs(
    pairs: Iterable[Pair],
    groups: Iterable[Group[Claim]],
    homes: Mapping[Address, str],
    shown: AbstractSet[str],
    records: Iterable[Record],
) -> tuple[Pair, ...]:
    """The pairs by the ids of the chronicle, in their order; without those that a person put apart, or of
    which one is not shown, or was joined to another: then it is known whose it is. `homes`: claim → where
    it is in the chronicle."""
    places = {group.id: homes[group.claims[0].source, group.claims[0].claim.id] for group in groups}
    shared = Counter(places.values())
    moved = {name for name, home in places.items() if shared[home] > 1 and name != home}
    names = _list_names(homes)
    apart = {
        (record.id, other)
        for record in records
        for names in (record.keep_apart, record.split)
        for other in names
    }
    settled = {
        replace(pair, one=places[pair.one], other=places[pair.other])
        for pair in pairs
        if not {pair.one, pair.other} & moved
    }
    asked = [
        _offer_answer(pair, names)
        for pair in settled
        if {pair.one, pair.other} <= shown and not _is_answered(pair, names, apart)
    ]
    return tuple(sorted(asked, key=lambda pair: (pair.one, pair.other, pair.reason)))


@dataclass(frozen=True, slots=True)
class _Names:
    """What the claims of one thing are called."""

    ids: frozenset[str]
    short: tuple[str, ...]
    """As `not` may call them: by the mere id where it is of nothing else."""
    all: frozenset[str]


def _list_names(homes: Mapping[Address, str]) -> dict[str, _Names]:
    owners: dict[str, set[str]] = {}
    members: dict[str, list[Address]] = {}
    for (source, claim), home in homes.items():
        owners.setdefault(claim, set()).add(home)
        members.setdefault(home, []).append((source, claim))
    found = {}
    for home, addresses in members.items():
        short = dict.fromkeys(
            claim if len(owners[claim]) == 1 else f"{source}/{claim}" for source, claim in addresses
        )
        ids = frozenset(claim for _, claim in addresses)
        full = {f"{source}/{claim}" for source, claim in addresses}
        found[home] = _Names(ids, tuple(short), ids | full | {home})
    return found


def _offer_answer(pair: Pair, names: Mapping[str, _Names]) -> Pair:
    """The pair with the file in which `not` reaches the claims of both: that of the one which is called
    as one of its claims is."""
    home, away = pair.one, pair.other
    if home not in names[home].ids and away in names[away].ids:
        home, away = away, home
    return replace(pair, file=home, names=names[away].short)


def _is_answered(
    pair: Pair, names: Mapping[str, _Names], apart: AbstractSet[tuple[str, str]]
) -> bool:
    """Whether a person said of one of the two that it is not the other, by any of its names."""
    ways = ((pair.one, pair.other), (pair.other, pair.one))
    return any((home, name) in apart for home, away in ways for name in names[away].all)
