"""Speeches: what somebody said in their own words, between quotation marks, in one piece or more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline.extract.ground import make_evidence
from sourceline.extract.rules.attributions import Saying, find_sayings
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.quotes import find_last_sign, find_quoted, is_speech
from sourceline.extract.rules.spoken import index_profiles, list_spoken, refer
from sourceline.model import QuotationClaim, Reference, Source

Span = tuple[int, int]

_OPENERS = "`“«\"'‘„"
_CLOSERS = "”»\"'’“"
_MARKS = ",.?!…"
_NEAR = 90
"""Characters between a speech and the verb of saying behind it."""
_BRIEF = 4
"""Words behind a verb of saying in a sentence that does nothing but say who spoke."""
_TITLED = 0.6
"""Share of words with a capital from which on words between quotation marks are a title."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One span between quotation marks, the sentences it begins and ends in, and its block."""

    span: Span
    first: int
    last: int
    block: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """Who spoke, with which verb, and in which block."""

    speaker: Reference
    verb: str
    block: int = -1


def find_speeches(document: Document) -> Iterator[QuotationClaim]:
    """The speeches with a known speaker, in order."""
    previous: _Told | None = None
    for group in _join_pieces(document, list(_list_pieces(document))):
        told = _find_speaker(document, group, previous)
        if told:
            previous = _Told(told.speaker, told.verb, group[-1].block)
            yield _make_speech(document, group, told)


def _list_pieces(document: Document) -> Iterator[_Piece]:
    source = document.source
    last = 0
    for span in find_quoted(source):
        first = _advance(source, last, span[0] + 1)
        last = _advance(source, first, span[1])
        block = source.sentences[last].block
        if source.blocks[block].kind in ("paragraph", "item", "quotation"):
            closed = span[1] - span[0] > 1 and source.text[span[1] - 1] in _CLOSERS
            yield _Piece(span, first, last, block, closed)


def _advance(source: Source, number: int, place: int) -> int:
    """The last sentence that begins before a place."""
    while number + 1 < len(source.sentences) and source.sentences[number + 1].start < place:
        number += 1
    return number


