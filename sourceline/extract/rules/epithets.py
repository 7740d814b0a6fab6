"""Epithets: the nouns by which a text calls what it has named: "the carmaker Solvane" … "the carmaker".

Where a name is brought in with a noun, that noun stands for it later; and a name holds its own ("the
museum" of the Museum of Glass).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sourceline.extract.rules.contexts import (
    find_body_near,
    find_last_place,
    find_main_body,
    find_main_place,
    is_body,
)
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table, read_words
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.phrases import Line, read_lines
from sourceline.extract.rules.places import find_over
from sourceline.extract.rules.spoken import index_profiles

_NAMED = ("organization", "place", "product")


def resolve_noun(document: Document, line: Line, n: int) -> str | None:
    """The profile that the noun at token `n` stands for: "museum" of "the museum's director"."""
    word, place = line.words[n], line.tokens[n].start
    known = index_epithets(document).get(word, ())
    later = is_vague(word) and all(start > place for start, _ in known)
    if known and not (later and find_main_body(document)):
        return _choose(document, known, place)
    main = find_main_body(document) if is_vague(word) else None
    if main:
        return main  # the anaphor of "the company" is only the organization named last
    anaphor = find_over(document.anaphors, place)
    if anaphor and anaphor.label == "ORG":
        return anaphor.profile
    if word in read_words("offices", "employers", "parts"):
        return None
    if word in read_words("offices", "employers", "places"):
        return find_last_place(document, place) or find_main_place(document)
    return find_body_near(document, line, n) if is_vague(word) else None


def _choose(document: Document, known: Sequence[tuple[int, str]], place: int) -> str:
    """Of several that bear the noun the one named most; of those alike the last before `place`."""
    claims = index_profiles(document)
    before = [each for each in known if each[0] < place] or list(known[:1])
    return max(before, key=lambda each: (claims[each[1]].mentions, each[0]))[1]


def is_vague(word: str) -> bool:
    """Whether a noun tells only that an organization is meant: "the group"."""
    return word in read_words("offices", "employers", "vague") or word in load_gazetteer().nouns


@keep_last("profiles", "mentions", "tags")
def index_epithets(document: Document) -> dict[str, list[tuple[int, str]]]:
    """Noun → where it was given to which profile, in the order of the text."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    claims = index_profiles(document)
    for line in read_lines(document):
        for first, last, mention in line.list_names():
            profile = mention.profile
            if profile and claims[profile].kind in _NAMED:
                for word in _list_nouns(line, first, last):
                    place = claims[profile].kind == "place" and not is_body(document, profile)
                    if place and word in load_gazetteer().nouns:
                        continue  # "the Louisville, Ky., company" is none of the names in it
                    found[word].append((mention.start, profile))
    return dict(found)


def _list_nouns(line: Line, first: int, last: int) -> Iterator[str]:
    """The nouns given to the name at tokens `first` to `last`."""
    known = read_words("offices", "employers", "bodies") | read_words(
        "offices", "employers", "places"
    )
    for n in range(first, last):
        if line.words[n] in known:
            yield line.words[n]
    yield from read_table("offices")["called"].get(line.tokens[last - 1].text, ())
    before = first - 1
    if before > 0 and line.tokens[before].text == "the":
        before -= 1
        if line.tokens[before].text != ",":
            before = -1
    if before > 0 and line.tokens[before].text in (",", "of"):
        before -= 1
        word = line.words[before]
        if line.tokens[before + 1].text == "of" and word not in read_words(
            "offices", "employers", "places"
        ):
            before = -1
    if before >= 0 and _is_common(line, before):
        yield line.words[before]
    behind = last + (last < len(line.tokens) and line.tokens[last].text in (",", "is", "was", "("))
    if behind > last and behind < len(line.tags) and line.tags[behind] in ("DT", "PRP$", "JJ"):
        yield from _find_noun(line, behind)


def _is_common(line: Line, n: int) -> bool:
    return n not in line.names and line.tags[n] == "NN" and line.tokens[n].text.isalpha()


def _find_noun(line: Line, n: int) -> Iterator[str]:
    """The head noun of the phrase that begins at `n`."""
    head = -1
    while n < len(line.tags) and (
        n in line.names
        or line.tags[n] in ("DT", "PRP$", "JJ", "JJS", "NN", "POS", "VBN", "HYPH", "NNP", "CD")
    ):
        head = n if _is_common(line, n) else head
        n += 1
    if head == n - 1:
        yield line.words[head]
