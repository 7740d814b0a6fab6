"""Roles: which person holds, begins or ends which role in which organization."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.coreference import find_focus, index_profiles
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import find_over
from sourceline.model import EventClaim, Reference, RoleClaim


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Tokens `first` to `last` (exclusive) that name a role; its qualifier, if any, before it."""

    first: int
    last: int
    role: str
    qualifier: str | None


def find_role_in(line: Line, first: int, last: int) -> RoleSpan | None:
    """The first role named between two tokens."""
    return next(list_roles(line, first, last), None)


def list_roles(line: Line, first: int, last: int) -> Iterator[RoleSpan]:
    """The roles named between two tokens, longest reading first."""
    n = first
    while n < last:
        span = _match_role(line, n, last)
        if span:
            yield span
            n = span.last
        else:
            n += 1


_RANKS = frozenset(
    {"major", "general", "chief", "deputy", "speaker", "principal", "chair", "private"}
)
"""Roles that are common words in small letters."""


def _match_role(line: Line, n: int, last: int) -> RoleSpan | None:
    gazetteer = load_gazetteer()
    if line.tokens[n].text[0].isupper() and line.tokens[n].text in gazetteer.given:
        return None
    common = (
        line.tokens[n].text in _RANKS and not line.tokens[min(n + 1, last - 1)].text[0].isupper()
    )
    for length in range(min(5, last - n), 1 if common else 0, -1):
        phrase = line.write(n, n + length).lower()
        single = (
            phrase.removesuffix("s")
            if phrase.endswith("s") and phrase not in gazetteer.roles
            else phrase
        )
        if phrase in gazetteer.roles or single in gazetteer.roles:
            before = line.tokens[n - 1].text.lower() if n else ""
            qualifier = before if before in gazetteer.qualifiers else None
            return RoleSpan(n, n + length, _as_single(line.write(n, n + length)), qualifier)
    return None


def _as_single(role: str) -> str:
    """ "co-CEOs" → "co-CEO"."""
    gazetteer = load_gazetteer()
    single = role.removesuffix("s")
    return single if single != role and single.lower() in gazetteer.roles else role


def find_roles(document: Document) -> tuple[RoleClaim, ...]:
    """Every role of a named person, each once."""
    found: dict[tuple[str, str], RoleClaim] = {}
    for line in read_lines(document):
        for claim in _read_line(document, line):
            key = (claim.person.profile or claim.person.name, claim.role.lower())
            old = found.get(key)
            found[key] = claim if old is None else _join(old, claim)
    return tuple(found.values())


def _join(one: RoleClaim, two: RoleClaim) -> RoleClaim:
    return replace(
        one,
        organization=one.organization or two.organization,
        qualifier=one.qualifier or two.qualifier,
        evidence=tuple(dict.fromkeys((*one.evidence, *two.evidence))),
    )


def _read_line(document: Document, line: Line) -> Iterator[RoleClaim]:
    for span in list_roles(line, 0, len(line.tokens)):
        organization = _find_organization(document, line, span)
        for person in _find_persons(document, line, span):
            sentence = document.source.sentences[line.number]
            yield RoleClaim(
                person=_refer(document, person),
                role=span.role,
                organization=_refer(document, organization) if organization else None,
                qualifier=span.qualifier,
                evidence=(make_evidence(document.source, sentence.start, sentence.end),),
                confidence=0.9 if organization else 0.7,
            )


def _refer(document: Document, profile: str) -> Reference:
    return Reference(index_profiles(document)[profile].name, profile)


def _person_at(document: Document, line: Line, n: int) -> str | None:
    mention = line.names.get(n) if 0 <= n < len(line.tokens) else None
    if mention is None or mention.profile is None:
        return None
    return mention.profile if index_profiles(document)[mention.profile].kind == "person" else None


def _find_persons(document: Document, line: Line, span: RoleSpan) -> list[str]:
    """Who holds it: "CEO X", "X, the CEO of Y", "appoints X and Z as CEO", "X is the CEO"."""
    after = _person_at(document, line, span.last)
    if after:
        return [after]
    behind = _skip_of(document, line, span.last)
    if behind != span.last:
        comma = behind < len(line.tokens) and line.tokens[behind].text == ","
        person = _person_at(document, line, behind + int(comma))
        if person:
            return [person]
    first = _skip_before(document, line, span.first)
    word = line.tokens[first - 1].text.lower() if first else ""
    if word == "," and _closes(document, line, span):
        person = _person_at(document, line, first - 2)
        return [person] if person else []
    if word in (
        "as",
        "become",
        "becomes",
        "became",
        "is",
        "was",
        "be",
        "been",
        "named",
        "appointed",
        "elected",
    ):
        return _persons_before(document, line, first - 1)
    return []


def _closes(document: Document, line: Line, span: RoleSpan) -> bool:
    """Whether the apposition ends in a mark before any verb does something."""
    del document
    for n in range(span.last, len(line.tokens)):
        if line.tokens[n].text in (",", ".", ";", ":", ")", "—", "–", "("):
            return True
        if line.tags[n] in ("VBZ", "VBD", "MD"):
            return False
    return True


