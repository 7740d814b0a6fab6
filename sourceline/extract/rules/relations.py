"""Relations between profiles, from events, roles and the words between two names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.links import find_links
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.spoken import find_spoken, index_profiles, refer
from sourceline.model import Evidence, Participant, Reference, RelationClaim

# Kind of event → (predicate, kind the object must be). Who buys a firm is its owner from then on, if
# nothing comes between: that is for the event to tell, not for a relation.
_BY_EVENT = {
    "launch": ("maker_of", "product"),
    "founding": ("founder_of", "organization"),
    "lawsuit": ("sued", ""),
    "succession": ("succeeded", "person"),
}


def find_relations(document: Document) -> tuple[RelationClaim, ...]:
    """Each relation once, with all its evidence."""
    found: dict[tuple[str, str, str], RelationClaim] = {}
    for claim in (*_read_events(document), *_read_roles(document), *_read_lines(document)):
        key = (claim.subject.name, claim.predicate, claim.object.name)
        old = found.get(key)
        evidence = claim.evidence if old is None else (*old.evidence, *claim.evidence)
        found[key] = replace(old or claim, evidence=tuple(dict.fromkeys(evidence)))
    return tuple(found.values())


def _read_events(document: Document) -> Iterator[RelationClaim]:
    claims = index_profiles(document)
    for event in document.events:
        if event.kind not in _BY_EVENT or event.status != "asserted":
            continue
        predicate, kind = _BY_EVENT[event.kind]
        for agent in event.participants:
            for other in event.participants:
                if (
                    _fits(agent, other)
                    and other.profile
                    and kind in ("", claims[other.profile].kind)
                ):
                    yield _make(
                        _refer(agent), predicate, _refer(other), event.evidence, event.confidence
                    )


def _fits(agent: Participant, other: Participant) -> bool:
    return bool(
        agent.role == "agent" and other.role == "object" and agent.profile and other.profile
    )


def _refer(participant: Participant) -> Reference:
    return Reference(participant.name, participant.profile)


def _read_roles(document: Document) -> Iterator[RelationClaim]:
    for role in document.roles:
        if role.organization and role.role.lower() in ("founder", "co-founder", "cofounder"):
            yield _make(role.person, "founder_of", role.organization, role.evidence, 0.9)
        elif role.organization and role.role.lower() == "owner":
            yield _make(role.person, "owner_of", role.organization, role.evidence, 0.8)


def _make(
    subject: Reference,
    predicate: str,
    other: Reference,
    evidence: tuple[Evidence, ...],
    confidence: float,
) -> RelationClaim:
    return RelationClaim(
        subject=subject, predicate=predicate, object=other, evidence=evidence, confidence=confidence
    )


# --- the words between two names --------------------------------------------------------------


def _read_lines(document: Document) -> Iterator[RelationClaim]:
    for line in read_lines(document):
        yield from _read_makers(document, line)
        for subject, predicate, other in find_links(document, line):
            yield _tell(document, line, subject, predicate, other)


def _read_makers(document: Document, line: Line) -> Iterator[RelationClaim]:
    """ "Acme's browser, Gull", "the company's project, Gull"."""
    claims = index_profiles(document)
    nouns = read_table("products")["nouns"]
    for place, phrase in enumerate(line.phrases[:-1]):
        if phrase.kind != "noun":
            continue
        owner = _possessor(document, line, phrase.first, phrase.last)
        if owner is None or claims[owner].kind not in ("organization", "person"):
            continue
        product = _product_in(document, line, phrase.first, phrase.last)
        comma = line.phrases[place + 1].kind == "comma" and place + 2 < len(line.phrases)
        if product is None and comma and line.words[phrase.head] in nouns:
            after = line.phrases[place + 2]
            product = _product_in(document, line, after.first, after.last)
        if product and product != owner:
            yield _tell(document, line, owner, "maker_of", product)


def _possessor(document: Document, line: Line, first: int, last: int) -> str | None:
    for n in range(first, last - 1):
        if line.tags[n + 1] == "POS" or line.tags[n] == "PRP$":
            mention = find_spoken(document, line, n)
            if mention and mention.profile:
                return mention.profile
    return None


def _product_in(document: Document, line: Line, first: int, last: int) -> str | None:
    claims = index_profiles(document)
    for n in range(first, last):
        mention = line.names.get(n)
        if mention and mention.profile and claims[mention.profile].kind == "product":
            return mention.profile
    return None


def _tell(
    document: Document, line: Line, subject: str, predicate: str, other: str
) -> RelationClaim:
    evidence = quote_sentence(document.source, line.number)
    return _make(
        refer(document, subject),
        predicate,
        refer(document, other),
        (evidence,),
        0.85,
    )
