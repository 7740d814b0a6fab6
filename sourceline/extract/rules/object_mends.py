"""Parses put right where a noun beside a verb is not what the parser takes it for: a measure, a date, a title, somebody
who gets an office, or the subject."""

from __future__ import annotations

from sourceline.extract.rules.hanging import (
    HELPERS,
    SUBJECTS,
    Hanging,
    find_begin,
    find_outer,
    hang,
    has_be,
    is_verb,
    list_by,
)
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.verbs import find_base


def mend_objects(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_measures(line, parses)
    _mend_cut(line, parses)
    _mend_bare_dates(line, parses)
    _mend_doers(line, parses)
    _mend_done_by(line, parses)
    _mend_given_roles(line, parses)
    _mend_named(line, parses)
    _mend_champions(line, parses)
    _mend_caused(line, parses)
    _mend_turned(line, parses)
    _mend_due(line, parses)
    _mend_behind_stop(line, parses)
    _mend_list(line, parses)
    _mend_helped(line, parses)
    _mend_named_things(line, parses)


_MEASURES = frozenset(
    [
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "metre",
        "metres",
        "meter",
        "meters",
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "mile",
        "miles",
        "yard",
        "yards",
        "foot",
        "feet",
        "km",
    ]
)
_WAYS = frozenset(
    [
        "before",
        "after",
        "from",
        "west",
        "east",
        "north",
        "south",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
        "north-west",
        "north-east",
        "south-west",
        "south-east",
        "off",
        "away",
        "below",
        "above",
        "inland",
        "offshore",
        "downstream",
        "upstream",
    ]
)


def _mend_measures(line: Line, parses: Hanging) -> None:
    """ "lost her voice four hours before curtain", "moved the buoy 80 miles to the south": how far off, and no second
    thing that was lost or moved."""
    for n, parse in enumerate(parses):
        if line.words[n] not in _MEASURES or list_by(parses, n, "case", "mark"):
            continue
        behind = [line.word(k) for k in range(n + 1, n + 4)]
        clause = parses[n + 1].relation == "mark" if n + 1 < len(parses) else True
        aims = (behind[0] in _WAYS and not clause) or (
            behind[:2] == ["to", "the"] and behind[2] in _WAYS
        )
        counted = list_by(parses, n, "nummod")
        head = parse.head
        while 0 <= head < n and not is_verb(line, parses, head):
            head = parses[head].head
        loose = parse.relation in ("obj", "obl", "appos", "conj", "nmod", "dep")
        if aims and counted and loose and 0 <= head < n:
            hang(parses, n, head, "advmod")


_DATES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "spring",
        "summer",
        "autumn",
        "winter",
    ]
)


def _mend_cut(line: Line, parses: Hanging) -> None:
    """ "cut short a visit": what is cut is the visit."""
    for n in range(1, len(parses)):
        cut = line.words[n] == "short" and parses[n].relation == "obj" and parses[n].head == n - 1
        if cut and len(list_by(parses, n - 1, "obj")) > 1:
            parses[n] = parses[n]._replace(relation="compound")


def _mend_bare_dates(line: Line, parses: Hanging) -> None:
    """ "was crushed by ice that September": when it was, and not what."""
    for n, parse in enumerate(parses):
        bare = n > 0 and line.words[n] in _DATES and line.words[n - 1] in ("that", "this")
        if bare and parse.relation in ("obj", "obl", "nmod", "dep") and parse.head < n:
            parses[n] = parse._replace(relation="advmod")


def _mend_doers(line: Line, parses: Hanging) -> None:
    """ "started by the nurse Ada Colby": one doer, who has a calling and a name; both hang alike, as `_mend_titles` of
    `clause_mends` asks."""
    for n in range(len(parses) - 1):
        name, parse = line.names.get(n + 1), parses[n]
        if name is None or name.label != "PER" or n in line.names:
            continue
        by = [k for k in list_by(parses, n, "case") if line.words[k] == "by"]
        if not by or line.words[n] in ("time", "end", "moment") or n in line.timed:
            continue  # "by the time Ada Colby retired", "by May Ada Colby had retired"
        beside = parses[n + 1]
        if beside.head == parse.head and beside.relation in ("nsubj", "obj", "appos"):
            parses[n + 1] = beside._replace(relation=parse.relation)


