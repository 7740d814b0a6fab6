"""Sentences → trees: the head and relation of each word, and what a noun is joined with.

Where the tagger parses, heads and relations are the parser's; without a parse they are guessed from
word order (`guesses.py`). Words are token indices of one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.clause_mends import mend_clauses
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.guesses import guess_parses
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.mends import mend_names, mend_relations
from sourceline.extract.rules.parses import Children, gather_children
from sourceline.extract.rules.phrases import AGENT, OBJECT, Line, read_lines
from sourceline.extract.tagger.reading import Parse

_SURE, _IDLE = 0.5, 0.02
"""The chance of taking part from which a noun does, and up to which what is joined to it does not."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with the head and relation of each word, and what hangs on each."""

    line: Line
    parses: tuple[Parse, ...]
    children: Children

    def word(self, n: int) -> str:
        """In lower case; "" outside the sentence."""
        words = self.line.words
        return words[n] if 0 <= n < len(words) else ""

    def list_by(self, head: int, *relations: str) -> list[int]:
        """The words that hang on `head` by one of the relations, in order."""
        return [n for n in self.children[head] if self.parses[n].relation in relations]

    def list_spread(self, head: int) -> Iterator[int]:
        """Every word below `head`, itself included."""
        waiting = [head]
        while waiting:
            word = waiting.pop()
            yield word
            waiting += self.children[word]

    def list_joined(self, head: int, *, verb: int = -1) -> list[int]:
        """`head` and the words that "and" joins to it; what does `verb`, on the same side of it."""
        own = self.line.names.get(head)
        last = verb if head < verb else len(self.parses)
        others = [n for n in self.children[head] if head < n < last and self._is_joined(n)]
        return [
            head,
            *(
                n
                for n in others
                if (own is None or self.line.names.get(n) is not own)
                and not self._is_apart(head, n)
                and not self._is_idle(head, n, verb)
            ),
        ]

    def _is_idle(self, head: int, n: int, verb: int) -> bool:
        """Whether only the named one of two takes part: "Roe caught a cold and bought a house" tells of no cold that
        bought one."""
        names = self.line.names
        if verb < 0 or not self.line.senses or (head in names) == (n in names):
            return False
        one, two = (
            max(self.line.weigh_part(verb, k, side) for side in (AGENT, OBJECT)) for k in (head, n)
        )
        return one > _SURE and two < _IDLE

    def _is_apart(self, head: int, n: int) -> bool:
        """Whether what a parser joins to a noun is none beside it: an age ("Jane Roe, 16,"), a verb
        ("killing ten and damaging a bridge"), a second calling of one person ("the actress and
        swimmer, Jane Roe"), a "that of", or what the next clause begins with."""
        tags, names = self.line.tags, self.line.names
        if self._is_gerund(n):
            return tags[head].startswith(("NN", "PRP", "CD", "JJ"))
        if self.word(n) in ("that", "those") and tags[n] == "DT":
            return True  # "its board and that of Acme": of itself it names nobody
        if not tags[head].startswith(("NN", "PRP", "CD")):
            return False
        whole = self.parses[head].relation not in ("amod", "compound", "nmod")
        if tags[n] == "JJ" and n not in names and tags[head].startswith("NN") and whole:
            return True  # "leaders who invited American and other Western soldiers"
        if tags[n] in ("VBD", "VBZ", "VBP", "VBN", "VB") and n not in names:
            return True  # "the brewer Jane Roe, who bought it, became mayor"
        if tags[n] == "CD" and head in names and self.line.tokens[n - 1].text == ",":
            return True
        return self._is_calling(head, n) or self._opens_clause(head, n)

    def _is_calling(self, head: int, n: int) -> bool:
        if not self.line.tags[head] == self.line.tags[n] == "NN":
            return False
        beside = [
            c
            for c in (*self.children[head], *self.children[n])
            if c > n and self.parses[c].relation == "appos"
        ]
        apposed = [
            c  # "her husband and partner, the violinist Jane Roe"
            for c in beside
            if c in self.line.names or any(k in self.line.names for k in self.list_by(c, "appos"))
        ]
        if not apposed or self.list_by(n, "det"):
            return False
        own = self.list_by(head, "det") or any(
            self.line.tags[c] == "PRP$" for c in self.children[head]
        )
        return bool(own) or n + 1 in apposed  # "Actress and swimmer Jane Roe"

    def _opens_clause(self, head: int, n: int) -> bool:
        """ "The fire destroyed the store and fire crews were still …"."""
        if not -1 < self.parses[head].head < head:
            return False
        last = max(self.list_spread(n))
        after = last + 1
        if after == len(self.line.tags) or self.line.tokens[last].text == ",":
            return False
        finite = self.line.tags[after] in ("VBP", "VBZ", "VBD", "MD")
        return finite and not {after, self.parses[after].head} & self._list_above(head)

    def _list_above(self, n: int) -> set[int]:
        above: set[int] = set()
        while (n := self.parses[n].head) >= 0 and n not in above:
            above.add(n)
        return above

    def is_cut_off(self, n: int, after: int) -> bool:
        """Whether another verb stands between the token `after` and an object: "injuring dozens and
        damaging several villages"."""
        own = set(self.list_spread(n))
        return any(self._is_gerund(k) and k not in own for k in range(after + 1, n))

    def _is_gerund(self, n: int) -> bool:
        """Whatever the tagger takes it for: "damaging" may be read as a participle."""
        return self.line.tags[n].startswith("VB") and self.word(n).endswith("ing")

    def _is_joined(self, n: int) -> bool:
        """By its relation, or by an "and" of its own, whatever the parser calls it."""
        relation = self.parses[n].relation
        noun = self.line.tags[n].startswith(("NN", "PRP", "CD"))
        return relation == "conj" or (noun and relation != "acl" and self._has_own_and(n))

    def _has_own_and(self, n: int) -> bool:
        """Whether an "and" joins a noun to others, and no two words within it: "the Mill and Oak Street district"."""
        ands = [c for c in self.children[n] if self.word(c) == "and"]
        inner = [c for c in self.children[n] if c < n and self.line.tags[c].startswith("NN")]
        return bool(ands) and not any(c < ands[0] for c in inner)


@keep_last("source", "tokens", "tags", "times", "mentions")
def read_trees(document: Document) -> tuple[Tree, ...]:
    """Every sentence as a tree."""
    return tuple(_read_tree(line) for line in read_lines(document))


def _read_tree(line: Line) -> Tree:
    parses = mend_names(line, line.parses or guess_parses(line))
    if (
        line.parses
    ):  # A guess does not err as the parser does: mended so, it read one fact of 2,500 otherwise.
        parses = mend_clauses(line, parses)
    parses = mend_relations(line, parses)
    return Tree(line, parses, gather_children(parses))
