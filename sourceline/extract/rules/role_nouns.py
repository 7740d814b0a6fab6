"""Roles told by a noun or turned round: "the appointment of X as CEO", "the director is X"."""

from __future__ import annotations

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.persons import find_meant, find_person
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.role_verbs import Holding, Manner


def read_change_noun(document: Document, line: Line, where: Employer) -> Holding | None:
    """ "the appointment of Jane Roe as treasurer", "Roe's resignation as mayor", "her time as dean"."""
    place = where.first - 1
    if line.word(place) != "as":
        return None
    person = find_person(document, line, place - 1)
    if person:
        first = line.find_name_start(place - 1)
        manner = _find_manner(line.word(first - 2)) if line.word(first - 1) == "of" else None
        return Holding((person,), manner) if manner else None
    manner = _find_manner(line.word(place - 1))
    owner = place - 2
    while line.tag(owner).startswith(("JJ", "VBN")) or line.word(owner) in ("first", "second"):
        owner -= 1
    if manner is None:
        return None
    if line.tag(owner) == "POS":
        person = find_person(document, line, owner - 1)
    elif line.tag(owner) == "PRP$":
        person = find_meant(document, line, owner)
    return Holding((person,), manner) if person else None


def _find_manner(noun: str) -> Manner | None:
    nouns: dict[str, Manner] = read_table("offices")["changes"]
    return nouns.get(noun)


def _skip_calling(line: Line, n: int) -> int:
    """Behind what somebody is beside: "is a retired banker, Jane Roe", "is the novelist Jane Roe"."""
    k = n
    while line.tag(k) in ("DT", "JJ", "NN", "VBN", "CD", "HYPH") and k not in line.names:
        k += 1
    called = k > n + 1 and line.tag(n) == "DT"
    return k + (line.word(k) == ",") if called and line.tag(k - 1) == "NN" else n


_IS = frozenset({"is", "was", "remains", "remained", "'s", "’s"})


def read_turned(document: Document, line: Line, where: Employer) -> Holding | None:
    """ "The director of the museum is Jane Roe", "whose chairman was X", "Its president is X"."""
    n = where.last
    defined = where.owner is not None or where.reference is not None
    defined = defined or line.word(where.first) in ("whose", "its", "their")
    if not defined or line.word(n) not in _IS:
        return None
    n += 1
    while line.tag(n) == "RB" or line.word(n) in ("now", "still", "then"):
        n += 1
    n = _skip_calling(line, n)
    person = find_person(document, line, n)
    if person is None:
        return None
    end = line.find_name_end(n)
    closed = line.word(end + 1) in (",", ".", ";", ")", "who", "and", "")
    return Holding((person,), last=end) if closed else None
