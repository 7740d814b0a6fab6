"""Whether claims of several sources tell one happening.

They do when nothing in who takes part, in the dates and in the wording contradicts, and enough agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sourceline.model import Date, EventClaim, Status
from sourceline.weave.casts import Cast
from sourceline.weave.dates import bound_date, may_coincide
from sourceline.weave.groups import Sourced
from sourceline.weave.names import fold_name
from sourceline.weave.tables import read_table, read_words
from sourceline.weave.wording import measure_overlap

# What is planned or alleged may turn out true; what is denied is another matter.
SAID: Mapping[Status, str] = {
    "asserted": "said",
    "planned": "said",
    "alleged": "said",
    "denied": "denied",
}
# How much of the wording must agree, by what else does. Set on 60 pairs of titles written for it.
_ALIKE = 0.5
"""Where a name is shared, but not all who are named."""
_FEWEST = 3
"""Words that must agree where nobody is named; a place counts as one."""
CERTAIN = 2.0
"""The weight of what agrees in all names."""

_SAME = 0.6
"""Where nobody is named, or the kinds are only near."""


@dataclass(slots=True)
class Happening:
    """Claims that tell one happening so far."""

    claims: list[Sourced[EventClaim]] = field(default_factory=list)
    tellings: dict[object, tuple[EventClaim, Cast]] = field(default_factory=dict)
    """What the sources tell, each way of telling it once."""
    ranks: set[int] = field(default_factory=set)

    def add(self, item: Sourced[EventClaim], cast: Cast) -> None:
        """One more source tells it."""
        claim = item.claim
        self.claims.append(item)
        key = claim.kind, claim.status, claim.date, cast.whole, cast.words, cast.all_named
        self.tellings.setdefault(key, (claim, cast))
        self.ranks.add(item.rank)


def weigh_sameness(happening: Happening, item: Sourced[EventClaim], cast: Cast) -> float:
    """How surely a claim tells this happening: 0 when it does not, more the more agrees."""
    weights = []
    for known, other in happening.tellings.values():
        if not may_be_same(known, item.claim) or contradict(other, cast):
            return 0.0
        weight = _weigh_pair(known, other, item.claim, cast)
        if (known.date is None) != (item.claim.date is None):
            told = other.whole == cast.whole and measure_overlap(other.words, cast.words) >= _SAME
            shared = other.all_named & cast.all_named
            certain = is_single_time(known.kind) or len(shared) > 1 or (bool(shared) and told)
            weight = weight if weight >= CERTAIN and certain else 0.0
        weights.append(weight)
    return max(weights, default=0.0)


def may_be_same(one: EventClaim, other: EventClaim) -> bool:
    """Whether two claims may tell one happening by kind, status and date. One without a date may where
    the names tell which happening is meant."""
    if not is_near(one.kind, other.kind) or SAID[one.status] != SAID[other.status]:
        return False
    if (one.date is None) != (other.date is None):
        return one.kind == other.kind
    planned: Status = "planned" if "planned" in (one.status, other.status) else "asserted"
    return may_coincide(one.date, other.date, planned)


@cache
def is_near(kind: str, other: str) -> bool:
    """Whether one happening may be told as both kinds."""
    if kind == other:
        return True
    families = (family.split() for family in read_table("kinds")["families"])
    return any(kind in family and other in family for family in families)


def contradict(one: Cast, other: Cast) -> bool:
    """Whether those who take part differ on both sides: "Acme buys Tide", "Acme buys Wave"; or, where
    nobody is named, the places."""
    if not (one.all_named and other.all_named):
        return _differ_in_place(one, other)
    if not one.all_named & other.all_named:
        return True
    mine, theirs = one.all_named - other.all_named, other.all_named - one.all_named
    if one.list_leading() & mine and other.list_leading() & theirs:
        return True
    roles = one.named.keys() & other.named.keys()
    return any(one.named[role] & mine and other.named[role] & theirs for role in roles)


def _differ_in_place(one: Cast, other: Cast) -> bool:
    """Nobody is named, and the places are others: an earthquake here, an earthquake there."""
    return (
        not (one.all_named or other.all_named)
        and bool(one.places and other.places)
        and not one.places & other.places
    )


def _weigh_pair(one: EventClaim, mine: Cast, other: EventClaim, theirs: Cast) -> float:
    """The more agrees, the more: every name, some names, the wording. 0 where too little does."""
    wording = measure_overlap(mine.words, theirs.words)
    certain = mine.all_named or fold_name(one.title) == fold_name(other.title)
    if one.kind == other.kind and mine.whole == theirs.whole and certain:
        return CERTAIN + 1 + wording
    shared = mine.all_named & theirs.all_named
    if shared:
        return _weigh_named(one, mine, other, theirs, wording)
    same_words = len(mine.words & theirs.words)
    if mine.all_named or theirs.all_named:
        told = _is_one_day(one, other) or (wording >= _SAME and same_words > 1)
        beside = one.kind == other.kind and _stand_beside(mine, theirs)
        return 1.0 + wording if beside and told else 0.0
    if _is_one_day(one, other) and _share_scene(mine, theirs):
        return 1.0 + wording
    if _count_otherwise(one, other):
        return 0.0
    if mine.places & theirs.places or mine.mentions & theirs.mentions:
        same_words += 1
    return wording if wording >= _SAME and same_words >= _FEWEST else 0.0


def _stand_beside(mine: Cast, theirs: Cast) -> bool:
    """Whether one side names who takes part and the other names the same only in its sentence: "Grey
    Heron sinks", and "the ferry sinks" of a sentence about the ferry Grey Heron."""
    named, scene = (
        (mine.all_named, theirs.scene) if mine.all_named else (theirs.all_named, mine.scene)
    )
    return named <= scene


