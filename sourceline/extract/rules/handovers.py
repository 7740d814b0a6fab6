"""Roles that are told by another's: "she took over from X", "his successor, X", "Roe's deputy, X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.persons import find_person, find_subject, list_persons
from sourceline.extract.rules.phrases import Line, Verb, read_lines, read_verb
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.role_words import find_deed, find_role_in
from sourceline.extract.rules.spoken import refer
from sourceline.extract.rules.terms import find_change
from sourceline.model import Date, Evidence, Reference, RoleClaim
from sourceline.model import Sentence as SourceSentence


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


_UNKNOWN = "?"
"""An organization that the tagger passed over."""


@dataclass(frozen=True, slots=True)
class Handover:
    """That one person takes a role over from another."""

    new: str
    old: str
    date: Date | None
    line: Line
    future: bool = False
    passes: bool = False
    """Whether it is told of a place, which is the old one's: "her post will go to"."""
    vacant: bool = False
    """Whether the place was empty since: what it is, only the new one's role tells."""

    def find_body(self) -> str | None:
        """The organization before the name of whom is followed: "Acme's Jane Roe"."""
        for first, _, mention in self.line.list_names():
            if mention.profile == self.old and self.line.tag(first - 1) == "POS":
                owner = self.line.names.get(first - 2)
                named = self.line.tag(first - 2).startswith("NNP")
                return owner.profile if owner else _UNKNOWN if named else None
        return None


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
                    yield from _read_vacancy(document, line, phrase.head, verb)
        for n in range(1, len(line.words)):
            if line.tags[n] == "VBG" and line.words[n - 1] in (",", "and"):
                yield from _read_following(document, line, n)


def _read_following(document: Document, line: Line, head: int) -> Iterator[Handover]:
    """ "X becomes chair, succeeding W", "Acme named X as chair, replacing W", "W leaves, making way for X"."""
    base = find_deed(line.words[head])
    if base in _GIVING:
        yield from _read_giving(document, line, head, base)
    if base not in ("succeed", "replace"):
        return
    old = list(list_persons(document, line, head + 1, _find_stop(line.words, head + 1)))[:1]
    new = find_subject(document, line, head)
    above = line.parses[head].head if line.parses else -1
    if 0 <= above < head and not find_subject(document, line, above):
        new = list(list_persons(document, line, above + 1, head))[:1]
    if len(new) == 1 and old and new != old:
        yield Handover(new[0], old[0], None, line)


_LEAVING = frozenset(
    {
        "dismiss",
        "sack",
        "fire",
        "oust",
        "remove",
        "quit",
        "leave",
        "resign",
        "retire",
        "die",
        "depart",
    }
)
_VACANT = frozenset({"vacancy", "vacant", "empty", "unfilled", "open"})


def _read_vacancy(document: Document, line: Line, head: int, verb: Verb) -> Iterator[Handover]:
    """ "fills a vacancy created in May, when W was dismissed", "The post has been vacant since W quit"."""
    base = find_deed(line.words[head])
    before = set(line.words[:head])
    if base not in _LEAVING or not _VACANT & before or not {"since", "when", "after"} & before:
        return
    if "open" in before and not _PLACES & before:
        return
    objects = [] if verb.passive else list(list_persons(document, line, head + 1, head + 5))
    old = find_subject(document, line, head) if verb.passive or not objects else objects[:1]
    lines = (line, read_lines(document)[line.number - 1]) if line.number else (line,)
    others = (
        person
        for each in lines
        for person in list_persons(document, each, 0, head if each is line else len(each.words))
    )
    new = next((person for person in others if person not in old), None)
    if len(old) == 1 and new:
        date = find_change(document, line, head, head + 1)
        yield Handover(new, old[0], date, line, vacant=True)


_PLACES = frozenset({"place", "post", "job", "position", "role", "seat", "office", "duties"})
"""What passes from one person to another: "his place was taken by", "her post will go to"."""


def _read_passing(document: Document, line: Line, head: int, base: str) -> Iterator[Handover]:
    """ "His place was taken by X", "Roe's post will go to X", "X took her place"."""
    place = next((n for n in range(head - 1, max(-1, head - 9), -1) if _is_place(line, n)), -1)
    behind = {"take": "by", "fill": "by", "go": "to", "pass": "to"}[base]
    if place >= 0 and behind in line.words[head + 1 : head + 6]:
        first = line.words.index(behind, head) + 1
        new = list(list_persons(document, line, first, _find_stop(line.words, first)))[:1]
    else:
        place = next((n for n in range(head + 1, head + 4) if _is_place(line, n)), -1)
        new = find_subject(document, line, head) if place >= 0 and base in ("take", "fill") else []
    old = _find_owner(document, line, place) if place >= 0 else None
    if len(new) == 1 and old and new[0] != old:
        date = find_change(document, line, head, head + 1)
        yield Handover(new[0], old, date, line, passes=True)


def _is_place(line: Line, n: int) -> bool:
    return line.word(n) in _PLACES and line.tag(n - 1) in ("PRP$", "POS")


def _find_owner(document: Document, line: Line, place: int) -> str | None:
    """Whose place it is: "Roe's", "her"."""
    if line.tag(place - 1) == "POS":
        return find_person(document, line, place - 2)
    anaphor = find_over(document.anaphors, line.tokens[place - 1].start)
    return anaphor.profile if anaphor and anaphor.label == "PER" else None


