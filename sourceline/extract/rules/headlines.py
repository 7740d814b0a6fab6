"""The title of a deed: its predicate told anew, active and whole."""

from __future__ import annotations

from sourceline.extract.rules.deeds import Deed
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.echoes import find_echo
from sourceline.extract.rules.nouns import find_profile_at, list_heads, read_noun
from sourceline.extract.rules.roles import TOLD
from sourceline.extract.rules.spans import EMPTY, gather_tokens
from sourceline.extract.rules.statuses import Standing
from sourceline.extract.rules.terms import is_left
from sourceline.extract.rules.titles import (
    LONGEST,
    conjugate,
    is_plural,
    join_names,
    tidy_title,
    write_bare,
    write_possessive,
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
    tree = deed.predicate.tree
    if standing.status == "denied" and _find_whose(tree, subject) is not None:
        return None  # "a dealer whose name was not released"
    office = _find_office(document, deed)
    if office:
        return tidy_title(office)
    first = _close_apposition(
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
    if (not rest and deed.verb in _EMPTY) or (deed.verb == "turn" and "into" not in rest):
        return None
    last = deed.verb.rsplit(" ", 1)[-1]
    if not rest and last in (_WANTING if not deed.predicate.verb.passive else ("to",)):
        return None
    return tidy_title(f"{first} {verb} {rest}", whole=not rest)


_HARMS = frozenset({"death", "injury", "arrest", "rescue", "evacuation", "layoffs", "charge"})
"""Kinds whose bare number is read as one of people: "27 are injured"."""
_EMPTY = frozenset({"rule", "find", "order", "announce", "agree", "ask", "warn", "name"})
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


def write_group(
    document: Document, tree: Tree, head: int, seen: str = "", *, verb: int = -1
) -> str:
    """A noun's group with full names, and what "and" joins to it; a name stands without what only
    tells who it is."""
    heads = list_heads(tree, head, verb=verb)
    parts = [write_one(document, tree, n, seen) for n in heads]
    return join_names(parts)


def _close_apposition(tree: Tree, head: int, text: str) -> str:
    """ "A ferry, the Grey Heron," before its verb: with the comma that ends what stands between two."""
    tokens = gather_tokens(tree, head)
    opened = [n for n in tokens if n > head and n - 1 not in tokens]
    opened = [n for n in opened if tree.parses[_find_top(tree, n, tokens)].relation != "conj"]
    after = tokens[-1] + 1
    closed = after < len(tree.line.tokens) and tree.line.tokens[after].text == ","
    return f"{text}," if opened and closed and "," in text and text[-1] != "," else text


def _find_top(tree: Tree, n: int, tokens: list[int]) -> int:
    """The word of the run of tokens from `n` on that hangs on a word before it."""
    run = [k for k in tokens if k >= n and all(m in tokens for m in range(n, k))]
    return next((k for k in run if not n <= tree.parses[k].head <= run[-1]), n)


def write_one(document: Document, tree: Tree, head: int, seen: str = "") -> str:
    """One noun with its words, as a title has them."""
    echo = None if find_profile_at(document, tree, head) else find_echo(document, tree, head)
    if echo:
        return write_group(document, echo.tree, echo.head, seen)
    tokens = gather_tokens(tree, head)
    owner = _find_whose(tree, head)
    if owner is not None and find_profile_at(document, tree, head) is None:
        own = [n for n in tokens if tree.word(n) != "whose"]
        first = write_possessive(write_group(document, tree, owner, seen))
        return f"{first} {write_words(document, tree.line, own, seen=seen)}"
    if tree.word(head) == "police" and head not in tree.line.names:
        # Whichever force it is: "Police" takes a plural verb, its name would not.
        own = tokens[1:] if tree.line.tags[tokens[0]] == "DT" else tokens
        return write_words(document, tree.line, own, seen=seen)
    noun = read_noun(document, tree, head)
    if noun.profile and find_profile_at(document, tree, head) is None:
        return noun.text
    if head in tree.line.names:
        # "Kestrel Industries, the Danish pump maker": the words before and behind are no part of it.
        name = tree.line.names[head]
        if name.text[:1].islower():
            return write_words(document, tree.line, tokens, seen=seen)
        tokens = [
            n
            for n in tokens
            if tree.line.names.get(n) is name or (name.label != "PER" and _is_of(tree, n, head))
        ]
    return write_words(document, tree.line, tokens, seen=seen)


def _find_whose(tree: Tree, head: int) -> int | None:
    """ "The author, whose first novel won a prize, …": the author, of the novel."""
    if not any(tree.word(n) == "whose" for n in tree.children[head]):
        return None
    verb = tree.parses[head].head
    while verb >= 0 and tree.parses[verb].relation == "conj":
        verb = tree.parses[verb].head
    above = tree.parses[verb].head if verb >= 0 and tree.parses[verb].relation == "acl" else -1
    return above if 0 <= above < head and tree.line.tags[above].startswith("NN") else None


def _is_of(tree: Tree, n: int, head: int) -> bool:
    for _ in range(6):
        parse = tree.parses[n]
        if parse.head == head:
            return parse.relation == "nmod"
        if parse.head < 0:
            return False
        n = parse.head
    return False


def write_verb(deed: Deed, standing: Standing, heads: list[int], *, passive: bool) -> str:
    """The verb in the present, with the words that say it is only planned."""
    tree = deed.predicate.tree
    counted = any(
        (tree.line.tags[n] == "NNS" or tree.word(n) in _MANY)
        and any(tree.word(c) == "of" for c in tree.list_by(n, "case"))
        for n in tree.list_by(heads[0], "nmod")
        if tree.word(heads[0]) in EMPTY - _ONE
    )
    plural = counted or is_plural(tree.line, heads)
    if standing.control:
        return f"{_write_control(tree, standing.control[0], plural=plural)} {write_bare(deed.verb, passive=passive)}"
    if standing.will:
        return f"will {write_bare(deed.verb, passive=passive)}"
    if standing.status == "planned":
        return f"{'are' if plural else 'is'} to {write_bare(deed.verb, passive=passive)}"
    return conjugate(deed.verb, plural=plural, passive=passive)


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


_LOOSE = frozenset(
    {
        "advcl",
        "parataxis",
        "conj",
        "cc",
        "ccomp",
        "aux",
        "mark",
        "nsubj",
        "csubj",
        "discourse",
        "vocative",
        "cop",
        "expl",
    }
)
"""What hangs on a verb and is not told again in its title."""
_CLAUSES = frozenset({"acl", "parataxis", "advcl", "discourse", "orphan"})


def list_rest(tree: Tree, deed: Deed, *, without: int | None = None) -> list[int]:
    """The tokens behind the verb that the title of a deed tells again."""
    head = deed.predicate.head
    rest = list_rest_of(tree, head, deed.after, deed.frame.kind, without=without)
    if deed.verb.endswith(" of"):  # "became part of Prussia": it hangs on a word of the verb
        inside = (n for n in tree.children[head] if head < n < deed.after)
        brought = {k for n in inside for k in _list_told(tree, n, told=False)}
        rest = sorted({*rest, *(k for k in brought if k >= deed.after)})
    # "blew himself up": the verb of the title has its particle already.
    own = set(deed.verb.split()[1:])
    return [n for n in rest if tree.word(n) not in own or tree.line.tags[n] not in ("RP", "RB")]


def list_rest_of(
    tree: Tree, head: int, after: int, kind: str, *, without: int | None = None
) -> list[int]:
    """The tokens behind a verb that its title tells again; the last phrases are left out of what would
    be too long."""
    phrases: list[list[int]] = []
    inner = [n for n in tree.list_by(head, "xcomp") if n < after]  # "is ordered to pay …"
    for child in (*tree.children[head], *(c for n in inner for c in tree.children[n])):
        relation = tree.parses[child].relation
        told = relation == "ccomp" and kind in ("ruling", "announcement", "decision")
        told = told or (relation == "advcl" and kind in _OF_WHAT and _names_deed(tree, child))
        told = told or (
            kind in _TO_DO and any(tree.word(n) == "to" for n in tree.list_by(child, "mark"))
        )
        if (
            child < after
            or child == without
            or (relation in _LOOSE and not told)
            or relation == "punct"
        ):
            continue
        if relation != "conj" and not tree.list_by(child, "case") and _stands_apart(tree, child):
            continue
        if relation == "obj" and tree.is_cut_off(child, max(head, after - 1)):
            continue  # the object of another verb
        if any(tree.word(n) == "according" for n in tree.list_spread(child)):
            continue
        if tree.word(child) in ("yet", "soon", "shortly", "there") and not tree.children[child]:
            continue  # "has not closed it yet", "died soon after the fall", "died there of typhus"
        phrases.append(sorted(n for n in _list_told(tree, child, told=told) if n >= after))
    if any(n > head for n in tree.list_by(head, "nsubj")):
        # "In his place came Rita Mole": what opens the sentence stands behind in the title.
        fronted = [n for n in tree.list_by(head, "obl", "nmod") if n < head]
        phrases += [sorted(_list_told(tree, n, told=False)) for n in fronted]
    kept: list[int] = []
    for tokens in phrases:
        if kept and len(kept) + len(tokens) > LONGEST - 4:
            break
        kept += tokens
    return sorted(kept)


_TO_DO = frozenset({"ruling", "decision", "vote", "lawsuit"})
_OF_WHAT = frozenset(
    {"accusation", "charge", "arrest", "ban", "ruling", "sentence", "fine", "lawsuit"}
)


def _names_deed(tree: Tree, clause: int) -> bool:
    """ "accused of stealing coins", "fined for polluting the river", "barred from leaving"."""
    return any(
        tree.word(n) in ("of", "for", "with", "from") for n in tree.list_by(clause, "mark", "case")
    )


def _list_told(tree: Tree, head: int, *, told: bool) -> list[int]:
    """The words of a phrase without clauses and appositions behind a comma."""
    found, waiting = [head], [head]
    while waiting:
        word = waiting.pop()
        for child in tree.children[word]:
            relation = tree.parses[child].relation
            relative = relation == "acl" and any(
                tree.line.tags[n] in ("WDT", "WP") for n in tree.children[child]
            )
            if relation in _CLAUSES and (relative or not told) and not _is_needed(tree, child):
                continue
            if child > word and relation not in ("conj", "punct") and _stands_apart(tree, child):
                continue
            if relation in ("conj", "cc") and not _is_beside(tree, word, child):
                continue
            if relation == "conj" and _is_deed(tree, child):
                continue
            if relation == "punct" and tree.line.tokens[child].text not in (
                "-",
                "“",
                "”",
                '"',
                ",",
                "'s",
                "%",
            ):
                continue
            if (
                relation == "punct"
                and tree.line.tokens[child].text == ","
                and not _joins(tree, child)
            ):
                continue
            found.append(child)
            waiting.append(child)
    return found


def _is_deed(tree: Tree, noun: int) -> bool:
    """Whether a noun behind "and" is what another verb is done to: "selling pumps and building ships"."""
    first = min([noun, *(n for n in tree.children[noun] if tree.parses[n].relation == "compound")])
    opens = tree.word(first).endswith("ing") and tree.word(first - 1) in ("and", "or")
    above = tree.parses[tree.parses[noun].head].head
    return first < noun and opens and above >= 0 and tree.word(above).endswith("ing")


def _is_beside(tree: Tree, word: int, child: int) -> bool:
    """Whether "and" joins something to a noun here that belongs in the title. An "and" hangs on what it
    brings, or on the noun before it."""
    joined = [
        n
        for n in tree.list_joined(word)
        if "VBG" not in (tree.line.tags[n], tree.line.tags[word])
        or tree.line.tags[n]
        == tree.line.tags[word]  # "barred from leaving and frozen": of another verb
    ]
    if tree.parses[child].relation == "conj":
        return child < word or child in joined
    if child < word:
        return True
    brought = [n for n in tree.children[word] if n > child and tree.parses[n].relation == "conj"]
    return not brought or any(n in joined for n in brought)


def _stands_apart(tree: Tree, child: int) -> bool:
    """Whether a comma or dash comes before what hangs on a noun: "directors, a choice that …"."""
    first = min(n for n in tree.list_spread(child) if tree.parses[n].relation != "punct")
    return (
        first > 0
        and tree.line.tokens[first - 1].text in (",", "–", "—", "(")
        and tree.line.tags[child][:2] in ("NN", "CD", "JJ")
    )


def _joins(tree: Tree, comma: int) -> bool:
    """Whether a comma stands in a list: "X, Y and Z"."""
    head = tree.parses[comma].head
    return tree.parses[head].relation == "conj"


def _is_needed(tree: Tree, clause: int) -> bool:
    """Whether a noun says nothing without the clause that hangs on it: "plans to cut jobs"."""
    noun = tree.parses[clause].head
    marks = {tree.word(n) for n in tree.list_by(clause, "mark", "case")}
    deed = "of" in marks and tree.word(noun) in _CHARGES
    worth = tree.word(clause) == "worth"  # "a deal worth $4 billion"
    return ("to" in marks and tree.line.tags[noun].startswith("NN")) or deed or worth


_CHARGES = frozenset({"suspicion", "suspicions", "charge", "charges", "count", "counts"})
"""Nouns that say nothing without what somebody is said to have done: "on suspicion of stealing"."""


def _is_clear(document: Document, tree: Tree, head: int) -> bool:
    """Whether the reader of a title alone would know who it is."""
    pronoun = tree.line.tags[head].startswith(("PRP", "DT", "WDT", "WP", "EX"))
    if any(tree.line.tags[n] == "WRB" or tree.word(n) in _ASKING for n in _list_before(tree, head)):
        return False
    if any(tree.word(n) == "whose" for n in tree.children[head]):
        owner = _find_whose(tree, head)
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
    told = body is not None and (role.confidence >= TOLD or body.profile in here)
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
    if verb.endswith(found):
        verb, what = verb.removesuffix(found), what + found
    told_already = {noun.profile for noun in deed.agents if noun.profile}
    spoken = {n for n, name in tree.line.names.items() if name.profile in told_already}
    spoken |= set(tree.list_spread(agent))
    told = [n for n in list_rest(tree, deed, without=agent) if n not in spoken]
    rest = write_words(document, tree.line, told, seen=f"{subject} {what}")
    return tidy_title(f"{subject} {verb} {what} {rest}")
