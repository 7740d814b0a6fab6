"""“She became the first woman to win the prize”: whose deed it is, and that it was done.

The parse hangs “to win” on “woman”, like a plan (“her plan to win”). But who was the first, last, only or youngest to
do something has done it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sourceline.extract.rules.frames import load_modality
from sourceline.extract.rules.phrases import Verb
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import BE, find_base

_RANKS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "next", "sole"}
)
_PRAISE = frozenset(
    {"best", "worst", "most", "least", "likeliest", "easiest", "hardest", "fittest"}
)
"""Superlatives that say what somebody is fit for, not what was done: "the best person to raise a child"."""
_LINKS = frozenset({"become", "remain"})


class First(NamedTuple):
    """Who is said to be the first to do something."""

    subject: int | None
    """Head word of who it is; None where it is nobody, or the subject of the link."""
    link: int | None
    """The word whose helpers say when and whether: “became”, or the noun after “was”; None in “Ada, the first to …”
    and where nobody is named."""


def find_first(tree: Tree, head: int) -> First | None:
    """Who did what the verb at `head` says, where the verb hangs on “the first woman to …”."""
    parse = tree.parses[head]
    noun = parse.head
    if parse.relation not in ("acl", "xcomp", "advcl") or noun < 0 or noun > head:
        return None
    if not any(tree.word(n) == "to" for n in tree.list_by(head, "mark", "aux", "part")):
        return None
    if not _is_ranked(tree, noun):
        return None
    relation, above = tree.parses[noun].relation, tree.parses[noun].head
    if relation == "appos":
        return First(above, None)
    if relation == "nsubj" and _list_links(tree, above):  # "the first to win it was Ada"
        return First(above, above)
    links = _list_links(tree, noun)
    if links:
        subjects = [n for n in tree.list_by(noun, "nsubj", "compound", "nmod") if n < links[0]]
        return First(subjects[0] if subjects else None, noun)
    if above >= 0 and find_base(tree.word(above)) in _LINKS:
        return First(None, above)
    return First(None, None)


def _list_links(tree: Tree, noun: int) -> list[int]:
    return [n for n in tree.list_by(noun, "cop", "aux") if tree.word(n) in BE]


def _is_ranked(tree: Tree, noun: int) -> bool:
    """“the first and only woman”, “the youngest person”, “the first”."""
    near = [noun, *(n for n in tree.children[noun] if n < noun)]
    near += [n for m in near[1:] for n in tree.children[m]]
    return any(
        tree.word(n) in _RANKS or (tree.line.tags[n] == "JJS" and tree.word(n) not in _PRAISE)
        for n in near
    )


def tell_first(verb: Verb, link: Verb | None = None, *, planned: bool = False) -> Verb:
    """The verb as what was done, or as its link has it: “will become the first to …”. Where the link is denied or
    wished for, as a mere infinitive, which tells no event."""
    if link is None:
        return replace(verb, form="finite", past=True, control="")
    if link.negated or (link.form == "infinitive" and not planned):
        return replace(verb, form="infinitive", control="")
    future = link.future or link.form == "infinitive" or link.control == "be"
    return replace(
        verb,
        form="finite",
        past=not future and not link.modal,
        future=future,
        modal=link.modal,
        control="",
    )


def is_planned(tree: Tree, link: int) -> bool:
    """Whether “to become the first” hangs on a word for a plan: “is set to”, “hopes to”."""
    above = tree.parses[link].head
    return (
        above >= 0
        and (find_base(tree.word(above)) or tree.word(above)) in load_modality()["planned"]
    )
