"""Births and deaths that the brackets behind a name tell: "Jane Roe (12 May 1861 – 2 October 1938) was a doctor"."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.spoken import index_profiles
from sourceline.extract.rules.trees import Tree
from sourceline.model import Date, EventClaim, Participant, ParticipantRole


def find_lifespans(document: Document, tree: Tree) -> Iterator[EventClaim]:
    """Only where the sentence goes on to say who it was: else the years may be those of an office."""
    line = tree.line
    for _, last, name in line.list_names():
        close = next((n for n in range(last, len(line.tokens)) if line.tokens[n].text == ")"), -1)
        opened = name.label == "PER" and name.profile and line.word(last) == "("
        if not opened or line.word(close + 1) not in ("is", "was") or close < 0:
            continue
        inside = [line.tokens[n].text for n in range(last + 1, close)]
        start, end = line.tokens[last].start, line.tokens[close].end
        times = [t for t in list_within(document.times, start, end) if t.edtf and t.type == "DATE"]
        bounds = (times[0].edtf or "").split("/") if times else []
        told = {"born"} >= {word for word in inside if word.isalpha() and word[0].islower()}
        if not told or len(bounds) != len(times):
            continue
        if len(bounds) == 1 and inside[0] == "born":
            yield _make(document, tree, name.profile or "", "birth", bounds[0], times[0].text)
        elif len(bounds) > 1 and _is_life(*bounds):
            yield _make(document, tree, name.profile or "", "birth", bounds[0], times[0].text)
            yield _make(document, tree, name.profile or "", "death", bounds[1], times[1].text)


_SHORTEST = 16
"""Years that a span must have to be a life."""


def _is_life(begin: str, end: str) -> bool:
    years = [text[:4] for text in (begin, end)]
    return all(year.isdigit() for year in years) and int(years[1]) - int(years[0]) >= _SHORTEST


def _make(
    document: Document, tree: Tree, profile: str, kind: str, edtf: str, phrase: str
) -> EventClaim:
    name = index_profiles(document)[profile].name
    role: ParticipantRole = "object" if kind == "birth" else "agent"
    return EventClaim(
        id=f"{profile}-{kind}",
        kind=kind,
        title=f"{name} is born" if kind == "birth" else f"{name} dies",
        date=Date(edtf, "stated", phrase),
        status="asserted",
        participants=(Participant(name, role, profile),),
        evidence=(quote_sentence(document.source, tree.line.number),),
        confidence=0.85,
    )
