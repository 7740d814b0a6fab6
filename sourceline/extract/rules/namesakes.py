"""Namesakes: "Lady Reeve" is not Sir Malcolm Reeve.

A short form behind a title of the other sex stands for somebody whom the text does not name in full. So does the one
name of a monarch: "King Hussein" is not Saddam Hussein.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sourceline.extract.rules.candidates import Candidate, make_key
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words

_REIGNING = frozenset(
    {"king", "queen", "emperor", "empress", "sultan", "prince", "princess", "pope", "emir"}
)
_SEXES = {
    **dict.fromkeys(("mr", "sir", "lord", "baron", "viscount", "father", "brother"), "male"),
    **dict.fromkeys(
        ("mrs", "ms", "miss", "lady", "dame", "baroness", "sister", "mother"), "female"
    ),
}


def find_strangers(
    document: Document, found: Sequence[Candidate], shorts: Mapping[str, str]
) -> frozenset[int]:
    """The places of the short forms whose title does not fit the full name they would stand for."""
    sexes: dict[str, set[str]] = defaultdict(set)
    reigning: set[str] = set()
    for item in found:
        name = make_key(item.text)
        if item.label == "PER" and name not in shorts:
            sexes[name].add(_read_sex(document, item) or _read_given(name))
            if _read_title(document, item) in _REIGNING:
                reigning.add(name)
    return frozenset(
        item.start
        for item in found
        if (full := shorts.get(make_key(item.text)))
        and (_differs(document, item, sexes[full]) or _reigns(document, item, full, reigning))
    )


def _differs(document: Document, item: Candidate, sexes: set[str]) -> bool:
    sex = _read_sex(document, item)
    return bool(sex) and sex not in sexes and not sexes.isdisjoint({"male", "female"})


def _reigns(document: Document, item: Candidate, full: str, reigning: set[str]) -> bool:
    """Whether it is a monarch's one name, which is no family name of somebody else's."""
    return (
        _read_title(document, item) in _REIGNING
        and full not in reigning
        and full.split(maxsplit=1)[0] != make_key(item.text)
    )


def _read_sex(document: Document, item: Candidate) -> str:
    return _SEXES.get(_read_title(document, item), "")


def _read_title(document: Document, item: Candidate) -> str:
    """The word before a name, in small letters, which may be a title."""
    if not item.first:
        return ""
    return document.tokens[item.sentence][item.first - 1].text.rstrip(".").lower()


def _read_given(name: str) -> str:
    """What the given name says, where it is a known one."""
    first = name.split(maxsplit=1)[0]
    if first not in load_gazetteer().given:
        return ""
    return "female" if first in read_words("people", "women") else "male"
