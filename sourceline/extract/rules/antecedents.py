"""Of whom a clause tells: the noun before "who" and "which"."""

from __future__ import annotations

from sourceline.extract.rules.trees import Tree

_FAR = 6


def find_antecedent(tree: Tree, noun: int, link: str) -> int:
    """Of whom a clause tells that a parse hangs on `noun`. What only says what a name is gives way to the name ("Roe, a
    Swede who won it"); "who" is a person, also behind "head of the Conservatory", and "which" is none."""
    names, n = tree.line.names, noun
    told = _find_told(tree, noun, link)
    if told is not None:
        return told
    for _ in range(_FAR):
        label = names[n].label if n in names else None
        wrong = (link in ("who", "whom") and label in ("ORG", "LOC")) or (
            link == "which" and label == "PER"
        )
        parse = tree.parses[n]
        if n != noun and label is not None and not wrong:
            return n
        apposed = label is None and parse.relation == "appos" and parse.head in names
        if not (apposed or wrong or n != noun) or not 0 <= parse.head < n:
            break
        n = parse.head
    return noun


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
