"""Who holds a role: "CEO X", "X, the CEO of Y", "the CEO, X", "X is CEO", "appoints X as CEO".

The order of words tells most; where it leaves two readings, and for the subject of a verb, the parse
decides when there is one.
"""

from __future__ import annotations

from sourceline.extract.rules.dependents import list_children
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.employers import Employer
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words
from sourceline.extract.rules.persons import (
    find_meant,
    find_person,
)
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.role_verbs import Holding, read_predicate
from sourceline.extract.rules.role_words import RoleSpan, find_kind, is_between, to_single


def find_holding(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """The first reading that fits, surest first."""
    return (
        _read_title(document, line, span, where)
        or _read_apposition(document, line, span, where)
        or read_predicate(document, line, span, where)
        or _read_opening(document, line, where)
        or _read_whose(document, line, where)
    )


# --- "CEO X" ------------------------------------------------------------------------------------


def _read_title(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """Right behind the role, or behind its organization: "President of Chad Jane Roe"."""
    for start in dict.fromkeys((span.last, where.last)):
        n = _skip_short(line, start)
        if start > span.last and find_kind(line.tokens[start - 1].text):
            continue  # "assistant to the surgeon Jane Roe"
        while n < len(line.tokens) and _is_honorific(line, n):
            n += 1
        person = find_person(document, line, n)
        if person:
            end = line.find_name_end(n)
            return Holding((person, *_list_joined(document, line, end, span)), last=end)
    return None


def _skip_short(line: Line, n: int) -> int:
    """Behind the short form of an organization: "of the Bureau of Investigation (FBI) Jane Roe"."""
    return n + 3 if line.word(n) == "(" and line.word(n + 2) == ")" else n


def _is_honorific(line: Line, n: int) -> bool:
    """What may stand between an office and a name: "Prime Minister Prince Norodom", "spokesman Capt. Rod Beer"."""
    word = line.tokens[n].text
    return word in load_gazetteer().honorifics or is_between(word)


def _list_joined(document: Document, line: Line, end: int, span: RoleSpan) -> tuple[str, ...]:
    """ "co-chief executives X and Z": the others, where the role stands in the plural."""
    if to_single(line.tokens[span.head].text) == line.tokens[span.head].text:
        return ()
    found = []
    while True:
        if line.word(end + 1) == "of" and end + 2 in line.names:
            end = line.find_name_end(end + 2)  # "Ministers Roe of Ostland and Bay of Westland"
        if line.word(end + 1) not in ("and", ","):
            break
        person = find_person(document, line, end + 2)
        if person is None:
            break
        found.append(person)
        end = line.find_name_end(end + 2)
    return tuple(found)


# --- "the CEO, X" and "X, the CEO" --------------------------------------------------------------

_OPEN = frozenset({",", "(", "—", "–", "-", "--"})
_CLOSED = frozenset({",", ".", ";", ":", ")", "—", "–", "-", "--", "?", "!", "”", '"', "''", ""})
_GOES_ON = frozenset(
    [
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
    ]
)


def _read_apposition(
    document: Document, line: Line, span: RoleSpan, where: Employer
) -> Holding | None:
    behind = _name_behind(document, line, span, where)
    owned = where.owner is not None or line.word(where.first) == "whose"
    before = None if owned else _name_before(document, line, span, where)
    if behind and before and _prefers_behind(document, line, span, behind):
        return behind
    return before or behind


def _prefers_behind(document: Document, line: Line, span: RoleSpan, behind: Holding) -> bool:
    """Of "A, the role, B": whether the parse hangs B on the role, and not the role on A."""
    if not line.parses or line.parses[span.head].relation == "appos":
        return False
    hanging = list_children(line, span.head, "appos")
    return any(find_person(document, line, n, loose=True) in behind.persons for n in hanging)


def _name_behind(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """ "the finance director, Ulrich Meyer,"; "a former guard, 54-year-old Jan Roe,"."""
    n = where.last
    if line.word(n) not in _OPEN:
        return None
    n += 1
    for _ in range(7):
        person = find_person(document, line, n, loose=True)
        if person or not _may_stand_between(line, n):
            break
        n += 1
    if not person:
        return None
    end = line.find_name_end(n)
    joined = _list_joined(document, line, end, span)
    if joined:
        return Holding((person, *joined), last=end)
    after = line.word(end + 1)
    if after == "as" == line.word(where.first - 1):
        return None  # "elected Roe as chairman, Lang as secretary"
    if after in _CLOSED or after in ("who", "whose"):
        return Holding((person,), last=end)
    appos = line.parses and any(
        line.find_name_start(child) == line.find_name_start(n)
        for child in list_children(line, span.head, "appos")
    )
    return Holding((person,), last=end) if appos else None


def _may_stand_between(line: Line, n: int) -> bool:
    """Whether a word may stand between a comma and the name: a title, an age, "the surgeon"."""
    if not 0 <= n < len(line.tokens):
        return False
    tag, word = line.tags[n], line.tokens[n].text
    known = word in load_gazetteer().honorifics or word in (
        "-",
        "year-old",
        "(",
        "retd",
        "ret",
        ")",
        "named",
        "called",
    )
    return (
        known
        or tag in ("DT", "JJ", "NN", "CD", "HYPH")
        or (tag == "NNP" and find_kind(word) is not None)
        or (n in line.names and line.names[n].label != "PER" and tag.startswith(("NN", "JJ")))
    )


def _name_before(document: Document, line: Line, span: RoleSpan, where: Employer) -> Holding | None:
    """ "Anna Roe, 54, the chief executive of Acme,"."""
    n, former = where.first - 1, False
    formerly = read_words("offices", "words", "formerly")
    while line.tag(n) == "RB" or line.word(n) in _SMALL or line.word(n) in formerly:
        former = former or line.word(n) in formerly
        n -= 1
    for phrase in _PHRASES:
        if tuple(line.words[max(0, n + 1 - len(phrase)) : n + 1]) == phrase:
            n -= len(phrase)
            former = former or phrase == ("until", "recently")
    n, until = _skip_term(document, line, n)
    former = former or until
    n = _skip_joined(line, n, span)
    if line.word(n) not in _OPEN or not _is_closed(line, span, where):
        return None
    n = _skip_age(line, n) - 1
    n = _skip_appositions(document, line, n)
    person = find_person(document, line, n)
    return Holding((person,), former=former, last=n) if person else None


def _skip_term(document: Document, line: Line, n: int) -> tuple[int, bool]:
    """Before "until last autumn" and "since May", and whether it is over: "Roe, until last autumn treasurer of"."""
    k = n
    while k >= 0 and find_over(document.times, line.tokens[k].start):
        k -= 1
    if k == n or line.word(k) not in ("until", "till", "since", "from"):
        return n, False
    return k - 1, line.word(k) in ("until", "till")


_SMALL = frozenset({"then", "now", "also", "both", "himself", "herself"})
_PHRASES = (
    ("at", "present"),
    ("at", "the", "time"),
    ("most", "recently"),
    ("for", "now"),
    ("until", "recently"),
)
"""What may stand between a name and what somebody is: "Roe, at present the dean of"."""


def _skip_joined(line: Line, n: int, span: RoleSpan) -> int:
    """Before the first of joined roles: "X, a lawyer and the mayor of Y"."""
    if line.word(n) != "and":
        return n
    for k in range(n - 1, max(-1, n - 12), -1):
        if line.word(k) == "," and k + 1 < span.first:
            inside = range(k + 1, n)
            told = any(find_kind(line.tokens[m].text) for m in inside if m not in line.names)
            verb = any(line.tags[m] in ("VBZ", "VBD", "MD", "VBP") for m in inside)
            return k if told and not verb else n
    return n


def _skip_age(line: Line, n: int) -> int:
    """The first mark of ", 54, " and "(b. 1950), "; `n` is the last."""
    if line.tag(n - 1) == "CD" and line.word(n - 2) in _OPEN:
        return n - 2
    if line.word(n - 1) == ")":
        for k in range(n - 2, max(-1, n - 8), -1):
            if line.word(k) == "(":
                return k
    return n


def _skip_appositions(document: Document, line: Line, n: int) -> int:
    """To the name in "X, a banker, the head of Y": over one apposition that names a role."""
    if find_person(document, line, n):
        return n
    for k in range(n, max(-1, n - 10), -1):
        if line.tags[k] in ("VBZ", "VBD", "MD", "VBP", "WP"):
            return n
        if line.word(k) in _OPEN:
            told = any(find_kind(line.tokens[m].text) for m in range(k + 1, n + 1))
            return _skip_age(line, k) - 1 if told else n
    return n


def _is_closed(line: Line, span: RoleSpan, where: Employer) -> bool:
    """Whether an apposition ends behind the phrase, so that it is no subject of its own."""
    if line.parses and line.parses[span.head].relation == "appos":
        # "after a speech by Jane Roe, the director of the zoo left": the director is a subject
        return line.tag(where.last) not in ("VBD", "VBZ", "VBP", "MD")
    after = line.word(where.last)
    return after in _CLOSED or after in _GOES_ON or line.tag(where.last) in ("IN", "WP", "RB", "CD")


# --- "As chief executive she …" -----------------------------------------------------------------


def _read_opening(document: Document, line: Line, where: Employer) -> Holding | None:
    if where.first == 0 or (where.first == 1 and line.tag(1) == "DT"):
        return _read_described(document, line, where)
    if line.word(where.first - 1) != "as" or where.first - 1 > 1:
        return None
    n = where.last + (line.word(where.last) == ",")
    person = find_person(document, line, n) or find_meant(document, line, n)
    return Holding((person,), last=n) if person else None


def _read_described(document: Document, line: Line, where: Employer) -> Holding | None:
    """ "A former mayor of Tarn, he lost the vote", "A chemist at Acme, Roe has": what opens the sentence tells its subject."""
    comma = where.last
    while comma < len(line.tokens) and (
        comma in line.timed or line.word(comma) in ("since", "for")
    ):
        comma += 1  # "Chair of the fund since 2011, Roe"
    if line.word(comma) != ",":
        return None
    n = comma + 1
    person = find_person(document, line, n) or find_meant(document, line, n)
    end = line.find_name_end(n) if n in line.names else n
    verb = line.tag(end + 1).startswith(("VB", "MD", "RB"))
    return (
        Holding((person,), last=n) if person and verb and line.word(where.first) != "the" else None
    )


def _read_whose(document: Document, line: Line, where: Employer) -> Holding | None:
    """ "the school, whose dean she became in 1991"."""
    n = where.last
    if line.word(where.first) != "whose":
        return None
    person = find_person(document, line, n) or find_meant(document, line, n)
    verb = (line.find_name_end(n) if n in line.names else n) + 1
    if person is None or line.word(verb) not in ("became", "was", "is", "had"):
        return None
    return Holding((person,), "begins" if line.word(verb) == "became" else "holds", verb)
