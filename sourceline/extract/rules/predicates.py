"""Trees → predicates: every verb with who does it, to whom, and in what words.

Words are token indices of one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourceline.extract.rules.antecedents import find_antecedent
from sourceline.extract.rules.causes import find_cause
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.doers import choose_subject
from sourceline.extract.rules.firsts import First, find_first, is_planned, tell_first
from sourceline.extract.rules.frames import load_modality
from sourceline.extract.rules.groups import list_nouns
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.phrases import Verb, read_verb
from sourceline.extract.rules.subjects import find_subject
from sourceline.extract.rules.trees import Tree, read_trees
from sourceline.extract.rules.verb_forms import PASSIVE, SPANS, find_mark, read_form
from sourceline.extract.rules.verbs import find_base


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb in its sentence, with the words that depend on it."""

    tree: Tree
    head: int
    verb: Verb
    subject: int | None
    """Head word of who does it (in the passive: suffers it)."""
    relative: bool
    """Whether the subject stands outside the clause: "who left", "a firm founded in 1962"."""
    object: int | None
    second: int | None
    """The second thing, of "gave Ada a prize" and "was given a prize"."""
    adjuncts: tuple[tuple[str, int], ...]
    """(preposition, head word of what it brings in), in order."""
    relation: str
    """How it hangs on its governor: root, conj, ccomp, xcomp, advcl, acl …"""
    governor: int
    """The word it hangs on, −1 for the root; of a joined verb that of the first."""
    mark: str
    """The word that opens the clause: that, if, after, to …"""


@keep_last("source", "tokens", "tags", "times", "mentions")
def read_predicates(document: Document) -> tuple[tuple[Predicate, ...], ...]:
    """The verbs of every sentence, in order."""
    return tuple(tuple(_read_sentence(tree)) for tree in read_trees(document))


def _read_sentence(tree: Tree) -> Iterator[Predicate]:
    for n, tag in enumerate(tree.line.tags):
        verbal = tag.startswith("VB") or _is_suffered(tree, n)
        if verbal and n not in tree.line.names and _is_main(tree, n):
            yield read_predicate(tree, n)


def _is_suffered(tree: Tree, n: int) -> bool:
    """ "Two nurses were hurt": a passive that taggers take for an adjective."""
    harmed = tree.line.tags[n] == "JJ" and tree.word(n) in ("hurt", "injured", "wounded")
    return harmed and any(
        tree.word(c) in ("was", "were", "been") for c in tree.list_by(n, "cop", "aux")
    )


def _is_main(tree: Tree, n: int) -> bool:
    """No auxiliary, and no mere attribute before a noun."""
    parse = tree.parses[n]
    if parse.relation in ("aux", "cop", "amod", "compound", "case", "mark", "fixed", "flat"):
        return False
    if tree.word(n) == "won" and tree.line.tag(n - 1) == "CD":
        return False  # "21.4 billion won", of Korea
    return not (parse.relation == "part" or find_base(tree.word(n)) is None)


def read_predicate(tree: Tree, head: int) -> Predicate:
    """The verb at `head` with what depends on it."""
    first = _find_first(tree, head)
    verb = read_form(tree, head, first)
    subject, relative = _find_subject(tree, head, verb)
    if subject is None and verb.form == "participle" and head < _OPENING:
        subject = next(
            (n for n, p in enumerate(tree.parses) if n > head and p.relation == "nsubj"), None
        )
    if subject is None and verb.form == "finite" and not relative:
        subject = _guess_subject(tree, head)
    ranked = find_first(tree, head)
    if ranked is not None:
        verb, subject, relative = _read_first(tree, verb, ranked)
    subject = choose_subject(tree, head, subject, passive=verb.passive)
    things = _list_objects(tree, head)
    return Predicate(
        tree=tree,
        head=head,
        verb=verb,
        subject=subject,
        relative=relative,
        object=things[0] if things else None,
        second=things[1] if len(things) > 1 else None,
        adjuncts=tuple(_list_adjuncts(tree, head)),
        relation=tree.parses[first].relation,
        governor=tree.parses[first].head,
        mark=find_mark(tree, head) or (find_mark(tree, first) if first != head else ""),
    )


