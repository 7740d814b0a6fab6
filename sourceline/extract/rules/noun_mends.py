"""Nouns put right where the parser errs in known ways: in lists that it takes for a description, and behind
"after" with a clause of their own."""

from __future__ import annotations

from sourceline.extract.rules.hanging import HELPERS, SUBJECTS, hang, list_by
from sourceline.extract.rules.phrases import Line
from sourceline.extract.tagger.reading import Parse


def mend_nouns(line: Line, parses: list[Parse]) -> None:
    """The parses of a sentence, in place."""
    _mend_enumerated(line, parses)
    _mend_paired(line, parses)
    _mend_opened_nouns(line, parses)


def _mend_enumerated(line: Line, parses: list[Parse]) -> None:
    """ "Two boats, a truck and $3,000 in cash were seized": what "and" goes on from without a second comma is
    the middle of a list, no description."""
    for n, parse in enumerate(parses):
        head = parse.head
        told = parse.relation == "appos" and n not in line.names and head not in line.names
        if not told or line.tags[head] not in ("NN", "NNS") or not 0 <= head < n:
            continue
        last = _find_last_of(parses, n, head)
        if last is not None and line.word(max(_list_below(parses, last)) + 1) != ",":
            parses[n] = parse._replace(relation="conj")


def _mend_paired(line: Line, parses: list[Parse]) -> None:
    """ "beat Jane Roe, a mayor and the party's treasurer.": both tell what she is, where nothing follows."""
    for n, parse in enumerate(parses):
        name = line.names.get(parse.head)
        told = parse.relation == "appos" and n not in line.names and line.tags[n] == "NN"
        if not told or name is None or name.label != "PER" or n < parse.head:
            continue
        last = _find_last_of(parses, n, parse.head)
        if last is None or last in line.names or line.tags[last] != "NN":
            continue
        owned = any(
            list_by(parses, k, "case") or line.tags[k] == "PRP$"
            for k in list_by(parses, last, "nmod")
        )
        if owned and line.word(max(_list_below(parses, last)) + 1) in (".", ""):
            hang(parses, last, n, "conj")


def _find_last_of(parses: list[Parse], n: int, head: int) -> int | None:
    """What "and" right behind the words of `n` adds to its head, if that is the last of it."""
    after = max(_list_below(parses, n)) + 1
    more = [k for k in list_by(parses, head, "conj") if k > n]
    return more[0] if len(more) == 1 and after in list_by(parses, more[0], "cc") else None


def _list_below(parses: list[Parse], head: int) -> list[int]:
    found = [head]
    for n in found:
        found += [k for k, parse in enumerate(parses) if parse.head == n and parse.relation != "cc"]
    return found


def _mend_opened_nouns(line: Line, parses: list[Parse]) -> None:
    """ "came after talks with a buyer, Acme, broke down": a noun between "after" and a verb that has nobody else is
    its subject."""
    for opener, word in enumerate(line.words):
        n = _find_opened(line, parses, opener) if word in _OPENERS else None
        verb = _find_verb_of(line, parses, opener, n) if n is not None else None
        if n is None or verb is None or not hang(parses, opener, verb, "mark"):
            continue
        parses[verb] = parses[verb]._replace(relation="advcl")
        hang(parses, n, verb, "nsubj")
        for k in list_by(parses, n, "compound", "obl", "nmod", "dep"):
            if k < opener:
                hang(parses, k, verb, "obl")  # "nine days after"


_OPENERS = frozenset({"after", "before", "when", "as"})


def _find_opened(line: Line, parses: list[Parse], opener: int) -> int | None:
    """The noun right behind the word that opens the clause."""
    n = opener + 1
    while n < len(parses) and parses[n].head > n and parses[n].relation not in ("obl", *SUBJECTS):
        n += 1
    plain = n < len(parses) and line.tags[n] in ("NN", "NNS") and n not in line.timed
    own = [k for k in list_by(parses, n, "case") if k != opener] if plain else []
    return n if plain and not own and parses[n].relation == "obl" else None


def _find_verb_of(line: Line, parses: list[Parse], opener: int, n: int) -> int | None:
    """The verb behind it that the noun or the opening word hangs on, or that is joined to nothing else, if it lacks
    a subject."""
    lost = list_by(parses, parses[n].head, "parataxis")
    for verb in (parses[n].head, parses[opener].head, *lost):
        if verb <= n or line.tags[verb] != "VBD" or not 0 <= parses[verb].head < opener:
            continue
        if not list_by(parses, verb, "cc", *SUBJECTS, *HELPERS):
            return verb
    return None
