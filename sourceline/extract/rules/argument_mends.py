"""Subjects and objects put right: which verb a noun belongs to, and which noun only says who another is."""

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
from sourceline.extract.rules.people import is_people
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.role_words import find_kind
from sourceline.extract.rules.verbs import BE, find_base


def mend_arguments(line: Line, parses: Hanging) -> None:
    """The parses of a sentence, in place."""
    _mend_empty(line, parses)
    _mend_bare(line, parses)
    _mend_articles(line, parses)
    _mend_introduced(line, parses)
    _mend_second(line, parses)
    _mend_nearest(line, parses)
    _mend_forward(line, parses)
    _mend_among(line, parses)
    _mend_late(line, parses)
    _mend_carried(line, parses)
    _mend_who(line, parses)
    _mend_stated(line, parses)
    _mend_opening(line, parses)


def _mend_empty(line: Line, parses: Hanging) -> None:
    """ "fined it €20,000", "ordered it to pay": somebody, where no "it is hard to" follows."""
    for n, parse in enumerate(parses):
        behind = parse.relation == "expl" and parse.head == n - 1 and line.words[n] == "it"
        if behind and find_base(line.words[n - 1]) not in _ESTIMATING:
            parses[n] = parse._replace(relation="obj")


_ESTIMATING = frozenset(
    {
        "make",
        "find",
        "take",
        "think",
        "consider",
        "deem",
        "believe",
        "call",
        "keep",
        "leave",
        "see",
        "be",
    }
)


def _mend_bare(line: Line, parses: Hanging) -> None:
    """ "after a fire gutted the hall", "after its chairman, Jane Roe, resigned": a noun without a preposition before a
    verb without a subject does it."""
    for n, parse in enumerate(parses):
        verb = parse.head
        loose = parse.relation == "obl" and verb > n and line.tags[n].startswith("NN")
        if not loose or n in line.timed or line.tags[verb] not in ("VBD", "VBZ", "VBP"):
            continue
        openers = [k for k in list_by(parses, verb, "case", "mark") if k < n]
        if list_by(parses, n, "case", "mark") or list_by(parses, verb, *SUBJECTS, *HELPERS):
            continue
        if verb == n + 1 or (openers and line.words[openers[-1]] in _OPENERS):
            parses[n] = parse._replace(relation="nsubj")
            for k in openers:
                parses[k] = parses[k]._replace(relation="mark")


def _mend_articles(line: Line, parses: Hanging) -> None:
    """ "a fire gutted the hall": an article before a noun and a verb is the noun's."""
    for n in range(len(parses) - 2):
        noun = line.tags[n] == "DT" and line.tags[n + 1] == "NN" and n + 1 not in line.names
        if noun and parses[n].head > n + 2 and is_verb(line, parses, n + 2):
            hang(parses, n, n + 1, "det")


def _mend_introduced(line: Line, parses: Hanging) -> None:
    """ "with the help of a mediator, Jane Roe, it also restores …": a name between commas behind its calling is no
    subject of what follows."""
    for first, last, name in line.list_names():
        noun = first - 2
        closed = noun > 0 and line.words[first - 1] == "," == line.word(last)
        if name.label != "PER" or not closed or noun in line.names:
            continue
        head = find_outer(parses, first, last)
        word = line.words[noun]
        called = line.tags[noun] == "NN" and (find_kind(word) is not None or is_people(word))
        opened = {line.words[k] for k in list_by(parses, noun, "case", "mark")} & _OPENERS
        verb = parses[head].head
        if not called or opened or parses[head].relation not in (*SUBJECTS, "appos") or verb < last:
            continue
        if parses[verb].relation == "conj" or set(list_by(parses, verb, *SUBJECTS)) - {head}:
            hang(parses, head, noun, "appos")


_OPENERS = frozenset({"after", "before", "when", "while", "as", "until", "since", "because"})


