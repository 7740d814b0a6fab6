"""Parses put right where the order of words tells more than they do: what stands between commas, what follows a
preposition, what "when" and "that" open."""

from __future__ import annotations

from sourceline.extract.rules.hanging import HELPERS, SUBJECTS, Hanging, hang, list_by
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.role_words import find_kind


def mend_order(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_early(line, parses)
    _mend_added(line, parses)
    _mend_fronted(line, parses)
    _mend_listed(line, parses)
    _mend_told_nouns(line, parses)
    _mend_late_cases(line, parses)
    _mend_late_verbs(line, parses)
    _mend_opened(line, parses)
    _mend_towns(line, parses)
    _mend_distances(line, parses)
    _mend_followed(line, parses)
    _mend_interrupted(line, parses)
    _mend_rooted(line, parses)
    _mend_spans(line, parses)
    _mend_told(line, parses)
    _mend_said(line, parses)
    _mend_callings(line, parses)
    _mend_kinds(line, parses)


def _mend_early(line: Line, parses: Hanging) -> None:
    """ "…, and Jane Roe, a doctor, is chairman", "and Jane Roe took bronze": what is joined to something follows it;
    before a noun with "is", or a past, it is its subject."""
    for n, parse in enumerate(parses):
        head = parse.head
        if parse.relation not in ("conj", "parataxis") or head <= n or list_by(parses, n, "case"):
            continue
        if parse.relation == "parataxis" and not _opens_named(line, parses, n):
            continue
        told = line.tags[head] in ("VBD", "VBZ", "VBP") and line.tags[n].startswith(("NN", "PRP"))
        subjects = any(k < head for k in list_by(parses, head, *SUBJECTS))
        if not subjects and (told or list_by(parses, head, "cop")):
            parses[n] = parse._replace(relation="nsubj")


def _opens_named(line: Line, parses: Hanging, n: int) -> bool:
    """ "Acme Group, which Tide bought in 2019, shut its plant": who opens the sentence, with nothing but commas about it."""
    after = line.find_name_end(n) + 1
    opened = min([n, *(k for k in range(n) if parses[k].head == n)]) == 0
    return opened and line.word(after) == "," == line.word(parses[n].head - 1)


def _mend_added(line: Line, parses: Hanging) -> None:
    """ "police and hooded Protestants clashed": what "and" joins right behind a subject is joined to it, not to the verb
    that follows."""
    for n, parse in enumerate(parses):
        verb = parse.head
        joins = [k for k in list_by(parses, n, "cc") if k < n]
        if parse.relation != "conj" or verb <= n or not joins or not line.tags[n].startswith("NN"):
            continue
        before = [k for k in list_by(parses, verb, *SUBJECTS) if k < joins[0]]
        if before and line.tag(joins[0] - 1).startswith(("NN", "PRP")):
            hang(parses, n, before[-1], "conj")


def _mend_fronted(line: Line, parses: Hanging) -> None:
    """ "the mill that Oulu Steel bought is closed": a noun before a verb that has nobody else is its subject."""
    for n, parse in enumerate(parses):
        fronted = parse.relation == "obj" and parse.head > n and line.tags[n].startswith("NN")
        helped = fronted and list_by(parses, parse.head, *HELPERS)
        if helped and not list_by(parses, parse.head, *SUBJECTS):
            parses[n] = parse._replace(relation="nsubj")


def _mend_listed(line: Line, parses: Hanging) -> None:
    """ "after his mother, sister and others died": a noun and a comma before the subject of a verb begin its list."""
    for n, parse in enumerate(parses):
        verb = parse.head
        noun = (
            line.tags[n].startswith("NN") and n not in line.timed
        )  # not "on Sunday, police and …"
        listed = parse.relation in ("obj", "obl") and verb > n and noun
        openers = [k for k in list_by(parses, n, "mark", "case") if k < n] if listed else []
        if (
            not listed
            or line.word(n + 1) != ","
            or any(line.words[k] not in _OPENERS for k in openers)
        ):
            continue
        subjects = [k for k in list_by(parses, verb, *SUBJECTS) if n < k <= n + _LISTED]
        others = list_by(parses, subjects[0], "conj") if subjects else []
        others += [k for k in list_by(parses, n, "conj") if subjects and subjects[0] < k < verb]
        if any(list_by(parses, k, "cc") for k in others):
            parses[n] = parse._replace(relation="nsubj")
            hang(parses, subjects[0], n, "conj")
            for k in openers:
                hang(parses, k, verb, "mark")


_LISTED = 4
"""Words from one noun of a list to the next."""


def _mend_told_nouns(line: Line, parses: Hanging) -> None:
    """ "said the mill that Oulu Steel bought was closed": what is told is the clause, and the noun its subject."""
    for n, parse in enumerate(parses):
        noun = parse.head
        if parse.relation != "ccomp" or not 0 <= noun < n or parses[noun].relation != "obj":
            continue
        inner = [k for k in list_by(parses, noun, "acl") if k < n]
        for k in list_by(parses, n, "mark"):
            if inner and noun < k < inner[-1]:  # "said the mill that Oulu Steel bought is closed"
                hang(parses, k, inner[-1], "mark")
        whole = list_by(parses, n, *HELPERS) and not list_by(parses, n, "mark", *SUBJECTS)
        if (
            whole
            and line.tags[noun].startswith("NN")
            and hang(parses, n, parses[noun].head, "ccomp")
        ):
            hang(parses, noun, n, "nsubj")


def _mend_late_cases(line: Line, parses: Hanging) -> None:
    """ "by the Mayor of Orford": a preposition belongs to what follows it, never to what stands before."""
    for n, parse in enumerate(parses):
        if (
            parse.relation != "case"
            or not 0 <= parse.head < n
            or line.words[n] not in _BEFORE_NOUNS
        ):
            continue
        noun = next((k for k in range(n + 1, len(parses)) if line.tags[k].startswith("NN")), -1)
        while noun >= 0 and parses[noun].relation in ("flat", "compound") and parses[noun].head > n:
            noun = parses[noun].head
        if 0 <= noun <= n + _NEAR:
            hang(parses, n, noun, "case")


_BEFORE_NOUNS = frozenset({"of", "in", "at", "on", "by", "for", "from", "with"})
_NEAR = 5
"""Words between a preposition and its noun."""
_OPENERS = frozenset({"when", "while", "as", "after", "before", "because", "until", "where"})


def _mend_late_verbs(line: Line, parses: Hanging) -> None:
    """ "were injured when a ladle carrying steel overturned": the clause of "when" has the last verb, which the noun
    does; what stands between only describes it."""
    for n, parse in enumerate(parses):
        middle = parse.head
        if parse.relation != "acl" or not 0 < middle < n or line.tags[middle] != "VBG":
            continue
        opener = next((k for k in list_by(parses, n, "advmod", "mark") if k < middle), -1)
        nouns = [k for k in list_by(parses, middle, *SUBJECTS) if opener < k < middle]
        above = parses[middle].head
        if (
            opener < 0
            or line.words[opener] not in _OPENERS
            or not nouns
            or above < 0
            or above > opener
        ):
            continue
        if hang(parses, n, above, "advcl"):
            hang(parses, nouns[-1], n, "nsubj")
            hang(parses, middle, nouns[-1], "acl")


def _mend_opened(line: Line, parses: Hanging) -> None:
    """ "as Jane Roe reports, the council closed it": who stands between "as" and its verb does that, where what follows
    has somebody of its own."""
    for n, parse in enumerate(parses):
        named = n in line.names and parse.relation == "nmod"
        if parse.head < n or not (named or parse.relation in SUBJECTS):
            continue
        if named and list_by(parses, n, "case"):
            continue
        for verb in range(n + 1, parse.head):
            if parses[verb].relation != "advcl" or line.tags[verb] not in ("VBD", "VBZ", "VBP"):
                continue
            opened = any(k < n for k in list_by(parses, verb, "mark"))
            others = any(k > verb for k in list_by(parses, parses[verb].head, *SUBJECTS))
            if opened and others and not list_by(parses, verb, *SUBJECTS):
                hang(parses, n, verb, "nsubj")
                break


def _mend_towns(line: Line, parses: Hanging) -> None:
    """ "from an Odda, Conn., brewery": a town and its state between commas, behind "a", only say where the noun is
    that follows."""
    for n in range(1, len(parses) - 3):
        opened = line.words[n - 1] in ("a", "an") and n in line.names and line.word(n + 1) == ","
        if not opened or not line.tags[n].startswith("NNP"):
            continue
        closed = next((k for k in range(n + 2, n + 6) if line.word(k) == ","), -1)
        if closed < 0 or not all(line.tags[k].startswith("NNP") for k in range(n + 2, closed)):
            continue
        noun = closed
        while line.tag(noun + 1) in ("NN", "NNS", "JJ"):
            noun += 1
        if noun == closed or not line.tags[noun].startswith("NN"):
            continue
        inside = range(n, noun)
        if parses[noun].head in inside or parses[n].head not in (*inside, noun):
            above, relation = parses[n].head, parses[n].relation
            if above != noun and not hang(parses, noun, above, relation):
                continue
        for k, parse in enumerate(parses):
            if k in inside or (parse.head in inside and k != noun):
                inner = k in inside and line.tags[k].startswith("NNP")
                hang(parses, k, noun, "nmod" if k == n else "flat" if inner else parse.relation)


def _mend_distances(line: Line, parses: Hanging) -> None:
    """ "arrested by a team, three houses from the scene": how far off, and no second team."""
    for n, parse in enumerate(parses):
        head = parse.head
        if parse.relation != "conj" or not 0 <= head < n or line.word(n + 1) != "from":
            continue
        alone = not list_by(parses, n, "cc") and list_by(parses, head, "conj") == [n]
        verb = parses[head].head
        if alone and list_by(parses, n, "nummod") and line.tag(verb).startswith("VB"):
            hang(parses, n, verb, "advmod")


def _mend_followed(line: Line, parses: Hanging) -> None:
    """ "came days after a minister who had promised talks left": behind the clause of "who" comes what "after" opens,
    which the noun does."""
    for opener, word in enumerate(line.words):
        n = parses[opener].head
        opens = word in ("after", "before") and parses[opener].relation == "case" and opener < n
        if not opens or not 0 <= parses[n].head < n:
            continue
        above = parses[n].head
        who = [k for k in list_by(parses, n, "acl") if k > n and _opens_who(line, parses, k)]
        for verb in range(who[-1] + 1 if who else len(parses), len(parses)):
            hung = parses[verb].relation in ("conj", "acl", "ccomp", "parataxis")
            if line.tags[verb] != "VBD" or not hung or parses[verb].head not in (n, above):
                continue
            if not list_by(parses, verb, "cc", *SUBJECTS, *HELPERS):
                hang(parses, verb, above, "advcl")
                hang(parses, n, verb, "nsubj")
                hang(parses, opener, verb, "mark")
                for k in list_by(parses, who[-1], "obj", "obl"):
                    if k > verb:
                        hang(parses, k, verb, parses[k].relation)
                break


def _opens_who(line: Line, parses: Hanging, verb: int) -> bool:
    return any(line.words[k] in ("who", "which", "that") for k in list_by(parses, verb, "nsubj"))


def _mend_interrupted(line: Line, parses: Hanging) -> None:
    """ "a fire, thought to have been set, gutted the archive": what stands between two commas only describes the
    noun; what it does comes behind them."""
    for n, parse in enumerate(parses):
        middle = parse.head
        if parse.relation not in SUBJECTS or middle != n + 2 or line.word(n + 1) != ",":
            continue
        if line.tags[middle] not in ("VBN", "VBD") or list_by(parses, middle, "obj", *HELPERS):
            continue
        comma = next((k for k in range(middle + 1, len(parses)) if line.words[k] == ","), -1)
        verb = comma + 1
        free = comma > 0 and verb < len(parses) and line.tags[verb] in ("VBN", "VBD", "VBZ")
        acts = free and (line.tags[verb] == "VBD" or list_by(parses, verb, "obj"))
        if acts and not list_by(parses, verb, *SUBJECTS):
            above, relation = parses[middle].head, parses[middle].relation
            if hang(parses, verb, above, relation) or above < 0:
                hang(parses, n, verb, "nsubj")
                hang(parses, middle, n, "acl")


def _mend_spans(line: Line, parses: Hanging) -> None:
    """ "was killed hours after handing it over": how long before belongs to "after"."""
    for n in range(len(parses) - 1):
        clause = parses[n + 1].head
        span = line.words[n] in ("hours", "days", "weeks", "months", "years", "minutes", "shortly")
        opens = line.tag(clause).startswith("VB") or parses[clause].relation == "advcl"
        behind = parses[n].head < n and opens
        if span and behind and line.words[n + 1] in ("after", "before") and clause > n:
            hang(parses, n, clause, "obl")


def _mend_rooted(line: Line, parses: Hanging) -> None:
    """ "A fire, thought to have been set, gutted the archive": a noun that opens a sentence is no root of it where a verb
    without a subject follows what stands between commas."""
    root = next((n for n, parse in enumerate(parses) if parse.head < 0), -1)
    if root < 0 or not line.tags[root].startswith("NN") or line.word(root + 1) != ",":
        return
    inner = [k for k in list_by(parses, root, "acl") if k == root + 2]
    if not inner or list_by(parses, root, *HELPERS, *SUBJECTS):
        return
    for verb in list_by(parses, inner[0], "conj", "parataxis", "xcomp"):
        alone = not list_by(parses, verb, "cc", "mark", *SUBJECTS, *HELPERS)
        if alone and line.tags[verb] == "VBD" and line.words[verb - 1] == ",":
            parses[verb] = parses[verb]._replace(head=-1, relation="root")
            parses[root] = parses[root]._replace(head=verb, relation="nsubj")
            return


_TELLING = frozenset(
    {"allege", "alleged", "alleges", "say", "says", "said", "claim", "claims", "claimed", "believe"}
)


def _mend_told(line: Line, parses: Hanging) -> None:
    """ "Prosecutors allege that he set it up and pocketed it": what is told in another tense than the telling is joined
    to what is told."""
    for n, parse in enumerate(parses):
        told = parse.relation in ("acl", "ccomp") and line.tags[n] in ("VBD", "VBN", "VBZ")
        if not told or parse.head < 0 or line.words[parse.head] not in _TELLING:
            continue
        if not any(line.words[k] == "that" for k in list_by(parses, n, "mark")):
            continue
        parses[n] = parse._replace(relation="ccomp")
        for k in list_by(parses, parse.head, "conj"):
            present = not line.words[parse.head].endswith("d")
            apart = present and not list_by(parses, k, *SUBJECTS)
            if k > n and apart and line.tags[k] == line.tags[n] == "VBD":
                hang(parses, k, n, "conj")


def _mend_said(line: Line, parses: Hanging) -> None:
    """ "Roe will visit Oulu, Lund said at a briefing today": what follows who says so is of the saying."""
    for said, parse in enumerate(parses):
        if line.words[said] not in ("said", "says", "added") or not 0 <= parse.head < said:
            continue
        subjects = list_by(parses, said, *SUBJECTS)
        apart = parse.relation == "conj" and not list_by(parses, said, "cc")
        if not subjects or not (apart or parse.relation == "parataxis"):
            continue
        for n in range(said + 1, len(parses)):
            if line.words[n] in (",", ";", ":", "that"):
                break
            if parses[n].relation in ("obl", "nmod") and parses[n].head < said:
                hang(parses, n, said, "obl")


def _mend_kinds(line: Line, parses: Hanging) -> None:
    """ "of the insurer Nordmark Life": a name right behind its kind is told by it, and hangs on nothing before."""
    for first, last, _ in line.list_names():
        kind = first - 1
        if kind < 1 or line.tags[kind] != "NN" or kind in line.names or kind in line.timed:
            continue
        outer = [n for n in range(first, last) if not first <= parses[n].head < last]
        if len(outer) != 1:
            continue
        name = outer[0]
        beside = parses[name].relation in ("nsubj", "iobj", "obj") and (
            parses[name].head == parses[kind].head and find_kind(line.tokens[kind].text) is None
        )
        if not beside and parses[name].relation not in ("nmod", "flat", "dep", "compound"):
            continue
        if 0 <= parses[name].head < kind and not list_by(parses, name, "case"):
            hang(parses, name, kind, "appos")


def _mend_callings(line: Line, parses: Hanging) -> None:
    """ "Jane Roe, 54, treasurer, and Paul Moss": what somebody is, is nobody beside them."""
    for n, parse in enumerate(parses):
        if parse.relation != "conj" or line.tags[n] != "NN" or n in line.names:
            continue
        comma = n - 1
        while parses[comma].head == n and parses[comma].relation not in ("cc", "punct"):
            comma -= 1
        aged = line.tag(comma - 1) == "CD" and line.word(comma - 2) == ","
        name = line.names.get(comma - (3 if aged else 1))
        closed = line.word(comma) == line.word(n + 1) == ","
        if name is None or name.label != "PER" or not closed or not find_kind(line.tokens[n].text):
            continue
        head = parse.head
        if line.names.get(head) is name and hang(parses, n, head, "appos"):
            for k in list_by(parses, n, "conj"):
                hang(parses, k, head, "conj")
