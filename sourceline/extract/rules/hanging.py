"""How words hang in a parse that is being mended."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from typing import SupportsIndex

from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.verbs import BE
from sourceline.extract.tagger.reading import Parse

HELPERS = ("aux", "cop")
SUBJECTS = ("nsubj", "csubj")


class Hanging(list[Parse]):
    """The parses of a sentence that are exchanged one by one; it knows what hangs on each word at any time."""

    def __init__(self, parses: Iterable[Parse]) -> None:
        super().__init__(parses)
        self._below: list[list[int]] = [[] for _ in range(len(self) + 1)]
        """The words below each, in order; the last are below none, whose head is −1."""
        for n, parse in enumerate(self):
            self._below[parse.head].append(n)

    def __setitem__(self, n: SupportsIndex, parse: Parse) -> None:  # type: ignore[override]  # no slices are set
        before, place = self[n].head, n.__index__()
        if before != parse.head:
            self._below[before].remove(place)
            insort(self._below[parse.head], place)
        super().__setitem__(n, parse)

    def below(self, head: int) -> list[int]:
        """The words that hang on `head` itself, in order."""
        return self._below[head]


def hang(parses: Hanging, n: int, head: int, relation: str) -> bool:
    """`n` on `head`, unless that closes a ring."""
    above = head
    for _ in range(len(parses)):
        if above == n:
            return False
        if above < 0:
            break
        above = parses[above].head
    parses[n] = parses[n]._replace(head=head, relation=relation)
    return True


def list_by(parses: Hanging, head: int, *relations: str) -> list[int]:
    """The words that hang on `head` by one of the relations, in order."""
    return [n for n in parses.below(head) if parses[n].relation in relations]


def list_below(parses: Hanging, head: int) -> list[int]:
    """A word and all that hangs on it, at any depth, but for what joins it to others."""
    found = [head]
    for n in found:
        found += [k for k in parses.below(n) if parses[k].relation not in ("cc", "punct")]
    return found


def find_begin(parses: Hanging, n: int, after: int = -1) -> int:
    """Where a noun begins, with the words of its name and those before it, behind `after`."""
    return min([n, *(k for k in parses.below(n) if k > after)])


def find_outer(parses: Hanging, first: int, last: int) -> int:
    """The word of a name from `first` to `last` (exclusive) that hangs outside of it."""
    return next((n for n in range(first, last) if not first <= parses[n].head < last), first)


def climb_name(line: Line, parses: Hanging, n: int) -> int:
    """From a word of a name to the one that the others hang on."""
    name = line.names.get(n)
    while name is not None and line.names.get(parses[n].head) is name:
        n = parses[n].head
    return n


def is_verb(line: Line, parses: Hanging, n: int) -> bool:
    """Whether a word is the verb of a clause: no helper and no part of a noun."""
    loose = parses[n].relation not in (*HELPERS, "amod", "compound", "case", "mark", "flat")
    return line.tags[n].startswith("VB") and loose and n not in line.names


def has_be(line: Line, parses: Hanging, verb: int) -> bool:
    """Whether a form of "be" helps a verb, as in the passive."""
    return any(line.words[k] in BE for k in list_by(parses, verb, "aux"))
