"""Roles that a verb tells: "who heads the clinic", "Roe, who has chaired the Growers' Union since 2019"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer, find_end, read_body
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.persons import find_person, find_subject
from sourceline.extract.rules.phrases import Line, Phrase, read_lines, read_verb
from sourceline.extract.rules.role_verbs import Holding
from sourceline.extract.rules.role_words import find_deed
from sourceline.extract.rules.spoken import refer
from sourceline.extract.rules.terms import read_term
from sourceline.model import Reference, RoleClaim


def add_tenures(document: Document, claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims with the roles that verbs tell. Where a noun tells one of the same person in the same
    organization, the verb only dates it."""
    found = list(claims)
    for line in read_lines(document):
        for phrase in line.phrases:
            claim = _read_tenure(document, line, phrase) if phrase.kind == "verb" else None
            if claim:
                _put(found, claim)
    return found


def _put(found: list[RoleClaim], claim: RoleClaim) -> None:
    for n, old in enumerate(found):
        same = (old.person, old.organization) == (claim.person, claim.organization)
        if same and old.confidence >= 0.5:
            if old.qualifier is None:
                found[n] = replace(old, begin=old.begin or claim.begin, end=old.end or claim.end)
            return
    found.append(claim)


def _read_tenure(document: Document, line: Line, phrase: Phrase) -> RoleClaim | None:
    """One that lasts: "heads", "has headed since"; "headed the team to victory" is a deed."""
    roles: dict[str, str] = read_table("offices")["tenures"]
    role = roles.get(find_deed(line.words[phrase.head]))
    verb = read_verb(line, phrase)
    if role is None or verb.negated or verb.modal:
        return None
    if verb.passive or verb.form == "participle":
        return _read_suffered(document, line, phrase, role)
    if line.tags[phrase.head] not in ("VBZ", "VBP") and not verb.perfect:
        return None
    end = find_end(document, line, phrase.last)
    if end > phrase.last and line.words[phrase.last] in ("no", "any", "every"):
        return None
    where = _read_object(document, line, phrase.last, end)
    persons = find_subject(document, line, phrase.head) if where else []
    person = refer(document, persons[0]) if len(persons) == 1 else None
    if where is None or person is None or (role == "leader" and where.profile is None):
        return None
    begin, finish = read_term(
        document, line, Employer(phrase.last, end), Holding((persons[0],), verb=-1)
    )
    return RoleClaim(
        person=person,
        role=role,
        organization=where,
        begin=begin,
        end=finish,
        evidence=(quote_sentence(document.source, line.number),),
        confidence=0.6,
    )


def _read_suffered(document: Document, line: Line, phrase: Phrase, role: str) -> RoleClaim | None:
    """ "the Growers' Union, led by Jane Roe,": who stands behind "by" leads what stands before it."""
    by = phrase.last
    person = find_person(document, line, by + 1) if line.word(by) == "by" else None
    before = phrase.first - 1
    while line.word(before) in (",", "which", "is", "that"):
        before -= 1
    mention = line.names.get(before)
    if person is None or mention is None or mention.label != "ORG" or mention.profile is None:
        return None
    return RoleClaim(
        person=refer(document, person),
        role=role,
        organization=refer(document, mention.profile),
        evidence=(quote_sentence(document.source, line.number),),
        confidence=0.6,
    )


def _read_object(document: Document, line: Line, first: int, last: int) -> Reference | None:
    return read_body(document, line, first, last) if last > first else None
