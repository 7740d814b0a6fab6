"""Which names are one profile.

Claims of one kind and one full name are one profile, unless the sources tell of two. Other spellings
are joined where the letters leave no doubt, or where somebody else is named beside both; what stays
unsure is proposed. A mere surname joins nobody: "Wong" in one article and "Wong" in another may be two
people, and so may "Wong" and "Shan Shan Wong".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sourceline.model import Pair, ProfileClaim, ProfileRecord
from sourceline.weave.bearers import Contexts, Lot, join_names
from sourceline.weave.groups import Apart, Group, Sourced, name_groups
from sourceline.weave.joining import Joining
from sourceline.weave.likeness import Likeness
from sourceline.weave.links import (
    Link,
    link_aliases,
    link_kinds,
    link_spellings,
    link_surnames,
)


def group_profiles(
    claims: Iterable[Sourced[ProfileClaim]],
    records: Sequence[ProfileRecord],
    contexts: Contexts,
) -> tuple[list[Group[ProfileClaim]], list[Pair]]:
    """Every profile claim in exactly one group, in the order of first sources; and which groups are
    perhaps one."""
    ordered = sorted(claims, key=lambda item: item.rank)
    apart = Apart(records)
    lots, namesakes = join_names(ordered, apart, contexts)
    links = [*link_aliases(lots), *link_spellings(lots), *link_kinds(lots)]
    joined = Joining(lots, apart, links)
    groups = name_groups(joined.lots, apart, lambda lot: lot[0].claim.kind)
    apart_ones = (
        Link(one, other, Likeness("likely", f"one name, but {why}"))
        for one, other, why in namesakes
    )
    pairs = [*apart_ones, *joined.doubts, *link_surnames(lots)]
    return groups, _address_pairs(pairs, lots, groups, apart)


def _address_pairs(
    links: Iterable[Link], lots: Sequence[Lot], groups: Sequence[Group[ProfileClaim]], apart: Apart
) -> list[Pair]:
    """Each doubt once, by the ids of its groups."""
    homes = {item.names[1]: group for group in groups for item in group.claims}
    found: dict[tuple[str, str], Pair] = {}
    for link in links:
        first, second = sorted((link.short, link.long))
        one, other = (homes[lots[n].claims[0].names[1]] for n in (first, second))
        if one.id != other.id and not apart.forbids(one.claims, other.claims):
            found.setdefault(
                (one.id, other.id), Pair("profile", one.id, other.id, link.likeness.reason)
            )
    return list(found.values())
