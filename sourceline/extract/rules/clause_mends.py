"""Clauses put right where the parser errs in known ways: whose subject a noun is, and what a verb is
joined to."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.extract.rules.argument_mends import mend_arguments
from sourceline.extract.rules.case_mends import mend_cases
from sourceline.extract.rules.form_mends import mend_forms
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.hanging import (
    HELPERS,
    SUBJECTS,
    Hanging,
    find_begin,
    find_outer,
    hang,
    is_verb,
    list_by,
)
from sourceline.extract.rules.noun_mends import mend_heads, mend_nouns
from sourceline.extract.rules.object_mends import mend_objects
from sourceline.extract.rules.order_mends import mend_order
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.relation_mends import mend_links
from sourceline.extract.rules.verbs import BE, HAVE, MODALS, NEGATIONS
from sourceline.extract.tagger.reading import Parse

_FINITE_HELPERS = BE | HAVE | MODALS | {"will", "did"}


def mend_clauses(line: Line, parses: tuple[Parse, ...]) -> tuple[Parse, ...]:
    """The parses of a sentence with its clauses put right."""
    mended = Hanging(parses)
    mend_links(line, mended)
    _mend_roots(mended)
    _mend_told_of(line, mended)
    mend_order(line, mended)
    mend_cases(line, mended)
    mend_arguments(line, mended)
    mend_nouns(line, mended)
    mend_objects(line, mended)
    _mend_titles(line, mended)
    _mend_negations(line, mended)
    _mend_lost_verbs(line, mended)
    _mend_led(line, mended)
    _mend_whose(line, mended)
    _mend_listed(line, mended)
    _mend_bare_names(line, mended)
    _mend_strays(line, mended)
    _mend_ahead(line, mended)
    _mend_wounded(line, mended)
    _mend_crossed(line, mended)
    _mend_lost_objects(mended)
    _mend_carrying(line, mended)
    _mend_apposed(line, mended)
    _mend_unjoined(line, mended)
    _mend_joined(line, mended)
    _mend_gapped(line, mended)
    _mend_since(line, mended)
    _mend_after_stop(line, mended)
    _mend_chosen(line, mended)
    mend_heads(line, mended)
    mend_forms(line, mended)
    return tuple(mended)


def _mend_roots(parses: Hanging) -> None:
    """A second root is a clause beside the first."""
    for n, parse in enumerate(parses):
        if parse.relation == "root" and parse.head >= 0:
            parses[n] = parse._replace(relation="conj" if n > parse.head else "parataxis")


def _mend_told_of(line: Line, parses: Hanging) -> None:
    """ "Acme, founded in 2011 by Jane Roe, received money": a participle behind a comma is joined to no noun."""
    for n, parse in enumerate(parses):
        noun = parse.head
        joined = parse.relation == "conj" and line.tags[n] == "VBN" and 0 <= noun < n
        told = joined and line.words[n - 1] == "," and line.tags[noun].startswith("NN")
        if told and not list_by(parses, n, "cc", *SUBJECTS, *HELPERS):
            parses[n] = parse._replace(relation="acl")


def _mend_titles(line: Line, parses: Hanging) -> None:
    """ "by Justice Vincent Roe": what stands right before a person's name, beside it, belongs to it."""
    for n in range(len(parses) - 1):
        name = line.names.get(n + 1)
        apart = (
            parses[n].head == parses[n + 1].head and parses[n].relation == parses[n + 1].relation
        )
        if not apart or name is None or name.label != "PER" or n in line.names or n in line.timed:
            continue
        if line.tags[n].startswith("NN") and parses[n].relation in ("obl", "nmod", "obj", "nsubj"):
            hang(parses, n, n + 1, "nmod")
            for k in list_by(parses, n, "case", "det", "mark"):
                parses[k] = parses[k]._replace(head=n + 1)


def _mend_negations(line: Line, parses: Hanging) -> None:
    """ "isn't abandoning": the "n't" that hangs on its helper denies the verb."""
    for n, parse in enumerate(parses):
        if line.words[n] in NEGATIONS and parse.relation == "part" and parse.head >= 0:
            helper = parses[parse.head]
            helps = helper.relation in HELPERS
            parses[n] = parse._replace(head=helper.head if helps else parse.head, relation="advmod")


