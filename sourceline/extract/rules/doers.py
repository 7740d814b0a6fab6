"""Doers: whom the network takes for who does it, and for whom it is done to, asked beside the parse.

The parser hangs each word where such words hang; the network saw who takes part in 39,000 events
(`training/articles`). Where both are asked about the same verb, they err on different ones.
"""

from __future__ import annotations

from sourceline.extract.rules.phrases import AGENT, OBJECT
from sourceline.extract.rules.trees import Tree

_UNLIKELY, _LIKELY = 0.05, 0.5
"""The chance under which a parse's subject gives way, and from which another word takes its place."""


_NOUNS = ("NN", "PRP", "CD")


def find_part(tree: Tree, verb: int, side: int, *, least: float) -> int | None:
    """The word that most likely does it, or has it done to it; of a name the one that hangs outside."""
    line = tree.line
    if not line.senses:
        return None
    starts = {token.start: n for n, token in enumerate(line.tokens)}
    told = [
        (pair[side], starts[at]) for at, pair in line.senses[verb].parts.items() if at in starts
    ]
    likely = [
        (chance, n)
        for chance, n in told
        if chance >= least and n not in line.timed and line.tags[n].startswith(_NOUNS)
    ]
    if not likely:
        return None
    n = max(likely)[1]
    words = line.list_name_at(n)
    return next((k for k in words if tree.parses[k].head not in words), n)


def choose_subject(tree: Tree, verb: int, subject: int | None, *, passive: bool) -> int | None:
    """The parse's subject, or the word that the network knows better."""
    side = OBJECT if passive else AGENT
    if subject is None or tree.line.weigh_part(verb, subject, side) >= _UNLIKELY:
        return subject
    better = find_part(tree, verb, side, least=_LIKELY)
    # "A blaze sparked by a train razed …": what stands inside the words of a subject did not do it.
    inside = better is None or better in tree.list_spread(subject)
    return subject if inside else better