def _read_first(tree: Tree, verb: Verb, ranked: First) -> tuple[Verb, int | None, bool]:
    """ "She became the first to win it": the verb, who does it, and whether it is told in passing."""
    subject, link = ranked
    if link is None:
        told, became = tell_first(verb), False
    else:
        above = read_form(tree, link, link)
        told = tell_first(verb, above, planned=is_planned(tree, link))
        became = tree.line.tags[link].startswith("VB")
        subject = _find_subject(tree, link, above)[0] if became else subject
    if subject is None:
        return replace(verb, form="infinitive", control=""), None, False
    return told, subject, not became


def _find_first(tree: Tree, head: int) -> int:
    """Of verbs joined by "and", the first."""
    for _ in range(4):
        parse = tree.parses[head]
        if parse.relation != "conj" or not tree.line.tags[parse.head].startswith("VB"):
            break
        head = parse.head
    return head


_SUBJECTS = ("nsubj", "csubj")
_WHO = frozenset({"who", "which", "that", "whose", "whom"})


def _find_subject(tree: Tree, head: int, verb: Verb) -> tuple[int | None, bool]:
    """The verb's own subject, or that of the verb it is joined to or hangs on without one."""
    outer, told = False, head
    controlled = (
        _find_controlled(tree, head) or _find_absolute(tree, head) or _find_caused(tree, head)
    )
    if controlled is not None:
        return controlled, False
    for _ in range(5):
        accused = _find_accused(tree, head)
        if accused is not None:
            return accused, False
        parse = tree.parses[head]
        if own := _list_subjects(tree, head, told):
            subject = _choose_subject(tree, head, own)
            link = _find_link(tree, subject)
            if link is not None:
                if parse.relation != "acl" or parse.head < 0:
                    return None, True
                meant = find_antecedent(tree, parse.head, tree.word(link))
                return find_cause(tree, meant, verb.base, passive=verb.passive), True
            return subject, outer
        if parse.head < 0:
            return None, False
        if (
            parse.relation == "acl"
            and tree.line.tags[head] == "VB"
            and find_mark(tree, head) == "to"
        ):
            return _find_planner(tree, parse.head), False
        if parse.relation == "acl":
            noun = tree.line.tags[parse.head].startswith(("NN", "PRP"))
            passive = verb.passive or tree.line.tags[head] == "VBG"
            return (
                (find_antecedent(tree, parse.head, ""), True) if noun and passive else (None, False)
            )
        if parse.relation not in ("conj", "xcomp", "advcl", "ccomp", "parataxis") or not _is_verbal(
            tree, parse.head
        ):
            return None, False
        outer = outer or parse.relation == "advcl"
        head = parse.head
        controlled = _find_controlled(tree, head) if parse.relation in ("xcomp", "conj") else None
        if controlled is not None:
            return controlled, False  # "prompted its director to resign and leave town"
    return None, False


def _list_subjects(tree: Tree, head: int, told: int) -> list[int]:
    """The subjects of a verb for one that hangs on it or is it: of "The chair will meet them, her office said"
    the chair meets them."""
    own = tree.list_by(head, *_SUBJECTS)
    return [n for n in own if n < told < head] or own


def _find_link(tree: Tree, subject: int) -> int | None:
    """The "which" that a subject is, or that stands in it: "both of which were seized"."""
    if tree.word(subject) in _WHO and tree.line.tags[subject] in ("WDT", "WP", "IN", "DT"):
        return subject
    counts = tree.line.tags[subject] in ("DT", "CD", "JJ")
    of = tree.list_by(subject, "nmod") if counts else []
    return next((n for n in of if tree.word(n) in ("which", "whom")), None)


_OPENING = 2
"""Tokens in which "Born in Odda, Brask …" begins: whose birth it is comes behind."""


def _choose_subject(tree: Tree, head: int, own: list[int]) -> int:
    """Of several, the nearest before the verb, for a dateline or a date may have been taken for one, too;
    but not one inside a clause about the first ("a bill banning bags was passed")."""
    before = [n for n in own if n < head and n not in tree.line.timed]
    inner = before and any(tree.line.tags[n].startswith("VB") for n in range(before[0], before[-1]))
    # "A potter who grew up there, Roe won …": what a comma parts from the clause is told of anew.
    inner = inner and not _is_parted(tree, before[-1])
    subject = (before[0] if inner else before[-1]) if before else own[0]
    named = [n for n in tree.list_by(head, "appos", "flat") if n in tree.line.names]
    # "The buyer was the brewer Roe, who took it over and …"
    told = named and subject not in tree.line.names and tree.list_by(head, "cop")
    return named[0] if told else subject


