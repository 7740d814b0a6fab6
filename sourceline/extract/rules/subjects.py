"""Whose verb it is: the way back from a verb to its subject."""

from __future__ import annotations

from sourceline.extract.rules.groups import SUBORDINATORS, Range, lower_word, skip_back
from sourceline.extract.rules.phrases import Line, Verb, read_verb


def find_subject(line: Line, index: int, verb: Verb, depth: int = 0) -> tuple[Range | None, bool]:
    """The noun phrases that do (or, in the passive, suffer) it; and whether through "who"."""
    if depth > 3:
        return None, False
    place = skip_back(line, index - 1)
    if place < 0:
        return None, False
    place = _skip_brackets(line, place)
    kind = line.phrases[place].kind
    if verb.form in ("gerund", "participle", "infinitive") and kind != "noun":
        return _borrow_subject(line, index, depth)
    if kind == "noun":
        return (_walk_back(line, place), False) if _is_own(line, place, verb) else (None, False)
    if kind in ("who", "that"):
        return _find_antecedent(line, place), True
    if kind == "comma":
        after_and = _skip_apposition(line, place)
        return after_and, False
    if kind == "and":
        return _borrow_subject(line, index, depth)
    return None, False


def _is_own(line: Line, place: int, verb: Verb) -> bool:
    """A participle after a noun is a clause of its own only in "with …" and in headlines."""
    if verb.form == "finite":
        return True
    first = _walk_back(line, place)[0]
    before = line.phrases[first - 1] if first else None
    with_it = before is not None and lower_word(line, before) == "with"
    return with_it or (verb.form == "participle" and not _has_finite(line))


def _has_finite(line: Line) -> bool:
    return any(p.kind == "verb" and read_verb(line, p).form == "finite" for p in line.phrases)


def _skip_brackets(line: Line, place: int) -> int:
    """Before "(UAAR)" and the like."""
    if lower_word(line, line.phrases[place]) != ")":
        return place
    for before in range(place - 1, -1, -1):
        if lower_word(line, line.phrases[before]) == "(":
            return max(0, before - 1)
    return place


def _walk_back(line: Line, place: int) -> Range:
    """The whole chain that ends at `place`: "the mayor of X and the governor of Y"."""
    first, joined = place, False
    while first >= 2:
        link, before = line.phrases[first - 1], line.phrases[first - 2]
        if link.kind == "and" and before.kind == "comma" and _is_list(line, first - 3):
            first, joined = first - 3, True
            continue
        if before.kind != "noun" or link.kind not in ("preposition", "and", "comma"):
            break
        if link.kind == "comma" and (not joined or _is_object(line, first - 2)):
            break
        joined = joined or link.kind == "and"
        if link.kind == "and" and _is_object(line, first - 2):
            break
        if link.kind == "preposition" and lower_word(line, link) not in _CHAINS:
            break
        first -= 2
    return first, place


_CHAINS = frozenset(
    {
        "of",
        "for",
        "in",
        "at",
        "from",
        "to",
        "on",
        "with",
        "near",
        "against",
        "between",
        "over",
        "into",
    }
)


def _find_first(line: Line, place: int) -> int:
    """The first noun of "the head of the bank of the town", whose last is at `place`."""
    first = place
    while (
        first >= 2
        and line.phrases[first - 1].kind == "preposition"
        and line.phrases[first - 2].kind == "noun"
    ):
        first -= 2
    return first


def _is_list(line: Line, place: int) -> bool:
    """Whether the noun at `place` ends the first items of "X, Y, and Z"."""
    if place < 2 or line.phrases[place].kind != "noun" or _is_object(line, place):
        return False
    first = _find_first(line, place)
    return (
        first >= 2
        and line.phrases[first - 1].kind == "comma"
        and line.phrases[first - 2].kind == "noun"
    )


def _is_object(line: Line, place: int) -> bool:
    first = _find_first(line, place)
    if not first:
        return False
    before = line.phrases[first - 1]
    inside = before.kind == "preposition" and lower_word(line, before) not in SUBORDINATORS
    return inside or before.kind == "verb"


def _skip_apposition(line: Line, comma: int) -> Range | None:
    """The subject before ", a maker of shoes, " and the like."""
    best: Range | None = None
    end = comma
    for _ in range(4):
        start = _segment_start(line, end)
        segment = line.phrases[start:end]
        if not segment:
            break
        opener = segment[0].kind
        finite = any(p.kind == "verb" and read_verb(line, p).form == "finite" for p in segment)
        if finite and opener != "who":
            break
        if opener == "noun":
            best = (start, _chain_end(line, start, end))
        elif best is not None and opener not in ("who", "verb"):
            break
        start = skip_back(line, start - 1) + 1  # "previously a guard"
        if start == 0 or line.phrases[start - 1].kind != "comma":
            break
        end = start - 1
    return best


def _segment_start(line: Line, end: int) -> int:
    start = end
    while start > 0 and line.phrases[start - 1].kind not in ("comma", "mark"):
        if (
            line.phrases[start - 1].kind == "preposition"
            and lower_word(line, line.phrases[start - 1]) in SUBORDINATORS
            and start < end
        ):
            break
        if (
            line.phrases[start - 1].kind in ("and", "that")
            and start < end
            and line.phrases[start].kind == "noun"
            and _later_verb(line, start, end)
        ):
            break
        start -= 1
    while start < end and line.phrases[start].kind in ("adverb", "and"):
        start += 1
    return start


def _later_verb(line: Line, start: int, end: int) -> bool:
    return any(p.kind == "verb" for p in line.phrases[start:end])


def _chain_end(line: Line, start: int, end: int) -> int:
    last = start
    while (
        last + 2 < end
        and line.phrases[last + 1].kind in ("preposition", "and")
        and line.phrases[last + 2].kind == "noun"
    ):
        last += 2
    return last


def _find_antecedent(line: Line, place: int) -> Range | None:
    before = place - 1
    if before >= 0 and line.phrases[before].kind == "comma":
        before -= 1
    if before >= 0 and line.phrases[before].kind == "noun":
        return before, before
    return None


def _borrow_subject(line: Line, index: int, depth: int) -> tuple[Range | None, bool]:
    """The subject of the clause that this verb is joined to."""
    for place in range(index - 1, -1, -1):
        phrase = line.phrases[place]
        if phrase.kind == "mark":
            return None, False
        if phrase.kind == "verb":
            verb = read_verb(line, phrase)
            if verb.form == "finite":
                return find_subject(line, place, verb, depth + 1)
    return None, False
