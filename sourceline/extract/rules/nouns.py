"""What a noun of a sentence speaks of: whose profile, what kind of thing, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.predicates import Tree
from sourceline.extract.rules.titles import close_gaps


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with its own words; `kinds` are the classes that frames ask for."""

    head: int
    text: str
    profile: str | None
    kinds: frozenset[str]

    @property
    def named(self) -> bool:
        return self.profile is not None


def list_nouns_of(document: Document, tree: Tree, head: int | None) -> list[Noun]:
    """The noun at `head` and those joined to it by "and"."""
    if head is None:
        return []
    return [read_noun(document, tree, n) for n in tree.list_joined(head)]


def read_noun(document: Document, tree: Tree, head: int) -> Noun:
    """The noun at `head`; one that only tells what a name beside it is ("the engineer Jane Roe") is
    that name."""
    profile = find_profile_at(document, tree, head) or _find_apposed(document, tree, head)
    if profile:
        claim = index_profiles(document)[profile]
        return Noun(head, claim.name, profile, _widen(document, tree, head, claim.kind))
    return Noun(head, write_noun(tree, head), None, _widen(document, tree, head, None))


def find_profile_at(document: Document, tree: Tree, n: int) -> str | None:
    """The profile that a token names or stands for."""
    mention = tree.line.names.get(n)
    if mention:
        return mention.profile
    token = tree.line.tokens[n]
    before = tree.line.tokens[max(0, n - 1)].start
    return next(
        (a.profile for a in list_within(document.anaphors, before, token.end) if a.end >= token.end),
        None,
    )


def _find_apposed(document: Document, tree: Tree, head: int) -> str | None:
    """ "its finance chief, Anna Visser", "its smaller rival Tamsin Flow", "Chancellor Jane Roe"."""
    if tree.line.tags[head] not in ("NN", "NNP", "NNS"):
        return None
    for n in tree.children[head]:
        relation = tree.parses[n].relation
        beside = relation == "appos" or (relation in ("flat", "compound", "nmod", "dep") and n > head and not tree.list_by(n, "case"))
        mention = tree.line.names.get(n)
        if beside and mention and mention.profile and mention.label != "LOC":
            return mention.profile
    return None


def _widen(document: Document, tree: Tree, head: int, kind: str | None) -> frozenset[str]:
    word, tag = tree.word(head), tree.line.tags[head]
    found = {kind} if kind else set()
    if kind is None or kind == "product":
        found |= {name for name, words in load_groups().items() if word in words}
        if tag in ("PRP", "DT") and word in ("they", "them", "those"):
            found.add("people")
        elif tag.startswith("PRP") or tag in ("WDT", "WP", "EX", "DT"):
            return frozenset({"pronoun"})
        if tag in ("CD", "$"):
            found.add("figure")
        if tag == "NNS" and word.endswith(_PLURAL_DOERS):
            found.add("people")
        if tag.startswith("NNP") and tree.line.tokens[head].text[:1].isupper():
            found |= {"unknown"}
        if not found & {"people", "figure", "pronoun"}:
            found.add("thing")
    if kind and head not in tree.line.names:
        found |= {name for name, words in load_groups().items() if word in words and name != "people"}
    return frozenset(found)


_PLURAL_DOERS = ("ers", "ists", "ians", "ants", "men", "ors")


def gather_tokens(tree: Tree, head: int) -> list[int]:
    """The words of a noun's group, in order, without clauses, appositions and what "and" adds."""
    found, waiting = {head}, [head]
    while waiting:
        word = waiting.pop()
        for child in tree.children[word]:
            relation = tree.parses[child].relation
            if relation in _APART or (relation in ("conj", "cc") and word == head):
                continue
            found.add(child)
            waiting.append(child)
    return sorted(found)


_APART = frozenset({"acl", "appos", "parataxis", "advcl", "punct", "orphan", "discourse", "list", "dislocated"})


def write_noun(tree: Tree, head: int) -> str:
    """Its own words before it, and "of …" where it counts or is empty without: "three miners",
    "14 of its 96 shops", "group of teenagers"."""
    tokens = [n for n in gather_tokens(tree, head) if _is_near(tree, n, head)]
    while tokens and tree.line.tags[tokens[0]] in ("DT", "PRP$", "PDT", "CC", "IN", "``") and tokens[0] != head:
        tokens = tokens[1:]
    return close_gaps(join_tokens(tree, tokens))


def _is_near(tree: Tree, n: int, head: int) -> bool:
    if n <= head:
        # Up to the head: what hangs before it in one run.
        return all(m not in tree.line.timed for m in (n,))
    partitive = tree.line.tags[head] in ("CD", "DT") or tree.word(head) in _EMPTY
    ofs = [m for m in tree.list_by(head, "nmod") if any(tree.word(c) == "of" for c in tree.list_by(m, "case"))]
    return partitive and bool(ofs) and n in _reach(tree, ofs[0])


def _reach(tree: Tree, head: int) -> set[int]:
    return {n for n in gather_tokens(tree, head) if n <= head}


_EMPTY = frozenset({"group", "team", "crowd", "hundreds", "thousands", "dozens", "millions", "members", "families", "number", "dozen", "series", "pair", "part", "half", "most", "plans", "plan", "couple", "scores", "tens"})
"""Nouns that say nothing without their "of …"."""


def join_tokens(tree: Tree, tokens: list[int]) -> str:
    """The text of tokens, with the blanks between them as in the source, made single."""
    parts: list[str] = []
    for place, n in enumerate(tokens):
        apart = place > 0 and (tokens[place - 1] != n - 1 or tree.line.tokens[n - 1].end < tree.line.tokens[n].start)
        parts.append((" " if apart else "") + tree.line.tokens[n].text)
    return "".join(parts)


def list_spread(tree: Tree, head: int) -> Iterator[int]:
    """Every word below `head`, itself included."""
    waiting = [head]
    while waiting:
        word = waiting.pop()
        yield word
        waiting += tree.children[word]
