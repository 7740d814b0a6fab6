"""The title of a deed: its predicate told anew, active and whole."""

from __future__ import annotations

from sourceline.extract.rules.deeds import Deed
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.echoes import find_echo
from sourceline.extract.rules.nouns import find_profile_at, list_heads, read_noun
from sourceline.extract.rules.rests import list_rest
from sourceline.extract.rules.roles import TOLD
from sourceline.extract.rules.sides import close_apposition, find_whose, write_group
from sourceline.extract.rules.spans import EMPTY, gather_tokens
from sourceline.extract.rules.statuses import Standing
from sourceline.extract.rules.terms import is_left
from sourceline.extract.rules.titles import (
    LONGEST,
    conjugate,
    is_plural,
    tidy_title,
    write_bare,
    write_words,
)
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import find_base, write_participle, write_third
from sourceline.model import RoleClaim


def write_title(document: Document, deed: Deed, standing: Standing) -> str | None:
    """None where the words of the sentence make no whole title."""
    if deed.predicate.verb.passive and deed.agent is not None and deed.patient is not None:
        return _turn_active(document, deed, standing)
    subject = deed.patient if deed.predicate.verb.passive else deed.agent
    if subject is None or not _is_clear(document, deed.predicate.tree, subject):
        return _turn_passive(document, deed, standing)
    if _is_vague(document, deed.predicate.tree, gather_tokens(deed.predicate.tree, subject)):
        return None  # "about half of them"
    tree = deed.predicate.tree
    if standing.status == "denied" and find_whose(tree, subject) is not None:
        return None  # "a dealer whose name was not released"
    office = _find_office(document, deed)
    if office:
        return tidy_title(office)
    first = close_apposition(
        tree, subject, write_group(document, tree, subject, verb=deed.predicate.head)
    )
    verb = write_verb(
        deed,
        standing,
        list_heads(tree, subject, verb=deed.predicate.head),
        passive=deed.predicate.verb.passive,
    )
    told = list_rest(tree, deed)
    ahead = deed.patient is not None and deed.patient < deed.predicate.head
    if ahead and not deed.predicate.verb.passive and deed.patient is not None:
        # "the plant that Acme bought": what it was done to stands before the verb.
        if not _is_clear(document, tree, deed.patient):
            return None
        verb = f"{verb} {write_group(document, tree, deed.patient, seen=first)}"
    told = _drop_vague(document, tree, deed.predicate.head, told)
    if _is_vague(document, tree, told) or _is_stranded(tree, deed.predicate.head):
        return None
    rest = _write_rest(document, tree, told, seen=f"{first} {verb}")
    counted = tree.line.tags[subject] == "CD" and deed.frame.kind in _HARMS
    if not (counted or any(letter.isalpha() for letter in first)):
        return None
    if _is_cut_off(deed, told, rest):
        return None
    return tidy_title(f"{first} {verb} {rest}", whole=not rest)


def _is_cut_off(deed: Deed, told: list[int], rest: str) -> bool:
    """Whether a title would end before it has said something, or say it at too great length."""
    tree, head = deed.predicate.tree, deed.predicate.head
    if (not rest and deed.verb in _EMPTY) or (deed.verb == "turn" and "into" not in rest):
        return True
    if deed.frame.kind == "discovery" and tree.list_by(head, "ccomp") and len(told) > LONGEST:
        return True  # "found that …"
    if told and tree.parses[head].relation == "acl" and _is_cut(tree, told[-1]):
        return True
    last = deed.verb.rsplit(" ", 1)[-1]
    return not rest and last in (_WANTING if not deed.predicate.verb.passive else ("to",))


_HARMS = frozenset({"death", "injury", "arrest", "rescue", "evacuation", "layoffs", "charge"})
"""Kinds whose bare number is read as one of people: "27 are injured"."""
_EMPTY = frozenset({"rule", "find", "replace", "order", "announce", "agree", "ask", "warn", "name"})
"""Verbs that tell nothing without what follows: "The court rules"."""
_WANTING = frozenset({"to", "into", "at", "of", "with", "upon", "from", "for", "before"})
"""A title that ends in one of these would be cut off: "Intruders break into"."""


def _drop_vague(document: Document, tree: Tree, head: int, told: list[int]) -> list[int]:
    """Without what a preposition brings in with an unclear pronoun: "collapsed, among them a school"."""
    phrases = [
        set(tree.list_spread(n))
        for n in tree.children[head]
        if n > head and tree.list_by(n, "case")
    ]
    vague = [p for p in phrases if _is_vague(document, tree, [n for n in told if n in p])]
    return [n for n in told if not any(n in phrase for phrase in vague)]


def _is_stranded(tree: Tree, head: int) -> bool:
    """Whether a preposition has lost its noun: "a threat he warned about in his speech"."""
    return tree.parses[head].relation == "acl" and any(
        tree.line.tags[n] == "IN"
        and tree.parses[n].relation in ("obl", "advmod")
        and tree.word(n) in _STRANDED
        and not tree.children[n]
        for n in tree.children[head]
        if n > head
    )


