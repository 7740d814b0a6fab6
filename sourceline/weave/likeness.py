"""How alike two names of one kind are: the same, written otherwise, or only perhaps.

A likeness is a matter of letters alone. Whether it joins two profiles is decided with what the
sources tell around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sourceline.model import ProfileKind
from sourceline.weave.names import (
    Personal,
    abbreviate,
    expand_given,
    fold_name,
    is_single,
    part_name,
    sound_name,
)
from sourceline.weave.tables import read_words

Strength = Literal["sure", "taught", "likely", "possible"]
"""From the strongest. sure: joins. taught, by a source that says so: joins, unless one source tells
both apart. likely: joins where, besides, somebody else is named beside both, and is proposed elsewhere.
possible: is proposed where somebody else is named beside both."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, and why, as a phrase: "with and without a middle name"."""

    strength: Strength
    reason: str


@lru_cache(maxsize=100_000)
def compare_names(one: str, other: str, kind: ProfileKind) -> Likeness | None:
    """How alike two full names are that are not one when folded; None when they are not."""
    if kind == "person":
        return _compare_people(one, other)
    mine, theirs = fold_name(one, kind), fold_name(other, kind)
    if squeeze_name(mine, kind) == squeeze_name(theirs, kind):
        return Likeness("sure", "written apart or together")
    if kind == "place" and sound_name(mine) == sound_name(theirs):
        return Likeness("likely", "spelt otherwise")
    return _compare_firms(one, other, mine, theirs) if kind == "organization" else None


def squeeze_name(folded: str, kind: ProfileKind) -> str:
    """A folded name without spaces; of a topic, without the plural of its last word."""
    squeezed = folded.replace(" ", "")
    if kind == "topic" and len(squeezed) > 3 and not squeezed.endswith(("ss", "us", "is")):
        squeezed = squeezed.removesuffix("s")
    return squeezed


# --- organizations ----------------------------------------------------------------------------


def _compare_firms(one: str, other: str, mine: str, theirs: str) -> Likeness | None:
    if weigh_words(mine) == weigh_words(theirs):
        return Likeness("sure", "the same words")
    for short, folded, long in ((one, mine, theirs), (other, theirs, mine)):
        if is_acronym(short) and folded in abbreviate(long):
            return Likeness("likely", "an acronym")
        if long.startswith(f"{folded} "):
            return Likeness("possible", "a short form")
    return None


def weigh_words(folded: str) -> tuple[str, ...]:
    """The words that tell firms apart, in the order of the alphabet: "ministry of defence" is "defence
    ministry"; what a firm may add to its name is left out."""
    words = [word for word in folded.split() if word not in read_words("names", "small_words")]
    while len(words) > 1 and words[-1] in read_words("names", "trimmings"):
        del words[-1]
    return tuple(sorted(words))


def is_acronym(name: str) -> bool:
    """Whether a name as written looks like one: "WTU", "W.T.U."."""
    return re.fullmatch(r"(?:\w\.?){2,7}", name) is not None and name.upper() == name


# --- people -----------------------------------------------------------------------------------


def _compare_people(one: str, other: str) -> Likeness | None:
    mine, theirs = part_name(one), part_name(other)
    if mine is None or theirs is None:
        return None
    if mine.suffix and theirs.suffix and mine.suffix != theirs.suffix:
        return None
    differences = _differ(mine, theirs)
    if differences is None:
        return _compare_order(mine, theirs)
    if mine.suffix != theirs.suffix:
        differences = [*differences, "with and without “junior”"]
    if not differences:
        return Likeness("sure", "the same parts")
    if differences == [_MIDDLE]:
        return Likeness("sure", _MIDDLE)
    rest = [reason for reason in differences if reason != _MIDDLE]
    return Likeness("likely" if len(rest) == 1 else "possible", rest[0])


_MIDDLE = "with and without a middle name"
_INITIAL = "a given name and its initial"


def _differ(mine: Personal, theirs: Personal) -> list[str] | None:
    """In which ways two names differ that may be one; None when they cannot be."""
    surname = _compare_surnames(mine.surname, theirs.surname)
    first = _compare_givens(mine.givens[0], theirs.givens[0])
    if surname is None or first is None:
        return None
    found = [reason for reason in (surname, first) if reason]
    middles = mine.givens[1:], theirs.givens[1:]
    if not fit_middles(*middles):
        return None
    if len(middles[0]) != len(middles[1]):
        found.append(_MIDDLE)
    elif middles[0] != middles[1]:
        found.append(_INITIAL)
    return list(dict.fromkeys(found))


def _compare_surnames(mine: Sequence[str], theirs: Sequence[str]) -> str | None:
    """ "" for one surname, why it may be one, or None."""
    if mine == theirs:
        return ""
    one, other = (sound_name(" ".join(words)) for words in (mine, theirs))
    if one.replace(" ", "") == other.replace(" ", ""):
        return "spelt otherwise"
    short, long = sorted((one.split(), other.split()), key=len)
    if short != long and (long[: len(short)] == short or long[-len(short) :] == short):
        return "with and without a part of the surname"
    return None


def _compare_givens(mine: str, theirs: str) -> str | None:
    if mine == theirs:
        return ""
    if len(mine) == 1 or len(theirs) == 1:
        return _INITIAL if mine[0] == theirs[0] else None
    if sound_name(mine) == sound_name(theirs):
        return "spelt otherwise"
    if expand_given(mine) & expand_given(theirs):
        return "a given name and its short form"
    return None


def fit_middles(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the middle names of one stand, in order, among those of the other: "W" fits "Walker",
    "W" and "H" do not."""
    short, long = sorted((mine, theirs), key=len)
    rest = iter(long)
    return all(any(_compare_givens(name, each) is not None for each in rest) for name in short)


def _compare_order(mine: Personal, theirs: Personal) -> Likeness | None:
    """Names whose surname stands first in one of them."""
    words = [sorted((*name.givens, *name.surname)) for name in (mine, theirs)]
    if words[0] == words[1] and not any(is_single(word) and len(word) == 1 for word in words[0]):
        return Likeness("likely", "the same words in another order")
    return None
