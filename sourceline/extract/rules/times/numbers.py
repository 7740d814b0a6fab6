"""Numbers in digits and words, as far as counts of days and years need them."""

from __future__ import annotations

from sourceline.extract.rules.times.grammar import Found
from sourceline.extract.rules.times.vocabulary import class_codes

_VAGUE = frozenset({"few", "several", "many", "some", "numerous", "dozens"})


def read_number(found: Found, name: str) -> float | None:
    """The number of a group; of "three to five" the first. None for "a few", "several"."""
    first, last = found.match.span(name)
    words = found.tokens.words[first:last]
    if "couple" in words:
        return 2.0
    if _VAGUE & set(words):
        return None
    if words[:2] == ["half", "a"]:
        return 6.0 if "dozen" in words else 0.5
    total: float | None = 1.0 if words in (["a"], ["an"]) else None
    for place in range(first, last):
        if total is not None and _parts(found, place):
            break
        total = _add(found, place, total)
    return total


def _add(found: Found, place: int, total: float | None) -> float | None:
    """The number so far with one more word: a scale multiplies it, a number is added to it."""
    word, value = found.tokens.words[place], found.tokens.values[place]
    if word == "dozen":
        return (total or 1.0) * 12
    if word == "half":
        return (total or 0.0) + 0.5
    if not isinstance(value, int | float):
        return total
    if found.tokens.classes[place] == class_codes()["SCALE"]:
        return (total or 1.0) * value
    return (total or 0.0) + value


def _parts(found: Found, place: int) -> bool:
    """Whether the word stands between two numbers: "to", "or", and a hyphen that joins none."""
    codes, classes = class_codes(), found.tokens.classes
    if found.tokens.words[place] in ("to", "or"):
        return True
    if classes[place] != codes["HYPHEN"] or classes[place + 1] == codes["FRACTION"]:
        return False
    value = found.tokens.values[place - 1]
    twenty_four = classes[place - 1] == classes[place + 1] == codes["CARDINAL"]
    return not (twenty_four and isinstance(value, int) and value >= 20)
