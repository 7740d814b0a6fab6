"""Persons in a sentence: who is named or meant at a token, and who does what a verb tells."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.rules.dependents import (
    find_child,
    find_own_subject,
    find_shared_subject,
    list_children,
)
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.workplaces import find_short


def find_person(document: Document, line: Line, n: int, *, loose: bool = False) -> str | None:
    """The person named at token `n`. With `loose` also what was taken for a thing but looks like a
    person's name, where only a person can stand: "her assistant, Lee Dunn"."""
    mention = line.names.get(n) if 0 <= n < len(line.tokens) else None
    if mention is None or mention.profile is None:
        return None
    if index_profiles(document)[mention.profile].kind == "person":
        return None if find_short(document, mention) else mention.profile
    words = mention.text.split()
    plain = len(words) in (2, 3) and all(word.istitle() for word in words)
    return mention.profile if loose and plain and mention.label == "MISC" else None


def list_persons(document: Document, line: Line, first: int, last: int) -> Iterator[str]:
    """The persons named, or meant by pronouns, between two tokens."""
    seen = set()
    for n in range(max(0, first), last):
        person = find_person(document, line, n) or find_meant(document, line, n)
        if person and person not in seen and line.tag(line.find_name_end(n) + 1) != "POS":
            seen.add(person)
            yield person


def find_meant(document: Document, line: Line, n: int) -> str | None:
    """Whom "he", "she" and "him" stand for."""
    if line.tag(n) != "PRP":
        return None
    anaphor = find_over(document.anaphors, line.tokens[n].start)
    return anaphor.profile if anaphor and anaphor.label == "PER" else None


# --- subjects -----------------------------------------------------------------------------------


def find_subject(document: Document, line: Line, verb: int) -> list[str]:
    """The persons who do what the verb tells."""
    if line.parses:
        found = _read_tree_subject(document, line, verb)
        if found:
            return found
    return _read_near_subject(document, line, verb)


def _read_tree_subject(document: Document, line: Line, verb: int) -> list[str]:
    tops = [verb]
    if line.parses[verb].relation in ("cop", "aux") and line.parses[verb].head >= 0:
        tops.insert(0, line.parses[verb].head)
    for top in tops:
        word, relative = find_own_subject(line, top)
        if word is None or word < 0:
            word, relative = find_shared_subject(line, top)
        if word is not None and word >= 0 and word < verb:
            found = _list_group(document, line, word)
            if found:
                return found[-1:] if relative and _is_of_one(line, verb) else found
    return []


def _is_of_one(line: Line, verb: int) -> bool:
    """Whether the verb is one of a single person: of "X and Y, who was mayor", it is Y."""
    single = line.word(verb) in ("is", "was", "'s", "’s") or line.tags[verb] == "VBZ"
    return single or line.word(verb - 1) == "has"


def _list_group(document: Document, line: Line, word: int) -> list[str]:
    """The persons of the group whose head is `word`: itself and what is joined to it, or the names
    that hang on it ("director Ann Bay", "the director, Ann Bay")."""
    direct = find_person(document, line, word) or find_meant(document, line, word)
    loose: tuple[str, ...] = ("conj",)
    if not direct:
        loose = ("conj", "appos", "flat", "compound", "nmod", "nsubj", "dep")
    found, waiting = [direct] if direct else [], [word]
    seen = {word}
    while waiting:
        for n in list_children(line, waiting.pop(), *loose):
            if n in seen:
                continue  # a parse may run in a circle
            seen.add(n)
            if line.parses[n].relation == "nmod" and find_child(line, n, "case") is not None:
                continue
            person = find_person(document, line, n)
            if person and person not in found:
                found.append(person)
            waiting.append(n)
            loose = ("conj", "nmod", "flat", "compound", "nsubj", "dep")
    return found


def _read_near_subject(document: Document, line: Line, verb: int) -> list[str]:
    """The nearest person before the verb that stands behind no preposition; with those joined to it."""
    n = verb - 1
    while n >= 0:
        person = find_person(document, line, n) or find_meant(document, line, n)
        if person:
            start = line.find_name_start(n)
            before = line.word(start - 1)
            if line.tag(start - 1) not in ("IN", "TO") and line.tag(n + 1) != "POS":
                found = [person]
                if before == "and" and find_person(document, line, start - 2):
                    found.insert(0, find_person(document, line, start - 2) or "")
                return found
            n = start
        if line.word(n) in (";", ":"):
            break
        n -= 1
    return []
