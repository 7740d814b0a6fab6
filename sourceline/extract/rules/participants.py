"""Who takes part in a deed, and as what."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.rules.deeds import Deed, is_manner
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.doers import find_part
from sourceline.extract.rules.nouns import Noun, list_nouns_of, name_nouns
from sourceline.extract.rules.phrases import AGENT, OBJECT
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.verb_forms import SPANS
from sourceline.model import Participant, ParticipantRole


def list_participants(document: Document, deed: Deed) -> tuple[Participant, ...]:
    """Each once, in the role it stands in first."""
    found: dict[str, Participant] = {}
    for participant in _walk_deed(document, deed):
        found.setdefault(participant.name.lower(), participant)
    return tuple(found.values())


_ROLES: dict[str, ParticipantRole] = {"organization": "organization", "agent": "agent"}
"""What a frame may call its object instead."""


def _walk_deed(document: Document, deed: Deed) -> Iterator[Participant]:
    predicate = deed.predicate
    named = deed.frame.object_role
    object_role = _ROLES.get(named, "object")
    for noun in deed.agents:
        yield from _make(noun, "object" if named == "agent" else "agent")
    for noun in deed.patients:
        if not _is_part(deed, noun):
            yield from _make(noun, object_role)
    for extra in (predicate.object if predicate.verb.passive else None, predicate.second):
        for noun in list_nouns_of(document, predicate.tree, extra):
            if not _is_part(deed, noun):
                yield from _make(noun, "object")
    for noun in _list_ended(document, deed):
        yield from _make(noun, "object")
    about = _list_voted(document, deed) or _list_aims(document, deed)
    for noun in (*about, *_list_reached(document, deed)):
        yield from _make(noun, "object")
    yield from _walk_told(document, deed)
    yield from _walk_found(document, deed)
    yield from _walk_adjuncts(document, deed)
    if deed.frame.kind == "publication":
        yield from _walk_authors(document, deed)


def _walk_told(document: Document, deed: Deed) -> Iterator[Participant]:
    """Whom the network knows where the parse has nobody: "After the board's vote he was dismissed"."""
    tree, head = deed.predicate.tree, deed.predicate.head
    agent = None if deed.agents else find_part(tree, head, AGENT, least=_TOLD)
    thing = None if deed.patients else find_part(tree, head, OBJECT, least=_TOLD)
    if agent is not None and not is_manner(deed.predicate, agent):
        for noun in list_nouns_of(document, tree, agent):
            yield from _make(noun, "agent")
    for noun in list_nouns_of(document, tree, thing):
        if not _is_part(deed, noun):
            yield from _make(noun, "object")


_TOLD = 0.8
"""The chance from which the network's word is taken."""


def _walk_found(document: Document, deed: Deed) -> Iterator[Participant]:
    """Of whom a court or an inquiry finds something: "ruled that Roe could not be released"."""
    tree = deed.predicate.tree
    if deed.patients or deed.frame.kind not in ("ruling", "discovery"):
        return
    for clause in tree.list_by(deed.predicate.head, "ccomp")[:1]:
        for n in tree.list_by(clause, "nsubj"):
            for noun in list_nouns_of(document, tree, n, verb=clause):
                if noun.profile:
                    yield Participant(noun.text, "object", noun.profile)


def _walk_authors(document: Document, deed: Deed) -> Iterator[Participant]:
    """Whose work comes out: "her memoirs appeared in 1981", "Roe's novel was published"."""
    tree = deed.predicate.tree
    for work in (deed.agent, deed.patient if deed.agent is None else None):
        for n in tree.list_by(work, "nmod") if work is not None else []:
            owned = tree.line.tags[n] == "PRP$" or any(
                tree.line.tags[c] == "POS" for c in tree.children[n]
            )
            for noun in list_nouns_of(document, tree, n) if owned else []:
                if noun.profile and "person" in noun.kinds:
                    yield Participant(noun.text, "agent", noun.profile)


def _list_ended(document: Document, deed: Deed) -> list[Noun]:
    """ "stopped selling all of its products": what is done no more is done to something."""
    tree = deed.predicate.tree
    if deed.patients or deed.frame.kind != "shutdown":
        return []
    ended = [n for n in tree.list_by(deed.predicate.head, "xcomp") if tree.line.tags[n] == "VBG"]
    things = [n for verb in ended for n in tree.list_by(verb, "obj") or [verb]]
    return [noun for n in things for noun in list_nouns_of(document, tree, n)]


def _list_voted(document: Document, deed: Deed) -> list[Noun]:
    """ "voted 5-2 to dismiss its manager", "voted to merge with a rival": what the vote is about."""
    tree, head = deed.predicate.tree, deed.predicate.head
    if deed.frame.kind != "vote" or any(not _is_part(deed, noun) for noun in deed.patients):
        return []
    for clause in tree.list_by(head, "advcl", "xcomp"):
        if any(tree.word(m) == "to" for m in tree.list_by(clause, "mark")):
            things = tree.list_by(clause, "obj") or [
                n
                for n in tree.list_by(clause, "obl")
                if any(tree.word(c) == "with" for c in tree.list_by(n, "case"))
            ]
            return [noun for n in things[:1] for noun in list_nouns_of(document, tree, n)]
    return []


_REACHED = {
    "attack": frozenset({"at", "against", "through", "into"}),
    "accident": frozenset({"through", "into", "across"}),
    "disaster": frozenset({"through", "into", "across"}),
    "funding": frozenset({"for", "towards"}),
    "spending": frozenset({"for", "on"}),
    "payment": frozenset({"for"}),
}
"""Kind → what brings in what it is aimed at, or what the money is for."""


