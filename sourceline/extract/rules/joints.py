"""Names that the tagger ran together: "the Harbour Workers' Union's Tide Project" is a union's and its project's."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import load_gazetteer


def find_joint(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the owner in a name of tokens `first` to `last` (exclusive) ends; None where the name is one."""
    for n in range(first + 2, last - 1):
        if tokens[n].text in _OWNS and _is_body(tokens, first, n) and _is_body(tokens, n + 1, last):
            return n
    return None


_OWNS = frozenset({"'s", "’s"})


def _is_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name ends with what shows an organization, or has it before "of" or "for"."""
    heads = load_gazetteer().heads | _PARTS
    inner = (
        tokens[n].text in heads and tokens[n + 1].text in ("of", "for")
        for n in range(first, last - 1)
    )
    return tokens[last - 1].text in heads or any(inner)


_PARTS = frozenset({"Center", "Centre", "Committee", "Laboratory", "Project", "Unit"})
