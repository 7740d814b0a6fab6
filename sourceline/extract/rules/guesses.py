"""A parse guessed from word order, for engines whose tagger does not parse.

Only what the fact rules ask for is guessed: subjects, objects, prepositional phrases, helpers, and which
clause hangs on which.
"""

from __future__ import annotations

from sourceline.extract.rules.clauses import Clause, find_clauses
from sourceline.extract.rules.groups import Range, list_nouns, lower_word
from sourceline.extract.rules.phrases import Line, Phrase
from sourceline.extract.tagger.reading import Parse


def guess_parses(line: Line) -> tuple[Parse, ...]:
    """Head and relation of every token."""
    guess = _Guess(line)
    for phrase in line.phrases:
        guess.hang_words(phrase)
    for clause in find_clauses(line):
        guess.hang_clause(clause)
    return guess.finish()


class _Guess:
    """Heads and relations on their way to a whole tree."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.heads: dict[int, tuple[int, str]] = {}
        self.verbs: list[int] = []

    def hang(self, word: int, head: int, relation: str) -> None:
        """Unless the word hangs already, or would hang on itself or in a ring."""
        if word in self.heads or word == head:
            return
        at = head
        while at in self.heads:
            at = self.heads[at][0]
            if at == word:
                return
        self.heads[word] = (head, relation)

    def hang_words(self, phrase: Phrase) -> None:
        """The inner words of a phrase on its head."""
        tags = self.line.tags
        for n in range(phrase.first, phrase.last):
            if n == phrase.head:
                continue
            if phrase.kind == "verb":
                relation = (
                    "mark"
                    if tags[n] == "TO"
                    else "compound"
                    if n > phrase.head and tags[n] == "RP"
                    else "advmod"
                    if tags[n].startswith("RB")
                    else "aux"
                )
            elif tags[n] == "POS":
                relation = "case"
            else:
                relation = {"DT": "det", "PRP$": "nmod", "CD": "nummod", "JJ": "amod"}.get(
                    tags[n], "compound"
                )
            self.hang(n, phrase.head, relation)
        if phrase.kind == "verb":
            self._hang_control(phrase)

    def _hang_control(self, phrase: Phrase) -> None:
        """ "plans to launch" is one group of words, and two verbs."""
        tags = self.line.tags
        for n in range(phrase.first + 1, phrase.head):
            before = [m for m in range(phrase.first, n) if tags[m].startswith("VB")]
            if tags[n] == "TO" and before and self.line.words[before[-1]] not in _HELPERS:
                governor = before[-1]
                for m in range(phrase.first, governor):
                    self.heads[m] = (governor, self.heads.get(m, (0, "aux"))[1])
                self.heads.pop(governor, None)
                self.heads[phrase.head] = (governor, "xcomp")
                self.verbs.append(governor)
                return

    def hang_clause(self, clause: Clause) -> None:
        """Subject, object and adjuncts on the verb; the verb on the one before."""
        line, head = self.line, clause.line.phrases[clause.index].head
        top = self.heads[head][0] if self.heads.get(head, (0, ""))[1] == "xcomp" else head
        if clause.relative and clause.subject:
            noun = list_nouns(line, clause.subject)[:1]
            if noun:
                self.hang(top, noun[0].head, "acl")
                self._hang_who(clause, top)
        else:
            self._hang_group(clause.subject, top, "nsubj")
        self._hang_group(clause.object, head, "obj")
        for word, group in clause.adjuncts:
            place = group[0]
            before = line.phrases[place - 2] if place > 1 else None
            inner = word == "of" and before is not None and before.kind == "noun"
            self.hang(line.phrases[place - 1].first, line.phrases[place].head, "case")
            self._hang_group(
                group, before.head if inner and before else head, "nmod" if inner else "obl"
            )
        if self.verbs:
            self.hang(top, self.verbs[-1], _join_by(line, clause))
        self.verbs.append(top)

    def _hang_who(self, clause: Clause, head: int) -> None:
        for phrase in self.line.phrases[: clause.index][::-1]:
            if phrase.kind in ("who", "that"):
                self.hang(phrase.first, head, "nsubj")
                return
            if phrase.kind != "adverb":
                return

    def _hang_group(self, group: Range | None, head: int, relation: str) -> None:
        if group is None:
            return
        nouns = list_nouns(self.line, group)
        for n, phrase in enumerate(nouns):
            self.hang(phrase.head, nouns[0].head if n else head, "conj" if n else relation)
        for place in range(group[0], group[1]):
            one, two = self.line.phrases[place], self.line.phrases[place + 1]
            if one.kind == "preposition" and two.kind == "noun" and place > group[0]:
                self.hang(one.first, two.head, "case")
                self.hang(two.head, self.line.phrases[place - 1].head, "nmod")

    def finish(self) -> tuple[Parse, ...]:
        """With everything that hangs nowhere put under the first verb."""
        count = len(self.line.tokens)
        free = [n for n in range(count) if n not in self.heads]
        root = next((v for v in self.verbs if v in free), free[0] if free else 0)
        parses: list[Parse] = []
        for n in range(count):
            head, relation = self.heads.get(n, (root, "dep"))
            if n == root:
                head, relation = -1, "root"
            parses.append(Parse(self.line.tags[n], self.line.tags[n], head, relation))
        return tuple(parses)


_HELPERS = frozenset(
    {"is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did"}
)


def _join_by(line: Line, clause: Clause) -> str:
    """How a clause hangs on the one before, by the word that opens it."""
    first = clause.subject[0] if clause.subject and not clause.relative else clause.index
    before = line.phrases[first - 1] if first else None
    if before is None or before.kind in ("comma", "and"):
        return (
            "conj" if clause.verb.form == "finite" or (before and before.kind == "and") else "advcl"
        )
    if before.kind == "that" or before.kind == "verb":
        return "ccomp"
    return "advcl" if before.kind == "preposition" or lower_word(line, before) else "conj"
