"""Salience: how much a sentence is about each word in it, by its place in the parse.

After Lappin and Leass (1994): what does something weighs more than what suffers it, and that more
than what stands behind a preposition; the weight is halved from sentence to sentence. A name behind
the noun that introduces it ("its director, Anna Visser") weighs as that noun does.
"""

from __future__ import annotations

from typing import Literal

from sourceline.extract.rules.trees import Tree

Place = Literal["main", "subject", "object", "oblique", "owner", "inside"]

_WEIGHTS: dict[Place, float] = {
    "main": 100.0,
    "subject": 85.0,
    "object": 60.0,
    "oblique": 45.0,
    "owner": 50.0,
    "inside": 32.0,
}
_ADDED = 0.92
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
        elif not (parse.relation == "flat" or _is_introduced(tree, n)):
            break
        n = parse.head
    return n, share


def _is_introduced(tree: Tree, n: int) -> bool:
    """Whether a name stands behind a common noun: "the director, Anna Visser", "the club Estrela";
    not "Voltara, the firm"."""
    parse, names = tree.parses[n], tree.line.names
    if n not in names or parse.head in names or parse.head > n:
        return False
    return parse.relation == "appos" or names.get(parse.head + 1) is names[n]


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
        return "object" if any(tree.word(c) == "by" for c in tree.children[n]) else "oblique"
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
        if parse.relation in ("nsubj", "obj", "iobj", "obl", "csubj", "expl"):
            return parse.head if parse.head >= 0 else None
        if parse.relation not in ("conj", "flat", "appos") or parse.head < 0:
            return None
        if parse.relation == "conj" and not tree.line.tags[parse.head].startswith(("NN", "PRP")):
            return None
        n = parse.head
    return None


def find_doer(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, or of the verb it is joined to or hangs on without its own; of "who
    left" the one who left."""
    for _ in range(4):
        own = tree.list_by(verb, "nsubj", "csubj")
        parse = tree.parses[verb]
        if own and tree.line.tags[own[0]] in ("WP", "WDT") and parse.relation in ("acl", "appos"):
            return parse.head
        if own:
            return own[0]
        # "bought a mill, closed it and sold the land": of three, parsers join the second loosely.
        joined = parse.relation in ("conj", "xcomp", "parataxis")
        if parse.head < 0 or not (joined or _is_loose(tree, verb)):
            return None
        verb = parse.head
    return None


def _is_loose(tree: Tree, verb: int) -> bool:
    """ "passed a bill, sending it": who sends is who passed."""
    return tree.parses[verb].relation == "advcl" and tree.line.tags[verb] in ("VBG", "VB")


def find_outer_doer(tree: Tree, n: int) -> int | None:
    """Who does what the clause of the word at `n` hangs on: "the minister" of "said that the minister
    would tell what she knew"."""
    verb = find_clause(tree, n)
    for _ in range(3):
        if verb is None or tree.parses[verb].head < 0:
            return None
        verb, relation = tree.parses[verb].head, tree.parses[verb].relation
        if relation in ("ccomp", "advcl", "acl"):
            return find_doer(tree, verb)
    return None


def find_upper_doer(tree: Tree, verb: int) -> int | None:
    """Who does what is told above a verb in -ing without its own subject: the Senate, of "The Senate
    passed a bill capping rents, sending it …"."""
    for _ in range(5):
        if tree.list_by(verb, "nsubj", "csubj") or tree.parses[verb].head < 0:
            break
        verb = tree.parses[verb].head
    own = tree.list_by(verb, "nsubj", "csubj")
    return own[0] if own else None


def find_holder(tree: Tree, n: int) -> int | None:
    """The noun whose phrase a possessive stands in: of "a commission with its seat", "Enoch and his
    brother" the first."""
    if n > 1 and tree.word(n - 1) == "and" and n - 2 in tree.line.names:
        return n - 2
    owned = tree.parses[n].head
    if owned < 0 or tree.parses[owned].relation not in ("nmod", "conj", "acl"):
        return None
    holder = tree.parses[owned].head
    return holder if 0 <= holder < n and tree.line.tags[holder].startswith("NN") else None
