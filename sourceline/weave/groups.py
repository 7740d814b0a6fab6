"""Claims of several sources that speak of one thing, and the id they share.

Profiles and events are joined by different rules but in one frame: claims come in the order of
their sources, every group of claims gets an id that is unique and stays, and what an author keeps
apart is never joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

from sourceline.model import EventClaim, EventRecord, ProfileClaim, ProfileRecord

Claim = TypeVar("Claim", ProfileClaim, EventClaim)
Record = EventRecord | ProfileRecord


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Claim]):
    """A claim, the source that makes it, and the place of that source in the chronicle's order."""

    claim: Claim
    source: str
    rank: int

    @property
    def names(self) -> tuple[str, str]:
        """How a record may call it: by its id, or by source and id where ids are alike."""
        return self.claim.id, f"{self.source}/{self.claim.id}"


@dataclass(frozen=True, slots=True)
class Group(Generic[Claim]):
    """Claims of one thing, in the order of their sources. A person's addition has none."""

    id: str
    claims: tuple[Sourced[Claim], ...]


class Apart:
    """What authors keep apart: the claims that a record names under `not` and `split` never come into
    one group with those that the record speaks of."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.rules = [
            (record.id, frozenset((*record.keep_apart, *record.split)))
            for record in records
            if record.keep_apart or record.split
        ]

    def sides(self, claims: Iterable[Sourced[Claim]]) -> set[tuple[int, bool]]:
        """(rule, whether it is the side that was put apart) for every rule that names a claim."""
        found = set()
        for n, (one, others) in enumerate(self.rules):
            for item in claims:
                if others.intersection(item.names):
                    found.add((n, True))
                elif one in item.names:
                    found.add((n, False))
        return found

    def forbids(self, some: Sequence[Sourced[Claim]], others: Sequence[Sourced[Claim]]) -> bool:
        """Whether an author keeps these two lots of claims apart."""
        if not self.rules:
            return False
        facing = {(n, not side) for n, side in self.sides(others)}
        return bool(self.sides(some) & facing)

    def bars(self, claims: Sequence[Sourced[Claim]], name: str) -> bool:
        """Whether these claims were put apart from the record called `name`: not theirs, this id."""
        return any(
            one == name and any(others.intersection(item.names) for item in claims)
            for one, others in self.rules
        )


def name_groups(
    lots: Iterable[Sequence[Sourced[Claim]]],
    apart: Apart,
    describe: Callable[[Sequence[Sourced[Claim]]], str],
) -> list[Group[Claim]]:
    """Give every lot of claims its id: that of its first claim, or, where it is taken, with what
    `describe` says of it, or with a number. Lots come in the order of their first sources, so that
    a new source changes no id that older sources gave."""
    taken: set[str] = set()
    groups: list[Group[Claim]] = []
    for claims in lots:
        choices = _propose_ids(claims[0].claim.id, describe(claims))
        name = next(n for n in choices if n not in taken and not apart.bars(claims, n))
        taken.add(name)
        groups.append(Group(name, tuple(claims)))
    return groups


def _propose_ids(base: str, more: str) -> Iterator[str]:
    yield base
    if more and not base.endswith(f"-{more}"):
        base = f"{base}-{more}"
        yield base
    yield from number_id(base)


def number_id(base: str) -> Iterator[str]:
    """ "x-2", "x-3" …"""
    return (f"{base}-{number}" for number in count(2))


class Directory(Generic[Claim]):
    """Finds a group by its id, or by what one of its claims is called."""

    def __init__(self, groups: Iterable[Group[Claim]]) -> None:
        self.groups: dict[str, Group[Claim]] = {group.id: group for group in groups}
        self._called: dict[str, set[str]] = {}
        for group in self.groups.values():
            for item in group.claims:
                for name in item.names:
                    self._called.setdefault(name, set()).add(group.id)

    def knows(self, name: str) -> bool:
        """Whether a group or a claim is called so."""
        return name in self.groups or name in self._called

    def find(self, name: str) -> str | None:
        """The id of the one group called so; None when there is none, or more than one."""
        if name in self.groups:
            return name
        found = self._called.get(name, set())
        return next(iter(found)) if len(found) == 1 else None