def _mend_done_by(line: Line, parses: Hanging) -> None:
    """ "a petition started by a nurse drew crowds": the doer belongs to the verb right before "by"."""
    for verb in range(len(parses) - 2):
        noun = parses[verb + 1].head
        if parses[verb].relation != "acl" or line.words[verb + 1] != "by" or noun <= verb + 1:
            continue
        between = any(line.tags[k].startswith("VB") for k in range(verb + 2, noun))
        if line.tags[verb] in ("VBN", "VBD") and not between and parses[noun].head > noun:
            hang(parses, noun, verb, "obl")


def _mend_given_roles(line: Line, parses: Hanging) -> None:
    """ "had appointed her curator": her, to be curator. `parts` tells it from "her deputy"."""
    for n, parse in enumerate(parses):
        given = line.words[n] == "her" and line.tags[n] == "PRP" and parse.relation == "nmod"
        role, verb = parse.head, n - 1
        if given and role > n and parses[role].head == verb:
            hang(parses, n, verb, "obj")
            hang(parses, role, verb, "xcomp")


_GIVING = frozenset({"appoint", "appointed", "named", "name", "elected", "made", "declared"})


def _mend_named(line: Line, parses: Hanging) -> None:
    """ "named Jane Roe acting manager": what she gets, not what she is."""
    for n, parse in enumerate(parses):
        name = line.names.get(parse.head)
        beside = parse.relation in ("appos", "obj") and parse.head < n
        if not beside or name is None or name.label != "PER" or n in line.names:
            continue
        verb = parses[parse.head].head
        given = verb >= 0 and parses[parse.head].relation == "obj" and line.words[verb] in _GIVING
        between = range(line.find_name_end(parse.head) + 1, n)
        bare = line.tags[n] == "NN" and not list_by(parses, n, "det", "punct")
        if given and bare and all(parses[k].head == n for k in between):
            parses[n] = parse._replace(head=verb, relation="obj")


def _mend_champions(line: Line, parses: Hanging) -> None:
    """ "left Odda champions Akamas": a noun, whatever the tagger takes it for, and the club is what was left."""
    for first, last, name in line.list_names():
        n, mate = find_outer(parses, first, last), first - 1
        taken = mate > 0 and line.words[mate] in _MATES and line.tags[mate] == "VBZ"
        verb = parses[mate].head
        under = parses[mate].relation == "obj" and 0 <= verb < mate and is_verb(line, parses, verb)
        if name.label != "ORG" or not taken or parses[n].head not in (mate, verb) or not under:
            continue
        hang(parses, n, verb, "obj")
        parses[mate] = parses[mate]._replace(head=n, relation="compound")
        for k in list_by(parses, mate, *SUBJECTS):
            hang(parses, k, n, "compound")


_MATES = frozenset(
    {
        "champions",
        "rivals",
        "giants",
        "side",
        "club",
        "newcomers",
        "neighbours",
        "strugglers",
        "leaders",
        "outfit",
    }
)


def _mend_caused(line: Line, parses: Hanging) -> None:
    """ "had it printed and died later": "it" belongs to the nearer verb."""
    for n in range(len(parses) - 2):
        caused = line.words[n] in ("have", "has", "had") and line.words[n + 1] in ("it", "them")
        if caused and line.tags[n + 2] == "VBN" and parses[n + 2].head == n:
            hang(parses, n + 1, n, "obj")


_ENTERING = frozenset({"come", "go", "stand", "follow", "sit"})


def _mend_turned(line: Line, parses: Hanging) -> None:
    """ "In his place came Rita Mole": who came stands behind."""
    for n, parse in enumerate(parses):
        verb = parse.head
        loose = parse.relation in ("obj", "appos", "nmod", "dep", "obl")
        if not loose or not 0 < verb < n or find_base(line.words[verb]) not in _ENTERING:
            continue
        if list_by(parses, n, "case") or list_by(parses, verb, *SUBJECTS, *HELPERS):
            continue
        place = parses[verb - 1].head == verb and list_by(parses, verb - 1, "case")
        if place and verb == n - 1 - len(list_by(parses, n, "det", "amod", "compound")):
            parses[n] = parse._replace(relation="nsubj")


