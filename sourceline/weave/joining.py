"""Which links join: what is surely one becomes one lot, what is only likely a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sourceline.model import ProfileClaim
from sourceline.weave.bearers import Lot
from sourceline.weave.contexts import find_shared
from sourceline.weave.groups import Apart, Sourced
from sourceline.weave.likeness import compare_names
from sourceline.weave.links import Link
from sourceline.weave.names import fold_name


@dataclass(slots=True)
class Joining:
    """Joins what is surely one, link by link; what is only likely becomes a doubt."""

    given: Sequence[Lot]
    apart: Apart
    links: Sequence[Link]
    doubts: list[Link] = field(default_factory=list)
    _roots: dict[int, int] = field(default_factory=dict)
    _members: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        links = list(dict.fromkeys(self.links))
        firm = [link for link in links if self._is_firm(link)]
        choices: dict[int, list[int]] = {}
        for link in firm:
            choices.setdefault(link.short, []).append(link.long)
        joined = {
            link for link in firm if self._fits_all(link, choices[link.short]) and self._join(link)
        }
        self.doubts = [link for link in links if link not in joined and self._is_worth_asking(link)]

    @property
    def lots(self) -> list[list[Sourced[ProfileClaim]]]:
        """The claims of each profile after all joins, in the order of first sources."""
        return [self._unite(n) for n in range(len(self.given)) if n not in self._roots]

    def find(self, n: int) -> int:
        """The first of the lots that this one was joined to."""
        while n in self._roots:
            n = self._roots[n]
        return n

    def _unite(self, root: int) -> list[Sourced[ProfileClaim]]:
        members = [self.given[n] for n in self._members.get(root, [root])]
        return sorted((item for lot in members for item in lot.claims), key=lambda item: item.rank)

    def _is_firm(self, link: Link) -> bool:
        """Whether a link joins on its own."""
        strength = link.likeness.strength
        if strength == "sure":
            return True
        if strength == "possible" or self._meet(link.short, link.long):
            return False
        return strength == "taught" or bool(self._find_shared(link))

    def _find_shared(self, link: Link) -> AbstractSet[str]:
        one, other = self.given[link.short], self.given[link.long]
        return find_shared(one.context, other.context, one.called | other.called)

    def _meet(self, one: int, other: int) -> bool:
        """Whether one source speaks of both, and so tells them apart."""
        return bool(self.given[one].ranks & self.given[other].ranks)

    def _fits_all(self, link: Link, choices: Sequence[int]) -> bool:
        """Whether the short name means one alone: "George Bush" may be "George W. Bush" and "George H.
        W. Bush", which are not alike."""
        return all(choice == link.long or self._is_alike(choice, link.long) for choice in choices)

    def _is_alike(self, one: int, other: int) -> bool:
        mine, theirs = self.given[one], self.given[other]
        return any(
            fold_name(a) == fold_name(b) or compare_names(a, b, mine.kind) is not None
            for a in mine.names
            for b in theirs.names
        )

    def _join(self, link: Link) -> bool:
        first, second = sorted((self.find(link.short), self.find(link.long)))
        if first == second:
            return True
        mine = self._members.get(first, [first])
        theirs = self._members.get(second, [second])
        told_apart = any(self._meet(a, b) for a in mine for b in theirs)
        if told_apart and link.likeness.strength != "sure":
            return False
        claims = [[item for n in part for item in self.given[n].claims] for part in (mine, theirs)]
        if self.apart.forbids(*claims):
            return False
        self._roots[second] = first
        self._members[first] = sorted(mine + theirs)
        return True

    def _is_worth_asking(self, link: Link) -> bool:
        if self.find(link.short) == self.find(link.long):
            return False
        if link.likeness.strength == "possible":
            return not self._meet(link.short, link.long) and bool(self._find_shared(link))
        return True
