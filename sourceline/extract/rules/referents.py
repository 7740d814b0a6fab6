"""Referents: what has been spoken of so far, each with its weight; names and common nouns alike.

A common noun is one because "it" may mean the deal as well as the firm; a pronoun that it wins
stands for no profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.salience import Place, weigh
from sourceline.extract.rules.trees import Tree


@dataclass(slots=True)
class Referent:
    """Something spoken of: a profile, or a common noun."""

    profile: str | None
    kind: str
    """person, organization, place, product, thing or people."""
    gender: str | None = None
    weight: float = 0.0
    here: float = 0.0
    """What this sentence has added."""
    sentence: int = -1
    head: int = -1
    """The token of its last mention in that sentence."""
    place: Place = "inside"


@dataclass(slots=True)
class Scene:
    """The referents that still weigh something, by profile or noun."""

    referents: dict[str, Referent] = field(default_factory=dict)
    former: float = 0.5

    def open_sentence(self, *, paragraph: bool) -> None:
        """Halve all weights, more where a paragraph begins, and forget what weighs too little: so few stay, however
        long the text."""
        share = self.former * (_PARAGRAPH if paragraph else 1.0)
        faded: list[str] = []
        for key, referent in self.referents.items():
            referent.weight = (referent.weight + referent.here) * share
            referent.here = 0.0
            if referent.weight < _LIGHTEST:
                faded.append(key)
        for key in faded:
            del self.referents[key]

    def meet(
        self, key: str, referent: Referent, tree: Tree, head: int, share: float = 1.0
    ) -> Referent:
        """Something is spoken of at token `head`; `referent` serves where it is new."""
        known = self.referents.setdefault(key, referent)
        place, weight = weigh(tree, head)
        known.here = max(known.here, (weight + _RECENT) * share)
        known.sentence, known.head, known.place = tree.line.number, head, place
        return known

    def list_all(self) -> Iterator[Referent]:
        """All that still weigh."""
        return iter(self.referents.values())


_RECENT = 40.0
"""What any mention weighs beside its place in the sentence."""
_LIGHTEST = 1.5
_PARAGRAPH = 0.8
"""Share of the weight that is taken over a paragraph's end: .6 to .8 read a little more than 1, .45 less."""
_UNNAMED = 0.7
"""Share of the weight that a noun without a name has: texts tell of names."""
_KIN = 0.3
"""The same of "her daughter": she stays who is spoken of."""


NOUNS = ("NN", "NNS")
"""Tags of common nouns."""


def meet_noun(scene: Scene, tree: Tree, n: int) -> None:
    """A common noun at token `n`: a thing, a person, or several."""
    tag, relation = tree.line.tags[n], tree.parses[n].relation
    if tag not in NOUNS or n in tree.line.names or n in tree.line.timed:
        return
    if tree.word(n) in _TIMES:
        return  # "There was a time when"
    if relation in ("compound", "amod", "appos", "flat", "advmod", "nummod", "det") or _introduces(
        tree, n
    ):
        return
    word = tree.word(n)
    kind, gender = ("people", None) if tag == "NNS" else _classify(word)
    owned = any(tree.line.tags[c] == "PRP$" for c in tree.children[n])
    share = _KIN if owned and kind == "person" else _UNNAMED
    scene.meet(f"{kind}: {word}", Referent(None, kind, gender), tree, n, share)


_TIMES = frozenset(
    [
        "time",
        "day",
        "week",
        "month",
        "year",
        "moment",
        "season",
        "morning",
        "evening",
        "night",
        "hour",
        "minute",
        "while",
        "past",
        "future",
    ]
)
"""Nouns that say when, for which no "it" stands."""


def _classify(word: str) -> tuple[str, str | None]:
    for gender in ("male", "female"):
        if word in read_words("anaphors", "persons", gender):
            return "person", gender
    return ("person", None) if word in read_words("anaphors", "persons", "any") else ("thing", None)


def _introduces(tree: Tree, n: int) -> bool:
    """Whether a noun only brings in a name: "the director Anna Visser", "its arm, Hearth"."""
    names = tree.line.names
    if n + 1 in names or (n + 2 in names and tree.word(n + 1) == ","):
        return True
    return any(
        c in names and tree.parses[c].relation in ("appos", "flat", "compound")
        for c in tree.children[n]
    )
