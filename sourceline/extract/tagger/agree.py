"""Document sense: what a document says of a name in one place holds in the others.

- A name has one label in a document: that of the greatest sum of chances over its mentions.
- A person's full name teaches the surname (and the first name, if nobody shares it); an
  organization's full name teaches its initials.
- A title is no part of a person's name: "US President Ann Bell" is Ann Bell.
- The last word of a name may tell an organization from a product ("Stability AI").
- A taught name that the model passed over is a mention too, if it is written as it was taught.

Measured on held-out documents (English EWT dev, GUM dev, wikigold): see docs/model-card.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sourceline.extract.tagger.spans import LABELS, Span
from sourceline.extract.tagger.words import Word

Key = tuple[str, ...]
Votes = dict[Key, list[float]]

DOUBT = 0.4
"""A name none of whose labels is as likely as this is dropped: worth .005 F1 on each corpus."""
LEAD = 1.5
"""How many times the votes of a mention's own label the winner needs."""
SURE = 0.7
"""Average chance from which a name teaches other forms or is looked for elsewhere."""
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "&", "-", ".", ",", "'", "’"})


TITLES = frozenset(
    {"president", "minister", "senator", "governor", "secretary", "chancellor", "ambassador"}
    | {
        "spokesman",
        "spokeswoman",
        "ceo",
        "professor",
        "prof",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "gov",
    }
)
ENDS = frozenset(
    {"ai", "inc", "ltd", "llc", "corp", "labs", "company", "corporation", "group", "foundation"}
    | {"institute", "university", "association", "technologies", "holdings", "partners", "records"}
)
"""Last words of organizations; where the label wavers between organization and product, they count
as a mention."""
PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they", "this", "that"})
"""A corpus has "it" as a name in one document; the model learned it."""


def agree(sentences: Sequence[Sequence[Word]], found: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """`found` (names by sentence) after the whole document was heard."""
    found = [
        [trimmed for span in spans if (trimmed := _trim(words, span))]
        for words, spans in zip(sentences, found, strict=True)
    ]
    votes, counts = _collect(sentences, found)
    taught = _teach(votes, counts)
    agreed = [
        [_relabel(span, votes[_key(words, span)]) for span in spans]
        for words, spans in zip(sentences, found, strict=True)
    ]
    return _recover(sentences, agreed, taught)


def _trim(words: Sequence[Word], span: Span) -> Span | None:
    """The name without a title; None where nothing is left, or no label is likely."""
    if max(span.chances) < DOUBT:
        return None
    if span.last - span.first == 1 and words[span.first].text in PRONOUNS:
        return None
    if span.label != "PER":
        return span
    titles = [n for n in range(span.first, span.last) if words[n].text.lower() in TITLES]
    if not titles:
        return span
    first = titles[-1] + 1
    while first < span.last and words[first].text == ".":
        first += 1
    return span._replace(first=first) if first < span.last else None


def _weigh(key: Key, span: Span) -> tuple[float, ...]:
    """The chances of a mention, with what its last word says."""
    last = key[-2] if key[-1] == "." and len(key) > 1 else key[-1]
    if len(key) < 2 or last not in ENDS or span.label not in {"ORG", "MISC"}:
        return span.chances
    return tuple(
        chance + (label == "ORG") for label, chance in zip(LABELS, span.chances, strict=True)
    )


def _key(words: Sequence[Word], span: Span) -> Key:
    return tuple(word.text.lower() for word in words[span.first : span.last])


def _collect(
    sentences: Sequence[Sequence[Word]], found: Sequence[Sequence[Span]]
) -> tuple[Votes, dict[Key, int]]:
    votes: Votes = defaultdict(lambda: [0.0] * len(LABELS))
    counts: dict[Key, int] = defaultdict(int)
    for words, spans in zip(sentences, found, strict=True):
        for span in spans:
            key = _key(words, span)
            counts[key] += 1
            votes[key] = [a + b for a, b in zip(votes[key], _weigh(key, span), strict=True)]
    return votes, counts


def _teach(votes: Votes, counts: dict[Key, int]) -> dict[Key, str]:
    """Name → label, of names seen surely enough; full names hand their votes to short forms."""
    taught: dict[Key, str] = {}
    lessons: list[tuple[Key, str, float]] = []
    for key, sums in votes.items():
        label = LABELS[sums.index(max(sums))]
        if max(sums) / counts[key] < SURE:
            continue
        taught[key] = label
        lessons.extend((form, label, max(sums)) for form in _short_forms(key, label))
    for form, label, weight in lessons:
        if form in votes:
            votes[form][LABELS.index(label)] += weight
            if max(votes[form]) > votes[form][LABELS.index(label)]:
                continue
        taught[form] = label
    return taught


def _short_forms(key: Key, label: str) -> Iterator[Key]:
    plain = [word for word in key if word not in SMALL]
    if label == "PER" and len(plain) > 1:
        yield (plain[-1],)
    if label == "ORG" and len(plain) > 2:
        yield ("".join(word[0] for word in plain),)


def _relabel(span: Span, sums: list[float]) -> Span:
    best = max(sums)
    own = sums[LABELS.index(span.label)]
    return span._replace(label=LABELS[sums.index(best)]) if best > LEAD * own else span


def _recover(
    sentences: Sequence[Sequence[Word]], found: list[list[Span]], taught: dict[Key, str]
) -> list[list[Span]]:
    longest = max(map(len, taught), default=0)
    small = {w.text for words in sentences for w in words if w.text.islower()}
    starts: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(taught, key=lambda k: (-len(k), k)):
        starts[key[0]].append(key)
    return [
        sorted([*spans, *_seek(words, spans, starts, taught, small)]) if longest else spans
        for words, spans in zip(sentences, found, strict=True)
    ]


def _seek(
    words: Sequence[Word],
    spans: Sequence[Span],
    starts: dict[str, list[Key]],
    taught: dict[Key, str],
    small: set[str],
) -> Iterator[Span]:
    taken = {n for span in spans for n in range(span.first, span.last)}
    low = [word.text.lower() for word in words]
    at = 0
    while at < len(words):
        key = next((k for k in starts.get(low[at], ()) if tuple(low[at : at + len(k)]) == k), None)
        if key and _is_free(words, at, len(key), taken) and not (len(key) == 1 and key[0] in small):
            yield Span(at, at + len(key), taught[key], (0.5,) * len(LABELS))
            at += len(key)
        else:
            at += 1


def _is_free(words: Sequence[Word], at: int, length: int, taken: Iterable[int]) -> bool:
    """Whether the words are in no name, capitalized, and stand apart from other capitals."""
    inside = range(at, at + length)
    if not words[at].text[0].isupper() or set(inside) & set(taken):
        return False
    around = [words[n].text for n in (at - 1, at + length) if 0 <= n < len(words)]
    return not any(word[0].isupper() for word in around)