def _mend_lost_verbs(line: Line, parses: Hanging) -> None:
    """ "who was elected party leader": a participle behind "was" is the verb, whatever follows it."""
    for n, parse in enumerate(parses):
        noun = parse.head
        if parse.relation != "amod" or line.tags[n] != "VBN" or noun < n:
            continue
        if line.words[n] in read_words("offices", "words", "qualifiers"):
            continue  # "is acting chairman"
        if line.words[n - 1] in ("a", "an", "the"):
            continue  # "is a convicted robber"
        helpers = [k for k in list_by(parses, noun, *HELPERS) if k < n and line.words[k] in BE]
        subjects = [k for k in list_by(parses, noun, *SUBJECTS) if k < n]
        if not helpers or not subjects:
            continue
        above = parses[noun]
        relation = "acl" if above.relation == "appos" else above.relation
        parses[n] = parse._replace(head=above.head, relation=relation)
        parses[noun] = above._replace(head=n, relation="xcomp")
        for k, other in enumerate(parses):
            if other.head == noun and (k < n or other.relation in ("obl", "advmod", "advcl")):
                parses[k] = other._replace(head=n)


def _mend_led(line: Line, parses: Hanging) -> None:
    """ "investors led by Oulu Capital put in $85 million": right behind "by …" comes the verb of the noun before, of
    which "led by" only says who it is."""
    for n in range(1, len(parses) - 1):
        if line.words[n + 1] != "by" or line.tags[n] not in ("VBD", "VBN"):
            continue
        subjects = [k for k in list_by(parses, n, *SUBJECTS) if k < n]
        if not subjects or list_by(parses, n, *HELPERS, "obj"):
            continue
        agent = parses[n + 1].head
        verb = max([agent, *(k for k in list_by(parses, agent, "flat", "nmod", "compound"))]) + 1
        if line.tag(verb) not in ("VBD", "VBN", "VBZ") or list_by(
            parses, verb, *SUBJECTS, *HELPERS
        ):
            continue
        above, relation = (parses[n].head, parses[n].relation)
        if above != verb:
            if above < 0:
                parses[verb] = parses[verb]._replace(head=-1, relation="root")
            elif not hang(parses, verb, above, relation):
                continue
        hang(parses, subjects[-1], verb, "nsubj")
        for k in list_by(parses, n, "mark", "advmod"):
            if k < subjects[-1]:
                hang(parses, k, verb, parses[k].relation)
        for k in list_by(parses, n, "obl", "advmod", "punct"):
            if k > verb:
                hang(parses, k, verb, parses[k].relation)
        hang(parses, n, subjects[-1], "acl")


def _mend_whose(line: Line, parses: Hanging) -> None:
    """ "The UN, whose envoy had called, welcomed it": the envoy is the subject of the nearer verb."""
    for n, parse in enumerate(parses):
        if (
            line.word(n - 1) == "whose"
            and line.tags[n] == "VBN"
            and line.tag(n + 1).startswith("NN")
        ):
            hang(parses, n, n + 1, "amod")  # "whose stolen car was found"
        if parse.relation not in SUBJECTS or parse.head < n:
            continue
        if not any(parses[k].head == n and line.words[k] == "whose" for k in range(n)):
            continue
        second = [k for k in list_by(parses, parse.head, *SUBJECTS) if n < k < parse.head]
        if second and line.words[parse.head] in ("became", "was", "is"):
            parses[n] = parse._replace(relation="xcomp")  # "the school, whose dean she became"
            continue
        near = next((k for k in range(n + 1, parse.head) if is_verb(line, parses, k)), None)
        others = [k for k in list_by(parses, parse.head, *SUBJECTS) if k < n]
        if near is None or not others or line.tags[near] not in ("VBD", "VBN", "VBZ", "VBP"):
            continue
        if hang(parses, near, others[-1], "acl"):
            hang(parses, n, near, parse.relation)


def _mend_listed(line: Line, parses: Hanging) -> None:
    """ "gave it up after a quarrel with her producer, opened a school and died": a subject is not parted from its
    verb by one comma, so what stands before that is when, and the verb is joined to the first."""
    for verb, parse in enumerate(parses):
        main = parse.head
        listed = parse.relation == "advcl" and 0 <= main < verb and line.words[verb - 1] == ","
        if not listed or line.tags[verb] != "VBD" or line.tags[main] != "VBD":
            continue
        marks = [n for n in list_by(parses, verb, "mark") if line.words[n] in ("after", "before")]
        subjects = [n for n in list_by(parses, verb, *SUBJECTS) if n < verb]
        if len(marks) != 1 or len(subjects) != 1 or not main < marks[0] < subjects[0]:
            continue
        between = range(marks[0], verb - 1)
        if any(line.words[n] == "," or line.tags[n].startswith(("VB", "WP")) for n in between):
            continue
        hang(parses, verb, main, "conj")
        hang(parses, subjects[0], main, "obl")
        hang(parses, marks[0], subjects[0], "case")


