"""Roles that are told by another's: "she took over from X", "his successor, X", "Roe's deputy, X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.persons import find_subject, list_persons
from sourceline.extract.rules.phrases import Line, Verb, read_lines, read_verb
from sourceline.extract.rules.role_words import find_deed
from sourceline.extract.rules.spoken import refer
from sourceline.extract.rules.terms import find_change
from sourceline.model import Date, Evidence, Reference, RoleClaim


@dataclass(frozen=True, slots=True)
class Kinship:
    """That a person is the successor, predecessor or deputy of another."""

    person: str
    noun: str
    owner: str
    evidence: Evidence
    place: int
    """Where in the text it is told."""
    date: Date | None = None
    organization: Reference | None = None
    """Where a counterpart holds the like role."""


@dataclass(frozen=True, slots=True)
class Handover:
    """That one person takes a role over from another."""

    new: str
    old: str
    date: Date | None
    line: Line
    future: bool = False


def find_handovers(document: Document) -> Iterator[Handover]:
    """Each "X succeeded W", "X took over from W", "X was replaced by W" of the text."""
    for line in read_lines(document):
        for phrase in line.phrases:
            if phrase.kind == "verb":
                verb = read_verb(line, phrase)
                if not verb.negated and verb.modal not in (
                    "may",
                    "might",
                    "could",
                    "would",
                    "should",
                ):
                    yield from _read_handover(document, line, phrase.head, verb)


def _read_handover(document: Document, line: Line, head: int, verb: Verb) -> Iterator[Handover]:
    words = line.words
    base = find_deed(words[head])
    if base not in ("succeed", "replace", "take"):
        return
    stop = _find_stop(words, head + 1)
    subject = find_subject(document, line, head)
    if base in ("succeed", "replace"):
        passive = verb.passive or "by" in words[head + 1 : head + 2]
        first = head + 1
    elif base == "take" and "over" in words[head : head + 2] and "from" in words[head:stop]:
        passive, first = False, words.index("from", head) + 1
    else:
        return
    others = list(list_persons(document, line, first, stop))[:1]
    new, old = (others, subject) if passive else (subject, others)
    if len(new) == 1 and len(old) == 1 and new != old:
        yield Handover(new[0], old[0], find_change(document, line, head, stop), line, verb.future)


def _find_stop(words: Sequence[str], n: int) -> int:
    """Where what is done to whom ends at the latest."""
    while n < len(words) and words[n] not in (";", "who", "when", "after", "as", "and"):
        n += 1
    return n


def pass_on(
    document: Document, claims: Sequence[RoleClaim], kinships: Sequence[Kinship]
) -> tuple[RoleClaim, ...]:
    """The claims with those that follow from whom a person succeeds, precedes or is deputy to."""
    found = list(claims)
    for handover in find_handovers(document):
        _follow_handover(document, found, handover)
    for kinship in kinships:
        _follow_kinship(document, found, kinship)
    return tuple(found)


def _follow_handover(document: Document, found: list[RoleClaim], handover: Handover) -> None:
    here = document.source.sentences[handover.line.number]
    # "X, head of A, will succeed W": what X is now is not what W was.
    others = [
        c
        for c in found
        if not handover.future or c.begin or min(e.start for e in c.evidence) < here.start
    ]
    old = [c for c in found if c.qualifier != "former"]
    begun = [c for c in others if c.begin]
    known = (
        _find_role(begun, handover.new, here.end)
        or _find_role(old, handover.old, here.end)
        or _find_role(others, handover.new, here.end)
    )
    if known is None:
        return
    evidence = next(
        (e for e in known.evidence if e.start <= here.start < e.end),
        quote_sentence(document.source, handover.line.number),
    )
    _put(document, found, known, handover.new, evidence, begin=handover.date)
    _put(document, found, known, handover.old, evidence, end=handover.date)


def _find_role(claims: Sequence[RoleClaim], person: str, place: int) -> RoleClaim | None:
    """The role of a person told last before `place`, or else first after it."""
    own = [
        c
        for c in claims
        if c.person.profile == person
        and c.confidence >= 0.5
        and c.qualifier not in ("former", "deputy", "retired")
        and c.role.lower().split()[-1] not in read_words("offices", "employers", "helpers")
    ] or [
        c
        for c in claims
        if c.person.profile == person and c.confidence >= 0.5 and c.qualifier == "former"
    ]
    before = [c for c in own if min(e.start for e in c.evidence) < place]
    return before[-1] if before else next(iter(own), None)


def _put(
    document: Document,
    found: list[RoleClaim],
    known: RoleClaim,
    person: str,
    evidence: Evidence,
    *,
    begin: Date | None = None,
    end: Date | None = None,
    qualifier: str | None = None,
) -> None:
    """Give the person the known role, or date it where it is there."""
    for n, claim in enumerate(found):
        if (
            claim.person.profile == person
            and claim.role.lower() == known.role.lower()
            and _is_deputy(claim) == (qualifier == "deputy")
        ):
            found[n] = replace(claim, begin=claim.begin or begin, end=claim.end or end)
            return
    found.append(
        RoleClaim(
            person=refer(document, person),
            role=known.role,
            organization=known.organization,
            qualifier=qualifier,
            begin=begin,
            end=end,
            evidence=(evidence,),
            confidence=0.6,
        )
    )


def _is_deputy(claim: RoleClaim) -> bool:
    return claim.qualifier == "deputy"


def _is_learned(claim: RoleClaim) -> bool:
    """ "professor of brass", "chair of prehistory", to whom nobody is deputy."""
    role = claim.role.lower()
    return "professor" in role or (
        role.startswith("chair of ") and not role.startswith("chair of the ")
    )


def _follow_kinship(document: Document, found: list[RoleClaim], kinship: Kinship) -> None:
    others = [c for c in found if not _is_learned(c)] if kinship.noun == "deputy" else found
    known = _find_role(others, kinship.owner, kinship.place)
    if known is None or kinship.person == kinship.owner:
        return
    if kinship.noun == "counterpart":
        if kinship.organization is None:
            return
        known = replace(known, organization=kinship.organization)
    qualifier = {"deputy": "deputy", "predecessor": "former"}.get(kinship.noun)
    begin = kinship.date if kinship.noun == "successor" else None
    _put(document, found, known, kinship.person, kinship.evidence, begin=begin, qualifier=qualifier)
