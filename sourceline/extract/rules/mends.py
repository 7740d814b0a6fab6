"""Parses put right where the parser errs in known ways: heads and relations that do not fit each other."""

from __future__ import annotations

from sourceline.extract.rules.phrases import Line
from sourceline.extract.tagger.reading import Parse


def mend_names(line: Line, parses: tuple[Parse, ...]) -> tuple[Parse, ...]:
    """With each name hanging as one: its words on the one of them that hangs outside."""
    mended = list(parses)
    for first, last, _ in line.list_names():
        if last == first + 1:
            continue
        inside = range(first, last)
        outer = [n for n in inside if _leads_out(mended, n, inside)]
        if not outer:
            continue
        # A word that the parser hung elsewhere as part of some compound is not the name's head.
        head = max(
            outer,
            key=lambda n: (mended[n].relation not in ("compound", "flat", "punct", "case"), n),
        )
        for n in inside:
            if n != head:
                mended[n] = parses[n]._replace(head=head, relation="flat")
        for n, parse in enumerate(mended):
            if n not in inside and parse.head in inside and parse.head != head:
                mended[n] = parse._replace(head=head)
    return tuple(mended)


def mend_relations(line: Line, parses: tuple[Parse, ...]) -> tuple[Parse, ...]:
    """With relations that fit both ends: the parser chooses a word's head and its relation apart, and
    may call a noun under a verb `flat`, or one under a noun `obj`."""
    parses = _mend_reduced(line, parses)
    marked = {p.head for n, p in enumerate(parses) if p.relation == "case"}
    owned = {p.head for n, p in enumerate(parses) if line.tags[n] == "POS"}
    linked = {p.head for p in parses if p.relation == "cop"}
    return tuple(
        parse  # "A teacher was among six people hurt"
        if parse.relation == "nsubj" and parse.head in linked & marked
        else _mend_relation(line, n, parse, marked=n in marked, owned=n in owned)
        for n, parse in enumerate(parses)
    )


def _mend_reduced(line: Line, parses: tuple[Parse, ...]) -> tuple[Parse, ...]:
    """ "signed a truce brokered by …": with the truce on "signed" and "brokered" on the truce, where the
    parser made a clause of the two."""
    mended = list(parses)
    for n, parse in enumerate(parses):
        verb = parse.head
        if parse.relation != "nsubj" or verb < 0 or line.tags[verb] != "VBN" or n > verb:
            continue
        above = parses[verb].head
        helped = any(p.head == verb and p.relation in ("aux", "cop") for p in parses)
        hung = (
            parses[verb].relation == "acl" and 0 <= above < n and line.tags[above].startswith("VB")
        )
        if hung and not helped:
            mended[n] = parse._replace(head=above, relation="obj")
            mended[verb] = parses[verb]._replace(head=n)
    return tuple(mended)


_UNDER_NOUNS = frozenset({"flat", "compound", "nmod", "appos", "amod", "det", "nummod", "part"})


_UNDER_VERBS = frozenset({"nsubj", "obj", "iobj", "obl", "xcomp", "ccomp"})


def _mend_relation(line: Line, n: int, parse: Parse, *, marked: bool, owned: bool) -> Parse:
    if (
        parse.head < 0
        or not line.tags[n].startswith(("NN", "PRP", "CD", "$"))
        or line.tags[n] == "PRP$"
    ):
        return parse
    above = line.tags[parse.head]
    if above.startswith("VB") and parse.relation in _UNDER_NOUNS and parse.head not in line.names:
        return parse._replace(relation="obl" if marked else "nsubj" if n < parse.head else "obj")
    if above.startswith("NN") and parse.relation in _UNDER_VERBS:
        beside = "appos" if n > parse.head else "compound"
        return parse._replace(relation="nmod" if marked or owned else beside)
    return parse


def _leads_out(parses: list[Parse], n: int, inside: range) -> bool:
    """Whether the way from a word to the root never comes back into the name."""
    n = parses[n].head
    while n >= 0:
        if n in inside:
            return False
        n = parses[n].head
    return True