def _share_scene(mine: Cast, theirs: Cast) -> bool:
    """Whether the sentences name the same, as far as the one goes that names less."""
    fewer = min(len(mine.scene), len(theirs.scene))
    return 0 < fewer == len(mine.scene & theirs.scene)


def _is_one_day(one: EventClaim, other: EventClaim) -> bool:
    """Whether both are of one kind and surely of one day."""
    if one.kind != other.kind or one.date is None or other.date is None:
        return False
    first, last = bound_date(one.date.edtf)
    known = {one.date.basis, other.date.basis} <= _TOLD
    return known and one.date.edtf == other.date.edtf and first == last


def _count_otherwise(one: EventClaim, other: EventClaim) -> bool:
    """Whether two claims that name nobody count differently and are not of one known day: "Sales rise to
    3 million" of two firms, "kills 10" and "kills 253" of two blasts."""
    mine, theirs = _list_numbers(one.title), _list_numbers(other.title)
    if not (mine and theirs) or mine & theirs:
        return False
    return not (one.date and other.date and {one.date.basis, other.date.basis} <= _TOLD)


@lru_cache(maxsize=100_000)
def _list_numbers(title: str) -> frozenset[str]:
    """Kept: of ten thousand events of the same few people a title is compared a hundred times."""
    return frozenset(_NUMBER.findall(title))


_NUMBER = re.compile(r"\d[\d.,]*")
_TOLD = frozenset({"stated", "relative"})


def _weigh_named(
    one: EventClaim, mine: Cast, other: EventClaim, theirs: Cast, wording: float
) -> float:
    if one.kind != other.kind:
        return 0.5 + wording if wording >= _SAME else 0.0
    shared = mine.all_named & theirs.all_named
    fewer = min(len(mine.all_named), len(theirs.all_named))
    if is_single_time(one.kind) and mine.patients & theirs.patients:
        return CERTAIN + wording
    # Two who are named on both sides, as buyer and bought, leave little room for another happening.
    if len(shared) == fewer and len(shared) > 1:
        return CERTAIN + wording
    # One who is named: what else is told of must be alike, or told on one side alone.
    both = mine.unnamed and theirs.unnamed
    alike = measure_overlap(mine.unnamed, theirs.unnamed) if both else wording
    if alike >= _ALIKE:
        return 1.0 + wording
    personal = is_personal(one.kind) and bool(mine.patients & theirs.patients)
    return 1.0 if not both and len(shared) == fewer and personal else 0.0


@cache
def is_personal(kind: str) -> bool:
    """Whether the kind and one name tell which happening is meant: nobody resigns twice in a month."""
    return kind in read_words("kinds", "personal") or is_single_time(kind)


@cache
def is_single_time(kind: str) -> bool:
    """Whether it happens to the same people or things but once."""
    return kind in read_words("kinds", "once")


def list_blocks(cast: Cast) -> Iterable[str]:
    """What claims of one happening have in common, one of which at least: those who are named; where
    nobody is, the words."""
    return cast.all_named | cast.scene or (cast.unnamed | cast.words)


def explain_doubt(happening: Happening, item: Sourced[EventClaim], cast: Cast) -> str | None:
    """Why a claim that is not of this happening may be so nevertheless, as a phrase; None where it
    may not."""
    for claim, other in happening.tellings.values():
        same_kind = claim.kind == item.claim.kind and is_personal(claim.kind)
        if not same_kind or SAID[claim.status] != SAID[item.claim.status]:
            continue
        if not other.all_named & cast.all_named or contradict(other, cast):
            continue
        if other.whole == cast.whole or measure_overlap(other.words, cast.words) >= _SAME:
            return f"one kind, the same names, but {_word_dates(claim.date, item.claim.date)}"
    return None


def _word_dates(one: Date | None, other: Date | None) -> str:
    if one is None or other is None:
        return "only one has a date"
    return f"{one.edtf} and {other.edtf}"
