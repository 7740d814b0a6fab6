"""Who holds a role: "CEO X", "X, the CEO of Y", "the CEO, X", "X is CEO", "appoints X as CEO".

The order of words tells most; where it leaves two readings, and for the subject of a verb, the parse
decides when there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer, find_short
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.role_words import RoleSpan, find_deed, find_kind, read_words
from sourceline.extract.rules.trees import (
    find_child,
    find_own_subject,
    find_shared_subject,
    list_children,
)
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


def find_holding(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """The first reading that fits, surest first."""
    return (
        _read_title(document, line, span, where)
        or _read_apposition(document, line, span, where)
        or _read_predicate(document, line, span, where)
        or _read_opening(document, line, where)
    )


# --- names ------------------------------------------------------------------------------------


def find_person(document: Document, line: Line, n: int, *, loose: bool = False) -> str | None:
    """The person named at token `n`. With `loose` also what was taken for a thing but looks like a
    person's name, where only a person can stand: "her assistant, Luca Ferri"."""
    mention = line.names.get(n) if 0 <= n < len(line.tokens) else None
    if mention is None or mention.profile is None:
        return None
    if index_profiles(document)[mention.profile].kind == "person":
        return None if find_short(document, mention) else mention.profile
    words = mention.text.split()
    plain = len(words) in (2, 3) and all(word.istitle() for word in words)
    return mention.profile if loose and plain and mention.label == "MISC" else None


def find_name_end(line: Line, n: int) -> int:
    """The last token of the name at `n`."""
    while n + 1 < len(line.tokens) and line.names.get(n + 1) is line.names.get(n):
        n += 1
    return n


def _find_name_start(line: Line, n: int) -> int:
    while n and line.names.get(n - 1) is line.names.get(n):
        n -= 1
    return n


def _text(line: Line, n: int) -> str:
    return line.tokens[n].text.lower() if 0 <= n < len(line.tokens) else ""


def _tag(line: Line, n: int) -> str:
    return line.tags[n] if 0 <= n < len(line.tokens) else ""


# --- "CEO X" ------------------------------------------------------------------------------------


