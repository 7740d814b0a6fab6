"""Parses put right where the parser errs about what opens a sentence: a participle or a name whose verb comes behind."""

from __future__ import annotations

from sourceline.extract.rules.hanging import (
    SUBJECTS,
    Hanging,
    climb_name,
    find_begin,
    hang,
    is_verb,
    list_by,
)
from sourceline.extract.rules.phrases import Line


def mend_openings(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_begun(line, parses)
    _mend_headless(line, parses)
    _mend_openers(line, parses)


def _mend_begun(line: Line, parses: Hanging) -> None:
    """ "Founded in 1911 by two brothers, the firm makes pumps": what opens so hangs on the clause behind the comma."""
    opens = bool(parses) and line.tags[0] == "VBN" and parses[0].relation == "root"
    if not opens or line.word(1) not in ("in", "by", "on", "at"):
        return
    for verb in list_by(parses, 0, "conj", "parataxis"):
        subjects = [k for k in list_by(parses, verb, *SUBJECTS) if k < verb]
        comma = find_begin(parses, subjects[0]) - 1 if subjects else 0
        if line.word(comma) == "," and not list_by(parses, verb, "cc"):
            parses[verb] = parses[verb]._replace(head=-1, relation="root")
            parses[0] = parses[0]._replace(head=verb, relation="advcl")
            return


def _mend_headless(line: Line, parses: Hanging) -> None:
    """ "Acme, which stopped at the request of his predecessor, the late Jan Roe, has given": what opens a sentence, with a
    clause about it, is the subject of the verb behind; who stands before that verb is named within the clause."""
    root = next((n for n, parse in enumerate(parses) if parse.relation == "root"), -1)
    if root not in line.names or not list_by(parses, root, "acl"):
        return
    for verb in list_by(parses, root, "conj", "parataxis"):
        own = [k for k in list_by(parses, verb, *SUBJECTS) if k in line.names]
        begin = find_begin(parses, own[0]) if own else 0
        if not own or line.words[begin - 1] != "," or line.word(line.find_name_end(own[0])) != ",":
            continue
        parses[verb] = parses[verb]._replace(head=-1, relation="root")
        parses[root] = parses[root]._replace(head=verb, relation="nsubj")
        hang(parses, own[0], climb_name(line, parses, begin - 2), "appos")
        return


def _mend_openers(line: Line, parses: Hanging) -> None:
    """ "Jane Roe, the geologist who charted them, died": the name that opens a sentence does what the verb tells."""
    for n, parse in enumerate(parses[:_OPENING]):
        verb = parse.head
        loose = parse.relation in ("parataxis", "dep", "dislocated", "vocative") and verb > n
        name = line.names.get(n)
        if not loose or name is None or line.word(line.find_name_end(n)) != ",":
            continue
        told = line.tags[verb] in ("VBD", "VBZ") and is_verb(line, parses, verb)
        if told and not list_by(parses, verb, *SUBJECTS) and line.words[verb - 1] == ",":
            parses[n] = parse._replace(relation="nsubj")


_OPENING = 3
"""Words within which the name that opens a sentence begins."""
