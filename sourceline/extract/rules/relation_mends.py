"""Relations put right that cannot be those of their words: a subject that only counts, an object behind a preposition,
a clause on a verb that tells of the noun before it."""

from __future__ import annotations

from sourceline.extract.rules.hanging import (
    HELPERS,
    SUBJECTS,
    Hanging,
    climb_name,
    find_outer,
    hang,
    is_verb,
    list_by,
)
from sourceline.extract.rules.phrases import Line

_PLACING = frozenset({"in", "at", "on", "from", "to", "into", "with", "against", "near", "aboard"})
_RELATIVES = frozenset({"who", "which", "whom", "that"})


def mend_links(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_top(parses)
    _mend_months(line, parses)
    _mend_counts(line, parses)
    _mend_attributes(line, parses)
    _mend_placed(line, parses)
    _mend_brought_in(line, parses)
    _mend_beside_verbs(line, parses)
    _mend_relative(line, parses)
    _mend_more(line, parses)
    _mend_among_them(line, parses)
    _mend_for_sale(line, parses)
    _mend_since(line, parses)
    _mend_first_to(line, parses)
    _mend_left(line, parses)
    _mend_called(line, parses)
    _mend_second(line, parses)
    _mend_debut(line, parses)


def _mend_top(parses: Hanging) -> None:
    """What hangs on nothing is the root, whatever the parser calls it."""
    for n, parse in enumerate(parses):
        if parse.head < 0 and parse.relation != "root":
            parses[n] = parse._replace(relation="root")


def _mend_months(line: Line, parses: Hanging) -> None:
    """ "in May 2031": the year belongs to the month, and the "in" to both."""
    for n in range(len(parses) - 1):
        year = n + 1
        dated = n in line.timed and line.tags[n] == "NNP" and line.tags[year] == "CD"
        if not dated or year not in line.timed or parses[n].head == year:
            continue
        if parses[year].head == parses[n].head:
            parses[year] = parses[year]._replace(head=n, relation="nmod")
        for k in list_by(parses, year, "case"):
            parses[k] = parses[k]._replace(head=n)
        if parses[n].relation == "obj" and list_by(parses, n, "case"):
            parses[n] = parses[n]._replace(relation="obl")


def _mend_counts(line: Line, parses: Hanging) -> None:
    """ "Around 300 workers blocked the gate": right before its subject, a number counts it."""
    for n in range(len(parses) - 1):
        noun = n + 1
        counts = line.tags[n] == "CD" and parses[n].relation in SUBJECTS and n not in line.timed
        if counts and line.tags[noun] == "NNS" and parses[noun].head == parses[n].head > noun:
            parses[n] = parses[n]._replace(head=noun, relation="nummod")


def _mend_attributes(line: Line, parses: Hanging) -> None:
    """ "a third-quarter loss": what says how a noun is, is its attribute and no particle."""
    for n, parse in enumerate(parses):
        before = parse.relation == "part" and parse.head > n and line.tags[n] in ("JJ", "NN")
        if before and line.tags[parse.head].startswith("NN"):
            parses[n] = parse._replace(relation="compound")


def _mend_placed(line: Line, parses: Hanging) -> None:
    """ "flew in a helicopter": what a preposition brings in is where, and not done to."""
    for n, parse in enumerate(parses):
        if parse.relation != "obj" or not 0 <= parse.head < n or not _is_noun(line, n):
            continue
        cases = list_by(parses, n, "case")
        begin = min((k for k in parses.below(n) if k < n), default=n)
        if cases and cases[0] == begin == parse.head + 1 and line.words[begin] in _PLACING:
            parses[n] = parse._replace(relation="obl")


def _mend_brought_in(line: Line, parses: Hanging) -> None:
    """ "killed 259 people on the plane and 11 on the ground", "from 3,100 to 9,400": right behind a noun, a preposition
    brings in nothing that is joined to another."""
    for n, parse in enumerate(parses):
        if parse.relation != "conj" or not 0 <= parse.head < n or not _is_noun(line, n):
            continue
        cases = list_by(parses, n, "case")
        begin = min((k for k in parses.below(n) if k < n), default=n)
        before = begin - 1
        if not cases or cases[0] != begin or line.words[begin] not in _PLACING:
            continue
        if before > 0 and _is_noun(line, before) and not list_by(parses, n, "cc"):
            joined = parses[before].head == parse.head or before == parse.head
            hang(parses, n, before if joined else parse.head, "nmod")


def _mend_beside_verbs(line: Line, parses: Hanging) -> None:
    """ "lost 5 million in the year ended March 31": a participle that the parser hung on a verb, as if it told of that,
    tells of the noun right before it."""
    for n in range(1, len(parses)):
        above = parses[n].head
        loose = parses[n].relation == "acl" and 0 <= above < n - 1 and is_verb(line, parses, above)
        if not loose or line.tags[n] not in ("VBN", "VBD", "VBG") or n - 1 in line.timed:
            continue
        if line.tags[n - 1].startswith("NN") and not list_by(parses, n, *SUBJECTS, *HELPERS):
            hang(parses, n, n - 1, "acl")


def _mend_relative(line: Line, parses: Hanging) -> None:
    """ "bought two mills in Norby, both of which were seized": a clause with "which" tells of a noun, and of the last
    that hangs on the verb where the parser hung it on that."""
    for n, parse in enumerate(parses):
        verb = parse.head
        if parse.relation != "acl" or not 0 <= verb < n or not is_verb(line, parses, verb):
            continue
        links = [k for k in range(verb + 1, n) if line.words[k] in _RELATIVES]
        nouns = [k for k in list_by(parses, verb, "obj") if links and verb < k < links[0]]
        if nouns and line.tags[links[0]] in ("WDT", "WP") and line.tags[nouns[-1]].startswith("NN"):
            hang(parses, n, nouns[-1], "acl")


def _mend_more(line: Line, parses: Hanging) -> None:
    """ "injuring dozens more and damaging several villages": "more" right behind a number belongs to it."""
    for n in range(1, len(parses) - 1):
        counted = line.tags[n - 1] == "CD" or line.words[n - 1] in (
            "dozens",
            "hundreds",
            "thousands",
        )
        ends = line.words[n + 1] in ("and", ",", ".", "in", "at", "on")
        if line.words[n] == "more" and counted and ends and parses[n].head > n:
            hang(parses, n, n - 1, "advmod")


def _mend_among_them(line: Line, parses: Hanging) -> None:
    """ "230 buildings collapsed, among them a school": the school is one of them, and nothing is done to it."""
    for n in range(2, len(parses)):
        if line.words[n - 1] != "them" or line.words[n - 2] != "among":
            continue
        noun = n
        while parses[noun].head > noun and line.tags[noun] != "NNS" and noun + 1 < len(parses):
            noun += 1
        verb = parses[noun].head
        loose = 0 <= verb < n - 2 and parses[noun].relation in ("obl", "obj")
        if loose and line.tags[noun].startswith("NN") and not list_by(parses, noun, "case"):
            parses[noun] = parses[noun]._replace(relation="parataxis")


def _mend_for_sale(line: Line, parses: Hanging) -> None:
    """ "put its mill up for sale": the "up" is the sale's."""
    for n in range(len(parses) - 2):
        if line.words[n : n + 3] == ("up", "for", "sale") and parses[n].head < n:
            hang(parses, n, n + 2, "compound")


def _mend_since(line: Line, parses: Hanging) -> None:
    """ "since shortly after the raid": the "since" brings in what "after" does."""
    for n in range(len(parses) - 2):
        if line.words[n] != "since" or line.words[n + 2] != "after":
            continue
        noun = parses[n + 2].head
        if parses[n].relation == "advmod" and noun > n and parses[n].head == noun:
            parses[n] = parses[n]._replace(relation="case")
            hang(parses, n + 1, noun, "advmod")


def _mend_first_to(line: Line, parses: Hanging) -> None:
    """ "to become the first woman to win it": the "to" right behind whom "the first" calls is hers."""
    for n in range(3, len(parses) - 1):
        verb = n + 1
        if line.words[n] != "to" or parses[n].head != verb or parses[verb].relation != "advcl":
            continue
        noun = n - 1
        own = list_by(parses, noun, "amod")
        ranked = any(line.words[k] in ("first", "last", "only", "youngest", "oldest") for k in own)
        if ranked and parses[noun].head == parses[verb].head:
            hang(parses, verb, noun, "acl")


def _mend_left(line: Line, parses: Hanging) -> None:
    """ "left Tide Works": a name right behind a verb is joined to none, whatever its last word may be elsewhere."""
    for first, last, _ in line.list_names():
        n = find_outer(parses, first, last)
        verb = parses[n].head
        if parses[n].relation == "conj" and verb == first - 1 and is_verb(line, parses, verb):
            parses[n] = parses[n]._replace(relation="obj")


def _mend_called(line: Line, parses: Hanging) -> None:
    """ "met Ada Roe, a cellist and later head of a school": what a name is stands right behind it, and is nobody else; and
    "the river Ling" has its name behind."""
    for n, parse in enumerate(parses):
        if parse.relation != "conj" or line.tags[n] != "NN" or n in line.names or n < 3:
            continue
        if line.words[n - 1] not in ("a", "an") or line.words[n - 2] != ",":
            continue
        name = line.names.get(n - 3)
        if name is None or name.label != "PER" or list_by(parses, n, "cc", *SUBJECTS, *HELPERS):
            continue
        person = climb_name(line, parses, n - 3)
        if hang(parses, n, person, "appos"):
            for k in list_by(parses, person, "conj"):
                if k > n and line.tags[k] == "NN" and k not in line.names:
                    hang(parses, k, n, "conj")
    for first, last, _ in line.list_names():
        n = find_outer(parses, first, last)
        beside = parses[n].relation == "nmod" and parses[n].head == first - 1
        if beside and line.tags[first - 1] == "NN" and not list_by(parses, n, "case"):
            parses[n] = parses[n]._replace(relation="flat")


def _mend_second(line: Line, parses: Hanging) -> None:
    """ "by the engineer Ewan Dale, who has died, and his student Priya Velor": she is joined to the engineer, and "his
    student" only says who she is."""
    for first, last, name in line.list_names():
        n = find_outer(parses, first, last)
        calling = parses[n].head
        if name.label != "PER" or parses[n].relation != "conj" or calling != first - 1:
            continue
        if parses[calling].relation != "conj" or line.tags[calling] != "NN":
            continue
        above = parses[calling].head
        if 0 <= above < calling and parses[above].relation == "appos":
            above = parses[above].head
        if hang(parses, n, above, "conj") and hang(parses, calling, n, "nmod"):
            for k in list_by(parses, calling, "cc", "punct"):
                parses[k] = parses[k]._replace(head=n)


def _mend_debut(line: Line, parses: Hanging) -> None:
    """ "made his debut against Holt Town": whom he played."""
    for n, parse in enumerate(parses):
        noun = parse.head
        if parse.relation != "nmod" or not 0 <= noun < n or line.words[noun] != "debut":
            continue
        against = any(line.words[k] == "against" for k in list_by(parses, n, "case"))
        if against and parses[noun].relation == "obj":
            hang(parses, n, parses[noun].head, "obl")


def _is_noun(line: Line, n: int) -> bool:
    return line.tags[n].startswith(("NN", "CD", "$"))
