"""What a "to …" behind a whole deed tells as done: "left to become a judge", "beat Oulu to win the cup"."""

from __future__ import annotations

from sourceline.extract.rules.frames import load_modality
from sourceline.extract.rules.predicates import Predicate
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import NEGATIONS, find_base
from sourceline.model import Status


def is_brought(predicate: Predicate, governor: int) -> bool:
    """Whether what follows "to" comes about by the deed before: what somebody leaves for does, and what a match
    that was won brings; other aims may fail."""
    base, to = find_base(predicate.tree.word(governor)), predicate.verb.base
    if to in _POSTS and base in _LEAVING:
        return True
    return _is_won(predicate, governor) and find_brought(predicate.tree, governor) == "asserted"


_POSTS = frozenset({"become", "join", "head"})
_LEAVING = frozenset({"leave", "quit", "resign", "step", "depart", "retire"})


def _is_won(predicate: Predicate, governor: int) -> bool:
    tree, table = predicate.tree, load_modality()
    base, to = find_base(tree.word(governor)), predicate.verb.base
    past = tree.line.tags[governor] in ("VBD", "VBN", "VBG")
    if base == "come" and tree.line.word(governor + 1) != "from":
        return False  # "came to Oulu to win the cup"; but "came from behind to win"
    return past and base in table["winning"] and to in table["won"]


def find_brought(tree: Tree, governor: int) -> Status | None:
    """How what a deed brings is told; None where the deed itself is no more than possible."""
    helpers = {tree.word(n) for n in tree.children[governor] if n < governor}
    if helpers & (NEGATIONS | {"may", "might", "could", "would", "should", "must", "can", "to"}):
        return None
    return "planned" if helpers & {"will", "'ll", "is", "are"} else "asserted"