def _mend_second(line: Line, parses: Hanging) -> None:
    """ "Orla Bank, Ireland's third lender, on Monday named …": the lender only says who the bank is."""
    for n, parse in enumerate(parses):
        if parse.relation not in SUBJECTS or line.tags[n] != "NN" or n in line.names:
            continue
        last = n
        first = min(_list_run(parses, n))
        closed = line.word(first - 1) == "," == line.word(last + 1)
        name = line.names.get(first - 2)
        if not closed or name is None or name.label == "LOC":
            continue
        others = [k for k in list_by(parses, parse.head, *SUBJECTS) if line.names.get(k) is name]
        if others and parse.head > n:
            hang(parses, n, others[0], "appos")


def _list_run(parses: Hanging, n: int) -> list[int]:
    """The words before a noun that hang on it, in one run, and itself."""
    run = [n]
    while run[-1] > 0 and _is_below(parses, run[-1] - 1, n):
        run.append(run[-1] - 1)
    return run


def _is_below(parses: Hanging, k: int, n: int) -> bool:
    if parses[k].relation == "punct":
        return False
    for _ in range(5):
        if parses[k].head == n:
            return True
        k = parses[k].head
        if k < 0:
            return False
    return False


def _mend_nearest(line: Line, parses: Hanging) -> None:
    """ "cut hams before she unseated the leader", "which raised €9 million, has put off …": what stands right behind a
    verb that has nothing else is done to by it, not by one further off."""
    for n, parse in enumerate(parses):
        if parse.relation not in ("obj", "iobj") or parse.head < 0:
            continue
        verb = min(_list_run(parses, n)) - 1
        near = verb >= 0 and is_verb(line, parses, verb)
        helpers = list_by(parses, verb, *HELPERS) if near else []
        had = line.tags[verb] == "VBN" and [line.words[k] for k in helpers] == ["had"]
        if not near or not (had or (line.tags[verb] == "VBD" and not helpers)):
            continue
        if parse.head == verb or list_by(parses, verb, "obj"):
            continue
        own = [k for k in list_by(parses, verb, *SUBJECTS) if k < verb and not n < parse.head < k]
        apart = parses[verb].relation == "acl" and parse.head > n
        between = apart or (parse.head < verb and any(k > parse.head for k in own))
        if own and between and hang(parses, n, verb, "obj"):
            for k in list_by(parses, parse.head, "obl"):
                if parse.head < n < k:
                    hang(parses, k, verb, "obl")


def _mend_forward(line: Line, parses: Hanging) -> None:
    """ "Ada Fenwick, who founded Tide with the engineer Ben Moss": "who" is somebody named before."""
    for n, parse in enumerate(parses):
        if parse.relation != "acl" or parse.head < n:
            continue
        who = [k for k in list_by(parses, n, *SUBJECTS) if line.words[k] in ("who", "which")]
        if not who or line.word(who[0] - 1) != ",":
            continue
        noun, wrong = climb_name(line, parses, who[0] - 2), parse.head
        fits = 0 <= noun < n and line.tags[noun].startswith("NN")
        if fits and hang(parses, n, noun, "acl") and list_by(parses, wrong, "case"):
            hang(parses, wrong, n, "obl")


def _mend_among(line: Line, parses: Hanging) -> None:
    """ "Among the witnesses was Jane Roe, a nurse, who …": it is she who is told of."""
    for n, parse in enumerate(parses):
        noun = parse.head
        if parse.relation != "acl" or noun < 0:
            continue
        who = [k for k in list_by(parses, n, "nsubj") if line.words[k] == "who"]
        if not who:
            continue
        was = next((k for k in range(noun + 1, min(noun + 3, n)) if line.words[k] in BE), -1)
        if was >= 0 and was + 1 in line.names and line.words[0] in ("among", "with"):
            head = was + 1
            while parses[head].relation == "flat" and parses[head].head > head:
                head = parses[head].head
            hang(parses, n, head, "acl")


def _mend_late(line: Line, parses: Hanging) -> None:
    """ "The plant will open in June, and a hearing is due on 3 May": the second day is that of the second clause."""
    for n, parse in enumerate(parses):
        if n not in line.timed or parse.relation != "obl" or not 0 <= parse.head < n:
            continue
        later = [
            k
            for k in list_by(parses, parse.head, "conj")
            if parse.head < k < n and line.tags[k][:2] in ("VB", "JJ")
        ]
        if later and any(k < later[-1] for k in list_by(parses, later[-1], *SUBJECTS)):
            hang(parses, n, later[-1], "obl")


