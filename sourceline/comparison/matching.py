"""Which claims of two readings tell the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sourceline.model import (
    SURE,
    EventClaim,
    Evidence,
    FigureClaim,
    Mention,
    Profile,
    QuotationClaim,
    Reference,
    RelationClaim,
    RoleClaim,
)
from sourceline.weave.names import fold_name
from sourceline.weave.wording import list_words, measure_overlap

T = TypeVar("T")

ALIKE = 0.5
"""Share of the words of the shorter title from which two tellings of other kinds are one event."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who is meant by a name: those whom the chronicle knows by several have one."""

    called: Mapping[str, str]
    """Folded name → id."""

    def identify(self, name: str) -> str:
        """What tells whom a name means from others."""
        folded = fold_name(name)
        return self.called.get(folded, folded)


def read_names(profiles: Iterable[Profile]) -> Names:
    """The names of the chronicle; one that several have means nobody in particular."""
    owners: dict[str, set[str]] = {}
    for profile in profiles:
        for name in (profile.name, *profile.aliases):
            owners.setdefault(fold_name(name), set()).add(profile.id)
    return Names({name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1})


def is_sure(claim: EventClaim | RoleClaim | FigureClaim | QuotationClaim | RelationClaim) -> bool:
    """Whether it is told, not only proposed."""
    return claim.confidence >= SURE


def share_words(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    """Whether two facts rest on words of one source in common."""
    return any(
        a.source == b.source and a.start < b.end and b.start < a.end for a in one for b in other
    )


def pair(
    one: Sequence[T], other: Sequence[T], pairs: Iterable[tuple[int, int, float]]
) -> list[tuple[T, T]]:
    """What is told by both, each once: the likest first, of equals those that stand first. `pairs` are places in
    the two, and how alike what stands there is; 0 is no likeness."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, n, m in sorted((-weight, n, m) for n, m, weight in pairs if weight > 0):
        if n not in found and m not in taken:
            found[n] = m
            taken.add(m)
    return [(one[n], other[m]) for n, m in sorted(found.items())]


def list_pairs(
    one: Sequence[T], other: Sequence[T], block: Callable[[T], Hashable]
) -> Iterator[tuple[int, int]]:
    """The places of what may be alike: what has one block."""
    blocks: dict[Hashable, list[int]] = {}
    for m, b in enumerate(other):
        blocks.setdefault(block(b), []).append(m)
    for n, a in enumerate(one):
        for m in blocks.get(block(a), ()):
            yield n, m


# --- how alike --------------------------------------------------------------------------------


def weigh_events(one: EventClaim, other: EventClaim, names: Names) -> float:
    """Two tellings on the same words: of one kind, or with titles alike; better with the same people."""
    if not share_words(one.evidence, other.evidence):
        return 0.0
    titles = measure_overlap(list_words(one.title), list_words(other.title))
    if one.kind != other.kind and titles < ALIKE:
        return 0.0
    cast = [{names.identify(part.name) for part in claim.participants} for claim in (one, other)]
    return 1.0 + 2.0 * (one.kind == other.kind) + len(cast[0] & cast[1]) + titles


def weigh_roles(one: RoleClaim, other: RoleClaim, names: Names) -> float:
    """The same person in the same role; at the same place, where both name one."""
    same = names.identify(one.person.name) == names.identify(other.person.name)
    if not same or one.role.casefold() != other.role.casefold():
        return 0.0
    return 1.0 if _is_same(one.organization, other.organization, names) else 0.0


def weigh_figures(one: FigureClaim, other: FigureClaim, _: Names) -> float:
    """The same number on the same words."""
    values = [(claim.value, claim.low, claim.high, claim.currency) for claim in (one, other)]
    return float(values[0] == values[1] and share_words(one.evidence, other.evidence))


def weigh_quotations(one: QuotationClaim, other: QuotationClaim, names: Names) -> float:
    """The same words by the same speaker."""
    same = one.direct == other.direct and _is_same(one.speaker, other.speaker, names)
    return float(same and share_words(one.evidence, other.evidence))


def weigh_relations(one: RelationClaim, other: RelationClaim, names: Names) -> float:
    """The same relation between the same two."""
    sides = [
        (names.identify(c.subject.name), c.predicate, names.identify(c.object.name))
        for c in (one, other)
    ]
    return float(sides[0] == sides[1])


def weigh_mentions(one: Mention, other: Mention, _: Names) -> float:
    """The same name at the same place."""
    return float((one.start, one.end, one.label) == (other.start, other.end, other.label))


def _is_same(one: Reference | None, other: Reference | None, names: Names) -> bool:
    if one is None or other is None:
        return one is other
    return names.identify(one.name) == names.identify(other.name)
