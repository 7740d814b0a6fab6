"""Names that the tagger ran together: "the Harbour Workers' Union's Tide Project" is a union's and its project's."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import load_gazetteer


def find_joint(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the owner in a name of tokens `first` to `last` (exclusive) ends; None where the name is one."""
    for n in range(first + 2, last - 1):
        if tokens[n].text in _OWNS and _ends_body(tokens, n) and _ends_body(tokens, last):
            return n
    return None


_OWNS = frozenset({"'s", "’s"})


def _ends_body(tokens: Sequence[Token], end: int) -> bool:
    return tokens[end - 1].text in load_gazetteer().heads | _PARTS


_PARTS = frozenset({"Center", "Centre", "Committee", "Laboratory", "Project", "Unit"})