def _mend_carried(line: Line, parses: Hanging) -> None:
    """ "A capsule carrying dust landed in Chile": where a sentence has no verb else, what "landed" is the capsule."""
    top = next((n for n, p in enumerate(parses) if p.head < 0), -1)
    stop = top >= 0 and line.tags[top] == "."  # some parses make the final stop the top
    root = next(iter(list_by(parses, top, "nsubj")), -1) if stop else top
    if root < 0 or not line.tags[root].startswith("NN") or list_by(parses, root, "cop"):
        return
    if any(tag in ("VBZ", "VBP", "MD") for tag in line.tags):
        return
    verbs = [n for n in range(root + 1, len(parses)) if line.tags[n] in ("VBD", "VBN")]
    carries = [n for n in list_by(parses, root, "acl") if line.tags[n] == "VBG"]
    if not carries or len(verbs) != 1 or find_base(line.words[verbs[0]]) not in _MOVING:
        return
    if list_by(parses, verbs[0], "obj", *SUBJECTS, *HELPERS):
        return
    for n in list_by(parses, root, "punct", "obl"):
        if n > verbs[0]:
            parses[n] = parses[n]._replace(head=verbs[0])
    parses[verbs[0]] = parses[verbs[0]]._replace(head=-1, relation="root")
    if stop:
        parses[top] = parses[top]._replace(head=verbs[0], relation="punct")
    for n in list_by(parses, carries[0], "advcl"):
        if n > verbs[0]:  # ", ending a voyage of seven years"
            parses[n] = parses[n]._replace(head=verbs[0])
    parses[root] = parses[root]._replace(head=verbs[0], relation="nsubj")


_MOVING = frozenset([
    "land", "dock", "parachute", "crash", "explode", "sink", "capsize", "collapse", "overturn", "derail", "collide",
    "plunge", "return", "arrive", "depart", "splash", "erupt", "swerve", "skid", "veer", "disappear", "vanish",
])  # fmt: skip
"""Verbs of what something does by itself."""


def _mend_who(line: Line, parses: Hanging) -> None:
    """ "named Jane Roe as its chairman to succeed Ruth Ogden, who is retiring": "who" is the person named right before,
    unless she is the last of several."""
    for n, parse in enumerate(parses):
        if parse.relation != "acl":
            continue
        who = [k for k in list_by(parses, n, "nsubj") if line.words[k] == "who"]
        if not who or who[0] < 2 or line.words[who[0] - 1] != ",":
            continue
        name = line.names.get(who[0] - 2)
        if name is None or name.label != "PER" or line.names.get(parse.head) is name:
            continue
        head = climb_name(line, parses, who[0] - 2)
        own = parses[head].relation == "nmod" and parses[head].head == parse.head
        if parses[head].relation in ("obj", "obl", "nmod") and parse.head < head and not own:
            hang(parses, n, head, "acl")


def _mend_stated(line: Line, parses: Hanging) -> None:
    """ "raised $90 million from investors led by Oulu Capital in 2030": the year is that of the raising."""
    for n, parse in enumerate(parses):
        state = parse.head
        if n not in line.timed or not 0 <= state < n or line.words[state] not in _STATES:
            continue
        if (
            parse.relation != "obl"
            or parses[state].relation != "acl"
            or line.word(state + 1) != "by"
        ):
            continue
        above = parses[state].head
        while above >= 0 and not is_verb(line, parses, above):
            above = parses[above].head
        if above >= 0:
            hang(parses, n, above, "obl")


_STATES = frozenset({"led", "backed", "owned", "run", "headed", "chaired", "controlled", "managed"})
"""Participles of what lasts, which no day is told of."""


def _mend_opening(line: Line, parses: Hanging) -> None:
    """ "Hearing no answer, forty women joined the march": what opens a sentence does nothing where a noun behind it is
    the subject."""
    for n, parse in enumerate(parses):
        if parse.relation == "csubj" and line.tags[n] == "VBG" and parse.head > n:
            others = [k for k in list_by(parses, parse.head, "nsubj") if n < k < parse.head]
            if any("," in line.words[n:k] for k in others):
                parses[n] = parse._replace(relation="advcl")