_STRANDED = frozenset({"about", "for", "of", "at", "with", "to", "from", "into", "upon", "against"})
"""Prepositions that are no adverbs: nothing comes "about" by itself."""


def _is_cut(tree: Tree, n: int) -> bool:
    """ "the paintings he is accused of selling": an -ing form whose object stands before the clause."""
    alone = not any(k > n for k in tree.children[n])
    return alone and tree.line.tags[n] == "VBG" and bool(tree.list_by(n, "mark", "case"))


def _is_vague(document: Document, tree: Tree, tokens: list[int]) -> bool:
    """Whether a title would hold a "him" or "it" that nobody could tell without the text."""
    return any(
        tree.line.tags[n] == "PRP"
        and not tree.word(n).endswith(("self", "selves"))
        and find_profile_at(document, tree, n) is None
        and find_echo(document, tree, n) is None
        for n in tokens
    )


def _write_rest(document: Document, tree: Tree, told: list[int], seen: str) -> str:
    """The words behind the verb; the "it" of "bought a mill and closed it" as the mill."""
    for place, n in enumerate(told):
        known = tree.line.tags[n] != "PRP" or find_profile_at(document, tree, n) is not None
        echo = None if known else find_echo(document, tree, n)
        if echo is not None:
            noun = write_group(document, echo.tree, echo.head, seen)
            opening, _, name = noun.partition(" ")
            if opening in ("a", "an"):
                noun = f"the {name}"
            elif echo.tree.line.tags[gather_tokens(echo.tree, echo.head)[0]] in ("CD", "JJ", "NNS"):
                noun = f"the {noun}"
            parts = (
                write_words(document, tree.line, told[:place], seen=seen),
                noun,
                _write_rest(document, tree, told[place + 1 :], seen=f"{seen} {noun}"),
            )
            return " ".join(part for part in parts if part)
    return write_words(document, tree.line, told, seen=seen)


def write_verb(deed: Deed, standing: Standing, heads: list[int], *, passive: bool) -> str:
    """The verb in the present, with the words that say it is only planned."""
    tree = deed.predicate.tree
    counted = any(
        (tree.line.tags[n] == "NNS" or tree.word(n) in _MANY)
        and any(tree.word(c) == "of" for c in tree.list_by(n, "case"))
        for n in tree.list_by(heads[0], "nmod")
        if tree.word(heads[0]) in EMPTY - _ONE
    )
    sides = deed.patients if passive else deed.agents
    alone = len(sides) == 1 and sides[0].profile is not None and sides[0].kinds == {"person"}
    plural = counted or (is_plural(tree.line, heads) and not alone)
    if len(heads) == 1 and heads[0] == deed.predicate.subject:
        plural = _agree(tree, deed.predicate.head, heads[0], plural=plural)
    if standing.control:
        return f"{_write_control(tree, standing.control[0], plural=plural)} {write_bare(deed.verb, passive=passive)}"
    if standing.will:
        return f"will {write_bare(deed.verb, passive=passive)}"
    if standing.status == "planned":
        return f"{'are' if plural else 'is'} to {write_bare(deed.verb, passive=passive)}"
    return conjugate(deed.verb, plural=plural, passive=passive)


def _agree(tree: Tree, verb: int, subject: int, *, plural: bool) -> bool:
    """The number that the source itself gives a name in -s: "The Norvane Accords were signed", "Wolds was shut"."""
    name = tree.line.names.get(subject)
    if (
        name is None
        or name.label == "PER"
        or not tree.word(tree.line.find_name_end(subject)).endswith("s")
    ):
        return plural
    helpers = {tree.word(n) for n in tree.list_by(verb, "aux", "cop") if subject < n < verb}
    if helpers & {"were", "are", "have"}:
        return True
    return plural and not helpers & {"was", "is", "has"}


_MANY = frozenset({"them", "us", "these", "those", "people"})
_ONE = frozenset({"group", "team", "crowd", "series", "plan"})
"""Of these the verb is singular, whatever stands behind "of": "A team of divers finds the wreck"."""


def _write_control(tree: Tree, n: int, *, plural: bool) -> str:
    """ "plans to", "is expected to", "is due to"."""
    word = tree.word(n)
    be = "are" if plural else "is"
    helped = any(find_base(tree.word(c)) == "be" for c in tree.children[n] if c < n)
    if tree.line.tags[n].startswith("VB") and any(k > n for k in tree.list_by(n, "obj", "iobj")):
        # "Acme expects Brix to buy the mill": Brix is expected to.
        return f"{be} {write_participle(find_base(word) or word)} to"
    if tree.line.tags[n].startswith("JJ") or (tree.line.tags[n] == "VBN" and helped):
        return f"{be} {word} to"
    base = find_base(word) or word
    return f"{base if plural else write_third(base)} to"


