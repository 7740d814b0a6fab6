"""Lots of claims whose names are alike, and so may be one profile.

Only names that share a key are compared, so that the work grows with the names, not with their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from sourceline.model import ProfileKind
from sourceline.weave.bearers import Lot
from sourceline.weave.contexts import find_shared
from sourceline.weave.likeness import (
    Likeness,
    Strength,
    compare_names,
    squeeze_name,
    weigh_words,
)
from sourceline.weave.names import (
    abbreviate,
    expand_given,
    fold_name,
    is_single,
    last_word,
    part_name,
    sound_name,
)
from sourceline.weave.wording import add_article

# The kinds that readers of texts take for each other: a company for its product, a state for its land.
_KINDLESS = frozenset({"organization", "product", "place"})


@dataclass(frozen=True, slots=True)
class Link:
    """Two lots, by their places, that may be one."""

    short: int
    """The one whose name says less, and so may be meant by several."""
    long: int
    likeness: Likeness


def link_aliases(lots: Sequence[Lot]) -> Iterator[Link]:
    """Lots whose full name another lot has as an alias; a person's aliases of one word teach nothing."""
    owners: dict[tuple[ProfileKind, str], set[int]] = {}
    for n, lot in enumerate(lots):
        for item in lot.claims:
            for alias in item.claim.aliases:
                folded = fold_name(alias, lot.kind)
                if folded and not (lot.kind == "person" and is_single(folded)):
                    owners.setdefault((lot.kind, folded), set()).add(n)
    for n, lot in enumerate(lots):
        for folded in lot.folded:
            for owner in owners.get((lot.kind, folded), set()) - {n}:
                name = min(lot.names)
                spelt_out = any(folded in abbreviate(full) for full in lots[owner].folded)
                strength: Strength = "sure" if spelt_out else "taught"
                yield Link(n, owner, Likeness(strength, f"called “{name}” in a source"))


def link_spellings(lots: Sequence[Lot]) -> Iterator[Link]:
    """Lots whose full names are alike by their letters. Only those are compared that share a key."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for n, lot in enumerate(lots):
        for key in {key for name in lot.names for key in _list_keys(name, lot.kind)}:
            blocks.setdefault(key, []).append(n)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if (one, other) not in seen:
                seen.add((one, other))
                yield from _compare_lots(one, other, lots)
    yield from _link_short_forms(lots)


def _list_keys(name: str, kind: ProfileKind) -> Iterator[tuple[str, ...]]:
    folded = fold_name(name, kind)
    if not folded:
        return
    if kind == "person":
        parts = part_name(name)
        if parts is not None:
            firsts = {sound_name(given)[:1] for given in expand_given(parts.givens[0])}
            for word in parts.surname:
                yield from (("surname", sound_name(word), first) for first in sorted(firsts))
            if len(parts.givens) + len(parts.surname) < 5:
                yield "words", *sorted((*parts.givens, *parts.surname))
        return
    yield kind, "squeezed", squeeze_name(folded, kind)
    if kind == "place":
        yield kind, "sound", sound_name(folded)
    if kind == "organization":
        yield kind, "words", *weigh_words(folded)


def _link_short_forms(lots: Sequence[Lot]) -> Iterator[Link]:
    """Acronyms and first words of organizations, looked up in the full names."""
    short: dict[str, list[int]] = {}
    for n, lot in enumerate(lots):
        if lot.kind == "organization":
            for folded in lot.folded:
                short.setdefault(folded, []).append(n)
    for n, lot in enumerate(lots):
        if lot.kind != "organization":
            continue
        for folded in lot.folded:
            words = folded.split()
            starts = {" ".join(words[:k]) for k in range(1, len(words))}
            for form in sorted(starts | abbreviate(folded)):
                for other in short.get(form, ()):
                    yield from _compare_lots(n, other, lots)


def _compare_lots(one: int, other: int, lots: Sequence[Lot]) -> Iterator[Link]:
    """The strongest likeness of their names."""
    order = get_args(Strength)
    found = [
        (order.index(likeness.strength), len(mine) > len(theirs), likeness)
        for mine in lots[one].names
        for theirs in lots[other].names
        if _differ(mine, theirs, lots[one].kind)
        and (likeness := compare_names(mine, theirs, lots[one].kind))
    ]
    if found and one != other:
        _, longer, likeness = min(found, key=lambda each: each[:2])
        yield Link(other, one, likeness) if longer else Link(one, other, likeness)


def _differ(one: str, other: str, kind: ProfileKind) -> bool:
    """Whether two names are two when folded; of one name the sources have spoken already."""
    return fold_name(one, kind) != fold_name(other, kind)


def link_surnames(lots: Sequence[Lot]) -> Iterator[Link]:
    """A mere surname and the only full name with it, where somebody else is named beside both."""
    full: dict[str, list[int]] = {}
    for n, lot in enumerate(lots):
        if lot.kind == "person":
            for folded in lot.folded:
                if not is_single(folded):
                    full.setdefault(last_word(folded), []).append(n)
    for n, lot in enumerate(lots):
        if lot.kind != "person" or not all(map(is_single, lot.folded)):
            continue
        bearers = [m for folded in lot.folded for m in full.get(folded, ())]
        bearers = [m for m in bearers if not lot.ranks & lots[m].ranks]
        shared = [
            m
            for m in bearers
            if find_shared(lot.context, lots[m].context, lot.called | lots[m].called)
        ]
        if len(shared) == 1:
            yield Link(n, shared[0], Likeness("possible", "a surname and a full name"))


def link_kinds(lots: Sequence[Lot]) -> Iterator[Link]:
    """One name that sources take for things of two kinds: one thing where the name has several words and
    is written alike, as "Hudson's Bay" and "Hudson's Bay Co." are not."""
    named: dict[str, list[int]] = {}
    for n, lot in enumerate(lots):
        if lot.kind in _KINDLESS:
            for folded in lot.folded:
                named.setdefault(folded, []).append(n)
    for block in named.values():
        for one, other in combinations(block, 2):
            if lots[one].kind == lots[other].kind:
                continue
            if _is_full(lots[one]) and _write(lots[one]) & _write(lots[other]):
                yield Link(one, other, Likeness("taught", "one name"))
            else:
                kinds = f"one name, of {add_article(lots[one].kind)} and {add_article(lots[other].kind)}"
                yield Link(one, other, Likeness("possible", kinds))


def _is_full(lot: Lot) -> bool:
    """Whether its names are of several words, so that one bearer is likely."""
    return not any(map(is_single, lot.folded))


def _write(lot: Lot) -> set[str]:
    """Its names as they are written, legal form and all."""
    return {fold_name(name) for name in lot.names}
