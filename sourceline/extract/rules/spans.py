"""The words of a noun's group on the tree: which belong to it, and how they read."""

from __future__ import annotations

from sourceline.extract.rules.titles import close_gaps
from sourceline.extract.rules.trees import Tree


def gather_tokens(tree: Tree, head: int) -> list[int]:
    """The words of a noun's group, in order, without clauses, appositions and what "and" adds."""
    found, waiting = {head}, [head]
    while waiting:
        word = waiting.pop()
        for child in tree.children[word]:
            relation = tree.parses[child].relation
            loose = relation in ("conj", "cc", "case", "mark", "nsubj", "cop") and word == head
            bound = tree.line.tags[child] == "POS" or _is_bound(tree, child)
            if (relation in _APART and not _is_label(tree, word, child)) or (loose and not bound):
                continue
            if child > word and relation == "nummod" and tree.word(child - 1) in (",", "about"):
                continue  # "cars built in May, about 140 of them in use"
            found.add(child)
            waiting.append(child)
    tokens = sorted(found)
    if tree.line.tags[tokens[-1]] == "POS" and len(tokens) > 1:
        tokens.pop()
    return _close_gaps(tree, tokens)


def _is_label(tree: Tree, word: int, child: int) -> bool:
    """Whether a name stands right behind the noun that tells what it is: "the ferry Grey Heron"."""
    between = range(word + 1, child + 1)
    return (
        tree.parses[child].relation == "appos"
        and tree.line.tags[word] in ("NN", "NNS")
        and all(tree.line.tags[n] in ("NNP", "NNPS") for n in between)
    )


def _close_gaps(tree: Tree, tokens: list[int]) -> list[int]:
    """With the hyphens and strokes between the words, which hang as marks: "14-year-old"."""
    closed: list[int] = []
    for n in tokens:
        if closed and closed[-1] == n - 2 and tree.line.tokens[n - 1].text in ("-", "–", "/", "&"):
            closed.append(n - 1)
        closed.append(n)
    return closed


def _is_bound(tree: Tree, n: int) -> bool:
    """The "at" of "at least 14", the "up to" of "up to 40", the "per" of "31 per cent"."""
    after = tree.word(n + 1)
    return f"{tree.word(n)} {after}" in (
        "at least",
        "at most",
        "up to",
        "more than",
        "less than",
        "fewer than",
        "per cent",
    )


_APART = frozenset(
    {"acl", "appos", "parataxis", "advcl", "punct", "orphan", "discourse", "list", "dislocated"}
)


def write_noun(tree: Tree, head: int) -> str:
    """Its own words before it, and "of …" where it counts or is empty without: "three miners",
    "14 of its 96 shops", "group of teenagers"."""
    letters = head - 1 if tree.word(head) == "$" else head
    if _is_dollars(tree, letters):
        return tree.line.write(letters, letters + 3)
    tokens = [n for n in gather_tokens(tree, head) if _is_near(tree, n, head)]
    while tokens and _is_small(tree, tokens[0]) and tokens[0] != head:
        tokens = tokens[1:]
    return close_gaps(join_tokens(tree, tokens))


def _is_dollars(tree: Tree, n: int) -> bool:
    """Whether a word is the "C" of "C$85,000", which parsers take for a noun."""
    letters = n >= 0 and tree.line.tokens[n].text.isupper() and tree.word(n + 1) == "$"
    return letters and tree.line.tag(n + 2) == "CD"


def _is_small(tree: Tree, n: int) -> bool:
    small = (
        tree.line.tags[n] in ("DT", "PRP$", "PDT", "CC", "IN", "``", "POS")
        or tree.word(n) == "whose"
    )
    return small and not _is_bound(tree, n)


def _is_near(tree: Tree, n: int, head: int) -> bool:
    if n <= head:
        # Up to the head: what hangs before it in one run.
        return n not in tree.line.timed
    counted = tree.line.tags[head] == "CD" and n == head + 1
    if tree.line.tokens[head].text in _SIGNS or (counted and tree.word(n) != "of"):
        near = n - head < 4 and n not in tree.line.timed
        return near and tree.line.tags[n] in ("CD", "NN", "$", "HYPH")
    partitive = tree.line.tags[head] in ("CD", "DT") or tree.word(head) in EMPTY
    ofs = [
        m
        for m in tree.list_by(head, "nmod")
        if any(tree.word(c) == "of" for c in tree.list_by(m, "case"))
    ]
    return partitive and bool(ofs) and n in _reach(tree, ofs[0])


_SIGNS = frozenset({"$", "£", "€", "¥", "US$", "A$", "C$"})


def _reach(tree: Tree, head: int) -> set[int]:
    return {n for n in (*gather_tokens(tree, head), *tree.list_by(head, "case")) if n <= head}


EMPTY = frozenset(
    {
        "group",
        "team",
        "crowd",
        "hundreds",
        "thousands",
        "dozens",
        "millions",
        "members",
        "families",
        "number",
        "numbers",
        "dozen",
        "series",
        "pair",
        "part",
        "half",
        "most",
        "plans",
        "plan",
        "couple",
        "scores",
        "third",
        "quarter",
        "fifth",
        "majority",
        "handful",
        "tens",
        "days",
        "weeks",
        "months",
    }
)
"""Nouns that say nothing without their "of …"."""


def join_tokens(tree: Tree, tokens: list[int]) -> str:
    """The text of tokens, with the blanks and single commas between them as in the source."""
    parts: list[str] = []
    for place, n in enumerate(tokens):
        comma = place > 0 and tokens[place - 1] == n - 2 and tree.line.tokens[n - 1].text == ","
        apart = place > 0 and (
            tokens[place - 1] != n - 1 or tree.line.tokens[n - 1].end < tree.line.tokens[n].start
        )
        parts.append((", " if comma else " " if apart else "") + tree.line.tokens[n].text)
    return "".join(parts)
