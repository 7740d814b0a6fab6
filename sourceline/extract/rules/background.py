"""What a source tells of the past of its people: no news, so the day of the report is not its date."""

from __future__ import annotations

import re

from sourceline.extract.rules.document import Document
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.predicates import Predicate

_LEAD = 3
"""Sentences, the title included: a death told there is the news itself."""


def is_background(document: Document, predicate: Predicate, kind: str) -> bool:
    """Whether a predicate looks back: "had joined", "once led", "was born", a life told year by year."""
    number = predicate.tree.line.number
    if kind == "birth" or (kind == "death" and number >= _LEAD):
        return True
    verb = predicate.verb
    if verb.form == "gerund" and predicate.mark in ("after", "before", "since"):
        return True
    if verb.future or verb.control or not verb.past:
        return False
    if (
        verb.form == "participle"
        or predicate.relative
        or predicate.mark in ("after", "before", "since")
    ):
        return True
    return (
        (verb.perfect and _holds(predicate, "had"))
        or _looks_back(predicate)
        or follows_old_date(document, predicate.tree.line.number)
    )


def _holds(predicate: Predicate, word: str) -> bool:
    tree = predicate.tree
    return any(tree.word(n) == word for n in tree.children[predicate.head] if n < predicate.head)


def _looks_back(predicate: Predicate) -> bool:
    tree = predicate.tree
    beside = set(tree.list_spread(predicate.subject)) if predicate.subject is not None else set()
    own = sorted(n for n in tree.list_spread(predicate.head) if n not in beside)
    text = " ".join(tree.word(n) for n in own)
    recalled = any(
        token.text.lower() == "anniversary" for token in tree.line.tokens[: predicate.head]
    )
    return recalled or _BACK.search(text) is not None


_BACK = re.compile(
    r"\b(?:previously|formerly|prior to|once(?! again)|in the past|years? (?:ago|earlier|before)|originally|"
    r"aged|at the age of|earlier(?! (?:today|this|on))|at (?:that|the) time|back then|used to|anniversary)\b"
)


def follows_old_date(document: Document, number: int) -> bool:
    """Whether the paragraph has come to an earlier year: a life told on from there."""
    published = document.source.published
    sentence = document.source.sentences[number]
    block = document.source.blocks[sentence.block]
    years = [
        time.edtf[:4]
        for time in list_within(document.times, block.start, sentence.start)
        if time.type in ("DATE", "TIME") and time.edtf and re.match(r"\d{4}", time.edtf)
    ]
    return bool(published and years) and years[-1] < (published or "")[:4]
