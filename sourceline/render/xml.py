"""What XML 1.0 may hold."""

from __future__ import annotations

import re

# All but controls, lone surrogates and the two noncharacters that a parser must refuse (XML 1.0, 2.2).
# Nearly every document is legal, and that is seen in less time than a search takes.
_LEGAL = "\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_ALL_LEGAL, _ILLEGAL = re.compile(f"[{_LEGAL}]*+"), re.compile(f"[^{_LEGAL}]")


def drop_illegal(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return text if _ALL_LEGAL.fullmatch(text) else _ILLEGAL.sub("", text)
