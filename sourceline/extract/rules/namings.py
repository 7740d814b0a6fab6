"""Names that the names of a text do not hold: of ships, works and groups, behind their noun."""

from __future__ import annotations

from sourceline.extract.rules.frames import load_groups
from sourceline.extract.rules.spans import gather_tokens, join_tokens
from sourceline.extract.rules.trees import Tree
from sourceline.extract.rules.verbs import find_base


def find_label(tree: Tree, head: int) -> str | None:
    """A name that no list knows, right behind a common noun: "the small house Tinta Fria"."""
    first = head + 1
    if tree.line.tags[head] not in ("NN", "NNS") or first >= len(tree.line.tokens):
        return None
    last = first
    while last < len(tree.line.tokens) and tree.line.tags[last] in ("NNP", "NNPS", "FW"):
        last += 1
    if tree.word(first) == "$":
        return None  # of "C$85,000"
    own = any(tree.parses[n].head == head for n in range(first, last))
    return join_tokens(tree, list(range(first, last))) if own else None


_CALLING = frozenset({"call", "name", "dub", "title", "know", "entitle", "nickname", "codename"})
_OPENING = frozenset(
    {"as", "the", "a", "itself", "themselves", "himself", "herself", '"', "“", "‘", "'"}
)
_CLOSING = frozenset({",", ".", ";", "–", "—", '"', "”", "’", ")"})


def find_called(tree: Tree, head: int, *, people: bool) -> str | None:
    """The name of a thing, behind it: "a group calling itself Pale Gull", "her first novel, "Gulls","."""
    if not tree.line.tags[head].startswith("NN") or head in tree.line.names:
        return None
    for n in tree.list_by(head, "acl"):
        if n > head and find_base(tree.word(n)) in _CALLING:
            return _read_name(tree, n + 1)
    near = tree.word(head + 1)
    comma = head + 1 if near == "," else max(gather_tokens(tree, head)) + 1
    if comma >= len(tree.line.tokens) or tree.line.tokens[comma].text not in (",", '"', "“"):
        return None
    groups = load_groups()
    if comma > head + 1 and tree.word(comma - 1) in groups["people"] | groups["organization"]:
        return None  # "a merger with a rival, Tide Works,": the rival is called so
    name = _read_name(tree, comma if tree.line.tokens[comma].text != "," else comma + 1)
    return name if not people else None


def _read_name(tree: Tree, first: int) -> str | None:
    """The words in capitals or quotation marks that begin at `first`, where a comma or stop closes them."""
    tokens, quoted = tree.line.tokens, False
    while first < len(tokens) and tree.word(first) in _OPENING:
        quoted = quoted or tokens[first].text in ('"', "“", "‘", "'")
        first += 1
    last = first
    while last < len(tokens) and (
        tree.line.tags[last].startswith("NNP")
        or (quoted and tokens[last].text not in ('"', "”", "’"))
        or (last > first and tree.word(last) in ("of", "the", "and", "for", "&", "on", "in"))
    ):
        last += 1
    closed = (
        last == len(tokens) or tokens[last].text in _CLOSING or tree.line.tags[last][:2] == "VB"
    )
    whole = closed and 0 < last - first <= _LONGEST_NAME and tokens[first].text[:1].isupper()
    if not whole or any(n in tree.line.timed for n in range(first, last)):
        return None
    return join_tokens(tree, list(range(first, last))).strip(" ,")


_LONGEST_NAME = 7
"""Words of a title or the name of a ship."""