def _is_parted(tree: Tree, noun: int) -> bool:
    """Whether a comma stands before the words of a noun, which is no pronoun."""
    if not tree.line.tags[noun].startswith("NN"):
        return False
    begin = min(n for n in tree.list_spread(noun) if tree.parses[n].relation != "punct")
    return tree.word(begin - 1) == ","


def _guess_subject(tree: Tree, head: int) -> int | None:
    """By word order, where the parse has none. A verb that hangs on a noun like a second noun ("a sniper
    shot and killed", read as a shot) has its subject where no order shows it."""
    parse = tree.parses[head]
    beside = parse.relation == "conj" and parse.head == head - 2
    if beside and tree.line.tags[parse.head].startswith("NN"):
        return None
    place = tree.line.find_phrase(head)
    if place is None or tree.line.phrases[place].kind != "verb":
        return None
    group, _ = find_subject(tree.line, place, read_verb(tree.line, tree.line.phrases[place]))
    nouns = list_nouns(tree.line, group) if group else []
    if not nouns or any(tree.word(n) == "from" for n in tree.list_by(nouns[0].head, "case")):
        return None  # "a driver who had stolen from a brewery shot it"
    return nouns[0].head


def _find_accused(tree: Tree, head: int) -> int | None:
    """ "accused Acme of planning it": who is accused did it, not who accuses."""
    above = tree.parses[head].head
    if tree.line.tags[head] != "VBG" or above < 0 or tree.parses[head].relation != "advcl":
        return None
    if find_base(tree.word(above)) not in load_modality()["accusing"]:
        return None
    if not {"of", "for", "with"} & {tree.word(n) for n in tree.list_by(head, "mark")}:
        return None
    return next((n for n in tree.list_by(above, "obj", "iobj") if above < n < head), None)


def _find_controlled(tree: Tree, head: int) -> int | None:
    """ "prompted its director to resign": the object of the governing verb does it."""
    parse = tree.parses[head]
    if parse.relation not in ("xcomp", "advcl", "ccomp") or parse.head < 0:
        return None
    above, tag = find_base(tree.word(parse.head)), tree.line.tags[head]
    helped = tag == "VB" and above in ("help", "let", "make")
    if not helped and find_mark(tree, head) != "to":
        return None
    if above in load_modality()["winning"]:
        return None  # "beat Oulu to win the cup": who beats wins
    objects = [n for n in tree.list_by(parse.head, "obj", "iobj") if parse.head < n < head]
    return objects[0] if objects and tree.word(parse.head)[:7] != "promise" else None


def _find_caused(tree: Tree, head: int) -> int | None:
    """ "had his licence revoked", "saw its rating cut": what it was done to stands before it."""
    parse = tree.parses[head]
    if tree.line.tags[head] != "VBN" or parse.relation not in ("xcomp", "acl") or parse.head < 0:
        return None
    if find_base(tree.word(parse.head)) not in load_modality()["suffering"] | {"get"}:
        return None
    things = [n for n in tree.list_by(parse.head, "obj") if parse.head < n < head]
    if not things or tree.list_by(head, "aux", "mark"):
        return None
    return None if _is_reflexive(tree, things[0]) else things[0]  # not of "got herself dismissed"


def _is_reflexive(tree: Tree, n: int) -> bool:
    return tree.word(n).endswith(("self", "selves"))


def _find_planner(tree: Tree, noun: int) -> int | None:
    """Whose plan it is: "the council's decision to close …", "Acme announced plans to cut …"."""
    owners = [n for n in tree.list_by(noun, "nmod") if n < noun and not tree.list_by(n, "det")]
    marked = [
        n
        for n in tree.list_by(noun, "nmod")
        if any(tree.line.tags[c] == "POS" for c in tree.children[n])
    ]
    if marked or any(tree.line.tags[n] == "PRP$" for n in owners):
        return (marked or [n for n in owners if tree.line.tags[n] == "PRP$"])[0]
    above = tree.parses[noun].head
    own = tree.list_by(above, *_SUBJECTS) if above >= 0 else []
    return own[-1] if own and tree.parses[noun].relation in ("obj", "obl", "nmod") else None


