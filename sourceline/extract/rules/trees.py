"""Trees: which word of a sentence hangs on which, where the tagger tells it.

The `fast` tagger does not; its trees are empty, and the rules that use them have another way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.tagger.reading import Parse, align_parses


@dataclass(frozen=True, slots=True)
class Tree:
    """The parses of a sentence's tokens, and of each token what hangs on it."""

    parses: tuple[Parse, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()


@keep_last("reading", "tokens")
def read_trees(document: Document) -> tuple[Tree, ...]:
    """The tree of every sentence."""
    return tuple(map(_read_tree, read_parses(document)))


@keep_last("reading", "tokens")
def read_parses(document: Document) -> tuple[tuple[Parse, ...], ...]:
    """The parses of every sentence's tokens; each empty where the tagger does not parse."""
    if not document.reading.parses:
        return ((),) * len(document.tokens)
    return tuple(
        align_parses(document.reading, number, [(token.start, token.end) for token in tokens])
        for number, tokens in enumerate(document.tokens)
    )


def _read_tree(parses: tuple[Parse, ...]) -> Tree:
    children: list[list[int]] = [[] for _ in parses]
    for n, parse in enumerate(parses):
        if 0 <= parse.head != n:
            children[parse.head].append(n)
    return Tree(parses, tuple(tuple(group) for group in children))


def list_children(tree: Tree, n: int, *relations: str) -> Iterator[int]:
    """The tokens that hang on token `n` by one of the relations, in order."""
    return (k for k in tree.children[n] if tree.parses[k].relation in relations)


def find_child(tree: Tree, n: int, *relations: str) -> int | None:
    """The first of them."""
    return next(list_children(tree, n, *relations), None)


def find_span(tree: Tree, n: int) -> tuple[int, int]:
    """The first and the last token (exclusive) of all that hangs on token `n`, itself included."""
    first, last, todo, seen = n, n, [n], {n}
    while todo:
        here = todo.pop()
        first, last = min(first, here), max(last, here)
        # A tree is what the tagger promises; a loop must not hang a build all the same.
        fresh = [k for k in tree.children[here] if k not in seen]
        seen.update(fresh)
        todo += fresh
    return first, last + 1
