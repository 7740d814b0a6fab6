"""What a parse tells of a verb: whose it is, what it is done to, and what only follows it.

The good tagger gives each word its head and relation (some nine in ten right); the fast one gives none,
and then nothing is found here. Words are token indices of one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.rules.groups import Range
from sourceline.extract.rules.phrases import Line

_SUBJECTS = frozenset({"nsubj", "csubj"})
_APART = frozenset({"acl", "appos", "parataxis", "punct", "advcl", "orphan", "discourse"})
"""Relations of what hangs on a noun without being part of its group: clauses and appositions."""


def list_children(line: Line, head: int, *relations: str) -> Iterator[int]:
    """The words that hang on `head`, by one of the relations, in order."""
    for n in line.children[head] if line.children else ():
        if not relations or line.parses[n].relation in relations:
            yield n


def find_child(line: Line, head: int, *relations: str) -> int | None:
    """The first of them."""
    return next(list_children(line, head, *relations), None)


def find_span(line: Line, n: int) -> tuple[int, int]:
    """The first and the last token (exclusive) of all that hangs on token `n`, itself included."""
    first, last, todo, seen = n, n, [n], {n}
    while todo:
        here = todo.pop()
        first, last = min(first, here), max(last, here)
        # A tree is what the tagger promises; a loop must not hang a build all the same.
        fresh = [k for k in line.children[here] if k not in seen]
        seen.update(fresh)
        todo += fresh
    return first, last + 1


def find_own_subject(line: Line, verb: int) -> tuple[int | None, bool]:
    """The word that does (or, in the passive, suffers) what the verb tells, and whether through "who";
    only where it hangs on the verb itself, or the verb on it ("a firm founded by …")."""
    own, parse = find_child(line, verb, *_SUBJECTS), line.parses[verb]
    if own is None and find_child(line, verb, "cop") is not None:
        # What is joined to something follows it: "…, and Jane Roe, a doctor, is chairman".
        own = next((n for n in list_children(line, verb, "conj") if n < verb), None)
    if own is None:
        reduced = parse.relation == "acl" and line.tags[verb] in ("VBN", "VBD")
        return (parse.head, True) if reduced else (None, False)
    if line.tags[own] in ("WDT", "WP") or line.words[own] in ("that", "who"):
        return (parse.head if parse.relation == "acl" else None), True
    return own, False


def find_shared_subject(line: Line, verb: int) -> tuple[int | None, bool]:
    """The subject of the verb that this one is joined to, or hangs on without one of its own."""
    for _ in line.parses:
        parse = line.parses[verb]
        if parse.relation not in ("conj", "xcomp", "advcl", "ccomp", "parataxis") or parse.head < 0:
            return None, False
        verb = parse.head
        found = find_own_subject(line, verb)
        if found[0] is not None:
            return found
    return None, False


def find_tree_object(line: Line, verb: int) -> int | None:
    """The word that it is done to. A noun that hangs on the verb loosely, without a preposition, is
    one too: the parser wavers there between `obj` and `obl`."""
    for word in list_children(line, verb, "obj"):
        return word
    for word in list_children(line, verb, "obl", "dep", "iobj"):
        bare = find_child(line, word, "case", "mark") is None
        if word > verb and bare and line.tags[word].startswith(("NN", "PRP")):
            return word
    return None


def find_group(line: Line, word: int) -> Range | None:
    """The phrases of the group whose head word is `word`: its own noun phrase, what "of …" adds to
    it, and what "and" joins to it."""
    place = line.find_phrase(word)
    if place is None or line.phrases[place].kind != "noun":
        return None
    inside = _gather(line, word)
    first = last = place
    for n in range(place + 1, len(line.phrases)):
        phrase = line.phrases[n]
        if not any(t in inside for t in range(phrase.first, phrase.last)):
            if phrase.kind not in ("comma", "and", "adverb"):
                break
            continue
        if phrase.kind == "noun":
            last = n
        elif phrase.kind not in ("preposition", "and", "comma", "adverb"):
            break
    for n in range(place - 1, -1, -1):
        phrase = line.phrases[n]
        if phrase.kind != "noun" or not any(t in inside for t in range(phrase.first, phrase.last)):
            break
        first = n
    return first, last


def _gather(line: Line, head: int) -> set[int]:
    """The words of the group of `head`, without clauses and appositions."""
    found, waiting = {head}, [head]
    while waiting:
        word = waiting.pop()
        for child in list_children(line, word):
            if child not in found and line.parses[child].relation not in _APART:
                found.add(child)
                waiting.append(child)
    return found