def _mend_bare_names(line: Line, parses: Hanging) -> None:
    """ "and by November Ada Skarn ordered": a name that no preposition brings in, right before a verb without a subject,
    is its subject."""
    for first, last, name in line.list_names():
        n = find_outer(parses, first, last)
        verb = parses[n].head
        if name.label not in ("PER", "ORG") or parses[n].relation != "obl" or verb != last:
            continue
        if n in line.timed or list_by(parses, n, "case") or list_by(parses, verb, *SUBJECTS):
            continue
        if line.tags[verb] in ("VBD", "VBZ"):
            parses[n] = parses[n]._replace(relation="nsubj")


def _mend_strays(line: Line, parses: Hanging) -> None:
    """A second subject behind its verb belongs to the next verb that has none: "left, and two rangers
    who had seen it were flown out"."""
    for n, parse in enumerate(parses):
        if parse.relation != "nsubj" or not 0 <= parse.head < n or n in line.timed:
            continue
        if not any(k < parse.head for k in list_by(parses, parse.head, *SUBJECTS)):
            continue
        verb = _find_next(line, parses, n)
        if verb is not None:
            hang(parses, n, verb, "nsubj")
        elif _is_told_to(line, parses, n):
            parses[n] = parse._replace(relation="obj")


def _is_told_to(line: Line, parses: Hanging, n: int) -> bool:
    """ "ordered Tide Works to pay", "expects Brix to buy the mill": whom a verb before tells to do something."""
    verb = parses[n].head
    beside = find_begin(parses, n) == verb + 1 and not list_by(parses, verb, "obj")
    led = line.word(n + 1) == "to" and line.tag(n + 2) == "VB" and parses[n + 2].head == verb
    return beside or led


def _mend_ahead(line: Line, parses: Hanging) -> None:
    """ "bought a mill in 2019, closed it in 2021": a time that ends at a comma belongs to the verb before it, not to
    the next behind."""
    for n, parse in enumerate(parses):
        cases = list_by(parses, n, "case") if n in line.timed and parse.head > n else []
        if not cases or not 0 < cases[0] < n:
            continue
        comma = next((k for k in range(n + 1, parse.head) if line.words[k] == ","), None)
        if comma is None or list_by(parses, parse.head, *SUBJECTS):
            continue
        for k in range(cases[0] - 1, -1, -1):
            if line.words[k] in (",", ";"):
                break
            if is_verb(line, parses, k):
                hang(parses, n, k, "obl")
                break


def _mend_crossed(line: Line, parses: Hanging) -> None:
    """ "The crash killed 259 people and 11 on the ground": what "and" brings behind the verb is joined to its object,
    not to its subject before it."""
    for n, parse in enumerate(parses):
        if parse.relation in ("nummod", "obj") and parse.head < n:
            verb = next((k for k in range(n, parse.head, -1) if is_verb(line, parses, k)), -1)
            if parse.head < verb and not list_by(parses, verb, "obj", *SUBJECTS):
                hang(parses, n, verb, "obj")  # "killing three and injuring several others"
            elif parse.head < verb:
                _mend_counted(line, parses, n)
            continue
        if parse.relation != "conj" or not line.tags[n].startswith(("NN", "CD", "PRP")):
            continue
        verb = _find_crossed(line, parses, parse.head, n)
        things = [k for k in list_by(parses, verb, "obj") if verb < k < n]
        if verb >= 0 and things:
            hang(parses, n, things[-1], "conj")


def _mend_wounded(line: Line, parses: Hanging) -> None:
    """ "killed three soldiers and wounded six villagers": a noun right behind a verb is its object, whatever it is joined to."""
    for n, parse in enumerate(parses):
        noun = parse.head
        joined = parse.relation == "conj" and 0 <= noun < n and line.tags[n].startswith("NN")
        verb = find_begin(parses, n) - 1
        if not joined or parses[noun].relation != "obj" or verb <= noun:
            continue
        second = is_verb(line, parses, verb) and parses[verb].relation == "conj"
        if second and not list_by(parses, verb, "obj", *SUBJECTS, *HELPERS):
            hang(parses, n, verb, "obj")


def _mend_counted(line: Line, parses: Hanging, n: int) -> None:
    """ "23 people died and more than 40 were missing": the later number does what comes behind it."""
    verb = next((k for k in range(n + 1, len(parses)) if is_verb(line, parses, k)), -1)
    if verb >= 0 and not list_by(parses, verb, *SUBJECTS) and list_by(parses, verb, "cc"):
        hang(parses, n, verb, "nsubj")


