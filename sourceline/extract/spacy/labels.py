"""What pipelines call the kinds of names → what we call them, and where a name of ours begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from sourceline.extract.tagger.spans import LABELS, Span
from sourceline.extract.tagger.words import Word

OURS = {
    # OntoNotes 5, which spaCy's English pipelines have
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC",
    "PRODUCT": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
    # CoNLL 2003 and WikiNER, which the other languages' have; and other spellings
    "PER": "PER", "MISC": "MISC", "ORGANIZATION": "ORG", "LOCATION": "LOC",
}  # fmt: skip
"""Others (dates, sums of money, numbers) are no names: the rules read them."""

_SURE = 0.85
"""The chance of a name's label. Pipelines tell none; so each mention has one vote in its document."""
_ARTICLES = frozenset({"the", "a", "an"})


def make_span(words: Sequence[Word], first: int, last: int, label: str) -> Span | None:
    """The words first..last of a sentence as a name of ours: without an article before and "'s" behind, which
    OntoNotes counts in; None where the label is no name's or nothing is left."""
    ours = OURS.get(label.upper())
    if ours is None:
        return None
    if first < last and words[first].text.lower() in _ARTICLES and first + 1 < last:
        first += 1
    tail = [word.text for word in words[max(first, last - 2) : last]]
    if len(tail) == 2 and tail[0] in ("'", "’") and tail[1] in ("s", "S"):
        last -= 2
    elif tail and tail[-1] in ("'", "’"):
        last -= 1
    if first >= last:
        return None
    rest = round((1 - _SURE) / len(LABELS), 4)
    return Span(first, last, ours, tuple(_SURE if each == ours else rest for each in LABELS))
