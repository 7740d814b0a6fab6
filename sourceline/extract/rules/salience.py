"""Salience: how much a sentence is about each word in it, by its place in the parse.

After Lappin and Leass (1994): what does something weighs more than what suffers it, and that more
than what stands behind a preposition; the weight is halved from sentence to sentence. A name behind
the noun that introduces it ("its director, Anna Visser") weighs as that noun does.
"""

from __future__ import annotations

from typing import Literal

from sourceline.extract.rules.predicates import Tree

Place = Literal["main", "subject", "object", "oblique", "owner", "inside"]

_WEIGHTS: dict[Place, float] = {
    "main": 100.0,
    "subject": 85.0,
    "object": 60.0,
    "oblique": 45.0,
    "owner": 50.0,
    "inside": 32.0,
}
_ADDED = 0.7
"""Part of the weight of the first that the second of "Ada and Ben" has."""
_UPPER = ("root", "parataxis")


def weigh(tree: Tree, n: int) -> tuple[Place, float]:
    """The grammatical place of the word at token `n`, and its weight."""
    head, share = _find_bearer(tree, n)
    place = _find_place(tree, head)
    return place, _WEIGHTS[place] * share


def _find_bearer(tree: Tree, n: int) -> tuple[int, float]:
    """The word by whose place a word weighs: that of the noun before it, of the first of several."""
    share = 1.0
    for _ in range(4):
        parse = tree.parses[n]
        if parse.head < 0 or not tree.line.tags[parse.head].startswith(("NN", "PRP")):
            break
        if parse.relation == "conj":
            share *= _ADDED
        elif not (
            parse.relation == "flat" or (parse.relation == "appos" and _is_introduced(tree, n))
        ):
            break
        n = parse.head
    return n, share


def _is_introduced(tree: Tree, n: int) -> bool:
    """Whether a name stands behind a common noun: "the director, Anna Visser", not "Voltara, the firm"."""
    return n in tree.line.names and tree.parses[n].head not in tree.line.names


def _find_place(tree: Tree, n: int) -> Place:
    parse = tree.parses[n]
    if parse.relation in ("nsubj", "csubj"):
        return "main" if is_main(tree, parse.head) else "subject"
    if parse.relation == "root":
        return "main"
    if parse.relation in ("obj", "iobj"):
        # "…", said Anna Visser: the speaker behind the verb is taken for its object by some parses.
        return "main" if _speaks(tree, n) else "object"
    if parse.relation == "obl":
        return "subject" if any(tree.word(c) == "by" for c in tree.children[n]) else "oblique"
    if parse.relation in ("nmod", "det"):
        owned = (
            any(tree.line.tags[c] == "POS" for c in tree.children[n]) or tree.line.tags[n] == "PRP$"
        )
        return "owner" if owned else "inside"
    return "inside"


def _speaks(tree: Tree, n: int) -> bool:
    head = tree.parses[n].head
    verb = tree.word(head) in ("said", "says", "added", "recalled", "admitted")
    return verb and n > head and not tree.list_by(head, "nsubj")


def is_main(tree: Tree, verb: int) -> bool:
    """Whether a verb is that of a main clause, or joined to one."""
    for _ in range(4):
        parse = tree.parses[verb]
        if parse.relation in _UPPER or parse.head < 0:
            return True
        if parse.relation != "conj":
            return False
        verb = parse.head
    return False


def find_clause(tree: Tree, n: int) -> int | None:
    """The verb that the word at `n` is an argument of: subject, object or behind a preposition."""
    for _ in range(3):
        parse = tree.parses[n]
        if parse.relation in ("nsubj", "obj", "iobj", "obl", "csubj"):
            return parse.head if parse.head >= 0 else None
        if parse.relation not in ("conj", "flat", "appos") or parse.head < 0:
            return None
        if parse.relation == "conj" and not tree.line.tags[parse.head].startswith(("NN", "PRP")):
            return None
        n = parse.head
    return None


def find_doer(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, or of the verb it is joined to or hangs on without its own."""
    for _ in range(4):
        own = tree.list_by(verb, "nsubj", "csubj")
        if own:
            return own[0]
        parse = tree.parses[verb]
        if parse.relation not in ("conj", "xcomp") or parse.head < 0:
            return None
        verb = parse.head
    return None