def _join_pieces(document: Document, pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces of one speech together: broken by "she said", or over several paragraphs."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and _belongs(document, group[-1], piece):
            group.append(piece)
            continue
        if group:
            yield group
        group = [piece]
    if group:
        yield group


def _belongs(document: Document, one: _Piece, two: _Piece) -> bool:
    text = document.source.text
    between = text[one.span[1] : two.span[0]]
    if not one.closed:
        return not between.strip()
    if (
        one.block != two.block
        or "." in between
        or ";" in between
        or not between.rstrip().endswith(",")
    ):
        return False
    if find_last_sign(document.source, one.span) != ",":
        return False
    return len(_list_between(document, one.last, one.span[1], two.span[0])) == 1


def _list_between(document: Document, number: int, start: int, end: int) -> list[Saying]:
    return [s for s in find_sayings(document)[number] if start <= _place(s) < end]


def _place(saying: Saying) -> int:
    return saying.line.tokens[saying.verb].start


def _make_speech(document: Document, group: Sequence[_Piece], told: _Told) -> QuotationClaim:
    text = document.source.text
    words = " ".join(
        " ".join(text[s:e].strip(f" {_OPENERS}{_CLOSERS}\n").split())
        for s, e in (p.span for p in group)
    )
    return QuotationClaim(
        text=words.rstrip(","),
        speaker=told.speaker,
        direct=True,
        verb=told.verb,
        evidence=(make_evidence(document.source, group[0].span[0], group[-1].span[1]),),
        confidence=0.9,
    )


# --- who spoke --------------------------------------------------------------------------------


def _find_speaker(
    document: Document, group: Sequence[_Piece], previous: _Told | None
) -> _Told | None:
    first, last = group[0], group[-1]
    beside = _look_beside(document, first, last)
    if beside:
        return _Told(beside.speaker, beside.base)
    goes_on = previous and previous.block == first.block and _is_sentence(document.source, first)
    if not goes_on and not is_speech(document.source, (first.span[0], last.span[1])):
        return None
    if not _opens_sentence(document.source, first):
        inside = _look_inside(document, first)
        return _Told(inside.speaker, inside.base) if inside else None
    return _look_back(document, first, previous)


def _look_beside(document: Document, first: _Piece, last: _Piece) -> Saying | None:
    """The saying that a comma or colon joins to the speech, behind it or before it."""
    text = document.source.text
    beside = first if first.closed else last
    outside = text[beside.span[1] : beside.span[1] + 1] == ","
    spoken = not _is_title(text[beside.span[0] : beside.span[1]])
    if find_last_sign(document.source, beside.span) in _MARKS or (outside and spoken):
        behind = _look_behind(document, beside)
        if behind:
            return behind
    before = _list_between(document, first.first, 0, first.span[0])
    colon = text[: first.span[0]].rstrip()[-1:] in (",", ":")
    ended = find_last_sign(document.source, last.span) in _MARKS or text[
        last.span[1] : last.span[1] + 1
    ] in (".", ",")
    return before[-1] if before and colon and ended else None


def _look_behind(document: Document, piece: _Piece) -> Saying | None:
    """'…," said Anna Visser', '…?" Anna Visser asked'."""
    sayings = find_sayings(document)
    end = piece.span[1]
    for saying in sayings[piece.last]:
        begin = saying.line.tokens[saying.first].start
        if begin >= end and begin - end <= _NEAR:
            return saying
    number = piece.last + 1
    if number < len(sayings) and document.source.sentences[number].block == piece.block:
        for saying in sayings[number][:1]:
            brief = len(saying.line.tokens) - saying.last <= _BRIEF
            if saying.first == 0 and brief:
                return saying
    return None


def _opens_sentence(source: Source, piece: _Piece) -> bool:
    return source.sentences[piece.first].start >= piece.span[0] - 1


def _is_sentence(source: Source, piece: _Piece) -> bool:
    """Whether a speech is a sentence of its own, be it short: "Not once."."""
    return _opens_sentence(source, piece) and find_last_sign(source, piece.span) in ".?!"


def _look_inside(document: Document, piece: _Piece) -> Saying | None:
    """A speech inside a sentence: 'Anna Visser called it "a day that nobody forgets"'."""
    source = document.source
    before = _list_between(document, piece.first, 0, piece.span[0])
    if before and not _is_title(source.text[piece.span[0] : piece.span[1]]):
        return before[-1]
    behind = _look_behind(document, piece)
    near = behind and behind.line.tokens[behind.first].start - piece.span[1] <= len(", ")
    return behind if near else None


def _is_title(words: str) -> bool:
    capitals = [
        word.lstrip(_OPENERS)[:1].isupper() for word in words.split() if len(word) > len("the")
    ]
    return bool(capitals) and sum(capitals) >= _TITLED * len(capitals)


def _look_back(document: Document, piece: _Piece, previous: _Told | None) -> _Told | None:
    """A speech that stands alone: of whom the sentence before tells, or who spoke before."""
    number = piece.first - 1
    if number >= 0 and document.source.sentences[number].block == piece.block:
        sayings = find_sayings(document)[number]
        if sayings:
            return _Told(sayings[-1].speaker, sayings[-1].base)
        if previous and previous.block == piece.block:
            return previous
        return _ask_opener(document, number)
    if number >= 0 and document.source.text[: piece.span[0]].rstrip().endswith(":"):
        sayings = find_sayings(document)[number]
        return _Told(sayings[-1].speaker, sayings[-1].base) if sayings else None
    return previous if previous and previous.block == piece.block - 1 else None


def _ask_opener(document: Document, number: int) -> _Told | None:
    """The person that the sentence before begins with: 'Visser was calm. "We go on."'"""
    sentence = document.source.sentences[number]
    profiles = index_profiles(document)
    spoken = list_spoken(document, sentence.start, sentence.start + _OPENING)
    people = [m.profile for m in spoken if m.profile and profiles[m.profile].kind == "person"]
    return _Told(refer(document, people[0]), "say") if people else None


_OPENING = 20
"""Characters in which a sentence names whom it is about."""