def _skip_of(document: Document, line: Line, n: int) -> int:
    """Behind "of the Refugee Council" and "to the United States" after a role."""
    if n < len(line.tokens) and line.tokens[n].text in ("of", "for", "at", "to", "in"):
        end = n + 1
        while end < len(line.tokens) and (
            line.tokens[end].text.lower() == "the"
            or (end in line.names and not _person_at(document, line, end))
            or (end - n < 5 and line.tags[end] in ("NN", "POS"))
        ):
            end += 1
        return end if end > n + 1 else n
    return n


def _skip_before(document: Document, line: Line, n: int) -> int:
    """Before the words that belong to the role: "the interim", "NASA's former"."""
    while n > 0:
        word = line.tokens[n - 1].text
        if (
            word.lower() in load_gazetteer().qualifiers
            or line.tags[n - 1]
            in (
                "DT",
                "JJ",
                "NN",
                "POS",
                "PRP$",
                "VBG",
            )
            or (n - 1 in line.names and not _person_at(document, line, n - 1))
        ):
            n -= 1
        else:
            break
    return n


def _persons_before(document: Document, line: Line, n: int) -> list[str]:
    """The person, or the persons joined by "and", right before token `n`."""
    persons: list[str] = []
    place = n - 1
    while place >= 0:
        person = _person_at(document, line, place)
        if person:
            if person not in persons:
                persons.insert(0, person)
        elif not persons and line.tags[place] in (
            "VBZ",
            "VBD",
            "VBN",
            "VB",
            "RB",
            "MD",
            "IN",
            "DT",
        ):
            pass
        elif line.tokens[place].text.lower() not in ("and", ","):
            break
        place -= 1
    return persons


def _find_organization(document: Document, line: Line, span: RoleSpan) -> str | None:
    """ "CEO of Y", "Y's CEO", "Y CEO"; else the one that the whole text is about."""
    claims = index_profiles(document)

    def at(n: int) -> str | None:
        mention = line.names.get(n) if 0 <= n < len(line.tokens) else None
        profile = mention.profile if mention else None
        return profile if profile and claims[profile].kind in ("organization", "place") else None

    after = span.last
    if after < len(line.tokens) and line.tokens[after].text in ("of", "at", "for"):
        n = after + 1
        while n < len(line.tokens) and line.tags[n] in ("DT", "JJ", "PRP$") and n not in line.names:
            n += 1
        return at(n) or _anaphor_at(document, line, after + 1)
    # "chief financial officer and treasurer at the Acme Foundation"
    for n in range(after, min(after + 6, len(line.tokens) - 1)):
        if (
            line.tokens[n].text in (",", ".", ";")
            or n in line.names
            or line.tags[n].startswith("VB")
        ):
            break
        if line.tokens[n].text in ("at", "of", "for"):
            behind = n + 2 if line.tags[n + 1] == "DT" else n + 1
            return at(behind)
    before = span.first - 1
    while before >= 0 and (
        line.tokens[before].text.lower() in load_gazetteer().qualifiers
        or line.tags[before] == "POS"
    ):
        before -= 1
    found = at(before)
    if found:
        return found
    if span.role.lower() in _OFFICES:
        return find_focus(document)
    return None


_OFFICES = frozenset(
    {
        "ceo",
        "co-ceo",
        "cfo",
        "cto",
        "coo",
        "chief executive",
        "chief executive officer",
        "chairman",
        "chairwoman",
        "chief financial officer",
        "managing director",
    }
)


def _anaphor_at(document: Document, line: Line, n: int) -> str | None:
    if n >= len(line.tokens):
        return None
    anaphor = find_over(document.anaphors, line.tokens[n].start)
    return anaphor.profile if anaphor and anaphor.label == "ORG" else None


def date_roles(document: Document) -> tuple[RoleClaim, ...]:
    """The roles with the events that begin or end them."""
    return tuple(_date_role(document, role) for role in document.roles)


def _date_role(document: Document, role: RoleClaim) -> RoleClaim:
    for event in document.events:
        if event.status != "asserted" or event.kind not in ("departure", "appointment"):
            continue
        parts = {p.profile: p.role for p in event.participants if p.profile}
        if role.person.profile not in parts or not _is_same_place(role, event):
            continue
        leaves = event.kind == "departure"
        if leaves and role.qualifier != "former":
            return replace(role, end=event.date, event=event.id)
        if not leaves and parts[role.person.profile] != "participant":
            return replace(role, begin=event.date, event=event.id)
    return role


def _is_same_place(role: RoleClaim, event: EventClaim) -> bool:
    """Whether the event is in the role's organization, as far as both are known."""
    claims = {
        p.profile for p in event.participants if p.profile and p.role in ("agent", "organization")
    }
    others = claims - {role.person.profile}
    return role.organization is None or not others or role.organization.profile in others
