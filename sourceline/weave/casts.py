"""Who and what a claim of an event is about, as the chronicle knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sourceline.model import EventClaim, Extraction, Participant, ParticipantRole
from sourceline.weave.groups import Sourced
from sourceline.weave.names import fold_name
from sourceline.weave.references import Address
from sourceline.weave.wording import list_words

Identify = Callable[[str, Participant], str]
"""(source, participant) → what tells it from others: a profile's id or a folded name in quotes."""

_ROLES: frozenset[ParticipantRole] = frozenset({"agent", "object", "recipient", "organization"})


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is who in every source."""

    identify: Identify
    names: Mapping[str, tuple[tuple[str, str], ...]]
    """Source → (name as written, profile), topics aside."""

    def find_scene(self, item: Sourced[EventClaim]) -> frozenset[str]:
        """The profiles that the sentences of a claim name."""
        text = " ".join(quote.exact for quote in item.claim.evidence)
        return frozenset(
            profile for name, profile in self.names.get(item.source, ()) if name in text
        )


def set_stage(
    extractions: Iterable[Extraction], groups: Mapping[Address, str], identify: Identify
) -> Stage:
    """`groups`: profile claim → its profile."""
    return Stage(
        identify,
        {
            extraction.source: tuple(
                (name, groups[extraction.source, claim.id])
                for claim in extraction.profiles
                if claim.kind != "topic"
                for name in (claim.name, *claim.aliases)
            )
            for extraction in extractions
        },
    )


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in a claim, and the words left over."""

    named: Mapping[ParticipantRole, frozenset[str]]
    """Role → profiles; locations aside."""
    all_named: frozenset[str]
    patients: frozenset[str]
    """Those it happens to: to whom it is done, or, where nobody is, who does it."""
    places: frozenset[str]
    unnamed: frozenset[str]
    """Words of those who have no profile."""
    words: frozenset[str]
    """Words of the title that are no part of a name."""
    mentions: frozenset[str]
    """Words of the title that are part of a name, but of no participant."""
    whole: tuple[str, ...]
    """All who take part but locations, for claims that agree in every one."""
    scene: frozenset[str]
    """The profiles that its sentences name, whether they take part or not."""

    def list_leading(self) -> frozenset[str]:
        """Those who do it, and those it is done to."""
        empty = frozenset[str]()
        return self.named.get("agent", empty) | self.named.get("object", empty)


def read_cast(item: Sourced[EventClaim], stage: Stage) -> Cast:
    """Who takes part in a claim, as the chronicle knows them."""
    named: dict[ParticipantRole, set[str]] = {}
    unnamed: set[str] = set()
    places: set[str] = set()
    names: set[str] = set()
    whole = set()
    for part in item.claim.participants:
        key = stage.identify(item.source, part)
        if part.role == "location":
            places.add(key)
            continue
        if part.role in _ROLES:
            whole.add(key)
        if key.startswith("“") and not is_proper(part.name):
            unnamed |= list_words(part.name)
        else:
            named.setdefault(part.role, set()).add(key)
            names |= list_words(part.name)
    title = item.claim.title
    written = list_words(" ".join(word for word in title.split()[1:] if word[:1].isupper()))
    main = {role: frozenset(keys) for role, keys in named.items() if role in _ROLES}
    return Cast(
        main or {role: frozenset(keys) for role, keys in named.items()},
        frozenset().union(*named.values()),
        _list_patients(item, stage),
        frozenset(places),
        frozenset(unnamed),
        list_words(title) - names - written,
        written - names,
        tuple(sorted(whole)) or (f"title {fold_name(title)}",),
        stage.find_scene(item),
    )


def _list_patients(item: Sourced[EventClaim], stage: Stage) -> frozenset[str]:
    for role in ("object", "agent"):
        keys = [stage.identify(item.source, p) for p in item.claim.participants if p.role == role]
        if keys:
            return frozenset(key for key in keys if not key.startswith("“"))
    return frozenset()


def is_proper(name: str) -> bool:
    """Whether a name without a profile is written as one: "Ada Fenwick", not "new turbine", nor
    "Sales", which may only begin a sentence."""
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words if word.isalpha())