def _is_clear(document: Document, tree: Tree, head: int) -> bool:
    """Whether the reader of a title alone would know who it is."""
    pronoun = tree.line.tags[head].startswith(("PRP", "DT", "WDT", "WP", "EX"))
    if any(tree.line.tags[n] == "WRB" or tree.word(n) in _ASKING for n in _list_before(tree, head)):
        return False
    if any(tree.word(n) == "whose" for n in tree.children[head]):
        owner = find_whose(tree, head)
        known = owner is not None and _is_clear(document, tree, owner)
        return known or read_noun(document, tree, head).profile is not None
    known = not pronoun or find_profile_at(document, tree, head) is not None
    return known or find_echo(document, tree, head) is not None


_ASKING = frozenset({"what", "which"})


def _list_before(tree: Tree, head: int) -> list[int]:
    """The words that hang on a noun before it, and on those: "how many" of "how many shots"."""
    near = [n for n in tree.children[head] if n < head]
    return [*near, *(n for word in near for n in tree.children[word])]


def _find_office(document: Document, deed: Deed) -> str | None:
    """ "CEO Jane Roe steps down" as a whole sentence: "Jane Roe steps down as CEO of Acme"."""
    predicate = deed.predicate
    if (
        deed.frame.kind != "departure"
        or len(deed.agents) != 1
        or predicate.verb.passive
        or predicate.object is not None
    ):
        return None
    roles = _list_left(document, deed)
    role = roles[0] if roles else None
    if role is None:
        return None
    if (
        predicate.relation == "xcomp"
        or predicate.verb.future
        or any(word in ("as", "from") for word, _ in predicate.adjuncts)
    ):
        return None
    verb = conjugate(deed.verb, plural=False, passive=False)
    # Where it is only guessed from the rest of the text, a title does not say.
    here = {mention.profile for mention in predicate.tree.line.names.values()}
    body = role.organization
    named = body is not None and (body.profile or " " in body.name)
    told = named and body is not None and (role.confidence >= TOLD or body.profile in here)
    where = f" of {body.name}" if body and told else ""
    return f"{role.person.name} {verb} as {' and '.join(r.role for r in roles)}{where}"


def _list_left(document: Document, deed: Deed) -> list[RoleClaim]:
    """What somebody is of an organization, and so leaves: "the chairman and chief executive, X, resigned"."""
    person = deed.agents[0]
    held = [r for r in document.roles if person.profile and r.person.profile == person.profile]
    if not held or not is_left(held[0]) or held[0].qualifier == "former":
        return []
    sentence = deed.predicate.tree.line.number
    start = document.source.sentences[sentence].start
    return [
        role
        for n, role in enumerate(held)
        if n == 0
        or (
            role.organization == held[0].organization
            and role.qualifier == held[0].qualifier
            and all(start in (e.start for e in r.evidence) for r in (held[0], role))
        )
    ]


def _turn_passive(document: Document, deed: Deed, standing: Standing) -> str | None:
    """ "They arrested two men" → "Two men are arrested", where nobody knows who "they" are."""
    tree, patient = deed.predicate.tree, deed.patient
    if (
        deed.predicate.verb.passive
        or patient is None
        or deed.frame.main != "object"
        or standing.control
    ):
        return None
    if not _is_clear(document, tree, patient) or deed.predicate.second is not None:
        return None
    subject = write_group(document, tree, patient)
    verb = write_verb(deed, standing, list_heads(tree, patient), passive=True)
    rest = write_words(document, tree.line, list_rest(tree, deed, without=patient), seen=subject)
    return tidy_title(f"{subject} {verb} {rest}", whole=not rest)


_OBJECTIVE = {"he": "him", "she": "her", "they": "them"}


def _turn_active(document: Document, deed: Deed, standing: Standing) -> str | None:
    """ "X was arrested by police in Y" → "Police arrest X in Y"."""
    tree = deed.predicate.tree
    agent, patient = deed.agent, deed.patient
    if (
        agent is None
        or patient is None
        or not (_is_clear(document, tree, agent) and _is_clear(document, tree, patient))
    ):
        return None
    subject = write_group(document, tree, agent)
    verb = write_verb(deed, standing, list_heads(tree, agent), passive=False)
    found = " not guilty" if verb.endswith(" not guilty") else " guilty"
    what = write_group(document, tree, patient, seen=subject)
    what = _OBJECTIVE.get(what.lower(), what)
    if verb.endswith(found):
        verb, what = verb.removesuffix(found), what + found
    told_already = {noun.profile for noun in deed.agents if noun.profile}
    spoken = {n for n, name in tree.line.names.items() if name.profile in told_already}
    spoken |= set(tree.list_spread(agent))
    told = [n for n in list_rest(tree, deed, without=agent) if n not in spoken]
    rest = write_words(document, tree.line, told, seen=f"{subject} {what}")
    whole = not rest and what in _OBJECTIVE.values()
    return tidy_title(f"{subject} {verb} {what} {rest}", whole=whole)
