"""Words of a text as weighted terms, and how alike two texts are by them.

A text is a sparse vector of unit length: term → weight, by the count of the term and how rare it is
among the sentences of the collection (tf–idf; Salton & Buckley 1988).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

Vector = Mapping[str, float]

_WORD = re.compile(r"[^\W_]+")

# Words of grammar, words of time, and what every newspaper says of everything.
_COMMON = frozenset(
    """a about above according across after again against ago ahead all almost along already also
    although always am amid among an and another any are around as asked at away back be became
    because become been before began begin being below between both but by came can come could d
    day days de did do does doing don done down during each early either end even ever every few
    first following for former from further gave get gets getting give given go goes going gone
    got had has have having he held her here hers herself him himself his hour hours how however i
    if in including indeed instead into is it its itself just keep kept know known last late later
    latest least less like likely ll long look made mainly make makes making many may me meanwhile
    might minute minutes month months more morning most much must my near nearly never new news
    next night no none nor not now of off often on once one only or other others our out over own
    part people per perhaps put quite rather re really recent reported reporters right s said same
    saw say saying says second see seen set several shall she should show since so some soon still
    such t take taken tell than that the their them themselves then there these they thing things
    think this those though three through time times to today told tomorrow tonight too took
    toward towards two under until up upon us use used using ve very via want was way we week weeks
    well went were what when where whether which while who whole whom whose why will with within
    without would year years yes yesterday yet you your
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    afternoon evening gmt""".split()  # noqa: SIM905 - a list of words reads best as words
)


def list_terms(text: str) -> list[str]:
    """The terms of `text` in order: words without their endings, less the common ones."""
    return [term for word in _WORD.findall(text.lower()) if (term := _make_term(word))]


@lru_cache(maxsize=200_000)
def _make_term(word: str) -> str:
    """The word without the ending of its plural, past or "-ing"; "" for a common word or a digit."""
    if word in _COMMON or len(word) < 2:
        return ""
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 3 else word


class Rarity:
    """How much each term of a collection tells: the rarer, the more; 1 at least."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        self.texts = 0
        self.counts = Counter[str]()
        for terms in texts:
            self.texts += 1
            self.counts.update(set(terms))

    def make_vector(self, terms: Iterable[str]) -> Vector:
        """The vector of a text of these terms; empty where there are none."""
        counts = Counter(terms)
        return scale({term: n * self.weigh(term) for term, n in counts.items()})

    def weigh(self, term: str) -> float:
        """1 and more: the logarithm of how few texts have the term."""
        return 1 + math.log((1 + self.texts) / (1 + self.counts[term]))


def scale(vector: Vector) -> Vector:
    """The same direction in unit length."""
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def add_vectors(parts: Iterable[tuple[Vector, float]]) -> Vector:
    """The sum of vectors, each times its factor, in unit length."""
    total: dict[str, float] = {}
    for vector, factor in parts:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + factor * weight
    return scale(total)


def compare(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of unit length: 0 without a common term, 1 for the same text."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
