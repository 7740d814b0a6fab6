"""Phrases → clauses: who does what to whom, as far as word order tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourceline.extract.rules.boundaries import find_end, is_named_after
from sourceline.extract.rules.clause_mends import is_gapped
from sourceline.extract.rules.dependents import (
    find_group,
    find_own_subject,
    find_shared_subject,
    find_tree_object,
)
from sourceline.extract.rules.groups import Range, lower_word, skip_ahead, skip_back
from sourceline.extract.rules.phrases import Line, Verb, read_verb
from sourceline.extract.rules.subjects import find_subject


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject, its object and its prepositional phrases."""

    line: Line
    index: int
    """Index of the verb group in `line.phrases`."""
    verb: Verb
    subject: Range | None
    object: Range | None
    adjuncts: tuple[tuple[str, Range], ...]
    """(preposition in lower case, its noun phrases), in order."""
    end: int
    """Index of the first phrase that is no part of the clause any more."""
    relative: bool = False


def find_clauses(line: Line) -> Sequence[Clause]:
    """The clauses of a sentence in the order of their verbs; found once, as many rules ask."""
    if not line.clauses:
        line.clauses.extend(_read_clauses(line))
    return line.clauses


def _read_clauses(line: Line) -> Iterator[Clause]:
    gapped = _list_gapped(line)
    for index, phrase in enumerate(line.phrases):
        if phrase.kind != "verb":
            continue
        verb = read_verb(line, phrase)
        end = find_end(line, index)
        end = min([end, *(n - 1 for n in gapped if index < n - 1 < end)])
        subject, relative = _find_doer(line, index, verb)
        if index in gapped:
            verb = replace(verb, passive=True, form="finite", past=True)
            subject, relative = (index - 1, index - 1), False
        yield Clause(
            line=line,
            index=index,
            verb=verb,
            subject=subject,
            object=_find_patient(line, index, end),
            adjuncts=tuple(_find_adjuncts(line, index + 1, end)),
            end=end,
            relative=relative,
        )


def _list_gapped(line: Line) -> set[int]:
    """The verbs of "three were killed and five wounded" that share their helper with the one before."""
    return {
        index
        for index, phrase in enumerate(line.phrases)
        if phrase.kind == "verb" and line.parses and is_gapped(line, line.parses, phrase.head)
    }


def _find_doer(line: Line, index: int, verb: Verb) -> tuple[Range | None, bool]:
    """Whose verb it is: as the parse has it; where that is silent, as word order has it; without a
    subject of its own, that of the verb it is joined to."""
    if not line.parses:
        return find_subject(line, index, verb)
    head = line.phrases[index].head
    word, relative = find_own_subject(line, head)
    if word is None and _follows_noun(line, index) and verb.form == "finite":
        return find_subject(line, index, verb)
    if word is None:
        word, relative = find_shared_subject(line, head)
    group = find_group(line, word) if word is not None else None
    return (group, relative) if group else find_subject(line, index, verb)


def _follows_noun(line: Line, index: int) -> bool:
    before = skip_back(line, index - 1)
    return before >= 0 and line.phrases[before].kind == "noun"


def _find_patient(line: Line, index: int, end: int) -> Range | None:
    if not line.parses:
        return _find_object(line, index, end)
    word = find_tree_object(line, line.phrases[index].head)
    return find_group(line, word) if word is not None else None


def _find_object(line: Line, index: int, end: int) -> Range | None:
    place = skip_ahead(line, index + 1)
    if place >= end or line.phrases[place].kind != "noun":
        return None
    while _is_bare(line, place) and place + 1 < end and line.phrases[place + 1].kind == "noun":
        place += 1
    return place, _object_end(line, place, end)


def _is_bare(line: Line, place: int) -> bool:
    """ "a staggering" before a number: no noun of its own."""
    phrase = line.phrases[place]
    return not any(
        line.tags[n].startswith(("NN", "PRP", "CD")) for n in range(phrase.first, phrase.last)
    )


def _object_end(line: Line, place: int, end: int) -> int:
    last = place
    while last + 2 < end:
        link = line.phrases[last + 1]
        if line.phrases[last + 2].kind != "noun":
            break
        named = link.kind == "comma" and is_named_after(line, last + 1)
        if named or link.kind in ("and", "comma") or lower_word(line, link) in ("of", "&"):
            last += 2
        else:
            break
    # "X, Y, and Z"
    if (
        last + 3 < end
        and line.phrases[last + 1].kind == "comma"
        and line.phrases[last + 2].kind == "and"
        and line.phrases[last + 3].kind == "noun"
    ):
        last += 3
    return last


def _find_adjuncts(line: Line, start: int, end: int) -> Iterator[tuple[str, Range]]:
    for place in range(start, end - 1):
        phrase = line.phrases[place]
        if phrase.kind == "preposition" and line.phrases[place + 1].kind == "noun":
            yield lower_word(line, phrase), (place + 1, _object_end(line, place + 1, end))