def _find_absolute(tree: Tree, head: int) -> int | None:
    """ "with efforts to secure funding falling short": what stands behind "with" does it."""
    if tree.line.tags[head] != "VBG" or tree.list_by(head, "mark") or tree.word(head - 1) == "and":
        return None
    for n in range(head - 1, max(-1, head - 15), -1):
        if tree.line.tokens[n].text in (",", ";", ":"):
            return None
        hangs = tree.parses[n].relation in ("case", "mark") and n < tree.parses[n].head < head
        if tree.word(n) == "with" and hangs:
            return tree.parses[n].head
    return None


def _is_verbal(tree: Tree, n: int) -> bool:
    return tree.line.tags[n].startswith(("VB", "JJ", "NN")) and tree.parses[n].relation != "nmod"


def _list_objects(tree: Tree, head: int) -> list[int]:
    """Its objects, things after persons. A noun that hangs on the verb loosely, without a preposition,
    is one too: parsers waver there between `obj` and `obl`. A time is none, whatever a parser says."""
    receivers, things = tree.list_by(head, "iobj"), tree.list_by(head, "obj")
    found = [*receivers, *things]
    if not found:
        found = [n for n in tree.list_by(head, "obl", "dep") if n > head and _is_bare(tree, n)]
    things = [
        n
        for n in found
        if tree.word(n) not in _WHO
        and not (n < head and _is_reflexive(tree, n))  # "had itself filed a suit"
        and not (n in tree.line.timed and (len(found) > 1 or tree.word(n) in SPANS))
        and not tree.is_cut_off(n, max(head, found[0]))
    ][:2]
    return things or _find_gap(tree, head)


def _find_gap(tree: Tree, head: int) -> list[int]:
    """ "Brightel, which Norvane acquired": the noun before the clause, where somebody else does it."""
    parse = tree.parses[head]
    own = tree.list_by(head, *_SUBJECTS)
    if parse.relation != "acl" or parse.head < 0 or parse.head > head or not own:
        return []
    if tree.word(parse.head) in SPANS | {"time", "moment"}:
        return []  # "by the time she retired"
    if tree.list_by(parse.head, "cop") or not tree.line.tags[parse.head].startswith("NN"):
        return []  # "It is the largest fine the regulator has imposed": no deed of its own
    if tree.word(parse.head) in GROUNDS and find_mark(tree, head) == "that":
        return []  # "reports that thousands had fled"
    passive = any(tree.word(n) in PASSIVE for n in tree.list_by(head, "aux", "cop"))
    if passive or tree.word(own[-1]) in _WHO:
        return []
    whose = (*own, *tree.list_by(head, "xcomp"))
    if any(tree.word(c) == "whose" for n in whose for c in tree.children[n]):
        return []  # "Roe, whose term ends in May"
    links = [n for n in tree.children[head] if tree.word(n) in ("whom", "which")]
    if any(tree.list_by(n, "case") for n in links):
        return []  # "a statement in which he apologised"
    return [find_antecedent(tree, parse.head, tree.word(links[0])) if links else parse.head]


GROUNDS = frozenset(
    {
        "evidence",
        "proof",
        "sign",
        "signs",
        "indication",
        "suggestion",
        "claim",
        "claims",
        "allegation",
        "allegations",
        "reports",
        "report",
        "rumours",
        "rumors",
        "suggestions",
    }
)
"""Nouns behind which "that" tells what is said or shown."""


def _is_bare(tree: Tree, n: int) -> bool:
    """Whether a noun stands without preposition and is no date."""
    thing = tree.line.tags[n].startswith(("NN", "PRP", "CD")) and tree.word(n) not in SPANS
    thing = thing and tree.line.tag(n - 1) != "IN"  # whatever word a parser hangs "before" on
    return thing and n not in tree.line.timed and not tree.list_by(n, "case", "mark")


def _list_adjuncts(tree: Tree, head: int) -> Iterator[tuple[str, int]]:
    """What prepositions bring in: on the verb, on its object, and inside those."""
    waiting = [
        n
        for n in tree.children[head]
        if tree.parses[n].relation in ("obl", "nmod", "obj", "xcomp", "advmod", "iobj")
    ]
    found: list[tuple[int, str, int]] = []
    while waiting:
        n = waiting.pop()
        if tree.line.tags[n].startswith("VB"):
            continue
        cases = tree.list_by(n, "case")
        if cases and tree.parses[n].relation in ("obl", "nmod", "xcomp", "advmod"):
            found.append((n, tree.word(cases[0]), n))
        waiting += tree.list_by(n, "obl", "nmod")
    return ((word, n) for _, word, n in sorted(found))