_GIVING = {"hand": ("over", "to"), "give": ("way", "to"), "make": ("way", "for")}
"""Verbs of who goes for another, and what stands before the other: "handed over to"."""


def _read_giving(document: Document, line: Line, head: int, base: str) -> Iterator[Handover]:
    """ "She handed over in 1920 to X", "W is making way for X"."""
    what, link = _GIVING[base]
    stop = _find_stop(line.words, head + 1)
    if line.word(head + 1) != what or link not in line.words[head + 2 : min(head + 7, stop)]:
        return
    first = line.words.index(link, head + 2) + 1
    new = list(list_persons(document, line, first, min(first + 8, len(line.words))))[-1:]
    old = find_subject(document, line, head)
    if len(old) == 1 and new and new != old:
        yield Handover(new[0], old[0], find_change(document, line, head, first), line)


def _read_handover(document: Document, line: Line, head: int, verb: Verb) -> Iterator[Handover]:
    words = line.words
    base = find_deed(words[head])
    if base in _GIVING and line.tags[head] != "VBG":
        yield from _read_giving(document, line, head, base)
    if base in ("take", "fill", "go", "pass") and words[head + 1 : head + 2] != ("over",):
        yield from _read_passing(document, line, head, base)
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
    if words[stop : stop + 1] == ("as",) and _names_role(line, stop + 1):
        return  # "to replace W as chair": the role is told there
    others = list(list_persons(document, line, first, stop))[:1]
    new, old = (others, subject) if passive else (subject, others)
    if len(new) == 1 and len(old) == 1 and new != old:
        yield Handover(new[0], old[0], find_change(document, line, head, stop), line, verb.future)


def _names_role(line: Line, n: int) -> bool:
    return find_role_in(line, n, min(n + _NEAR, len(line.tokens))) is not None


_NEAR = 6
"""Words behind "as" among which a role stands."""


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
    old = [
        c
        for c in found
        if c.qualifier != "former"
        and not _is_to_come(document, c)
        and not _is_since(c)
        and not _is_next(c, here)
    ]
    begun = [c for c in others if c.begin]
    known = _find_role(old, handover.old, here.end)
    if handover.vacant:
        filled = {"fill", "fills", "filled", "filling"} & set(handover.line.words)
        number = handover.line.number - bool(filled and handover.line.number)
        first = document.source.sentences[number].start
        told = [c for c in others if any(first <= e.start < here.end for e in c.evidence)]
        known = _find_role(begun, handover.new, here.end) or _find_role(
            told, handover.new, here.end
        )
    elif not handover.passes:
        known = (
            _find_role(begun, handover.new, here.end)
            or known
            or _find_role(others, handover.new, here.end)
        )
    body = handover.find_body()
    if known is None or (body and known.organization and known.organization.profile != body):
        return
    evidence = next(
        (e for e in known.evidence if e.start <= here.start < e.end),
        quote_sentence(document.source, handover.line.number),
    )
    _put(document, found, known, handover.new, evidence, begin=handover.date)
    begun_then = known.begin if known.person.profile == handover.new else None
    _put(document, found, known, handover.old, evidence, end=handover.date or begun_then)


def _find_role(claims: Sequence[RoleClaim], person: str, place: int) -> RoleClaim | None:
    """The role of a person told last before `place`, or else first after it."""
    own = [
        c
        for c in claims
        if c.person.profile == person
        and c.confidence >= 0.5
        and c.qualifier not in ("former", "deputy", "retired")
        and not c.role.lower().endswith("founder")
        and c.role.lower().split()[-1] not in read_words("offices", "employers", "helpers")
    ] or [
        c
        for c in claims
        if c.person.profile == person and c.confidence >= 0.5 and c.qualifier == "former"
    ]
    before = [c for c in own if min(e.start for e in c.evidence) < place]
    last = max((_find_last(c, place) for c in before), default=0)
    told = [c for c in before if _find_last(c, place) == last]
    return told[-1] if told else next(iter(own), None)


def _find_last(claim: RoleClaim, place: int) -> int:
    """Where a role is told last before `place`."""
    return max(e.start for e in claim.evidence if e.start < place)


def _is_since(claim: RoleClaim) -> bool:
    """ "took over from W, now vice-chairman": what the other is since."""
    return any(f"now {claim.role}" in evidence.exact for evidence in claim.evidence)


def _is_next(claim: RoleClaim, here: SourceSentence) -> bool:
    """ "took over from W after he was appointed coach to Y": what the other gets then, told in the sentence `here`."""
    only = all(here.start <= e.start < here.end for e in claim.evidence)
    got = rf"\b(?:appointed|named|made|hired|elected|became|become) (?:as )?(?:an? |the )?{re.escape(claim.role)}\b"
    return only and any(re.search(got, e.exact) for e in claim.evidence)


def _is_to_come(document: Document, claim: RoleClaim) -> bool:
    """Whether a role begins only on the day of the text or later, as "its next chief executive": what somebody leaves is
    another."""
    published = document.source.published
    if any(f"next {claim.role}" in evidence.exact for evidence in claim.evidence):
        return True
    return bool(claim.begin and published and claim.begin.edtf >= published)


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
