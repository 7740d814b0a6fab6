"""Roles that a verb tells: "who heads the clinic", "Roe, who has chaired the Growers' Union since 2019"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.dependents import find_child
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer
from sourceline.extract.rules.epithets import is_vague, resolve_noun
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table, read_words
from sourceline.extract.rules.persons import find_person, find_subject, list_persons
from sourceline.extract.rules.phrases import Line, Phrase, read_lines, read_verb
from sourceline.extract.rules.role_verbs import Holding
from sourceline.extract.rules.role_words import find_deed
from sourceline.extract.rules.spoken import refer
from sourceline.extract.rules.terms import Term, find_change, read_bounds, read_term
from sourceline.extract.rules.workplaces import find_end, find_first, read_body
from sourceline.model import SURE, Reference, RoleClaim


def add_tenures(document: Document, claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims with the roles that verbs tell. Where a noun tells one of the same person in the same
    organization, the verb only dates it."""
    found = list(claims)
    for line in read_lines(document):
        for phrase in line.phrases:
            claim = _read_tenure(document, line, phrase) if phrase.kind == "verb" else None
            if claim:
                _put(document, found, claim)
    return found


def _is_earlier(document: Document, claim: RoleClaim, old: RoleClaim) -> bool:
    """ "Acme named X as its next chief, who heads its trading arm": what is held before the other begins."""
    published = document.source.published
    to_come = bool(published and old.begin and old.begin.edtf >= published)
    return to_come and claim.begin is None and claim.role == "head"


_OTHERWISE = ("founder", "owner", "member")
"""Roles that somebody has beside the office that a verb tells."""


def _put(document: Document, found: list[RoleClaim], claim: RoleClaim) -> None:
    for n, old in enumerate(found):
        if old.role.lower().endswith(_OTHERWISE):
            continue
        same = (old.person, old.organization) == (claim.person, claim.organization)
        if same and old.confidence >= SURE and not _is_earlier(document, claim, old):
            if old.qualifier is None:
                found[n] = replace(old, begin=old.begin or claim.begin, end=old.end or claim.end)
            return
    found.append(claim)


_LOOSE = frozenset({"run"})
"""Verbs that date a role, but alone tell of none for sure: who runs a firm may own it."""


def _read_tenure(document: Document, line: Line, phrase: Phrase) -> RoleClaim | None:
    """One that lasts: "heads", "has headed since"; "headed the team to victory" is a deed."""
    roles: dict[str, str] = read_table("offices")["tenures"]
    role = roles.get(find_deed(line.words[phrase.head]))
    verb = read_verb(line, phrase)
    if role is None or verb.negated or verb.modal:
        return None
    if verb.passive or verb.form == "participle":
        return _read_suffered(document, line, phrase, role)
    if verb.form == "infinitive":
        return _read_purpose(document, line, phrase, role)
    lasting = line.tags[phrase.head] in ("VBZ", "VBP") or verb.perfect
    if not lasting and verb.form != "finite":
        return None
    end = find_end(document, line, phrase.last)
    if end > phrase.last and line.words[phrase.last] in ("no", "any", "every"):
        return None
    where = _read_object(document, line, phrase.last, end)
    if role == "editor" and "POS" in line.tags[phrase.last : end]:
        mention = line.names.get(end - 1)  # "edits the centre's Tide Report"
        where = Reference(mention.text, mention.profile) if mention else None
    persons = find_subject(document, line, phrase.head) if where else []
    person = refer(document, persons[0]) if len(persons) == 1 else None
    if where is None or person is None:
        return None
    team = role in ("coach", "manager") and where.name.endswith(_TEAMS)
    if role in _ANYTHING and where.profile is None and not team:
        return None
    begin, finish = read_term(
        document, line, Employer(phrase.last, end), Holding((persons[0],), verb=-1)
    )
    if not (begin or finish):
        begin, finish = _read_opening(document, line, phrase.first)
    base = find_deed(line.words[phrase.head])
    standing = base in _STANDING and (where.profile is not None or base == "chair")
    if not (lasting or begin or finish or standing):
        return None  # a deed; but "chaired the commission from 2017 until 2022"
    return RoleClaim(
        person=person,
        role=role,
        organization=where,
        begin=begin,
        end=finish,
        evidence=(quote_sentence(document.source, line.number),),
        confidence=0.4 if find_deed(line.words[phrase.head]) in _LOOSE else 0.6,
    )


_STANDING = frozenset({"run", "chair", "manage"})
"""Verbs that tell of no single deed: "who ran the institute's northern branch", not "led the team to victory"."""


def _read_opening(document: Document, line: Line, verb: int) -> Term:
    """ "Until 2022 she chaired the fund", "From 2011 to 2019 he led": the dates before the subject."""
    if line.words[0] not in ("until", "from", "since", "between"):
        return None, None
    stop = next((n for n in range(1, verb) if n not in line.timed and not _joins(line, n)), verb)
    return read_bounds(document, line, 0, stop)


def _joins(line: Line, n: int) -> bool:
    return line.words[n] in ("and", "to", "until")


