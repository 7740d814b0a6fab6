"""When two spellings are one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sourceline.model import ProfileKind

# Legal forms say nothing about which company is meant.
_LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "se",
        "sa",
        "sas",
        "srl",
        "spa",
        "bv",
        "nv",
        "ab",
        "as",
        "oy",
        "pte",
        "pty",
    ]
)


@lru_cache(maxsize=100_000)
def fold_name(name: str, kind: ProfileKind | None = None) -> str:
    """A name without case, accents of Latin letters, punctuation, a leading "the", and, for an
    organization, its legal form. Empty when nothing is left."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    text = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", text)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"['’‘`´.]", "", text.replace("&", " and "))
    words = re.findall(r"[\w+#]+", text)
    if words[:1] == ["the"] and words[1:2] not in ([], ["the"]):
        del words[0]
    if kind == "organization":
        while len(words) > 1 and words[-1] in _LEGAL_FORMS:
            del words[-1]
    return " ".join(words)


def is_single(folded: str) -> bool:
    """Whether a folded name is one word: of a person, it may be a mere surname."""
    return " " not in folded


def last_word(folded: str) -> str:
    """The surname, in the usual order of names."""
    return folded.rpartition(" ")[2]
