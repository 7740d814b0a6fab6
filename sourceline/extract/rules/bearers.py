"""Who an office without a name is: "A former head of planning at Acme has been charged. … Jane Roe, 58, was arrested".

News of courts and accidents tells first what somebody is, and in the next sentence the name, with the age.
"""

from __future__ import annotations

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.persons import find_person
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.role_verbs import Holding
from sourceline.extract.rules.role_words import RoleSpan

_NEAR = 2
"""Sentences behind the office in which the name stands."""


def read_bearer(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """The first person named behind a sentence that begins with an office of somewhere and names nobody."""
    opens = (
        where.first == 0 and line.tags[0] == "DT" and line.tag(where.last).startswith(("VB", "MD"))
    )
    speaks = span.noun in read_words("offices", "employers", "helpers")
    if not opens or speaks or where.reference is None or _list_persons(document, line):
        return None
    for after in read_lines(document)[line.number + 1 : line.number + 1 + _NEAR]:
        named = _list_persons(document, after)
        if named:
            person, last = named[0]
            aged = after.word(last) == "," and after.word(last + 1).isdigit()
            return Holding((person,)) if aged and after.word(last + 2) == "," else None
    return None


def _list_persons(document: Document, line: Line) -> list[tuple[str, int]]:
    """The persons that a sentence names, each with the token behind the name."""
    found = ((find_person(document, line, first), last) for first, last, _ in line.list_names())
    return [(person, last) for person, last in found if person]
