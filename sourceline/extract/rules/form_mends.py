"""Clauses put right by the forms of their words: what a bare verb, a past or a number can hang on, and whose verb it
is."""

from __future__ import annotations

from sourceline.extract.rules.hanging import HELPERS, SUBJECTS, Hanging, hang, is_verb, list_by
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.verbs import BE


def mend_forms(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, where the forms of its words tell that they are wrong."""
    _mend_ridden(line, parses)
    _mend_bare(line, parses)
    _mend_told(line, parses)
    _mend_marked(line, parses)


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
