"""Clauses put right by the forms of their words: what a bare verb, a past or a number can hang on, and whose verb it
is."""

from __future__ import annotations

from sourceline.extract.rules.hanging import (
    HELPERS,
    SUBJECTS,
    Hanging,
    hang,
    has_be,
    is_verb,
    list_by,
)
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.verbs import BE


def mend_forms(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, where the forms of its words tell that they are wrong."""
    _mend_ridden(line, parses)
    _mend_bare(line, parses)
    _mend_told(line, parses)
    _mend_marked(line, parses)
    _mend_fronted(line, parses)
    _mend_unshared(line, parses)
    _mend_for_what(line, parses)


def _mend_unshared(line: Line, parses: Hanging) -> None:
    """ "grounded a plane after cracks were found, axed a route and …": a past with an object of its own shares no
    "were"; it is joined to the verb that the clause hangs on."""
    for n, parse in enumerate(parses):
        first = parse.head
        beside = parse.relation in ("conj", "parataxis")
        if not beside or not 0 < first < n or line.words[n - 1] != ",":
            continue
        passive = line.tags[first] == "VBN" and has_be(line, parses, first)
        clause = passive and bool(list_by(parses, first, "mark"))
        above = parses[first].head
        acts = line.tags[n] == "VBD" and not list_by(parses, n, *SUBJECTS, *HELPERS, "cc")
        under = above >= 0 and line.tags[above] == "VBD" and parses[first].relation == "advcl"
        if clause and acts and under and list_by(parses, n, "obj"):
            hang(parses, n, above, "conj")
            for k in list_by(parses, first, "obl"):
                if k > n:
                    hang(parses, k, n, "obl")


def _mend_fronted(line: Line, parses: Hanging) -> None:
    """ "In 1931 a blaze sparked by a train razed the town": what opens the sentence is no part of a clause about the
    noun behind it."""
    for n, parse in enumerate(parses):
        verb = parse.head
        if parse.relation != "obl" or verb < 0 or parses[verb].relation != "acl":
            continue
        noun = parses[verb].head
        above = parses[noun].head if noun >= 0 else -1
        if n < noun < verb and above >= 0 and is_verb(line, parses, above):
            hang(parses, n, above, "obl")


def _mend_ridden(line: Line, parses: Hanging) -> None:
    """ "the boat he was in capsized", "the car she was driving crashed": the boat, not he."""
    for n in range(len(parses) - 4):
        if not line.tags[n].startswith("NN") or line.tags[n + 1] != "PRP":
            continue
        inner = n + 2 + (line.tags[n + 3] == "VBG")
        verb = inner + 1 + (line.words[inner + 1] in ("in", "on", "aboard"))
        if line.words[n + 2] not in BE or verb == n + 3 or verb >= len(parses):
            continue
        if line.tags[verb] in ("VBD", "VBN") and hang(parses, n, verb, "nsubj"):
            hang(parses, inner, n, "acl")
            for k in range(n + 1, verb):
                if k != inner:
                    hang(parses, k, inner, "nsubj" if k == n + 1 else "advmod")


def _mend_bare(line: Line, parses: Hanging) -> None:
    """ "The day was theirs, who had to cut costs and sell milk": a bare verb is joined to another, no past."""
    for n, parse in enumerate(parses):
        head = parse.head
        if parse.relation != "conj" or not 0 <= head < n:
            continue
        if line.tags[n] in ("VBD", "VBN") and line.tags[head] == "VB":
            _raise(line, parses, n, ("VBD", "VBN"))
        if line.tags[n] == "VBG" and line.tags[head] == "VB":
            _raise(line, parses, n, ("VBG",))
        if line.tags[n] != "VB":
            continue
        if line.tags[head] not in ("VBD", "VBZ") or list_by(parses, n, *HELPERS, *SUBJECTS, "mark"):
            continue
        near = [k for k in range(head + 1, n) if line.tags[k] == "VB" and is_verb(line, parses, k)]
        if near and not list_by(parses, head, "aux"):
            hang(parses, n, near[-1], "conj")


def _raise(line: Line, parses: Hanging, n: int, tags: tuple[str, ...]) -> None:
    """ "failed to win and filed for bankruptcy": a past is joined to the past before it, no infinitive; "causing
    a roof to fall in and injuring nine": an -ing form to one."""
    own = list_by(parses, n, *HELPERS, *SUBJECTS, "mark")
    above = parses[n].head
    helped = [k for k in list_by(parses, above, "aux") if line.words[k] != "to"]
    while above >= 0 and line.tags[above] == "VB" and parses[above].relation == "xcomp":
        above = parses[above].head
    if not own and not helped and above >= 0 and line.tags[above] in tags:
        hang(parses, n, above, "conj")


def _mend_marked(line: Line, parses: Hanging) -> None:
    """ "clinging to a tube after his mother and eight others drowned": with "after" on the verb, and the nouns that hang
    on another verb on it, too."""
    for n, parse in enumerate(parses):
        if parse.head < 0 or not line.tags[n].startswith("NN"):
            continue
        marks = [k for k in list_by(parses, n, "mark") if line.words[k] in _WHEN]
        if not marks:
            continue
        verb = max([n, *list_by(parses, n, "conj")]) + 1
        if verb >= len(parses) or line.tags[verb] not in ("VBD", "VBZ", "VBP"):
            continue
        if list_by(parses, verb, *SUBJECTS) or not is_verb(line, parses, verb):
            continue
        above = parse.head
        if hang(parses, n, verb, "nsubj"):
            hang(parses, verb, above, "advcl")
            for k in marks:
                hang(parses, k, verb, "mark")


_WHEN = frozenset({"after", "before", "when", "while", "because", "since", "until", "although"})


def _mend_told(line: Line, parses: Hanging) -> None:
    """ "Acme reported profit jumped": an object right before its verb is its subject."""
    for n in range(1, len(parses) - 1):
        verb = parses[n].head
        if parses[n].relation != "obj" or verb != n + 1 or not line.tags[n].startswith("NN"):
            continue
        above = parses[verb].head
        if 0 <= above < n and not list_by(parses, above, *SUBJECTS):
            for k in list_by(parses, verb, *SUBJECTS):
                if k < above:
                    hang(parses, k, above, "nsubj")
        if line.tags[verb] in ("VBD", "VBZ") and not list_by(parses, verb, *SUBJECTS, "cc"):
            parses[n] = parses[n]._replace(relation="nsubj")
            if parses[verb].relation == "conj":
                parses[verb] = parses[verb]._replace(relation="ccomp")


_PUNISHED = frozenset(
    {
        "fined",
        "sentenced",
        "jailed",
        "suspended",
        "banned",
        "sued",
        "charged",
        "arrested",
        "criticised",
        "criticized",
        "praised",
        "honoured",
        "honored",
    }
)


def _mend_for_what(line: Line, parses: Hanging) -> None:
    """ "was fined by the watchdog for lax security": what for is the fine's, not the watchdog's."""
    for n, parse in enumerate(parses):
        doer = parse.head
        verb = parses[doer].head if 0 <= doer < n else -1
        told = (
            parse.relation in ("nmod", "obl") and 0 <= verb < doer and line.words[verb] in _PUNISHED
        )
        by = told and any(line.words[k] == "by" for k in list_by(parses, doer, "case"))
        if by and any(line.words[k] == "for" for k in list_by(parses, n, "case")):
            hang(parses, n, verb, "obl")
