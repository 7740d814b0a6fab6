"""Pronouns that stand for somebody without a name: "Three judges heard the case. They ordered …"."""

from __future__ import annotations

from typing import NamedTuple

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.trees import Tree, read_trees
from sourceline.extract.rules.verb_forms import SPANS, is_suffered

_SINGLE = frozenset({"it"})
_PERSON = frozenset({"he", "she"})
_MANY = frozenset({"they", "them"})
_OBJECTS = frozenset({"it", "them"})


class Echo(NamedTuple):
    """The noun that a pronoun repeats: its sentence and its head word."""

    tree: Tree
    head: int


def find_echo(document: Document, tree: Tree, n: int) -> Echo | None:
    """What the pronoun at `n` repeats: as a subject, the subject of the clause before it; as an object, that of the
    verb that its own is joined to; if that has no name and fits in number."""
    word = tree.word(n)
    if word in _OBJECTS and tree.parses[n].relation == "obj":
        return _find_object_before(tree, n)
    if word not in _SINGLE | _PERSON | _MANY or tree.parses[n].relation != "nsubj":
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
    if own and word == "it" and last.word(own[-1]) in load_groups()["disaster"]:
        # "Fire destroyed the hall. It was rebuilt": the hall; of a storm nothing is told that is done to it.
        things = [k for k in last.list_by(clauses[-1], "obj") if k not in last.line.timed]
        own = things if is_suffered(tree, tree.parses[n].head) else own
    return Echo(last, own[-1]) if own and _fits(last, own[-1], word) else None


def _find_object_before(tree: Tree, n: int) -> Echo | None:
    """ "bought a mill and closed it", "the mask was stolen in 1990, and police found it in 2019"."""
    verb = tree.parses[n].head
    while tree.parses[verb].relation in ("conj", "parataxis"):
        first = tree.parses[verb].head
        joined = [k for k in tree.list_by(first, "conj", "parataxis") if k < verb]
        for k in (*reversed(joined), first):
            if k > n or not tree.line.tags[k].startswith("VB"):
                return None
            # Not "the failure of the plan; … turned it down".
            whole = [c for c in tree.list_by(k, "obj") if not tree.list_by(c, "nmod", "conj")]
            things = [c for c in whole if k < c < n]
            if not things and is_suffered(tree, k):
                things = tree.list_by(k, "nsubj")
            if things:
                return Echo(tree, things[0]) if _fits(tree, things[0], tree.word(n)) else None
        verb = first
    return None


def _find_subject_before(tree: Tree, n: int) -> int | None:
    """The subject of an earlier clause of the sentence that is none about a noun."""
    verb = tree.parses[n].head
    above = tree.parses[verb].head if tree.parses[verb].relation in ("conj", "parataxis") else -1
    joined = [k for k in tree.list_by(above, "nsubj") if k < n] if above >= 0 else []
    sayings = _list_sayings(tree)
    if joined and tree.line.tags[above].startswith("VB") and above not in sayings:
        return joined[-1]
    for k in range(n - 1, -1, -1):
        parse = tree.parses[k]
        if parse.relation != "nsubj" or parse.head in (verb, -1):
            continue
        if parse.head in sayings:
            continue  # "…, his office said, and it takes effect"
        if tree.parses[parse.head].relation != "acl":
            return k
    return None


def _list_sayings(tree: Tree) -> list[int]:
    """The verbs of saying that stand between commas: nobody speaks on of who says it."""
    return [
        n
        for n in range(1, len(tree.parses) - 1)
        if tree.word(n) in ("said", "says")
        and tree.line.words[n + 1] in (",", ".")
        and tree.parses[n].relation in ("parataxis", "conj")
    ]


def _fits(tree: Tree, n: int, word: str) -> bool:
    """Whether a nameless noun is one that the pronoun may repeat."""
    tag, noun = tree.line.tags[n], tree.word(n)
    if n in tree.line.names or not tag.startswith("NN") or tag.startswith("NNP"):
        return False
    if noun in SPANS or any(tree.line.names.get(c) for c in tree.list_by(n, "appos")):
        return False
    people = noun in load_groups()["people"]
    one = noun in read_words("events", "groups", "persons") or noun == "person"
    if word in _MANY:
        return tag == "NNS" or len(tree.list_joined(n)) > 1 or noun in ("police", "people")
    if word in _PERSON:
        return tag == "NN" and one  # a council is nobody's "she"
    return tag == "NN" and not people