def _list_reached(document: Document, deed: Deed) -> list[Noun]:
    """ "fired tear gas at students", "tore through a hamlet", "pledged a million for a bridge"."""
    tree = deed.predicate.tree
    on = (deed.predicate.head, deed.patient)
    found: list[Noun] = []
    for word, n in deed.predicate.adjuncts:
        if word not in _REACHED.get(deed.frame.kind, ()) or tree.parses[n].head not in on:
            continue
        if n in tree.line.timed or tree.word(n) in SPANS or _is_in_verb(deed, n):
            continue
        found += [
            noun
            for noun in list_nouns_of(document, tree, n)
            # "took hostages at a bank": where, not whom.
            if not noun.profile and (word != "at" or "people" in noun.kinds)
        ]
    return found


def _is_part(deed: Deed, noun: Noun) -> bool:
    """Whether an object is part of the verb or a score: "took office", "lost their lives", "won 4 – 3"."""
    score = deed.frame.kind in ("result", "match", "vote") and noun.text.isdigit()
    return score or _is_in_verb(deed, noun.head) or noun.text in ("life", "lives")


def _is_in_verb(deed: Deed, n: int) -> bool:
    return deed.predicate.head < n < deed.after


def _walk_adjuncts(document: Document, deed: Deed) -> Iterator[Participant]:
    """Who and what the prepositions bring in, where it has a profile."""
    predicate = deed.predicate
    for word, head in predicate.adjuncts:
        foreign = word == "by" and (head < predicate.head or not predicate.verb.passive)
        if head in (deed.agent, deed.patient) or foreign or _is_in_verb(deed, head):
            continue
        for noun in list_nouns_of(document, predicate.tree, head):
            if noun.profile and word in ("between", "with", "of") and _are_occasions(deed):
                yield Participant(noun.text, "agent", noun.profile)
            elif noun.profile:
                kind = index_profiles(document)[noun.profile].kind
                yield Participant(noun.text, _find_role(deed.frame.kind, word, kind), noun.profile)


_AIMS = frozenset({"of", "from", "for", "on", "against", "before", "to", "with"})


_BEGINNINGS = frozenset({"opening", "founding", "launch", "occasion", "journey"})
"""Kinds of event at which "with" brings in what one had, and nothing aimed at: "opened with a borrowed lamp"."""


def _list_aims(document: Document, deed: Deed) -> list[Noun]:
    """What a verb without object is about: "walked out of talks", "appealed for 6 million dollars"."""
    predicate = deed.predicate
    tree = predicate.tree
    inside = predicate.object is not None and _is_in_verb(deed, predicate.object)
    if (deed.patients and not inside) or predicate.verb.passive or deed.frame.kind == "death":
        return []  # "died of pneumonia"
    if predicate.object is not None and not inside:
        return []
    aims = (_AIMS - {"with"} if deed.frame.kind in _BEGINNINGS else _AIMS) | {
        *deed.verb.split()[1:]
    }
    for _, head in predicate.adjuncts:
        if _is_in_verb(deed, head) and tree.line.tags[head] == "NN":
            continue  # "came to light"
        brought = {tree.word(n) for n in tree.list_by(head, "case")}
        if (
            tree.parses[head].head == predicate.head < head
            and brought & aims
            and head not in tree.line.timed
            and tree.word(head) not in SPANS
            and not _is_in_verb(deed, head)
        ):
            return [
                n
                for n in list_nouns_of(document, tree, head)
                if not n.profile and "pronoun" not in n.kinds
            ]
    return []


def _are_occasions(deed: Deed) -> bool:
    """Whether the deed is told of talks, a summit or the like: those who hold it do it."""
    return any("occasion" in noun.kinds for noun in (*deed.agents, *deed.patients))


def _make(noun: Noun, role: ParticipantRole) -> Iterator[Participant]:
    nobody = not noun.profile and ("pronoun" in noun.kinds or noun.text.lower() in _PRONOUNS)
    if noun.text and not nobody:
        yield Participant(noun.text, role, noun.profile)


_PRONOUNS = frozenset({"they", "them", "those", "these", "it", "this", "that"})
_PLACES = frozenset(
    {
        "in",
        "at",
        "near",
        "to",
        "from",
        "into",
        "off",
        "outside",
        "over",
        "of",
        "through",
        "across",
        "around",
        "along",
    }
)


def _find_role(event: str, word: str, kind: str) -> ParticipantRole:
    """What a preposition makes of a profile of a kind."""
    if event in ("result", "match") and word in ("to", "against", "over", "with"):
        return "object"
    if event in ("succession", "appointment") and word in ("from", "after") and kind == "person":
        return "object"
    if event in ("meeting", "agreement", "acquisition", "marriage") and word == "with":
        return "object"
    if kind == "place" and word in _PLACES:
        return "location"
    if event == "meeting" and kind == "organization" and word == "in":
        return "location"  # "a hearing was held in the Crown Court"
    if kind == "organization" and word in ("of", "from", "at", "for"):
        return "organization"
    return "recipient" if word in ("to", "for") else "participant"


def name_main(deed: Deed) -> str:
    """A readable id part for the main participants of an event."""
    main = (
        deed.patients
        if deed.frame.main == "object" and deed.patients
        else deed.agents or deed.patients
    )
    name = name_nouns(main)
    return (
        f"{name}-{name_nouns(deed.patients)}"
        if deed.frame.main == "both" and deed.agents and deed.patients
        else name
    )
