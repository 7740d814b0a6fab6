"""Quotations: who said what, in their own words or in the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.clauses import Clause, find_clauses
from sourceline.extract.rules.coreference import index_profiles
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.frames import classify_noun, find_profile
from sourceline.extract.rules.gazetteers import read_table
from sourceline.extract.rules.groups import list_nouns
from sourceline.extract.rules.phrases import Line, Phrase, read_lines, read_verb
from sourceline.extract.rules.places import list_within
from sourceline.extract.rules.quotes import find_quoted, holds_quote, is_quoted
from sourceline.model import EventClaim, QuotationClaim, Reference

_SHORTEST = 4
"""Words of a direct quotation."""
_REACH = 120
"""Characters between a speech and the words that tell who spoke."""


@cache
def load_saying() -> frozenset[str]:
    """The verbs of saying."""
    return frozenset(read_table("verbs")["classes"]["saying"])


def find_quotations(document: Document) -> tuple[QuotationClaim, ...]:
    """Direct and indirect quotations with a known speaker, in the order of the text."""
    lines = read_lines(document)
    sayings = [
        (line, clause)
        for line in lines
        for clause in find_clauses(line)
        if _is_saying(document, clause)
    ]
    found = [*_find_direct(document, sayings), *_find_indirect(document, sayings)]
    return tuple(sorted(found, key=lambda q: q.evidence[0].start))


def _is_saying(document: Document, clause: Clause) -> bool:
    line = clause.line
    return (
        clause.verb.base in load_saying()
        and not clause.verb.passive
        and not clause.verb.modal
        and not is_quoted(document, line.tokens[line.phrases[clause.index].head].start)
    )


def _find_direct(
    document: Document, sayings: list[tuple[Line, Clause]]
) -> Iterator[QuotationClaim]:
    speaker: tuple[Reference, str] | None = None
    previous = -1
    for start, end in find_quoted(document.source):
        if len(document.source.text[start:end].split()) < _SHORTEST:
            continue
        told = _find_speaker(document, sayings, start, end)
        if told is None and speaker and _goes_on(document, previous, start):
            told = speaker
        if told is None:
            continue
        speaker, previous = told, end
        yield QuotationClaim(
            text=document.source.text[start:end].strip(' "“”').rstrip(","),
            speaker=told[0],
            direct=True,
            verb=told[1],
            evidence=(make_evidence(document.source, start, end),),
            confidence=0.9,
        )


def _goes_on(document: Document, previous: int, start: int) -> bool:
    """Whether a speech follows another with nothing but white space between: it goes on."""
    return previous >= 0 and not document.source.text[previous:start].strip()


def _find_speaker(
    document: Document, sayings: list[tuple[Line, Clause]], start: int, end: int
) -> tuple[Reference, str] | None:
    """The nearest saying around a speech: its own sentence's first, then the one behind it."""
    best: tuple[int, Reference, str] | None = None
    block = next(b for b in document.source.blocks if b.start <= start < b.end)
    for line, clause in sayings:
        token = line.tokens[line.phrases[clause.index].head]
        if not block.start <= token.start < block.end:
            continue
        distance = start - token.end if token.end <= start else token.start - end
        between = document.source.text[min(token.end, end) : max(token.start, start)]
        if not 0 <= distance <= _REACH or (
            "." in between and token.end <= start and ":" not in between
        ):
            continue
        speaker = _read_speaker(document, line, clause)
        if speaker and (best is None or distance < best[0]):
            best = (distance, speaker, clause.verb.base)
    return best[1:] if best else None


def _read_speaker(document: Document, line: Line, clause: Clause) -> Reference | None:
    """Who speaks: the subject, or the noun behind the verb in '"…," said Jane Roe'."""
    groups = []
    if clause.subject:
        groups = [
            p
            for p in list_nouns(line, clause.subject)
            if not is_quoted(document, line.tokens[p.head].start)
        ]
    if not groups and clause.object and clause.index and _word_before(line, clause) in '"”':
        groups = list_nouns(line, clause.object)[:1]
    for phrase in groups:
        reference = _refer(document, line, phrase)
        if reference:
            return reference
    return None


def _word_before(line: Line, clause: Clause) -> str:
    return (
        line.tokens[line.phrases[clause.index].first - 1].text
        if line.phrases[clause.index].first
        else "^"
    )


def _refer(document: Document, line: Line, phrase: Phrase) -> Reference | None:
    profile = find_profile(document, line, phrase)
    if profile:
        return Reference(index_profiles(document)[profile].name, profile)
    if classify_noun(document, line, phrase) in ("people", "court"):
        return Reference(line.write(phrase.first, phrase.head + 1))
    return None


def _find_indirect(
    document: Document, sayings: list[tuple[Line, Clause]]
) -> Iterator[QuotationClaim]:
    for line, clause in sayings:
        sentence = document.source.sentences[line.number]
        if holds_quote(document.source, sentence.start, sentence.end):
            continue
        speaker = _read_speaker(document, line, clause) if clause.subject else None
        first = line.phrases[clause.index].last
        if speaker is None or not _reports(line, clause):
            continue
        words = line.write(first, len(line.tokens)).removeprefix("that ").strip(" ,.")
        if len(words.split()) >= _SHORTEST:
            yield QuotationClaim(
                text=words,
                speaker=speaker,
                direct=False,
                verb=clause.verb.base,
                evidence=(make_evidence(document.source, sentence.start, sentence.end),),
                confidence=0.75,
            )


def _reports(line: Line, clause: Clause) -> bool:
    """Whether a clause of its own follows the verb of saying."""
    after = clause.index + 1
    if after < len(line.phrases) and line.phrases[after].kind == "that":
        return True
    if after >= len(line.phrases) or line.phrases[after].kind != "noun":
        return False
    while (
        after + 2 < len(line.phrases)
        and line.phrases[after + 1].kind == "preposition"
        and line.phrases[after + 2].kind == "noun"
    ):
        after += 2
    # "told reporters the game was over": two noun phrases, then the verb.
    while after + 1 < len(line.phrases) and line.phrases[after + 1].kind in (
        "noun",
        "adverb",
        "that",
    ):
        after += 1
    following = line.phrases[after + 1] if after + 1 < len(line.phrases) else None
    return (
        following is not None
        and following.kind == "verb"
        and read_verb(line, following).form == "finite"
    )


def attribute_events(document: Document) -> tuple[EventClaim, ...]:
    """The events with whom the source ascribes them to: "according to …", "Jane Roe said that …"."""
    return tuple(
        replace(event, attribution=event.attribution or _find_attribution(document, event))
        for event in document.events
    )


def _find_attribution(document: Document, event: EventClaim) -> str | None:
    """Only where every sentence of the event is ascribed to somebody."""
    if len(event.evidence) != 1:
        return None
    place = event.evidence[0]
    for quotation in document.quotations:
        if not quotation.direct and quotation.evidence[0] == place and quotation.speaker:
            named = {p.profile for p in event.participants if p.role == "agent"}
            return None if quotation.speaker.profile in named - {None} else quotation.speaker.name
    return _find_according(document, place.start, place.end)


def _find_according(document: Document, start: int, end: int) -> str | None:
    """The name behind "according to" in the sentence."""
    match = re.search(r"\b[Aa]ccording to (?:the )?", document.source.text[start:end])
    if match is None:
        return None
    begin = start + match.end()
    claims = index_profiles(document)
    near = [
        m
        for m in list_within(document.mentions, begin, begin + 50)
        if m.profile and claims[m.profile].kind in ("person", "organization")
    ]
    return claims[near[0].profile or ""].name if near else None
