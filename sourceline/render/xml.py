"""What XML 1.0 may hold."""

from __future__ import annotations

import re

# Controls, lone surrogates and the two noncharacters that a parser must refuse (XML 1.0, 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def drop_illegal(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return _ILLEGAL.sub("", text)
