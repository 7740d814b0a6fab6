"""“The suit, filed on Monday”, “the deal was signed in May”: what was told before, and no event beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourceline.extract.rules.deeds import Deed
from sourceline.extract.rules.gazetteers import read_table
from sourceline.model import EventClaim, Participant


def retell(found: Sequence[EventClaim], deed: Deed, event: EventClaim) -> EventClaim:
    """The event as the one of the text that "the suit" or "the deal" stands for; itself where there is none, or several,
    or one of another time."""
    kinds = _find_kinds(deed)
    if not kinds or event.status == "denied":
        return event
    meant = [old for old in found if old.kind in kinds and old.status != "denied"]
    if not meant or any(old.id != meant[0].id for old in meant[1:]):
        return event
    old = meant[0]
    return replace(
        event,
        id=old.id,
        kind=old.kind,
        title=old.title,
        status=old.status,
        participants=(*old.participants, *_list_others(old, event)),
        confidence=min(old.confidence, event.confidence),
    )


def _find_kinds(deed: Deed) -> list[str]:
    """The kinds of event that "the …" may stand for, where a verb only says that it came about."""
    table = read_table("events")["retellings"]
    if deed.predicate.verb.base not in table["verbs"]:
        return []
    tree = deed.predicate.tree
    mains = deed.patients if deed.predicate.verb.passive else deed.agents
    others = deed.agents if deed.predicate.verb.passive else deed.patients
    if len(mains) != 1 or mains[0].profile or any(noun.profile is None for noun in others):
        return []
    head = mains[0].head
    definite = any(tree.word(n) in ("the", "that", "this") for n in tree.children[head])
    return table["nouns"].get(tree.word(head), []) if definite and head >= 0 else []


def _list_others(old: EventClaim, event: EventClaim) -> list[Participant]:
    known = {p.profile for p in old.participants}
    return [p for p in event.participants if p.profile and p.profile not in known]
