"""Descriptors: the common nouns by which a text introduces a name: "the prosecutor Lieve Casteyn",
"Anna Visser, chief executive of Harbour Foods", "Voltara, a Norwegian start-up"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.people import is_body, is_people
from sourceline.extract.rules.places import list_within
from sourceline.model import Mention


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A noun in lower case that a profile is called by, and from where in the text on."""

    noun: str
    profile: str
    start: int
    before: str = ""
    """The word before the noun: "prime" of "the prime minister"."""


_BEFORE = 4
"""Words before a name that may describe it."""
_BEHIND = 9
"""Words of an apposition behind it."""
_NOUNS = ("NN", "NNP", "NNS")


@keep_last("source", "tokens", "tags", "mentions", "profiles")
def find_descriptors(document: Document) -> tuple[Descriptor, ...]:
    """Every descriptor of the text, in its order."""
    found: list[Descriptor] = []
    for number, tokens in enumerate(document.tokens):
        sentence = document.source.sentences[number]
        starts = {token.start: n for n, token in enumerate(tokens)}
        for mention in list_within(document.mentions, sentence.start, sentence.end):
            n = starts.get(mention.start)
            if mention.profile and n is not None:
                nouns = {*_read_mention(document, number, n, mention)}
                if mention.label == "PER":
                    nouns = {(n, b) for n, b in nouns if is_people(n) or is_body(n)}
                elif mention.label == "LOC":
                    nouns = {(n, b) for n, b in nouns if not is_people(n) and n not in _FIRMS}
                found += [
                    Descriptor(noun, mention.profile, mention.start, before)
                    for noun, before in sorted(nouns)
                ]
    return tuple(found)


def _read_mention(
    document: Document, number: int, n: int, mention: Mention
) -> Iterator[tuple[str, str]]:
    """Each noun with the word before it."""
    tokens = document.tokens[number]
    last = n
    while last < len(tokens) and tokens[last].start < mention.end:
        last += 1
    yield from _look_before(document, number, n, last)
    yield from _look_behind(document, number, last)
    if mention.label == "ORG":
        yield tokens[last - 1].text.lower(), ""
        yield tokens[n].text.lower(), ""


def _look_before(document: Document, number: int, n: int, last: int) -> Iterator[tuple[str, str]]:
    """ "the prosecutor Lieve Casteyn", "Harbour Foods' chief executive, Anna Visser"."""
    tokens, tags = document.tokens[number], document.tags[number]
    place = n - 2 if n > 1 and tokens[n - 1].text == "," else n - 1
    if place >= 0 and tags[place] in _NOUNS and not _names(document, tokens[place].start):
        apart = place < n - 1
        closed = last >= len(tokens) or tokens[last].text in (",", ".", ")", ";")
        if not apart or (closed and _is_introduced(document, number, place)):
            yield _take(document, number, place)


def _take(document: Document, number: int, n: int) -> tuple[str, str]:
    """The noun at `n` and the word before it, if that describes it too."""
    tokens, tags = document.tokens[number], document.tags[number]
    described = n > 0 and tags[n - 1] in ("NN", "NNP", "JJ", "VBN")
    return tokens[n].text.lower(), tokens[n - 1].text.lower() if described else ""


def _is_introduced(document: Document, number: int, place: int) -> bool:
    """Whether an article or an owner opens the words before a comma: "its director, Anna Visser"."""
    tags = document.tags[number]
    return any(tags[k] in ("DT", "PRP$", "POS") for k in range(max(0, place - _BEFORE), place))


def _names(document: Document, place: int) -> bool:
    return any(m.start <= place < m.end for m in list_within(document.mentions, place, place + 1))


def _look_behind(document: Document, number: int, last: int) -> Iterator[tuple[str, str]]:
    """The head of ", a Norwegian start-up that …", ", chief executive of …" and "is a surgeon"."""
    tokens, tags = document.tokens[number], document.tags[number]
    if last + 1 >= len(tokens):
        return
    opener = tokens[last].text
    if opener not in (",", "is", "was", "became"):
        return
    first = last + 1
    if (
        opener == ","
        and tags[first] == "CD"
        and [t.text for t in tokens[first + 1 : first + 2]] == [","]
    ):
        first = min(first + 2, len(tokens) - 1)  # "Anna Visser, 38, conductor of …"
    if opener == "," and tags[first] not in ("DT", "NN", "JJ", "PRP$", "VBN"):
        return
    if opener != "," and tags[first] != "DT":
        return
    yield from _walk(document, number, first)


def _walk(document: Document, number: int, first: int) -> Iterator[tuple[str, str]]:
    """The nouns that end their phrase, up to the first small word: "singer and actor". Where a verb
    follows, they are its subject: "…, outside Taiwan, the company said"."""
    tokens, tags = document.tokens[number], document.tags[number]
    found: list[tuple[str, str]] = []
    for n in range(first, min(first + _BEHIND, len(tokens))):
        follows = tags[n + 1] if n + 1 < len(tags) else ""
        if tags[n] in ("VBD", "VBZ", "VBP", "MD"):
            return
        if tags[n] in ("NN", "NNP") and not follows.startswith(("NN", "POS", "HYPH")):
            found.append(_take(document, number, n))
        if tags[n] in ("IN", "TO", "WP", "WDT", ","):
            break
    yield from found


_FIRMS = frozenset({"company", "firm", "group", "business", "team", "club", "party", "union"})
