"""Numbers in digits and words, as far as counts of days and years need them."""

from __future__ import annotations

from sourceline.extract.rules.times.grammar import Found
from sourceline.extract.rules.times.vocabulary import class_codes

_VAGUE = frozenset({"few", "several", "many", "some", "numerous", "couple", "dozens"})


def read_number(found: Found, name: str) -> float | None:
    """The number of a group; of "three to five" the first. None for "a few", "several"."""
    total, current, seen = 0.0, 0.0, False
    codes = class_codes()
    first, last = found.match.span(name)
    words = found.tokens.words[first:last]
    if "couple" in words:
        return 2.0
    if words[:2] == ["half", "a"] and "dozen" in words:
        return 6.0
    if _VAGUE & set(words):
        return None
    for place in range(first, last):
        word, value = found.tokens.words[place], found.tokens.values[place]
        kind = found.tokens.classes[place]
        if word in ("to", "or") or (kind == codes["HYPHEN"] and seen and not _joins(found, place)):
            break
        if kind == codes["SCALE"] and isinstance(value, int):
            current = (current or 1.0) * value
            seen = True
        elif isinstance(value, int | float):
            current += value
            seen = True
        elif word == "half":
            current += 0.5
            seen = True
        elif word in ("a", "an") and not seen and place + 1 == last:
            current, seen = 1.0, True
        elif word == "dozen":
            current = (current or 1.0) * 12
            seen = True
    return total + current if seen else None


def _joins(found: Found, place: int) -> bool:
    """Whether the hyphen joins one number ("twenty-four", "2-1/2") or stands between two."""
    codes = class_codes()
    before, after = found.tokens.classes[place - 1], found.tokens.classes[place + 1]
    if after == codes["FRACTION"]:
        return True
    value = found.tokens.values[place - 1]
    return before == after == codes["CARDINAL"] and isinstance(value, int) and value >= 20
