"""What a candidate names: a linear model over its words and its surroundings.

The weights (`data/names.tsv`) are written by `training/train_names.py` from openly licensed
corpora. The classes are PER, ORG, LOC and "" (something else, or no name).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sourceline.extract.rules.document import Token
from sourceline.extract.rules.gazetteers import DATA, Gazetteer, load_gazetteer

CLASSES = ("PER", "ORG", "LOC", "")
TABLE = DATA / "names.tsv"

Scores = tuple[float, float, float, float]


def score_span(
    tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, *, titled: bool
) -> Scores:
    """The model's score for each of `CLASSES`."""
    weights = load_weights()
    total = [0.0, 0.0, 0.0, 0.0]
    for feature in list_features(tokens, tags, first, last, titled=titled):
        for n, weight in enumerate(weights.get(feature, ())):
            total[n] += weight
    return (total[0], total[1], total[2], total[3])


def list_features(
    tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, *, titled: bool
) -> Iterator[str]:
    """What the model looks at: words, endings, neighbours, shape, lists."""
    words = [token.text for token in tokens[first:last]]
    before = tokens[first - 1].text.lower() if first else "^"
    before2 = tokens[first - 2].text.lower() if first > 1 else "^"
    after = tokens[last].text.lower() if last < len(tokens) else "$"
    after2 = tokens[last + 1].text.lower() if last + 1 < len(tokens) else "$"
    yield "bias"
    yield f"n={min(4, last - first)}"
    yield f"b={before}"
    yield f"bb={before2}|{before}"
    yield f"a={after}"
    yield f"aa={after}|{after2}"
    yield f"bt={tags[first - 1] if first else '^'}"
    yield f"at={tags[last] if last < len(tokens) else '$'}"
    yield f"f={words[0]}"
    yield f"l={words[-1]}"
    yield f"e={words[-1][-3:].lower()}|{min(2, last - first)}"
    yield f"s={'|'.join(_shape(word) for word in words[:4])}"
    yield f"x={' '.join(words)}"
    for word in words:
        yield f"w={word}"
    if titled:
        yield "titled"
    if first == 0:
        yield "opens"
    yield from _list_known(load_gazetteer(), words, titled=titled)


def _list_known(gazetteer: Gazetteer, words: list[str], *, titled: bool) -> Iterator[str]:
    whole = " ".join(words)
    if whole in gazetteer.countries:
        yield "k=country"
    if whole in gazetteer.places:
        yield "k=place"
    if whole in gazetteer.adjectives:
        yield "k=adjective"
    if whole in gazetteer.organizations:
        yield "k=organization"
    if words[0] in gazetteer.given:
        yield f"k=given|{min(3, len(words))}"
    if words[-1] in gazetteer.suffixes and len(words) > 1:
        yield "k=suffix"
    if gazetteer.heads.intersection(words):
        yield f"k=head|{min(2, len(words))}"
    if words[-1] in gazetteer.place_after or words[0] in gazetteer.place_before:
        yield f"k=feature|{min(2, len(words))}"
    if titled and len(words) < 4:
        yield "k=titled"


def _shape(word: str) -> str:
    if word.isupper():
        return "A." if "." in word else ("AA" if len(word) > 1 else "A")
    return "Aa" if word[0].isupper() else "a"


@cache
def load_weights() -> dict[str, Scores]:
    """Feature → weights, in the order of `CLASSES`."""
    weights: dict[str, Scores] = {}
    if not TABLE.exists():
        return weights
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        feature, *cells = line.split("\t")
        a, b, c, d = (float(cell) for cell in cells)
        weights[feature] = (a, b, c, d)
    return weights
