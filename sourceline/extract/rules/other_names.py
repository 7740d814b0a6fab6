"""Other names that a text gives for one thing: "Northwind Tide, formerly known as Straits Power".

Former names and by-names stand for the name that holds now, so that both lead to one profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sourceline.extract.rules.candidates import Candidate, make_key
from sourceline.extract.rules.document import Document
from sourceline.model import Label

_WAS = r"(?:formerly|previously|originally|until recently|once|at first|initially)"
_CALLED = r"(?:known as|called|named|trading as|doing business as|operating as)"
_WHICH = r"(?:which|that|who)"

# Between two names, of which the second is the other name of the first.
_OTHER_AFTER = re.compile(
    rf"(?:,? ?\(?|, {_WHICH} (?:was|were|had been|is|has been) )"
    rf"(?:{_WAS}(?: {_CALLED})?|(?:also|better|formally|officially|commonly|popularly|widely) {_CALLED}"
    rf"|a\.?k\.?a\.?|née|nee|born)(?: the)? ?[“\"‘']?"
    rf"|, {_WHICH} (?:was|had been|used to be) {_CALLED}(?: the)? ?[“\"‘']?"
    rf"|, {_WHICH} used to be(?: the)? ?",
    re.IGNORECASE,
)
# Between two names, of which the first is the former name of the second.
_NOW_AFTER = re.compile(
    rf"(?:,? ?\(?|, {_WHICH} (?:was|is|has been|had been) )"
    rf"(?:now|today|later|since|subsequently|then)(?: {_CALLED}| renamed)(?: the)? ?[“\"‘']?"
    rf"|,? ?\(?now(?: the)? "
    rf"|,? (?:{_WHICH} )?(?:has |had )?(?:since |later |then )?(?:changed its name to|(?:re)?branded (?:itself )?(?:as|to)"
    rf"|renamed itself|was renamed|became known as|(?:has|had) been renamed)(?: as| to)?(?: the)? ?[“\"‘']?",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:name|renamed|rebranded) from(?: the)? ?[“\"‘']?$", re.IGNORECASE)
_TO = re.compile(r"[”\"’']? (?:to|as|into)(?: the)? ?[“\"‘']?")


def find_other_names(
    document: Document, found: Sequence[Candidate], labels: Mapping[str, Label]
) -> dict[str, str]:
    """Other name → the name that holds now, for names of one kind in one sentence."""
    others: dict[str, str] = {}
    for one, two in pairwise(found):
        for other, now in _read_pair(document.source.text, one, two):
            if other != now and _is_alike(labels[other], labels[now]):
                others.setdefault(other, now)
    return {other: _follow(others, now) for other, now in others.items()}


def _read_pair(text: str, one: Candidate, two: Candidate) -> Iterator[tuple[str, str]]:
    """(other name, name now) where two neighbours of a sentence are names of one thing."""
    if one.sentence != two.sentence:
        return
    between = " ".join(text[one.end : two.start].split())
    between = f"{' ' if text[one.end : one.end + 1].isspace() else ''}{between}"
    between += " " if text[two.start - 1 : two.start].isspace() else ""
    names = make_key(one.text), make_key(two.text)
    if _OTHER_AFTER.fullmatch(between):
        yield names[1], names[0]
    elif _NOW_AFTER.fullmatch(between) or (
        _TO.fullmatch(between) and _FROM.search(" ".join(text[: one.start].split()[-4:]) + " ")
    ):
        yield names


def _is_alike(one: Label, other: Label) -> bool:
    """Whether two labels may be of one thing: a person is no firm, but a tagger may take a firm for a
    place or a product."""
    return (one == "PER") == (other == "PER")


def _follow(others: Mapping[str, str], name: str) -> str:
    """The last name of a chain of names; the first again where it goes round."""
    seen = {name}
    while name in others and others[name] not in seen:
        name = others[name]
        seen.add(name)
    return name
