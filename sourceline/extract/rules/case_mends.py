"""Prepositions put right: which noun a "by", "in" or "pending" brings in, and what "that of" stands for."""

from __future__ import annotations

from sourceline.extract.rules.hanging import Hanging, climb_name, hang, is_verb, list_by
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.verbs import find_base


def mend_cases(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_inner(line, parses)
    _mend_pending(line, parses)
    _mend_that_of(line, parses)
    _mend_brought(line, parses)
    _mend_paid_for(line, parses)
    _mend_dated(line, parses)


def _mend_inner(line: Line, parses: Hanging) -> None:
    """ "by the chemist Ada Fenwick": the preposition brings in the chemist, on whom the name hangs."""
    for n, parse in enumerate(parses):
        name = parse.head
        if parse.relation != "case" or name < n or name not in line.names:
            continue
        noun = parses[name].head
        if n < noun < name and parses[noun].relation in ("obl", "nmod"):
            hang(parses, n, noun, "case")
        calling = min(k for k in line.names if line.names[k] is line.names[name]) - 1
        beside = n < calling and parses[calling].head == noun >= 0 and line.tags[calling] == "NN"
        if beside and parses[calling].relation in ("obj", "obl", "compound", "nmod"):
            hang(parses, calling, name, "nmod")  # "by the start-up Starlane"


def _mend_pending(line: Line, parses: Hanging) -> None:
    """ "was suspended pending an inquiry": a preposition, and no object."""
    for n, parse in enumerate(parses):
        if line.words[n] != "pending" or line.word(n - 1) in _BEFORE_ADJECTIVES:
            continue
        own = list_by(parses, n, "obj", "obl", "xcomp")
        noun, verb = (own[0], parse.head) if own else (parse.head, parses[parse.head].head)
        between = 0 <= verb < n < noun and line.tags[noun].startswith("NN")
        if between and hang(parses, noun, verb, "obl"):
            hang(parses, n, noun, "case")
            _mend_done_by(line, parses, verb, n)


def _mend_done_by(line: Line, parses: Hanging, verb: int, end: int) -> None:
    """ "suspended by the Medical Council pending hearings": the council is who does it."""
    for k in range(verb + 1, end):
        if line.words[k] == "by" and parses[k].head > end and line.tags[end - 1].startswith("NN"):
            done = climb_name(line, parses, end - 1)
            if hang(parses, done, verb, "obl"):
                hang(parses, k, done, "case")


_BEFORE_ADJECTIVES = frozenset(
    {"a", "an", "the", "its", "his", "her", "their", "any", "all", "no", "of", "still"}
)


def _mend_that_of(line: Line, parses: Hanging) -> None:
    """ "its board and that of Acme met": the "of" belongs to the "that" before it."""
    for n in range(len(parses) - 1):
        if line.words[n] not in ("that", "those") or line.words[n + 1] != "of":
            continue
        noun = parses[n + 1].head
        if line.tags[n] == "DT" and noun > n and parses[noun].head < n:
            hang(parses, noun, n, "nmod")


def _mend_brought(line: Line, parses: Hanging) -> None:
    """ "flew in 400,000 doses", "put in $85 million": so many are what is brought, not where."""
    for n in range(1, len(parses) - 1):
        verb, noun = n - 1, parses[n].head
        opens = parses[n].relation == "case" or (line.tags[n] in ("RP", "RB") and noun > n)
        if line.words[n] != "in" or not opens or noun in line.timed:
            continue
        counted = line.tags[n + 1] in ("CD", "$") and n + 1 not in line.timed
        handed = find_base(line.words[verb]) == "hand" and line.tags[n + 1] == "PRP$"
        if handed and parses[noun].head == verb:  # "handed in his notice"
            parses[n] = parses[n]._replace(head=verb, relation="compound")
            parses[noun] = parses[noun]._replace(relation="obj")
        brings = is_verb(line, parses, verb) and find_base(line.words[verb]) in _BRINGING
        if brings and counted and parses[noun].head == verb:
            parses[n] = parses[n]._replace(head=verb, relation="compound")
            parses[noun] = parses[noun]._replace(relation="obj")


_BRINGING = frozenset(
    {"fly", "bring", "send", "put", "call", "ship", "truck", "draft", "airlift", "pump"}
)


def _mend_paid_for(line: Line, parses: Hanging) -> None:
    """ "paid for with a grant": the "for" is the verb's, the "with" brings in the grant."""
    for n in range(1, len(parses) - 1):
        stranded = line.words[n] in ("for", "at", "upon") and line.words[n + 1] in ("with", "by")
        same = parses[n].relation == parses[n + 1].relation == "case"
        if stranded and same and parses[n].head == parses[n + 1].head and line.tags[n - 1] == "VBN":
            hang(parses, n, n - 1, "compound")


def _mend_dated(line: Line, parses: Hanging) -> None:
    """ "the boss of four people arrested in Oulu on Monday", "the release of Jane Roe in 1990 pleased them": a day belongs
    to the verb before it, and a year between a noun and its verb to the noun."""
    for n, parse in enumerate(parses):
        cases = [k for k in list_by(parses, n, "case") if k == n - 1] if n in line.timed else []
        if not cases:
            continue
        noun = 0 <= parse.head < n and line.tags[parse.head].startswith("NN")
        if noun and parse.relation in ("nmod", "obl"):
            clauses = [k for k in range(parse.head + 1, n) if parses[k].relation == "acl"]
            if (
                clauses
                and line.tags[clauses[-1]] == "VBN"
                and "," not in line.words[clauses[-1] : n]
            ):
                hang(parses, n, clauses[-1], "obl")
        elif parse.relation == "obl" and parse.head == n + 1 and line.words[n].isdigit():
            subjects = [k for k in list_by(parses, n + 1, "nsubj") if k < n]
            of = [
                k for head in subjects[-1:] for k in list_by(parses, head, "nmod") if head < k < n
            ]
            if of and subjects[-1] not in line.names and line.tags[subjects[-1]] == "NN":
                hang(parses, n, subjects[-1], "nmod")
