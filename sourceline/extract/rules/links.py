"""Links: the words between two names of a sentence that tell how they stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.quotes import is_quoted
from sourceline.extract.rules.spoken import index_profiles, list_spoken

Link = tuple[str, str, str]
"""(subject, predicate, object); the first and the last are profiles."""

_REACH = 90
"""Characters between two names that are told of together."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A row of the table."""

    predicate: str
    subject: frozenset[str]
    object: frozenset[str]
    turned: bool
    between: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A name, or a word that stands for one, from `start` to `end` of the text."""

    start: int
    end: int
    profile: str
    kind: str
    owns: bool = False
    """ "its": what stands behind belongs to it."""


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            row["predicate"],
            frozenset(row["subject"]),
            frozenset(row["object"]),
            row["reads"] == "BA",
            re.compile(row["between"]),
        )
        for row in read_table("relations")["pattern"]
    )


def find_links(document: Document, line: Line) -> Iterator[Link]:
    """The relations that a sentence tells between the names in it."""
    places = _list_places(document, line)
    for n, one in enumerate(places):
        if is_quoted(document, one.start):
            continue
        for two in _list_partners(places, n):
            if _is_whole(line, one, two):
                yield from _match(document, places, one, two)
        if n + 1 < len(places):
            yield from _read_region(document, one, places[n + 1])


def _is_whole(line: Line, one: _Place, two: _Place) -> bool:
    """Whether both are spoken of themselves: not "landlords in Ohio sued …", "… sued a Leeds firm" or
    "… was founded by Visser's father"."""
    before = [n for n, token in enumerate(line.tokens) if token.end <= one.start]
    behind = [n for n, token in enumerate(line.tokens) if token.start >= two.end]
    if before and line.words[before[-1]] in ("in", "of", "from", "at", "near", "and"):
        return one.kind == "person" and line.tokens[before[-1]].text != "and"
    return not behind or not line.tags[behind[0]].startswith(("NN", "POS"))


def _list_places(document: Document, line: Line) -> list[_Place]:
    sentence = document.source.sentences[line.number]
    profiles = index_profiles(document)
    spoken = list_spoken(document, sentence.start, sentence.end)
    owners = {"its", "his", "her"}
    places = [
        _Place(m.start, m.end, m.profile, profiles[m.profile].kind, m.text.lower() in owners)
        for m in spoken
        if m.profile and m.profile in profiles
    ]
    return sorted(places, key=lambda place: place.start)


def _list_partners(places: list[_Place], n: int) -> Iterator[_Place]:
    """The names behind the one at `n`: the next, and the one behind places named on the way."""
    for two in places[n + 1 :]:
        if two.start - places[n].end > _REACH:
            return
        yield two
        if two.kind != "place" and not two.owns:
            return


def _match(document: Document, places: list[_Place], one: _Place, two: _Place) -> Iterator[Link]:
    words = " ".join(document.source.text[one.end : two.start].lower().replace("’", "'").split(" "))
    words = ("'s " if one.owns else "") + words.strip() if one.owns else words.rstrip()
    for pattern in _patterns():
        first, second = (two, one) if pattern.turned else (one, two)
        fits = first.kind in pattern.subject and second.kind in pattern.object
        if fits and first.profile != second.profile and pattern.between.fullmatch(words):
            for subject in (first, *_list_joined(document, places, first)):
                if subject.profile != second.profile:
                    yield subject.profile, pattern.predicate, second.profile
            return


def _list_joined(document: Document, places: list[_Place], one: _Place) -> Iterator[_Place]:
    """Those named together with it: "founded by Anna Visser and Owen Reid"."""
    n = places.index(one)
    for other, span in (
        (places[n + 1 : n + 2], lambda o: (one.end, o.start)),
        (places[max(0, n - 1) : n], lambda o: (o.end, one.start)),
    ):
        for place in other:
            start, end = span(place)
            joined = document.source.text[start:end].strip() in ("and", "and the")
            if joined and place.kind == one.kind:
                yield place


def _read_region(document: Document, one: _Place, two: _Place) -> Iterator[Link]:
    """ "Millrace, Ohio": a place in a country or a state that is known."""
    comma = document.source.text[one.end : two.start] == ", "
    known = document.source.text[two.start : two.end] in load_gazetteer().places
    if comma and known and one.kind == two.kind == "place" and one.profile != two.profile:
        after = document.source.text[two.end : two.end + 1]
        if after in (",", ".", ";", ")") and not _is_list(document, two):
            yield one.profile, "located_in", two.profile


def _is_list(document: Document, two: _Place) -> bool:
    """ "teams from Oulu, Norway, and Sweden" is a list."""
    return bool(re.match(r", (?:and|or)? ?[A-Z]", document.source.text[two.end : two.end + 8]))
