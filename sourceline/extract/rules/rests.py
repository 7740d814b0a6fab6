"""What the title of a deed tells behind its verb: which of the phrases there, and how much of each."""

from __future__ import annotations

from sourceline.extract.rules.deeds import Deed
from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.titles import LONGEST
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verb_forms import SPANS

_LOOSE = frozenset(
    {
        "acl",
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
    inner += [n for n in tree.list_by(head, "obj") if head < n < after]  # "began work on …"
    for child in (*tree.children[head], *(c for n in inner for c in tree.children[n])):
        relation = tree.parses[child].relation
        told = relation == "ccomp" and kind in ("ruling", "announcement", "decision", "discovery")
        told = told or (
            relation in ("acl", "advcl") and kind in _OF_WHAT and _names_deed(tree, child)
        )
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
        if (
            _points_back(tree, child)
            or _is_since(tree, child)
            or _opens_cut_clause(tree, child)
            or _is_of_report(tree, head, child)
            or _is_of_time(tree, child)
            or _is_in_part(tree, child)
            or any(tree.word(n) == "including" for n in tree.list_by(child, "case", "mark"))
        ):
            continue
        if tree.word(child) in _PASSING and not tree.list_by(child, "obl", "nmod"):
            continue
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


def _points_back(tree: Tree, child: int) -> bool:
    """ "was defeated in this district": which one, only the text tells."""
    pointed = any(tree.word(n) in ("this", "these") for n in tree.list_by(child, "det"))
    return pointed and bool(tree.list_by(child, "case"))


def _is_of_report(tree: Tree, head: int, child: int) -> bool:
    """ "will visit Norby, Roe said at a briefing": where it was said is no part of what will be done."""
    first = min(tree.list_spread(child))
    verbs = [n for n in range(head + 1, first) if tree.word(n) in ("said", "says")]
    return any("," in tree.line.words[head:n] and tree.parses[n].head != child for n in verbs)


def _is_of_time(tree: Tree, child: int) -> bool:
    """ "for most of December", "a year after his wife": when is told by the date, or not at all."""
    ofs = [n for n in tree.list_by(child, "nmod") if n > child]
    if tree.word(child) in _SHARES and ofs:
        return all(n in tree.line.timed for n in ofs)
    cases = [n for n in tree.list_by(child, "case") if n < child]
    if tree.word(child) in SPANS and tree.word(child + 1) in _NEARBY and not cases:
        return True  # "the week before"
    after = [n for n in cases if tree.word(n) in ("after", "before")]
    name = tree.line.names.get(child)
    person = tree.word(child) in load_groups()["people"] or (name and name.label == "PER")
    return bool(after and person) and tree.word(after[0] - 1) in SPANS


def _is_in_part(tree: Tree, child: int) -> bool:
    """ "was fired in part because …": without its reason the "in part" says nothing."""
    bare = not tree.list_by(child, "nmod", "amod", "det")
    return tree.word(child) == "part" and tree.word(child - 1) == "in" and bare


_NEARBY = frozenset({"before", "after", "earlier", "later"})
_SHARES = frozenset({"most", "much", "part", "half", "rest", "all", "end", "remainder"})


def _is_since(tree: Tree, child: int) -> bool:
    """ "have searched since shortly after the raid": about when is no part of a title."""
    marks = tree.list_by(child, "case", "mark")
    return any(tree.word(n) == "since" and tree.word(n + 1) in _ABOUT for n in marks)


def _opens_cut_clause(tree: Tree, child: int) -> bool:
    """ "was rescued after the boat he was in sank": without its clause the boat says nothing."""
    cases = {tree.word(n) for n in tree.list_by(child, "case")}
    clause = tree.list_by(child, "acl", "advcl")
    return bool(cases & {"after", "before", "until"}) and bool(clause)


_ABOUT = frozenset({"just", "shortly", "soon"})
_PASSING = frozenset([
    "yet", "soon", "shortly", "there", "furthermore", "however", "meanwhile", "moreover", "nevertheless", "nonetheless",
    "therefore", "though", "thus",
])  # fmt: skip
"""Adverbs that a title leaves out: "has not closed it yet", "died soon after the fall", "died there of typhus", and
those that only join a sentence to the one before."""


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
            if relation == "nmod" and child > word and tree.word(child) == "it" and word == head:
                continue  # "came across a crate of it"
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
        and tree.line.tokens[first - 1].text in (",", "–", "—", "--", "(")
        and tree.line.tags[child][:2] in ("NN", "CD", "JJ", "$")
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
