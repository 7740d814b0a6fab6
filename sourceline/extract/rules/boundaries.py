"""Where a clause ends: the way on from its verb to what belongs to it no more."""

from __future__ import annotations

from sourceline.extract.rules.groups import SUBORDINATORS, lower_word, skip_ahead
from sourceline.extract.rules.phrases import Line, read_verb


def find_end(line: Line, index: int) -> int:
    """Index of the first phrase after the clause of the verb at `index`."""
    place = index + 1
    while place < len(line.phrases):
        if _is_boundary(line, place, index):
            return place
        place += 1
    return place


def _is_boundary(line: Line, place: int, index: int) -> bool:
    phrase = line.phrases[place]
    if phrase.kind in ("mark", "who", "that"):
        return (
            lower_word(line, phrase) not in ("(", ")", "-", '"', "“", "”", "‘")
            or phrase.kind != "mark"
        )
    if phrase.kind == "comma":
        return not _is_list_comma(line, place) and not is_named_after(line, place)
    if phrase.kind == "verb":
        before = line.phrases[place - 1]
        if read_verb(line, phrase).form == "gerund" and lower_word(line, before) in _WITH_GERUND:
            return False
        return read_verb(line, phrase).form != "infinitive"
    if phrase.kind == "preposition" and lower_word(line, phrase) in SUBORDINATORS:
        return _opens_clause(line, place) or lower_word(line, phrase) not in ("as", "than")
    if phrase.kind == "preposition":
        if lower_word(line, phrase) == "with" and _opens_absolute(line, place):
            return True
        return _verb_after(line, place) and lower_word(line, phrase) not in _WITH_GERUND
    if phrase.kind == "and":
        return _opens_clause(line, place) or _verb_after(line, place)
    # A noun right before a finite verb is the next clause's subject: "said Kerry contacted".
    return phrase.kind == "noun" and place > index and _is_next_subject(line, place)


_WITH_GERUND = frozenset({"of", "with", "from", "for", "against", "to"})
"""Prepositions whose -ing form belongs to the clause: "charged with taking"."""


def _opens_absolute(line: Line, place: int) -> bool:
    """ "with Sweden winning": a clause of its own."""
    two = line.phrases[place + 1 : place + 3]
    return [p.kind for p in two] == ["noun", "verb"] and read_verb(line, two[1]).form == "gerund"


def _is_next_subject(line: Line, place: int) -> bool:
    after = skip_ahead(line, place + 1)
    if after >= len(line.phrases) or line.phrases[after].kind != "verb":
        return False
    return read_verb(line, line.phrases[after]).form == "finite"


def _verb_after(line: Line, place: int) -> bool:
    after = skip_ahead(line, place + 1)
    return (
        after < len(line.phrases)
        and line.phrases[after].kind == "verb"
        and read_verb(line, line.phrases[after]).form != "infinitive"
    )


def _opens_clause(line: Line, place: int) -> bool:
    """Whether a new subject and verb come after the word at `place`, before any other mark."""
    for phrase in line.phrases[place + 1 :]:
        if phrase.kind in ("comma", "mark", "who", "and", "that"):
            return False
        if phrase.kind == "verb":
            return read_verb(line, phrase).form == "finite"
    return False


def _is_list_comma(line: Line, comma: int) -> bool:
    """Whether a comma only separates items: "X, Y and Z", "Seattle, Washington"."""
    place = comma + 1
    while place < len(line.phrases):
        if line.phrases[place].kind == "and":
            return (
                place + 1 < len(line.phrases)
                and line.phrases[place + 1].kind == "noun"
                and not _opens_clause(line, place)
            )
        if line.phrases[place].kind != "noun":
            return False
        place += 1
        if place < len(line.phrases) and line.phrases[place].kind == "comma":
            place += 1
    return False


def is_named_after(line: Line, comma: int) -> bool:
    """Whether a name stands in apposition to a common noun: "her third album, Low Tide"."""
    before, after = line.phrases[comma - 1], line.phrases[min(comma + 1, len(line.phrases) - 1)]
    if before.kind != "noun" or after.kind != "noun" or before.head in line.names:
        return False
    whole = all(n in line.names for n in range(after.first, after.last))
    closing = comma + 2 >= len(line.phrases) or line.phrases[comma + 2].kind in (
        "comma",
        "mark",
        "preposition",
        "adverb",
    )
    owned = line.tags[before.first] in ("PRP$", "DT") or any(
        line.tags[n] == "POS" for n in range(before.first, before.last)
    )
    return whole and closing and owned