def _mend_unjoined(line: Line, parses: Hanging) -> None:
    """ "and wounded six others": a noun that hangs on a verb as if joined, with nothing between, is its object."""
    for n, parse in enumerate(parses):
        verb = parse.head
        if parse.relation != "conj" or not 0 <= verb < n or not line.tags[n].startswith("NN"):
            continue
        inner = [k for k in range(verb + 1, n) if parses[k].head != n]
        if (
            is_verb(line, parses, verb)
            and not inner
            and not list_by(parses, n, "cc", "case", "punct")
        ):
            parses[n] = parse._replace(relation="obj")


def _mend_carrying(line: Line, parses: Hanging) -> None:
    """ "A lorry carrying milk overturned": an -ing form right behind its noun tells of it, and has the object."""
    for n, parse in enumerate(parses):
        if parse.relation != "amod" or line.tags[n] != "VBG" or parse.head != n - 1:
            continue
        carried = [k for k in (*list_by(parses, n, "obj"), *list_by(parses, n - 1, "obj")) if k > n]
        if carried:
            parses[n] = parse._replace(relation="acl")
            parses[carried[0]] = parses[carried[0]]._replace(head=n)


def _mend_lost_objects(parses: Hanging) -> None:
    """ "Ada Fenwick left Tide Works": a name right behind a verb without an object is its object, and no second name
    of its subject."""
    for n, parse in enumerate(parses):
        if parse.relation not in ("appos", "obj", "nsubj") or not 0 <= parse.head < n:
            continue
        verb = parses[parse.head].head
        if parses[parse.head].relation not in SUBJECTS or not parse.head < verb < n:
            continue
        first = find_begin(parses, n, verb)
        if first == verb + 1 and not list_by(parses, verb, "obj", "cop"):
            hang(parses, n, verb, "obj")


def _mend_apposed(line: Line, parses: Hanging) -> None:
    """ "went to the local favourite, Jane Roe.": a person's name between commas tells who the noun before it is, and
    is no object."""
    for first, last, name in line.list_names():
        n = find_outer(parses, first, last)
        noun = first - 2
        if name.label != "PER" or parses[n].relation not in _LOOSE or noun < 1:
            continue
        closed = line.word(first - 1) == "," and line.word(last) in (",", ".", "")
        told = line.tags[noun] == "NN" and noun not in line.names and noun not in line.timed
        if closed and told and parses[noun].head == parses[n].head and list_by(parses, noun, "det"):
            hang(parses, n, noun, "appos")


_LOOSE = ("obj", "flat", "compound", "nmod", "appos", "dep")
"""How parsers hang a name that they have no place for."""


def _find_crossed(line: Line, parses: Hanging, noun: int, n: int) -> int:
    """The verb between a noun and what is joined to it: its own, or one of a clause about it; -1: none."""
    above = parses[noun]
    if above.relation in SUBJECTS and noun < above.head < n:
        return above.head
    about = (k for k in range(n - 1, noun, -1) if parses[k].relation == "acl")
    return next((k for k in about if parses[k].head <= noun and is_verb(line, parses, k)), -1)


def _find_next(line: Line, parses: Hanging, noun: int) -> int | None:
    """The next finite verb without a subject, that is no clause about the noun."""
    for n in range(noun + 1, len(parses)):
        if line.words[n] == ";":
            return None
        if not is_verb(line, parses, n) or parses[n].head == noun:
            continue
        helped = any(line.words[k] in _FINITE_HELPERS for k in list_by(parses, n, *HELPERS))
        finite = line.tags[n] in ("VBD", "VBZ", "VBP") or helped
        if finite and not list_by(parses, n, *SUBJECTS):
            return n
    return None


def _mend_joined(line: Line, parses: Hanging) -> None:
    """ ", and a stretch of road was closed": the noun between "and" and a helper is the subject."""
    for n, parse in enumerate(parses):
        if parse.relation not in ("conj", "parataxis", "ccomp") or not is_verb(line, parses, n):
            continue
        helpers = [k for k in list_by(parses, n, *HELPERS) if line.words[k] in _FINITE_HELPERS]
        if not helpers or list_by(parses, n, *SUBJECTS):
            continue
        nouns = [
            k
            for k in list_by(parses, n, "conj", "obl", "dep", "obj", "nmod", "appos")
            if k < helpers[0]
            and line.tags[k].startswith(("NN", "PRP", "CD"))
            and k not in line.timed
            and not list_by(parses, k, "case", "mark")
        ]
        if nouns:
            parses[nouns[-1]] = parses[nouns[-1]]._replace(relation="nsubj")


