"""Parses in the relations of ClearNLP, which spaCy's English pipelines learned, → universal ones.

The two differ in what hangs on what: with ClearNLP a preposition carries its noun and "is" what somebody is;
universally the noun and the predicate carry these little words. A parse that is universal already (`obl`,
`nsubj:pass`) only loses its subtypes.

Sources: the label schemes of ClearNLP (Choi and Palmer 2012) and Universal Dependencies 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sourceline.extract.tagger.reading import Parse, find_ring

RELATIONS = {
    "ROOT": "dep", "nsubjpass": "nsubj", "csubjpass": "csubj", "dobj": "obj", "dative": "iobj",
    "auxpass": "aux", "neg": "advmod", "poss": "nmod", "possessive": "case", "prt": "compound",
    "relcl": "acl", "rcmod": "acl", "infmod": "acl", "partmod": "acl", "oprd": "xcomp",
    "quantmod": "advmod", "predet": "det", "preconj": "cc", "intj": "discourse", "meta": "dep",
    "attr": "xcomp", "acomp": "xcomp", "pcomp": "advcl", "pobj": "obl", "agent": "obl",
    "prep": "advmod", "complm": "mark", "nn": "compound", "num": "nummod", "number": "compound",
    "hmod": "compound", "hyph": "punct", "nounmod": "nmod",
}  # fmt: skip
"""Of words that keep their head; others keep their name."""

_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"})  # fmt: skip
_PREPOSITIONS = frozenset({"prep", "agent", "dative", "conj", "pcomp"})
_NOUNS = ("NN", "PRP", "CD", "$", "WP", "DT")


def convert_parses(words: Sequence[str], parses: Sequence[Parse]) -> list[Parse]:
    """The parse of one sentence in universal relations; `words` in lower case."""
    sentence = _Sentence(words, parses)
    sentence.lift_coins()
    sentence.lift_predicates()
    sentence.lift_objects()
    sentence.flatten_lists()
    return sentence.relabel()


class _Sentence:
    """Heads and relations of one sentence, while they are changed; gone when it is converted."""

    def __init__(self, words: Sequence[str], parses: Sequence[Parse]) -> None:
        self.words = words
        self.parses = parses
        self.heads = [parse.head for parse in parses]
        self.relations = [parse.relation for parse in parses]
        self.under_nouns = [
            parse.head >= 0 and parses[parse.head].xpos.startswith(_NOUNS) for parse in parses
        ]
        """Of each word whether it hung on a noun before anything was moved."""

    def list_below(self, n: int, *relations: str) -> list[int]:
        """What hangs on a word by one of the relations (by any), in order."""
        return [
            k
            for k, head in enumerate(self.heads)
            if head == n and (not relations or self.relations[k] in relations)
        ]

    def lift(self, n: int, relation: str, own: Iterable[int] = ()) -> None:
        """The word `n` takes the place of its head, which then hangs on it by `relation`, and with it all that
        hung there but `own`."""
        head = self.heads[n]
        kept = set(own)
        for k in self.list_below(head):
            if k != n and k not in kept:
                self.heads[k] = n
        self.heads[n], self.relations[n] = self.heads[head], self.relations[head]
        self.heads[head], self.relations[head] = n, relation
        self.under_nouns[n] = self.under_nouns[head]

    def lift_coins(self) -> None:
        """ "$ 3 million": the coin carries its number."""
        for n, relation in enumerate(self.relations):
            if (
                relation in ("quantmod", "nmod")
                and self.parses[n].xpos == "$"
                and self._is_number(n)
            ):
                number = self.heads[n]
                self.lift(n, "nummod", self.list_below(number, "compound", "quantmod", "advmod"))

    def _is_number(self, n: int) -> bool:
        return self.heads[n] >= 0 and self.parses[self.heads[n]].xpos == "CD"

    def lift_predicates(self) -> None:
        """ "Ada is the head": the head carries "is", but not in "there is a fire"; so does "open" in "it is to
        open"."""
        for verb, word in enumerate(self.words):
            if word not in _BE:
                continue
            found = self.list_below(verb, "attr", "acomp")
            planned = [k for k in self.list_below(verb, "xcomp") if self._has_to(k)]
            if found and self.list_below(verb, "expl"):
                self.relations[found[0]] = "nsubj"
            elif found:
                self.lift(found[0], "cop")
            elif planned:
                self.lift(planned[0], "aux")

    def _has_to(self, n: int) -> bool:
        return any(self.parses[k].xpos == "TO" for k in self.list_below(n, "aux"))

    def lift_objects(self) -> None:
        """ "by Ada": the noun carries its preposition. The deepest first, for "because of" and "out of"."""
        for n in sorted(range(len(self.words)), key=self._find_depth, reverse=True):
            if self.relations[n] in _PREPOSITIONS or self.list_below(n, "pobj"):
                self._lift_object(n)

    def _lift_object(self, preposition: int) -> None:
        nouns = self.list_below(preposition, "pobj")
        clauses = self.list_below(preposition, "pcomp")
        inner = [
            k for k in self.list_below(preposition, "obl", "nmod") if self.list_below(k, "case")
        ]
        if not self.parses[preposition].xpos.startswith(("IN", "TO", "RP", "VBG", "RB", "JJ")):
            return
        relation, under_noun = self.relations[preposition], self.under_nouns[preposition]
        if nouns:
            fixed = [k for k in clauses if not self.list_below(k)]
            self.lift(nouns[0], "case", fixed)
            for k in fixed:  # "because of"
                self.relations[k] = "fixed"
            self._name(nouns[0], relation, "nmod" if under_noun else "obl")
        elif clauses:
            self.lift(clauses[0], "mark")
            self._name(clauses[0], relation, "acl" if under_noun else "advcl")
        elif inner and relation in ("prep", "agent"):
            self.lift(inner[0], "case")
            self._name(inner[0], relation, "nmod" if under_noun else "obl")

    def _name(self, n: int, before: str, new: str) -> None:
        self.relations[n] = before if before == "conj" else new

    def _find_depth(self, n: int) -> int:
        depth = 0
        while self.heads[n] >= 0 and depth <= len(self.heads):
            n, depth = self.heads[n], depth + 1
        return depth

    def flatten_lists(self) -> None:
        """ "A, B and C": B and C both hang on A, and "and" on C."""
        for n, relation in enumerate(self.relations):
            if relation != "conj":
                continue
            for _ in self.heads:
                head = self.heads[n]
                if head < 0 or self.relations[head] != "conj" or self.heads[head] < 0:
                    break
                self.heads[n] = self.heads[head]
        for n, relation in enumerate(self.relations):
            if relation == "cc":
                head = self.heads[n]
                first = self.heads[head] if head >= 0 and self.relations[head] == "conj" else head
                joined = [k for k in self.list_below(first, "conj") if k > n]
                if joined:
                    self.heads[n] = joined[0]

    def relabel(self) -> list[Parse]:
        """The parse; as it was, with other names, should what was moved have made a ring."""
        heads = self.heads if not find_ring(self.heads) else [parse.head for parse in self.parses]
        return [
            parse._replace(head=head, relation=self._rename(n, head))
            for n, (parse, head) in enumerate(zip(self.parses, heads, strict=True))
        ]

    def _rename(self, n: int, head: int) -> str:
        relation = self.relations[n]
        if head < 0:
            return "root"
        if relation == "aux" and self.parses[n].xpos == "TO":
            return "mark"
        if relation == "npadvmod":
            return "nmod" if self.under_nouns[n] else "obl"
        return RELATIONS.get(relation, relation.partition(":")[0])
