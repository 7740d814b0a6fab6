"""Roles told by verbs: "X is CEO", "X was named CEO", "appoints X as CEO", "X resigned as CEO"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sourceline.extract.rules.dependents import find_child
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.persons import (
    find_meant,
    find_person,
    find_subject,
    list_persons,
)
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.role_words import RoleSpan, find_deed, find_kind
from sourceline.extract.rules.verbs import find_base

Manner = Literal["holds", "begins", "ends", "doubtful"]


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a role by what the words around it say."""

    persons: tuple[str, ...]
    manner: Manner = "holds"
    verb: int = -1
    """Token of the verb that says so; −1 for titles and appositions."""
    former: bool = False
    """ "formerly the finance chief"."""
    leaving: tuple[str, ...] = ()
    """Who held it before: "succeeds W as CEO"."""
    last: int = -1
    """Last token of the name, for what stands behind it: "Professor Roe of the University of Y"."""


def read_predicate(
    document: Document, line: Line, span: RoleSpan, where: Employer
) -> Holding | None:
    """The holder of a role that a verb tells."""
    n = _skip_small(line, where.first - 1)
    if line.word(n) == "be" and line.word(n - 1) == "to":
        return _read_made_to_be(document, line, n - 1)
    if line.word(n) == "to":
        return _read_raise(document, line, n)
    if line.word(n) == "of" and line.word(n - 1) in _POSTS:
        return _read_post(document, line, n - 1)
    if line.word(n) == "as":
        person = _read_with(document, line, n)
        return Holding((person,)) if person else _read_as(document, line, span, n)
    if line.tag(n).startswith("VB"):
        # "the first woman to hold the chair": a professor's, whose role is told.
        seat = span.role == "chair" and _find_verb(line, n) == "hold"
        return None if seat else _read_plain(document, line, n)
    if find_person(document, line, n) or find_meant(document, line, n):
        return _read_made(document, line, _find_verb_before(line, line.find_name_start(n)), n)
    verb = _find_joined_verb(line, span, n)
    return _read_plain(document, line, verb) if verb >= 0 else None


_POSTS = frozenset({"post", "position", "office", "job", "role", "rank", "title"})
"""What somebody holds or takes: "holds the post of treasurer"."""
_TAKE: dict[str, Manner] = {
    **dict.fromkeys(("take", "accept", "assume", "get", "win", "receive"), "begins"),
    **dict.fromkeys(("leave", "resign", "quit", "lose", "relinquish", "vacate"), "ends"),
    "hold": "holds",
}


def _read_post(document: Document, line: Line, place: int) -> Holding | None:
    """ "holds the post of treasurer", "was appointed to the position of dean"."""
    n = place - 1
    while line.tag(n) in ("DT", "JJ", "PRP$"):
        n -= 1
    if line.word(n) == "to":
        verb = _find_verb_before(line, n)
        made = read_words("offices", "verbs", "make") | read_words("offices", "verbs", "raise")
        if verb < 0 or _find_verb(line, verb) not in made:
            return None
        return _take_on(document, line, verb, n)
    given = line.word(n) == "up" and find_deed(line.word(n - 1)) in ("give", "take")
    n -= given  # "gave up the post of", "took up the post of"
    base = "leave" if given and find_deed(line.word(n)) == "give" else _find_verb(line, n)
    manner = _TAKE.get(base) if line.tag(n).startswith("VB") else None
    return _hold(document, line, n, manner) if manner else None


_GOING: dict[str, Manner] = {"cease": "ends", "continue": "holds", "go": "begins"}
"""Verbs before "to be": "ceased to be chief executive", "went on to be mayor"."""


def _read_made_to_be(document: Document, line: Line, place: int) -> Holding | None:
    """ "poached Jane Roe from Acme to be its chief operating officer"."""
    verb = _find_verb_before(line, place)
    base = _find_verb(line, verb) if verb >= 0 else ""
    if base in _GOING or base in read_words("offices", "verbs", "raise"):
        return _hold(document, line, verb, _GOING.get(base, "begins"))
    if base not in read_words("offices", "verbs", "make"):
        return None
    return _take_on(document, line, verb, place)


def _take_on(document: Document, line: Line, verb: int, end: int) -> Holding | None:
    """Whom a verb gives what begins at token `end`: "was appointed to", "poached Jane Roe from Acme to"."""
    if _is_passive(line, verb):
        return _hold(document, line, verb, "begins")
    persons = tuple(list_persons(document, line, verb + 1, end))[:1]
    return Holding(persons, _judge(line, verb, "begins"), verb) if persons else None


