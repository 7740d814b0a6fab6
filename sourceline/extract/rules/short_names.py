"""Short names of firms: "Larkspur" is Larkspur Furniture, whatever the tagger takes the word alone for.

A tagger that sees "Larkspur had been looking for a buyer" reads a person; the text has named the firm
in full. On the dev gold set eight of 30 articles speak so of what they are about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sourceline.extract.rules.candidates import Candidate
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.firms import is_firm
from sourceline.extract.rules.gazetteers import load_gazetteer
from sourceline.model import Label


def find_short_names(
    document: Document, groups: Mapping[str, Sequence[Candidate]], labels: Mapping[str, Label]
) -> dict[str, str]:
    """Short name → the one full name of an organization that it stands for. What is taken for a place
    is an organization only where the text shows a firm: "Tarzan Corner" and "Tarzan" are none."""
    fulls: dict[str, set[str]] = {}
    for full in groups:
        for short in _list_parts(full, labels):
            if short not in groups or not _may_stand(groups, labels, short, full):
                continue
            firm = labels[full] == "ORG" or is_firm(document, [*groups[full], *groups[short]])
            if firm:
                fulls.setdefault(short, set()).add(full)
    chosen = {short: _choose(groups, short, found) for short, found in fulls.items()}
    return {short: full for short, full in chosen.items() if full}


def _choose(
    groups: Mapping[str, Sequence[Candidate]], short: str, fulls: Collection[str]
) -> str | None:
    """The only one, or the only one that the text names before: "the Sentinel" of the Prairie Sentinel, which has a
    Sentinel Foundation in the end."""
    before = [full for full in fulls if _is_before(groups, full, short)]
    known = before if len(fulls) > 1 else [*fulls]
    return known[0] if len(known) == 1 else None


def _list_parts(full: str, labels: Mapping[str, Label]) -> Iterator[str]:
    """The first words of a name, and the last of an organization's."""
    words = full.split()
    gazetteer = load_gazetteer()
    if (
        len(words) < 2
        or labels[full] not in ("ORG", "LOC")
        or "of" in words
        or full in gazetteer.places
    ):
        return
    if labels[full] == "LOC" and words[-1] in gazetteer.place_after:
        return
    yield from (" ".join(words[:k]) for k in range(1, len(words)))
    if labels[full] == "ORG" and len(words) == 2:
        yield words[-1]


def _may_stand(
    groups: Mapping[str, Sequence[Candidate]], labels: Mapping[str, Label], short: str, full: str
) -> bool:
    """Whether a short name is no place, given name, title or common word, and nobody else's."""
    gazetteer = load_gazetteer()
    closed = (
        gazetteer.places
        | gazetteer.given
        | gazetteer.heads
        | gazetteer.suffixes
        | gazetteer.organizations
    )
    if short in closed or short in gazetteer.adjectives or labels[short] == "LOC":
        return False
    if any(item.titled for item in groups[short]):
        return False
    return all(
        _is_before(groups, full, short) and _is_before(groups, short, person)
        for person, label in labels.items()
        if label == "PER" and person != short and short in _list_ends(person)
    )


SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})


def _list_ends(person: str) -> tuple[str, str]:
    """The given name and the family name, which "Jr." may follow."""
    words = person.split()
    aged = len(words) > 1 and words[-1].rstrip(".") in SUFFIXES
    return words[0], words[-2] if aged else words[-1]


def _is_before(groups: Mapping[str, Sequence[Candidate]], one: str, two: str) -> bool:
    """Whether a text has one name before the other: Tamsin Flow, Tamsin, and only then Horst Tamsin. A title has short
    names first."""
    return _find_first(groups[one]) < _find_first(groups[two])


def _find_first(items: Sequence[Candidate]) -> int:
    return next((item.start for item in items if item.sentence), items[0].start)
