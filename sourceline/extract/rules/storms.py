"""Storms: "Cyclone Ida" names nobody, and "Ida" is that storm wherever else the text says so."""

from __future__ import annotations

from typing import Final

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.trees import Tree

KINDS: Final = frozenset({"Cyclone", "Hurricane", "Storm", "Typhoon"})
_BEFORE = frozenset({"Tropical", "Super", "Winter", "Severe"})


@keep_last("source", "tokens", "tags")
def index_storms(document: Document) -> dict[str, str]:
    """The names of storms, in lower case → as the text calls each: "ida" → "Cyclone Ida"."""
    found: dict[str, str] = {}
    for tokens, tags in zip(document.tokens, document.tags, strict=True):
        words = ["", *(token.text for token in tokens), "", ""]
        for n, word in enumerate(words[:-2]):
            if word not in KINDS:
                continue
            before, name, behind = words[n - 1], words[n + 1], words[n + 2]
            kind = f"{before} {word}" if before in _BEFORE else word
            if before[:1].isupper() and before not in _BEFORE:
                continue  # "Melbourne Storm", a club
            if behind[:1].isupper() or not (name.isalpha() and name[:1].isupper()):
                continue  # "Storm Ada Fenwick"
            if tags[n] == "NNP":
                found.setdefault(name.lower(), f"{kind} {name}")
    return found


def find_storm(document: Document, tree: Tree, n: int) -> str | None:
    """The storm that a word names, or that "the storm" is in a text of one."""
    storms = index_storms(document)
    if not storms:
        return None
    called = tree.word(n).capitalize() in KINDS and any(
        tree.word(c) == "the" for c in tree.list_by(n, "det")
    )
    if called and len(storms) == 1:
        return next(iter(storms.values()))
    return storms.get(tree.word(n)) if tree.line.tags[n].startswith("NNP") else None


def is_storm(document: Document, name: str) -> bool:
    """Whether a name is a storm's: "Ida", "Cyclone Ida"."""
    *kinds, last = name.split()
    return last.lower() in index_storms(document) and KINDS.union(_BEFORE).issuperset(kinds)