def _read_plain(document: Document, line: Line, verb: int) -> Holding | None:
    """ "X is the chief executive", "X was elected mayor"."""
    base = _find_verb(line, verb)
    if base in read_words("offices", "verbs", "make"):
        return _hold(document, line, verb, "begins") if _is_passive(line, verb) else None
    if base == "become" and not set(line.words[max(0, verb - 2) : verb]) & {"not", "n't", "never"}:
        return _hold(document, line, verb, "begins")
    holds = base in ("be", "remain", "stay") or (base == "hold" and line.tag(verb) != "VBN")
    return _hold(document, line, verb, "holds") if holds else None


def _read_as(document: Document, line: Line, span: RoleSpan, place: int) -> Holding | None:
    """ "X resigned as mayor", "Acme appointed X as treasurer"."""
    verb = _find_verb_of_as(line, span, place)
    if verb < 0:
        return None
    base = _find_verb(line, verb)
    if base in read_words("offices", "verbs", "make") | read_words("offices", "verbs", "unmake"):
        return _read_change(document, line, verb, base, place)
    manners: dict[str, Manner] = {
        **dict.fromkeys(read_words("offices", "verbs", "begin") | {"become"}, "begins"),
        **dict.fromkeys(read_words("offices", "verbs", "end"), "ends"),
    }
    return _hold(document, line, verb, manners.get(base, "holds"))


def _read_raise(document: Document, line: Line, place: int) -> Holding | None:
    """ "was promoted to chief engineer"."""
    verb = _find_verb_before(line, place)
    if verb < 0 or _find_verb(line, verb) not in read_words("offices", "verbs", "raise"):
        return None
    persons = tuple(list_persons(document, line, verb + 1, place))[:1]
    if persons and not _is_passive(line, verb):
        return Holding(persons, _judge(line, verb, "begins"), verb)
    return _hold(document, line, verb, "begins")


def _read_with(document: Document, line: Line, place: int) -> str | None:
    """ "with Jane Roe as prime minister"."""
    person = find_person(document, line, place - 1)
    n = line.find_name_start(place - 1) - 1
    while line.tag(n) in ("DT", "JJ", "NN"):
        n -= 1
    return person if line.word(n) == "with" else None


def _find_joined_verb(line: Line, span: RoleSpan, n: int) -> int:
    """The verb of the first of joined roles: "became a deputy and, in 2019, mayor"."""
    if (
        line.parses
        and line.parses[span.head].relation == "conj"
        and line.word(n) in ("and", ",", "or")
    ):
        first = line.parses[span.head].head
        if find_kind(line.tokens[first].text):
            copula = find_child(line, first, "cop")
            if copula is not None:
                return copula
            verb = line.parses[first].head
            if (
                verb >= 0
                and line.tags[verb].startswith("VB")
                and line.parses[first].relation == "xcomp"
            ):
                return verb
    return -1


def _skip_small(line: Line, n: int) -> int:
    """Before adverbs and the like: "is now also the", "was himself a"."""
    while line.tag(n) in ("RB", "RBR") or line.word(n) in (
        "both",
        "himself",
        "herself",
        "first",
        "not",
        "n't",
    ):
        n -= 1
    return n


def _find_verb(line: Line, n: int) -> str:
    word = line.word(n)
    if word in ("is", "was", "are", "were", "been", "be", "'s", "’s", "being"):
        return "be"
    return find_deed(word)


def _is_passive(line: Line, verb: int) -> bool:
    if line.tags[verb] not in ("VBN", "VBD"):
        return False
    n = _skip_small(line, verb - 1)
    if _find_verb(line, n) in ("be", "get"):
        return True
    return (
        not line.tag(n).startswith("MD")
        and line.tag(n) not in ("VBZ", "VBD", "VBP")
        and _is_reduced(line, verb)
    )


_SINCE = frozenset({"since", "later", "now", "recently", "then", "first", "newly", "just"})


def _is_reduced(line: Line, verb: int) -> bool:
    """ "Roe, named chief executive in May, …", "Roe, since promoted to chief executive, …"."""
    before = line.word(verb - 1)
    if line.parses and find_child(line, verb, "nsubj") is not None:
        return False  # "The court, sitting on Friday, appointed X as"
    if before in ("who", "which", "that"):
        return False
    if before in _SINCE and line.word(verb - 2) == ",":
        return True
    return before == "," or bool(line.parses and line.parses[verb].relation in ("acl", "advcl"))


