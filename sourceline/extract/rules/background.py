"""What a source tells of the past of its people: no news, so the day of the report is not its date."""

from __future__ import annotations

import re

from sourceline.extract.rules.clauses import Clause, find_last_token
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.places import list_within

_LEAD = 3
"""Sentences, the title included: a death told there is the news itself."""


def is_background(document: Document, clause: Clause, kind: str) -> bool:
    """Whether a clause looks back: "had joined", "once led", "was born", a life told year by year."""
    if kind == "birth" or (kind == "death" and clause.line.number >= _LEAD):
        return True
    if clause.verb.future or clause.verb.control or not clause.verb.past:
        return False
    return (
        _is_past_perfect(clause)
        or _looks_back(clause)
        or (_speaks_on(clause) and _follows_old_date(document, clause.line))
    )


def _is_past_perfect(clause: Clause) -> bool:
    phrase = clause.line.phrases[clause.index]
    words = [t.text.lower() for t in clause.line.tokens[phrase.first : phrase.head]]
    return "had" in words


def _looks_back(clause: Clause) -> bool:
    """By a word before the subject or around the verb; what stands in apposition to the subject
    ("Jane Roe, aged 40, once a nurse, was chosen") is another matter."""
    line = clause.line
    first = line.phrases[clause.subject[0] if clause.subject else clause.index].first
    inner = range(clause.subject[1] + 1 if clause.subject else clause.index, clause.index)
    commas = [n for n in inner if line.phrases[n].kind == "comma"]
    start = line.phrases[commas[-1] if commas else min(inner, default=clause.index)].first
    stops = [p.last for p in line.phrases if p.kind in ("verb", "and") and p.last <= first]
    front = line.tokens[max(0, first - _FRONT, *stops) : first]
    words = [t.text.lower() for t in (*front, *line.tokens[start : find_last_token(clause)])]
    before = {t.text.lower() for t in line.tokens[:first]}
    return _BACK.search(" ".join(words)) is not None or "anniversary" in before


_FRONT = 8
"""Words before the subject in which "previously" or "prior to …" speaks of the clause."""

_BACK = re.compile(
    r"\b(?:previously|formerly|prior to|once(?! again)|in the past|years? (?:ago|earlier|before)|originally|"
    r"aged|at the age of|earlier(?! (?:today|this|on))|at (?:that|the) time|back then|used to)\b"
)


def _speaks_on(clause: Clause) -> bool:
    """ "She left …": the person of the sentences before."""
    line = clause.line
    return clause.subject is not None and line.tags[line.phrases[clause.subject[0]].head] == "PRP"


def _follows_old_date(document: Document, line: Line) -> bool:
    """Whether the paragraph has come to an earlier year: a life told on from there."""
    published = document.source.published
    sentence = document.source.sentences[line.number]
    block = document.source.blocks[sentence.block]
    years = [
        time.edtf[:4]
        for time in list_within(document.times, block.start, sentence.start)
        if time.type in ("DATE", "TIME") and time.edtf and re.match(r"\d{4}", time.edtf)
    ]
    return bool(published and years) and years[-1] < (published or "")[:4]
