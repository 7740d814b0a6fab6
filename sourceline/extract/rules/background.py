"""What a source tells of the past of its people: no news, so the day of the report is not its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.predicates import Predicate
from sourceline.extract.rules.trees import Tree
from sourceline.model import TimeExpression

_LEAD = 3
"""Sentences, the title included: a death told there is the news itself."""


def is_background(document: Document, predicate: Predicate, kind: str) -> bool:
    """Whether a predicate looks back: "had joined", "once led", "was born", a life told year by year."""
    number = predicate.tree.line.number
    if kind == "birth" or (kind == "death" and number >= _LEAD):
        return True
    verb = predicate.verb
    if verb.form == "gerund" and predicate.mark in ("after", "before", "since", "for", "of"):
        return True
    if verb.future or verb.control:
        return False
    if verb.form == "gerund" and _is_before(predicate):
        return True
    news = verb.perfect and not verb.past and number < _LEAD  # "has died"
    if is_history(document, number) and not news:
        return True
    if verb.perfect and _holds(predicate.tree, predicate.head, "since"):
        return True  # "has since become mayor": on a day before
    if not verb.past:
        return False
    if (
        verb.form == "participle"
        or predicate.relative
        or predicate.mark in ("after", "before", "since")
    ):
        return True
    return (
        (verb.perfect and _holds(predicate.tree, predicate.head, *_HAD))
        or _looks_back(predicate)
        or follows_old_date(document, predicate.tree.line.number)
    )


def _holds(tree: Tree, verb: int, *words: str) -> bool:
    """Whether one of the words hangs on a verb before it."""
    return any(tree.word(n) in words for n in tree.children[verb] if n < verb)


_HAD = ("had", "'d", "’d")


def _is_before(predicate: Predicate) -> bool:
    """ "had been accused of stealing": what hangs on what had happened before."""
    tree, above = predicate.tree, predicate.governor
    if above >= 0 and tree.line.tags[above].startswith("NN"):
        above = tree.parses[above].head
    return above >= 0 and _holds(tree, above, *_HAD)


def _looks_back(predicate: Predicate) -> bool:
    tree = predicate.tree
    beside = set(tree.list_spread(predicate.subject)) if predicate.subject is not None else set()
    own = sorted(n for n in tree.list_spread(predicate.head) if n not in beside)
    text = " ".join(tree.word(n) for n in own)
    recalled = any(
        token.text.lower() == "anniversary" for token in tree.line.tokens[: predicate.head]
    )
    return recalled or _BACK.search(_COMPARED.sub("", text)) is not None


_COMPARED = re.compile(r"\b(?:from|than|compared|against)\b.{0,60}?\b(?:earlier|before|ago)\b")
"""A measure of before that one of now is compared with: "from £1.1 billion a year earlier"."""
_BACK = re.compile(
    r"\b(?:previously|formerly|prior to|once(?! again)|in the past|years? (?:ago|earlier|before)|originally|"
    r"aged|at the age of|earlier(?! (?:today|this|on))|at (?:that|the) time|back then|used to|anniversary)\b"
)


def follows_old_date(document: Document, number: int) -> bool:
    """Whether the paragraph has come to an earlier year: a life told on from there."""
    published = _read_year(document.source.published)
    sentence = document.source.sentences[number]
    block = document.source.blocks[sentence.block]
    times = list_within(document.times, block.start, sentence.start)
    # From behind: of a block of thousands of sentences only the last matters.
    told = (time for time in reversed(times) if not _is_compared(document, time))
    last = next(_read_years(told), None)
    return published is not None and last is not None and last < published


def _is_compared(document: Document, time: TimeExpression) -> bool:
    """ "up from £1.1 billion a year earlier": what a measure is compared with; the paragraph goes on in its own time."""
    if not time.text.endswith(("earlier", "before", "ago", "last year", "previous year", "year")):
        return False
    before = document.source.text[max(0, time.start - _CLAUSE) : time.start]
    return re.search(r"\b(?:from|than|compared|against)\b[^;:]*$", before) is not None


_CLAUSE = 45
"""Characters before a time in which "from" says that it is one to compare with."""
_OLD = 3
"""Dates of years long gone that make a text a history."""
_SINCE = 2
"""Years before its publication that a text may speak of as news."""
_SHARE = 10
"""Dates of years long gone to each of its own time: "as of 2008, historians hold …"."""


def is_history(document: Document, number: int) -> bool:
    """Whether a text tells of times long gone, and with its sentence of this `number`, too: then what it does not
    date has not happened on the day of its publication either. What it tells first may be the news of the day."""
    old, recent = _count_years(document)
    lead = recent > 0 and number < _LEAD
    return old >= _OLD and old >= recent * _SHARE and not lead


@keep_last("source", "times")
def _count_years(document: Document) -> tuple[int, int]:
    """The dates that a text states, of years long gone and of its own time."""
    published = _read_year(document.source.published)
    years = list(_read_years(time for time in document.times if time.basis != "published"))
    if published is None:
        return 0, len(years)
    old = sum(year < published - _SINCE for year in years)
    return old, len(years) - old


def _read_years(times: Iterable[TimeExpression]) -> Iterator[int]:
    """Of those times that are dates."""
    for time in times:
        if time.type in ("DATE", "TIME") and (year := _read_year(time.edtf)) is not None:
            yield year


def _read_year(edtf: str | None) -> int | None:
    """The first year that a date names: 2011 of "2011-05", -218 of "-0218", 1861 of "../1861"."""
    match = re.search(r"-?\d{4}", edtf or "")
    return int(match[0]) if match else None
