"""Namesakes: "Lady Reeve" is not Sir Malcolm Reeve.

A short form behind a title of the other sex stands for somebody whom the text does not name in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sourceline.extract.rules.candidates import Candidate, make_key
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_words

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
    for item in found:
        name = make_key(item.text)
        if item.label == "PER" and name not in shorts:
            sexes[name].add(_read_title(document, item) or _read_given(name))
    return frozenset(
        item.start
        for item in found
        if (full := shorts.get(make_key(item.text)))
        and (sex := _read_title(document, item))
        and sex not in sexes[full]
        and not sexes[full].isdisjoint({"male", "female"})
    )


def _read_title(document: Document, item: Candidate) -> str:
    if not item.first:
        return ""
    return _SEXES.get(document.tokens[item.sentence][item.first - 1].text.rstrip(".").lower(), "")


def _read_given(name: str) -> str:
    """What the given name says, where it is a known one."""
    first = name.split(maxsplit=1)[0]
    if first not in load_gazetteer().given:
        return ""
    return "female" if first in read_words("people", "women") else "male"