def _find_verb_before(line: Line, n: int) -> int:
    """The nearest verb before token `n` within its clause."""
    for k in range(n - 1, -1, -1):
        if line.tags[k].startswith("VB") and _find_verb(line, k) not in ("be", "have", "do"):
            return k
        if line.word(k) in (";", ":", "who", "which"):
            break
    return -1


def _find_verb_of_as(line: Line, span: RoleSpan, place: int) -> int:
    if line.parses:
        head = line.parses[span.head].head
        for _ in range(3):
            if head < 0 or line.tags[head].startswith("VB"):
                break
            head = line.parses[head].head
        if 0 <= head < place and line.tags[head].startswith("VB"):
            return head
    return _find_verb_before(line, place)


def _read_made(document: Document, line: Line, verb: int, n: int) -> Holding | None:
    """ "appointed Jane Wood finance director", "appointed her finance director"."""
    person = find_person(document, line, n) or find_meant(document, line, n)
    made = verb >= 0 and _find_verb(line, verb) in read_words("offices", "verbs", "make")
    near = verb >= 0 and line.find_name_start(n) - verb <= 4
    if not made or not near or person is None or _is_passive(line, verb):
        return None
    return Holding((person,), _judge(line, verb, "begins"), verb)


def _read_change(
    document: Document, line: Line, verb: int, base: str, place: int
) -> Holding | None:
    """ "appoints X as CEO", "X was appointed as CEO", "X succeeds W as CEO"."""
    subject = tuple(find_subject(document, line, verb))
    first = verb + 1
    if "as" in line.words[first:place]:
        # "elected X as chair and W as treasurer": each "as" has its own.
        first = max(n for n in range(first, place) if line.words[n] == "as") + 1
    objects = tuple(list_persons(document, line, first, place))
    passive = _is_passive(line, verb)
    if base in ("succeed", "replace") and passive:
        by = next((k for k in range(verb, len(line.tokens)) if line.word(k) == "by"), place)
        objects = tuple(list_persons(document, line, by + 1, min(by + 8, len(line.tokens))))[:1]
    if base in ("succeed", "replace"):
        # "X was succeeded by W as CEO": W is the one who begins.
        new, old = (objects, subject) if passive else (subject, objects)
        if not new and not old:
            return None
        return Holding(new, _judge(line, verb, "begins"), verb, leaving=old)
    who = subject if passive else objects
    near = find_person(document, line, place - 1)
    if near and passive and line.word(line.find_name_start(place - 1) - 1) in ("and", ","):
        who = (near,)  # "X was named as chair and W as treasurer"
    manner: Manner = "begins" if base in read_words("offices", "verbs", "make") else "ends"
    return Holding(who, _judge(line, verb, manner), verb) if who else None


def _hold(document: Document, line: Line, verb: int, manner: Manner) -> Holding | None:
    apart = line.word(verb - 1) in _SINCE and line.word(verb - 2) == ","
    near = find_person(document, line, verb - 3) if apart and line.tags[verb] == "VBN" else None
    persons = (near,) if near else tuple(find_subject(document, line, verb))
    leaving: tuple[str, ...] = ()
    if _find_verb(line, verb) == "take" and line.word(verb + 1) == "over":
        leaving = tuple(_list_leaving(document, line, verb))
    if not persons and not leaving:
        return None
    # "where he had been a curator": before what the text tells, unless it lasted ("since 2010").
    past = _find_verb(line, verb) == "be" and "had" in line.words[max(0, verb - 2) : verb]
    lasting = any(word in ("since", "until") for word in line.words[verb:])
    former = past and manner == "holds" and not lasting
    return Holding(persons, _judge(line, verb, manner), verb, leaving=leaving, former=former)


def _list_leaving(document: Document, line: Line, verb: int) -> Iterator[str]:
    """Whom somebody takes over from."""
    for n in range(verb + 2, len(line.tokens)):
        if line.word(n) == "from":
            yield from list(list_persons(document, line, n + 1, min(n + 9, len(line.tokens))))[:1]
            return


def _judge(line: Line, verb: int, manner: Manner) -> Manner:
    """Doubtful where the clause says so: "did not become", "could be named", "hopes to be"."""
    for k in range(verb, max(-1, verb - 6), -1):
        word = line.word(k)
        if k in line.timed:
            continue  # "will leave in May to become"
        if word in read_words("offices", "verbs", "doubtful") or (
            (find_base(word) or word)
            in ("want", "hope", "seek", "aim", "fail", "refuse", "decline")
            and k != verb
        ):
            return "doubtful"
        if k != verb and (word in (",", ";", "who") or k in line.names):
            break
    return manner