def _read_title(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    for start in dict.fromkeys((span.last, where.last)):
        n = start
        while _text(line, n) in _dotted() or (
            line.tokens[n].text in load_gazetteer().honorifics if n < len(line.tokens) else False
        ):
            n += 1
        person = find_person(document, line, n)
        if person is None or _tag(line, find_name_end(line, n) + 1) == "POS" and start != span.last:
            continue
        if start != span.last and line.tokens[span.head].text.islower() and _tag(line, start) == "":
            continue
        return Holding(
            (person, *_list_joined(document, line, find_name_end(line, n), span)),
            last=find_name_end(line, n),
        )
    return None


def _dotted() -> frozenset[str]:
    return frozenset({"general", "dr", "dr.", "sir", "dame", "lord", "lady"})


def _list_joined(document: Document, line: Line, end: int, span: RoleSpan) -> tuple[str, ...]:
    """ "co-chief executives X and Z": the others, where the role stands in the plural."""
    plural = line.tokens[span.head].text != span.role.split(" of ")[0].split()[-1] and line.tags[
        span.head
    ] in ("NNS", "NNPS")
    if not plural:
        return ()
    found = []
    while _text(line, end + 1) in ("and", ","):
        person = find_person(document, line, end + 2)
        if person is None:
            break
        found.append(person)
        end = find_name_end(line, end + 2)
    return tuple(found)


# --- "the CEO, X" and "X, the CEO" --------------------------------------------------------------

_OPEN = frozenset({",", "(", "—", "–", "-", "--"})
_CLOSED = frozenset({",", ".", ";", ":", ")", "—", "–", "-", "--", "?", "!", "”", '"', "''", ""})
_GOES_ON = frozenset(
    {
        "who",
        "whose",
        "whom",
        "which",
        "that",
        "and",
        "since",
        "until",
        "from",
        "in",
        "at",
        "but",
        "now",
        "when",
        "during",
        "between",
        "for",
    }
)


def _read_apposition(
    document: Document, line: Line, span: RoleSpan, where: Employer
) -> Holding | None:
    behind = _name_behind(document, line, span, where)
    owned = where.owner is not None or _text(line, where.first) == "whose"
    before = None if owned else _name_before(document, line, span, where)
    if behind and before:
        head = line.parses[span.head] if line.parses else None
        if (
            head
            and head.relation == "appos"
            and find_person(document, line, head.head) == before.persons[0]
        ):
            return before
        if line.parses and any(
            find_person(document, line, n, loose=True) == behind.persons[0]
            for n in list_children(line, span.head, "appos")
        ):
            return behind
        return before
    return before or behind


def _name_behind(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """ "the finance director, Ulrich Beyer,"; "a former guard, 46-year-old Joris Roe,"."""
    n = where.last
    if _text(line, n) not in _OPEN:
        return None
    n += 1
    for _ in range(7):
        person = find_person(document, line, n, loose=True)
        if person or not _may_stand_between(line, n):
            break
        n += 1
    if not person:
        return None
    end = find_name_end(line, n)
    joined = _list_joined(document, line, end, span)
    if joined:
        return Holding((person, *joined), last=end)
    after = _text(line, end + 1)
    if after in _CLOSED or after in ("who", "whose"):
        return Holding((person,), last=end)
    appos = line.parses and any(
        _find_name_start(line, child) == _find_name_start(line, n)
        for child in list_children(line, span.head, "appos")
    )
    return Holding((person,), last=end) if appos else None


def _may_stand_between(line: Line, n: int) -> bool:
    """Whether a word may stand between a comma and the name: a title, an age, "the surgeon"."""
    if not 0 <= n < len(line.tokens):
        return False
    tag, word = line.tags[n], line.tokens[n].text
    known = word in load_gazetteer().honorifics or word in ("-", "year-old")
    return (
        known
        or tag in ("DT", "JJ", "NN", "CD", "HYPH")
        or (tag == "NNP" and find_kind(word) is not None)
        or (n in line.names and line.names[n].label != "PER" and tag.startswith(("NN", "JJ")))
    )


def _name_before(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """ "Anna Roe, 54, the chief executive of Acme,"."""
    n, former = where.first - 1, False
    while _tag(line, n) == "RB" or _text(line, n) in read_words("words", "formerly") | {
        "then",
        "now",
        "also",
        "both",
        "himself",
        "herself",
    }:
        former = former or _text(line, n) in read_words("words", "formerly")
        n -= 1
    n = _skip_joined(document, line, n, span)
    if _text(line, n) not in _OPEN or not _is_closed(line, span, where):
        return None
    n = _skip_age(line, n) - 1
    n = _skip_appositions(document, line, n)
    person = find_person(document, line, n)
    return Holding((person,), former=former, last=n) if person else None


def _skip_joined(document: Document, line: Line, n: int, span: RoleSpan) -> int:
    """Before the first of joined roles: "X, a lawyer and the mayor of Y"."""
    del document
    if _text(line, n) != "and":
        return n
    for k in range(n - 1, max(-1, n - 12), -1):
        if _text(line, k) == "," and k + 1 < span.first:
            inside = range(k + 1, n)
            told = any(find_kind(line.tokens[m].text) for m in inside if m not in line.names)
            verb = any(line.tags[m] in ("VBZ", "VBD", "MD", "VBP") for m in inside)
            return k if told and not verb else n
    return n


def _skip_age(line: Line, n: int) -> int:
    """The first mark of ", 54, " and "(b. 1950), "; `n` is the last."""
    if _tag(line, n - 1) == "CD" and _text(line, n - 2) in _OPEN:
        return n - 2
    if _text(line, n - 1) == ")":
        for k in range(n - 2, max(-1, n - 8), -1):
            if _text(line, k) == "(":
                return k
    return n


def _skip_appositions(document: Document, line: Line, n: int) -> int:
    """To the name in "X, a banker, the head of Y": over one apposition that names a role."""
    if find_person(document, line, n):
        return n
    for k in range(n, max(-1, n - 10), -1):
        if line.tags[k] in ("VBZ", "VBD", "MD", "VBP", "WP"):
            return n
        if _text(line, k) in _OPEN:
            told = any(find_kind(line.tokens[m].text) for m in range(k + 1, n + 1))
            return _skip_age(line, k) - 1 if told else n
    return n


def _is_closed(line: Line, span: RoleSpan, where: Employer) -> bool:
    """Whether an apposition ends behind the phrase, so that it is no subject of its own."""
    if line.parses and line.parses[span.head].relation == "appos":
        return True
    after = _text(line, where.last)
    return (
        after in _CLOSED or after in _GOES_ON or _tag(line, where.last) in ("IN", "WP", "RB", "CD")
    )


# --- "X is CEO", "X was named CEO", "appoints X as CEO" -----------------------------------------


def _read_predicate(
    document: Document, line: Line, span: RoleSpan, where: Employer
) -> Holding | None:
    n = _skip_small(line, where.first - 1)
    linked = _text(line, n) == "as"
    if _text(line, n) == "to":
        verb = _find_verb_before(line, n)
        raised = verb >= 0 and _find_verb(line, verb) in read_words("verbs", "raise")
        return _hold(document, line, verb, "begins") if raised else None
    if linked:
        verb = _find_verb_of_as(line, span, n)
    else:
        verb = n if _tag(line, n).startswith("VB") else -1
        if verb < 0 and find_person(document, line, n):
            verb = _find_verb_before(line, _find_name_start(line, n))
            return _read_made(document, line, verb, n)
    if verb < 0:
        verb = _find_joined_verb(line, span, n)
    if verb < 0:
        return None
    base = _find_verb(line, verb)
    if linked and base in read_words("verbs", "make") | read_words("verbs", "unmake"):
        return _read_change(document, line, verb, base, n)
    if not linked and base in read_words("verbs", "make"):
        if not _is_passive(line, verb):
            return None
        return _hold(document, line, verb, "begins")
    if base in read_words("verbs", "end"):
        return _hold(document, line, verb, "ends") if linked else None
    if base in ("become",) or (linked and base in read_words("verbs", "begin")):
        return _hold(document, line, verb, "begins")
    if base in ("be", "remain", "stay") or linked:
        return _hold(document, line, verb, "holds")
    return None


def _find_joined_verb(line: Line, span: RoleSpan, n: int) -> int:
    """The verb of the first of joined roles: "became a deputy and, in 2019, mayor"."""
    if (
        line.parses
        and line.parses[span.head].relation == "conj"
        and _text(line, n) in ("and", ",", "or")
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
    while _tag(line, n) in ("RB", "RBR") or _text(line, n) in (
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
    word = _text(line, n)
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
        not _tag(line, n).startswith("MD")
        and _tag(line, n) not in ("VBZ", "VBD", "VBP")
        and _is_reduced(line, verb)
    )


def _is_reduced(line: Line, verb: int) -> bool:
    """ "Roe, named chief executive in May, …"."""
    before = _text(line, verb - 1)
    return before == "," or bool(line.parses and line.parses[verb].relation in ("acl", "advcl"))


def _find_verb_before(line: Line, n: int) -> int:
    """The nearest verb before token `n` within its clause."""
    for k in range(n - 1, -1, -1):
        if line.tags[k].startswith("VB") and _find_verb(line, k) not in ("be", "have", "do"):
            return k
        if _text(line, k) in (";", ":", "who", "which"):
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
    """ "appointed Jane Wood finance director"."""
    person = find_person(document, line, n)
    made = verb >= 0 and _find_verb(line, verb) in read_words("verbs", "make")
    near = verb >= 0 and _find_name_start(line, n) - verb <= 4
    if not made or not near or person is None or _is_passive(line, verb):
        return None
    return Holding((person,), _judge(line, verb, "begins"), verb)


def _read_change(
    document: Document, line: Line, verb: int, base: str, place: int
) -> Holding | None:
    """ "appoints X as CEO", "X was appointed as CEO", "X succeeds W as CEO"."""
    subject = tuple(find_subject(document, line, verb))
    objects = tuple(list_persons(document, line, verb + 1, place))
    passive = _is_passive(line, verb)
    if base in ("succeed", "replace") and passive:
        by = next((k for k in range(verb, len(line.tokens)) if _text(line, k) == "by"), place)
        objects = tuple(list_persons(document, line, by + 1, min(by + 8, len(line.tokens))))[:1]
    if base in ("succeed", "replace"):
        # "X was succeeded by W as CEO": W is the one who begins.
        new, old = (objects, subject) if passive else (subject, objects)
        if not new and not old:
            return None
        return Holding(new, _judge(line, verb, "begins"), verb, leaving=old)
    who = subject if passive else objects
    manner: Manner = "begins" if base in read_words("verbs", "make") else "ends"
    return Holding(who, _judge(line, verb, manner), verb) if who else None


def _hold(document: Document, line: Line, verb: int, manner: Manner) -> Holding | None:
    persons = tuple(find_subject(document, line, verb))
    leaving: tuple[str, ...] = ()
    if _find_verb(line, verb) == "take" and _text(line, verb + 1) == "over":
        leaving = tuple(_list_leaving(document, line, verb))
    if not persons and not leaving:
        return None
    return Holding(persons, _judge(line, verb, manner), verb, leaving=leaving)


def _list_leaving(document: Document, line: Line, verb: int) -> Iterator[str]:
    """Whom somebody takes over from."""
    for n in range(verb + 2, len(line.tokens)):
        if _text(line, n) == "from":
            yield from list(list_persons(document, line, n + 1, min(n + 9, len(line.tokens))))[:1]
            return


def _judge(line: Line, verb: int, manner: Manner) -> Manner:
    """Doubtful where the clause says so: "did not become", "could be named", "hopes to be"."""
    for k in range(verb, max(-1, verb - 6), -1):
        word = _text(line, k)
        if word in read_words("verbs", "doubtful") or (
            (find_base(word) or word)
            in ("want", "hope", "seek", "aim", "fail", "refuse", "decline")
            and k != verb
        ):
            return "doubtful"
        if k != verb and (word in (",", ";", "who") or k in line.names):
            break
    return manner


def list_persons(document: Document, line: Line, first: int, last: int) -> Iterator[str]:
    """The persons named, or meant by pronouns, between two tokens."""
    seen = set()
    for n in range(max(0, first), last):
        person = find_person(document, line, n) or _find_meant(document, line, n)
        if person and person not in seen and _tag(line, find_name_end(line, n) + 1) != "POS":
            seen.add(person)
            yield person


def _find_meant(document: Document, line: Line, n: int) -> str | None:
    """Whom "he", "she" and "him" stand for."""
    if _tag(line, n) != "PRP":
        return None
    anaphor = find_over(document.anaphors, line.tokens[n].start)
    return anaphor.profile if anaphor and anaphor.label == "PER" else None


# --- subjects -----------------------------------------------------------------------------------


def find_subject(document: Document, line: Line, verb: int) -> list[str]:
    """The persons who do what the verb tells."""
    if line.parses:
        found = _read_tree_subject(document, line, verb)
        if found:
            return found
    return _read_near_subject(document, line, verb)


def _read_tree_subject(document: Document, line: Line, verb: int) -> list[str]:
    tops = [verb]
    if line.parses[verb].relation in ("cop", "aux") and line.parses[verb].head >= 0:
        tops.insert(0, line.parses[verb].head)
    for top in tops:
        word, _ = find_own_subject(line, top)
        if word is None or word < 0:
            word, _ = find_shared_subject(line, top)
        if word is not None and word >= 0 and word < verb:
            found = _list_group(document, line, word)
            if found:
                return found
    return []


def _list_group(document: Document, line: Line, word: int) -> list[str]:
    """The persons of the group whose head is `word`: itself and what is joined to it, or the names
    that hang on it ("director Ann Bay", "the director, Ann Bay")."""
    direct = find_person(document, line, word) or _find_meant(document, line, word)
    loose = ("conj",) if direct else ("conj", "appos", "flat", "compound", "nmod", "nsubj", "dep")
    found, waiting = [direct] if direct else [], [word]
    while waiting:
        for n in list_children(line, waiting.pop(), *loose):
            if line.parses[n].relation == "nmod" and find_child(line, n, "case") is not None:
                continue
            person = find_person(document, line, n)
            if person and person not in found:
                found.append(person)
            waiting.append(n)
            loose = ("conj", "nmod", "flat", "compound", "nsubj", "dep")
    return found


def _read_near_subject(document: Document, line: Line, verb: int) -> list[str]:
    """The nearest person before the verb that stands behind no preposition; with those joined to it."""
    n = verb - 1
    while n >= 0:
        person = find_person(document, line, n) or _find_meant(document, line, n)
        if person:
            start = _find_name_start(line, n)
            before = _text(line, start - 1)
            if _tag(line, start - 1) not in ("IN", "TO") and _tag(line, n + 1) != "POS":
                found = [person]
                if before == "and" and find_person(document, line, start - 2):
                    found.insert(0, find_person(document, line, start - 2) or "")
                return found
            n = start
        if _text(line, n) in (";", ":"):
            break
        n -= 1
    return []


# --- "As chief executive she …" -----------------------------------------------------------------


def _read_opening(document: Document, line: Line, where: Employer) -> Holding | None:
    if _text(line, where.first - 1) != "as" or where.first - 1 > 1:
        return None
    n = where.last + (_text(line, where.last) == ",")
    person = find_person(document, line, n) or _find_meant(document, line, n)
    return Holding((person,), last=n) if person else None