def _read_purpose(document: Document, line: Line, phrase: Phrase, role: str) -> RoleClaim | None:
    """ "quit in March to head Acme", "became the first woman to head the bureau"."""
    governor = line.parses[phrase.head].head if line.parses else -1
    end = find_end(document, line, phrase.last)
    where = _read_object(document, line, phrase.last, end)
    if governor < 0 or where is None or where.profile is None or role in ("editor", "coach"):
        return None
    persons: list[str] = []
    if find_deed(line.words[governor]) in _changes():
        persons = list(list_persons(document, line, governor + 1, phrase.first))[:1]
        persons = persons or find_subject(document, line, governor)
    elif line.words[governor] in ("woman", "man", "person"):
        verb = line.parses[governor].head if line.parses[governor].relation == "xcomp" else governor
        persons = find_subject(document, line, verb)
    if len(persons) != 1:
        return None
    verb = governor if line.tags[governor].startswith("VB") else line.parses[governor].head
    return RoleClaim(
        person=refer(document, persons[0]),
        role=role,
        organization=where,
        begin=find_change(document, line, verb, end) if verb >= 0 else None,
        evidence=(quote_sentence(document.source, line.number),),
        confidence=0.6,
    )


@cache
def _changes() -> frozenset[str]:
    """Verbs of who comes or goes."""
    keys = ("make", "begin", "end", "departure", "membership")
    return frozenset().union(*(read_words("offices", "verbs", key) for key in keys))


_ANYTHING = frozenset({"leader", "director", "editor", "coach", "manager"})
"""Roles of whom a verb may tell with any thing: "directs a play", "leads the way"."""


_TEAMS = ("team", "club", "squad")


def _read_suffered(document: Document, line: Line, phrase: Phrase, role: str) -> RoleClaim | None:
    """ "the Growers' Union, led by Jane Roe,": who stands behind "by" leads what stands before it."""
    by = phrase.last
    begin = None
    if line.word(by) == "since":
        begin, _ = read_term(document, line, Employer(phrase.first, by), Holding((), verb=-1))
        while by < len(line.tokens) and line.word(by) != "by":
            by += 1
    person = _find_described(document, line, by + 1) if line.word(by) == "by" else None
    before = phrase.first - 1
    while line.word(before) in _BEFORE_LED:
        before -= 1
    if line.parses and line.tag(phrase.first).startswith("VB") and phrase.first < phrase.head:
        # "The choir, founded in 1970, has been led by"
        subject = find_child(line, phrase.head, "nsubj")
        tied = subject is not None and line.words[subject] not in _BEFORE_LED
        before = line.find_name_end(subject) if subject is not None and tied else before
    where = _read_before(document, line, before) or _read_coached(document, line, before, role)
    if person is None or where is None or where.profile == person:
        return None
    if begin is None:
        last = next((n for n in range(by, len(line.words)) if find_person(document, line, n)), by)
        last = line.find_name_end(last) + 1
        begin, _ = read_term(document, line, Employer(by, last), Holding((), verb=-1))
    return RoleClaim(
        person=refer(document, person),
        role=role,
        organization=where,
        begin=begin,
        evidence=(quote_sentence(document.source, line.number),),
        confidence=0.4 if find_deed(line.words[phrase.head]) in _LOOSE else 0.6,
    )


_BEFORE_LED = frozenset(
    {",", "which", "who", "is", "are", "that", "being", "then", "now", "still", "was", "were"}
)


def _read_coached(document: Document, line: Line, n: int, role: str) -> Reference | None:
    """The player whom somebody coaches: "Jane Roe, who is coached by X"."""
    return refer(document, find_person(document, line, n)) if role == "coach" else None


def _find_described(document: Document, line: Line, n: int) -> str | None:
    """The person named at `n`, or behind what describes them there: "her brother, Leroy Roe", "the grazier Sir Ian Roe"."""
    for k in range(n, min(n + 7, len(line.tokens))):
        person = find_person(document, line, k)
        if person and line.tag(line.find_name_end(k) + 1) != "POS":
            return person
        if not (
            k in line.names
            or line.word(k) in (",", "'s", "’s")
            or line.tags[k] in ("DT", "PRP$", "JJ", "NN", "VBN", "CD", "HYPH")
            or line.tokens[k].text in load_gazetteer().honorifics
        ):
            return None
    return None


def _read_before(document: Document, line: Line, n: int) -> Reference | None:
    """The organization that ends at token `n`: a name, or "a boxing club"."""
    mention = line.names.get(n)
    if mention is not None:
        return refer(document, mention.profile) if mention.label == "ORG" else None
    word, first = line.word(n), find_first(line, n)
    if word == "board":
        profile = resolve_noun(document, line, n)
        return refer(document, profile) if profile else Reference(word)
    if word not in read_words("offices", "employers", "bodies") or is_vague(word):
        return None
    opens = first
    while line.tag(opens - 1) in ("HYPH", "CD", "JJ", "NN", "VBN"):
        opens -= 1
    first = n if opens < first else first  # "a three-member mission"
    return Reference(line.write(first, n + 1)) if line.tag(opens - 1) == "DT" else None


def _read_object(document: Document, line: Line, first: int, last: int) -> Reference | None:
    return read_body(document, line, first, last) if last > first else None
