"""The nouns of a title: who did it and whom it befell, with full names, and "it" and "whose" resolved."""

from __future__ import annotations

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.echoes import find_echo
from sourceline.extract.rules.nouns import find_profile_at, list_heads, read_noun
from sourceline.extract.rules.spans import gather_tokens
from sourceline.extract.rules.storms import find_storm
from sourceline.extract.rules.titles import join_names, write_possessive, write_words
from sourceline.extract.rules.trees import Tree


def write_group(
    document: Document, tree: Tree, head: int, seen: str = "", *, verb: int = -1
) -> str:
    """A noun's group with full names, and what "and" joins to it; a name stands without what only
    tells who it is."""
    heads = list_heads(tree, head, verb=verb)
    parts = [write_one(document, tree, n, seen) for n in heads]
    return join_names(parts)


def close_apposition(tree: Tree, head: int, text: str) -> str:
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
    storm = find_storm(document, tree, head)
    if storm:
        return storm
    tokens = gather_tokens(tree, head)
    owner = find_whose(tree, head)
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


def find_whose(tree: Tree, head: int) -> int | None:
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
