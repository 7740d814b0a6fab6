"""Who is spoken of: the profiles that names and the words for them stand for, and how a claim refers to one."""

from __future__ import annotations

from typing import overload

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import find_over, list_within
from sourceline.model import Mention, ProfileClaim, Reference


@keep_last("profiles")
def index_profiles(document: Document) -> dict[str, ProfileClaim]:
    """The profiles by id."""
    return {profile.id: profile for profile in document.profiles}


@overload
def refer(document: Document, profile: str) -> Reference: ...
@overload
def refer(document: Document, profile: None) -> None: ...
def refer(document: Document, profile: str | None) -> Reference | None:
    """A profile as a claim names it."""
    return Reference(index_profiles(document)[profile].name, profile) if profile else None


def list_spoken(document: Document, start: int, end: int) -> list[Mention]:
    """The names between two places, and the words that stand for names."""
    names = list_within(document.mentions, start, end)
    return [*names, *list_within(document.anaphors, start, end)]


def find_spoken(document: Document, line: Line, n: int) -> Mention | None:
    """The name that token `n` is part of, or else what stands for one there."""
    return line.names.get(n) or find_over(document.anaphors, line.tokens[n].start)