def _mend_due(line: Line, parses: Hanging) -> None:
    """ "before cameras were due to stop": due, to stop."""
    for n in range(len(parses) - 2):
        verb = parses[n].head
        if line.words[n] != "due" or line.words[n + 1] != "to" or verb != n + 2:
            continue
        if line.tags[verb] == "VB" and list_by(parses, verb, "cop", "aux"):
            above, relation = parses[verb].head, parses[verb].relation
            parses[n] = parses[n]._replace(head=above, relation=relation)
            for k in list_by(parses, verb, *SUBJECTS, *HELPERS, "mark"):
                parses[k] = parses[k]._replace(head=n)
            parses[verb] = parses[verb]._replace(head=n, relation="xcomp")
            parses[n + 1] = parses[n + 1]._replace(head=verb, relation="mark")


def _mend_behind_stop(line: Line, parses: Hanging) -> None:
    """ "blamed the altimeter; the widow, Ida Roe, sued": behind a semicolon who did it stands before the verb, and is
    no second name of what stands before the semicolon."""
    for stop, word in enumerate(line.words):
        if word != ";":
            continue
        verb = next((k for k in range(stop + 1, len(parses)) if is_verb(line, parses, k)), -1)
        if verb < 0 or line.tags[verb] not in ("VBD", "VBN", "VBZ"):
            continue
        if parses[verb].head > stop or list_by(parses, verb, *SUBJECTS, *HELPERS):
            continue
        nouns = [
            k for k in range(stop + 1, verb) if 0 <= parses[k].head < stop or parses[k].head == verb
        ]
        nouns = [k for k in nouns if line.tags[k].startswith("NN") and k not in line.timed]
        root = next((k for k in range(stop) if parses[k].relation == "root"), -1)
        alone = len(nouns) == 1 and not list_by(parses, nouns[0], "case", "mark")
        if alone and root >= 0 and hang(parses, verb, root, "conj"):
            hang(parses, nouns[0], verb, "nsubj")


def _mend_list(line: Line, parses: Hanging) -> None:
    """ "ended the system under which gangs struck bargains, sacked 26 men and closed the gates": behind the comma the list
    goes on that began before the clause about a noun."""
    for n, parse in enumerate(parses):
        inner = parse.head
        if parse.relation != "conj" or not 0 < inner < n or line.words[n - 1] != ",":
            continue
        if (
            parses[inner].relation != "acl"
            or line.tags[n] != "VBD"
            or list_by(parses, n, *SUBJECTS, "cc")
        ):
            continue
        noun = parses[inner].head
        above = parses[noun].head if noun >= 0 else -1
        later = [k for k in list_by(parses, above, "conj") if k > n and list_by(parses, k, "cc")]
        if (
            above >= 0
            and line.tags[above].startswith("VB")
            and later
            and not list_by(parses, inner, "cc")
        ):
            hang(parses, n, above, "conj")


def _mend_helped(line: Line, parses: Hanging) -> None:
    """ "helps Acme pay off its debt": who stands before a bare verb is object of the verb before."""
    for n, parse in enumerate(parses):
        inner = parse.head
        if parse.relation != "obj" or inner <= n or line.tags[inner] != "VB":
            continue
        verb = parses[inner].head
        apart = verb < 0 or list_by(parses, inner, "mark", *SUBJECTS, *HELPERS)
        if apart or parses[inner].relation != "xcomp" or verb > n or list_by(parses, verb, "obj"):
            continue
        if find_begin(parses, n) == verb + 1 and line.tags[verb].startswith("VB"):
            hang(parses, n, verb, "obj")


_BECOMING = frozenset({"become", "be", "remain", "call", "name", "stay", "seem", "rename", "dub"})


def _mend_named_things(line: Line, parses: Hanging) -> None:
    """ "sued Acme in May": a name right behind a verb that has no object is its object, and nothing that somebody
    becomes."""
    for n, parse in enumerate(parses):
        verb = parse.head
        named = parse.relation == "xcomp" and n in line.names and line.tags[n].startswith("NNP")
        if not named or not 0 <= verb < n or not is_verb(line, parses, verb):
            continue
        begin = find_begin(parses, n)
        if begin != verb + 1 or find_base(line.words[verb]) in _BECOMING:
            continue
        passive = has_be(line, parses, verb)
        if (
            not passive
            and not list_by(parses, n, "case", "mark")
            and not list_by(parses, verb, "obj")
        ):
            parses[n] = parse._replace(relation="obj")
