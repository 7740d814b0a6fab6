"""Of whom a clause tells: the noun before "who" and "which"."""

from __future__ import annotations

from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verb_forms import is_suffered

_FAR = 6


def find_antecedent(tree: Tree, noun: int, link: str) -> int:
    """Of whom a clause tells that a parse hangs on `noun`. What only says what a name is gives way to the name ("Roe, a
    Swede who won it"); "who" is a person, also behind "head of the Conservatory", and "which" is none."""
    names, n = tree.line.names, noun
    if tree.line.tags[noun].startswith("VB"):
        return _find_before(tree, noun, link)
    told = _find_told(tree, noun, link)
    if told is None:
        told = _find_nearer(tree, noun, link)
    if told is not None:
        return told
    for _ in range(_FAR):
        label = names[n].label if n in names else None
        wrong = (link in ("who", "whom") and (label in ("ORG", "LOC") or _is_thing(tree, n))) or (
            link == "which" and (label == "PER" or _is_named_person(tree, n))
        )
        parse = tree.parses[n]
        if n != noun and label is not None and not wrong:
            return n
        apposed = label is None and parse.head in names and parse.relation == "appos"
        second = label is None and parse.relation == "conj" and _is_calling(tree, parse.head)
        apposed = apposed or second  # "Roe, a cellist and later head of a school, whom"
        if not (apposed or wrong or n != noun) or not 0 <= parse.head < n:
            break
        n = parse.head
    return noun


def _is_calling(tree: Tree, n: int) -> bool:
    """Whether a noun only says what a name before it is."""
    parse = tree.parses[n]
    return n not in tree.line.names and parse.relation == "appos" and parse.head in tree.line.names


def _is_named_person(tree: Tree, n: int) -> bool:
    """ "its heir, Jane Roe": a noun behind which the person's name stands."""
    named = (tree.line.names.get(k) for k in tree.list_by(n, "appos") if k > n)
    return n not in tree.line.names and any(name and name.label == "PER" for name in named)


def _find_told(tree: Tree, noun: int, link: str) -> int | None:
    """ "Roe was an engineer who invented it": of Roe, if "an" makes the noun a mere calling."""
    alone = any(tree.word(n) in ("a", "an") for n in tree.list_by(noun, "det"))
    if not alone or not tree.list_by(noun, "cop") or link not in ("who", "which", "that"):
        return None
    subjects = tree.list_by(noun, "nsubj")
    name = tree.line.names.get(subjects[-1]) if subjects else None
    if name is None or (name.label == "PER") != (link == "who"):
        return None
    return subjects[-1]


def _find_before(tree: Tree, verb: int, link: str) -> int:
    """ "“I saw her,” said the rider, who attacked": the noun before the comma, where a clause hangs on a verb."""
    place = _find_link(tree, verb, link)
    if place is None or not tree.line.tags[place - 2].startswith("NN"):
        return verb
    return _climb_name(tree, place - 2)


def _find_link(tree: Tree, n: int, link: str) -> int | None:
    """Where ", who" or ", which" stands behind a word."""
    words = tree.line.words
    behind = range(n + 2, len(words))
    return next((k for k in behind if words[k - 1] == "," and words[k] == link), None)


def _climb_name(tree: Tree, n: int) -> int:
    """From a word of a name to the one that the others hang on."""
    name = tree.line.names.get(n)
    while name is not None and tree.line.names.get(tree.parses[n].head) is name:
        n = tree.parses[n].head
    return n


def _find_nearer(tree: Tree, noun: int, link: str) -> int | None:
    """What stands right before ", who" or ", which", where the clause hangs further up: "fans saw setter Jane Roe, who",
    "the rains of Cyclone Ida, which made landfall", "repairs to the bridge, which was hit"."""
    words, names = tree.line.words, tree.line.names
    place = _find_link(tree, noun, link)
    clause = next((v for v in tree.list_by(noun, "acl") if v > (place or 0)), None)
    if link not in ("who", "which") or place is None or clause is None:
        return None
    n = place - 2
    if words[n] in ('"', "”", "’", "'"):
        n -= 1  # "a revival of “The Quay”, which"
    name = names.get(n)
    if name is None and tree.line.tags[n] == "NNP" and link == "which":
        return None if is_suffered(tree, clause) else n
    if name is None:
        one = words[place + 1] in ("was", "is", "has") and tree.line.tags[n] == "NN"
        return n if link == "which" and one and tree.line.tags[noun] == "NNS" else None
    if link == "who":
        fits = name.label == "PER" and noun not in names
    else:
        fits = name.label in ("ORG", "MISC") and noun not in names
        fits = fits and not is_suffered(tree, clause)
    n = _climb_name(tree, n)
    listed = tree.parses[n].relation == "conj"  # "two men, Ann Roe and Jan Moss, who": both
    return n if fits and n != noun and not listed else None


def _is_thing(tree: Tree, n: int) -> bool:
    """Whether a noun is of nothing that "who" stands for: "head of the company's Korean arm, who took over"."""
    plain = tree.line.tags[n] == "NN" and n not in tree.line.names
    within = tree.parses[n].relation == "nmod" and bool(tree.list_by(n, "case"))
    return plain and within and tree.word(n) in load_groups()["organization"]
