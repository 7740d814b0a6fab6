"""“The bombing of a clinic that killed a guard”: what kills and wrecks is the bombing, not the clinic."""

from __future__ import annotations

from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.trees import Tree

_DEPTH = 3
"""Nouns between: “a blast in the hall of a plant that killed six”."""


def find_cause(tree: Tree, noun: int, base: str, *, passive: bool = False) -> int:
    """Of the noun before “that killed …” the one that it is about: of “a blast at a plant” the blast."""
    causes, harms = (read_words("events", "causes", key) for key in ("nouns", "verbs"))
    if base not in harms or passive or tree.word(noun) in causes:
        return noun
    above = noun
    for _ in range(_DEPTH):
        if tree.parses[above].relation not in ("nmod", "obl", "flat", "compound"):
            return noun
        above = tree.parses[above].head
        if above < 0:
            return noun
        if tree.word(above) in causes:
            return above
    return noun


def is_cause(tree: Tree, noun: int) -> bool:
    """Whether a noun names what kills and wrecks."""
    return tree.word(noun) in read_words("events", "causes", "nouns")