def is_gapped(line: Line, parses: Sequence[Parse], n: int) -> bool:
    """Whether a participle without a helper of its own shares "were" with the verb before: "three were killed and a
    woman injured". The word before it is who suffered it."""
    if not _may_share(line, parses, n):
        return False
    sufferer = parses[n - 1]
    crossing = sufferer.relation in ("conj", "nummod") and sufferer.head <= parses[n].head
    return sufferer.head == n or crossing


_HARMED = frozenset({"killed", "injured", "wounded", "hurt"})
"""What a number of people suffers, not does, even where the tagger took it for a past."""


def _may_share(line: Line, parses: Sequence[Parse], n: int) -> bool:
    above = parses[n].head
    if parses[n].relation not in ("conj", "parataxis") or not 0 <= above < n - 1:
        return False
    harmed = line.tags[n] == "VBD" and line.words[n] in _HARMED
    if not (line.tags[n] == "VBN" or harmed) or line.tags[n - 1] not in ("NN", "NNS", "CD"):
        return False
    if line.tags[above] not in ("VBN", "VBD", "JJ"):
        return False
    own = {parse.relation for parse in parses if parse.head == n}
    if own & {*HELPERS, "obj", "iobj", "xcomp", "ccomp"}:
        return False
    return is_gapped(line, parses, above) or any(
        parse.head == above and parse.relation in HELPERS and line.words[k] in BE
        for k, parse in enumerate(parses)
    )


def _mend_gapped(line: Line, parses: Hanging) -> None:
    """ "24 were killed and 200 injured": the 200 are the subject, whatever they were hung by."""
    for n in range(2, len(parses)):
        _raise_gapped(line, parses, n)
        if is_gapped(line, parses, n) and not list_by(parses, n, *SUBJECTS):
            hang(parses, n - 1, n, "nsubj")


def _raise_gapped(line: Line, parses: Hanging, n: int) -> None:
    """ "Two were killed and five others wounded": no clause about five others that were killed."""
    noun = parses[n].head
    if line.words[n] not in _HARMED or parses[n].relation != "acl" or noun != n - 1:
        return
    verb = parses[noun].head
    ands = [k for k in list_by(parses, noun, "cc") if line.words[k] == "and"]
    passive = verb >= 0 and any(line.words[k] in BE for k in list_by(parses, verb, *HELPERS))
    joined = ands and passive and verb < ands[0] and parses[noun].relation in ("obj", "conj", "obl")
    if joined and hang(parses, n, verb, "conj"):
        hang(parses, noun, n, "nsubj")
        hang(parses, ands[0], n, "cc")


def _mend_since(line: Line, parses: Hanging) -> None:
    """ "the largest fine it has imposed since it was set up": what "since" opens right behind a verb says when that was
    done."""
    for n, parse in enumerate(parses):
        marks = list_by(parses, n, "mark") if parse.relation == "advcl" else []
        if not marks or line.words[marks[0]] not in _DATING:
            continue
        verb = marks[0] - 1
        about = parses[verb].relation == "acl" and parses[verb].head == parse.head
        if parse.head < verb and about and is_verb(line, parses, verb):
            hang(parses, n, verb, "advcl")


_DATING = frozenset({"since", "before", "after", "until"})


def _mend_after_stop(line: Line, parses: Hanging) -> None:
    """ "…; he pleaded not guilty and was freed": a verb is joined to one behind the same semicolon."""
    for n, parse in enumerate(parses):
        if parse.relation != "conj" or not is_verb(line, parses, n) or not 0 <= parse.head < n:
            continue
        stops = [k for k in range(parse.head + 1, n) if line.words[k] == ";"]
        if not stops or list_by(parses, n, *SUBJECTS):
            continue
        near = [
            k
            for k in range(stops[-1] + 1, n)
            if is_verb(line, parses, k) and list_by(parses, k, *SUBJECTS)
        ]
        if near:
            hang(parses, n, near[-1], "conj")


_CHOSEN = frozenset({"chosen", "picked", "selected", "tapped"})


def _mend_chosen(line: Line, parses: Hanging) -> None:
    """ "was picked to lead the bank": what right behind it tells for what, is no aside."""
    for n, parse in enumerate(parses):
        near = parse.relation == "advcl" and parse.head == n - 2 and line.tags[n] == "VB"
        if near and line.words[parse.head] in _CHOSEN and line.words[n - 1] == "to":
            parses[n] = parse._replace(relation="xcomp")
