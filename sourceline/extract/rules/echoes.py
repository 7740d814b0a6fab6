"""Pronouns that stand for somebody without a name: "Three judges heard the case. They ordered …"."""

from __future__ import annotations

from typing import NamedTuple

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.trees import Tree, read_trees

_SINGLE = frozenset({"it"})
_PERSON = frozenset({"he", "she"})
_MANY = frozenset({"they"})


class Echo(NamedTuple):
    """The noun that a pronoun repeats: its sentence and its head word."""

    tree: Tree
    head: int


def find_echo(document: Document, tree: Tree, n: int) -> Echo | None:
    """What the subject pronoun at `n` repeats: the subject of the clause before it, if that has no name
    and fits in number."""
    word, relation = tree.word(n), tree.parses[n].relation
    if word in _SINGLE and relation == "obj":
        return _find_object(tree, n)
    if word not in _SINGLE | _PERSON | _MANY or relation != "nsubj":
        return None
    before = _find_subject_before(tree, n)
    if before is not None:
        return Echo(tree, before) if _fits(tree, before, word) else None
    number = tree.line.number
    sentences = document.source.sentences
    if number == 0 or sentences[number - 1].block != sentences[number].block:
        return None
    last = read_trees(document)[number - 1]
    root = next((k for k, p in enumerate(last.parses) if p.relation == "root"), None)
    if root is None:
        return None
    clauses = [root, *(k for k in last.list_by(root, "conj") if last.line.tags[k].startswith("VB"))]
    own = [k for c in clauses for k in last.list_by(c, "nsubj") if k not in last.line.timed]
    return Echo(last, own[-1]) if own and _fits(last, own[-1], word) else None


def _find_object(tree: Tree, n: int) -> Echo | None:
    """ "The brothers bought the mill; their heirs sold it": the one thing that people did something to in the clause
    before, where more people do something to "it"."""
    verb = tree.parses[n].head
    above = _find_above(tree, verb)
    if above < 0:
        return None
    before = [k for k in tree.list_by(above, "obj") if k < verb and _fits(tree, k, "it")]
    before = [
        k for k in before if not tree.list_by(k, "nmod", "conj")
    ]  # "the failure of the plan; … it"
    doers = [k for v in (above, verb) for k in tree.list_by(v, "nsubj")]
    things = any(_fits(tree, k, "it") for k in doers)
    return Echo(tree, before[0]) if len(before) == 1 and doers and not things else None


def _find_above(tree: Tree, verb: int) -> int:
    """The verb of the clause before, to which one is joined."""
    parse = tree.parses[verb]
    joined = parse.relation in ("conj", "parataxis") and 0 <= parse.head < verb
    return parse.head if joined and tree.line.tags[parse.head].startswith("VB") else -1


def _find_subject_before(tree: Tree, n: int) -> int | None:
    """The subject of an earlier clause of the sentence that is none about a noun."""
    verb = tree.parses[n].head
    for k in range(n - 1, -1, -1):
        parse = tree.parses[k]
        if parse.relation != "nsubj" or parse.head in (verb, -1):
            continue
        if tree.parses[parse.head].relation != "acl":
            return k
    return None


def _fits(tree: Tree, n: int, word: str) -> bool:
    """Whether a nameless noun is one that the pronoun may repeat."""
    tag, noun = tree.line.tags[n], tree.word(n)
    if n in tree.line.names or not tag.startswith("NN") or tag.startswith("NNP"):
        return False
    if any(tree.line.names.get(c) for c in tree.list_by(n, "appos")):
        return False
    people = noun in load_groups()["people"]
    if word in _MANY:
        return tag == "NNS" or len(tree.list_joined(n)) > 1 or noun in ("police", "people")
    if word in _PERSON:
        return tag == "NN" and people
    return tag == "NN" and not people
