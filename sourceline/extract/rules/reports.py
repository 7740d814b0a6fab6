"""Reports: what somebody said in the words of the source, "Anna Visser said that …"."""

from __future__ import annotations

from collections.abc import Iterator

from sourceline.extract.ground import quote_sentence
from sourceline.extract.rules.attributions import (
    ACCORDING,
    Saying,
    find_sayings,
    is_added,
)
from sourceline.extract.rules.dependents import find_span, list_children
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import read_words
from sourceline.extract.rules.phrases import Line
from sourceline.extract.rules.quotes import find_first_speech, is_between, is_quoted
from sourceline.extract.rules.speakers import names_people
from sourceline.model import QuotationClaim

Span = tuple[int, int]

_SHORTEST = 3
"""Words of a report."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REACH = 14
"""Words between a verb of saying and its "that"."""


def find_reports(document: Document) -> Iterator[QuotationClaim]:
    """The reported speeches of the text, in order."""
    for sayings in find_sayings(document):
        taken = 0
        for place, saying in enumerate(sayings):
            if saying.verb < taken or not _is_article(document, saying.line):
                continue
            behind = sayings[place + 1 :]
            spans = _find_spans(document, saying, behind)
            for whole in _split(document, saying, spans):
                trimmed = [_trim(document, saying.line, span) for span in whole]
                part = [span for span in trimmed if span[1] > span[0]]
                if _tells(saying.line, part):
                    taken = _find_taken(saying, part)
                    yield _make_report(document, saying, part)


def _is_article(document: Document, line: Line) -> bool:
    block = document.source.blocks[document.source.sentences[line.number].block]
    return block.kind in ("paragraph", "item", "quotation")


def _split(document: Document, saying: Saying, spans: list[Span]) -> Iterator[list[Span]]:
    """Two reports of 'said that it had "no choice" and that …': the second is in the source's words."""
    if len(spans) != 1 or saying.base == ACCORDING:
        yield spans
        return
    line, (first, last) = saying.line, spans[0]
    for n in range(first + _SHORTEST, last - _SHORTEST):
        joint = line.tags[n - 1] == "CC" and line.tokens[n].text == "that" and line.tags[n] == "IN"
        if joint and is_between(document.source, line.tokens[n - 2].start):
            yield [(first, n - 1)]
            first = n
    yield [(first, last)]


def _find_taken(saying: Saying, spans: list[Span]) -> int:
    """What is said inside a report is part of it: up to where it ends."""
    return spans[-1][1] if spans[-1][0] >= saying.verb else 0


def _tells(line: Line, spans: list[Span]) -> bool:
    """Whether the words are a clause: some, with a finite verb among them."""
    words = sum(last - first for first, last in spans)
    # "The minister said nothing while …" reports nothing.
    silent = words > 0 and line.words[spans[0][0]] in ("nothing", "little")
    return (
        not silent
        and words >= _SHORTEST
        and any(line.tags[n] in _FINITE for first, last in spans for n in range(first, last))
    )


def _make_report(document: Document, saying: Saying, spans: list[Span]) -> QuotationClaim:
    return QuotationClaim(
        text=" ".join(saying.line.write(*span) for span in spans),
        speaker=saying.speaker,
        direct=False,
        verb=saying.base,
        evidence=(quote_sentence(document.source, saying.line.number),),
        confidence=0.75,
    )


def _trim(document: Document, line: Line, span: Span) -> Span:
    """Without the marks around it, the "that" before it, and a single word of the speaker's own at its
    end: 'it would fight "vigorously"'."""
    first, last = span
    first = max(first, _skip_dateline(line)) if first == 0 else first
    while last > first and line.tokens[last - 1].text in _MARKS:
        last -= 1
    while first < last and (line.tokens[first].text in _MARKS or line.tokens[first].text == "that"):
        first += 1
    if last > first and is_between(document.source, line.tokens[last - 1].start):
        begin = last - 1
        while begin > first and is_between(document.source, line.tokens[begin - 1].start):
            begin -= 1
        # What leads to it needs it: 'the crew had been "brave"'.
        whole = not line.tags[begin - 1].startswith(("VB", "MD", "IN", "DT", "JJ", "TO", "PRP$"))
        rest = whole and any(line.tags[n] in _FINITE for n in range(first, begin))
        last = begin if rest and begin - first >= _SHORTEST else last
    return first, last


def _skip_dateline(line: Line) -> int:
    """The token behind "OSLO, Feb 7 -"."""
    if not line.tokens[0].text.isupper() or len(line.tokens[0].text) < _SHORTEST:
        return 0
    dashes = (
        n for n in range(1, min(_DATELINE, len(line.tokens))) if line.tokens[n].text in _DASHES
    )
    return next(dashes, -1) + 1


_DATELINE = 10
"""Words of a dateline."""
_DASHES = ("-", "–", "—", "--")
_MARKS = (",", ".", ";", ":", "-", "–", "—")


# --- where the report stands ------------------------------------------------------------------


def _find_spans(document: Document, saying: Saying, behind: tuple[Saying, ...]) -> list[Span]:
    if saying.base == ACCORDING:
        return _cut_quote(document, saying.line, _find_around(saying))
    # The verbs behind which the source tells what somebody said.
    if saying.base not in read_words("sayings", "report"):
        return []
    start = None if _is_inserted(saying) else _find_start(saying)
    if start is not None:
        end = _find_end(saying, start, behind)
        return _cut_quote(document, saying.line, [(start, end)])
    return _cut_quote(document, saying.line, _find_fronted(saying))


def _is_inserted(saying: Saying) -> bool:
    """Whether commas part who and verb from the rest: "The plant, she said, would stay open"."""
    around = [
        *saying.line.tokens[max(0, saying.first - 1) : saying.first],
        *saying.line.tokens[saying.last : saying.last + 1],
    ]
    return len(around) == len("..") and all(token.text == "," for token in around)


def _cut_quote(document: Document, line: Line, spans: list[Span]) -> list[Span]:
    """Without what stands in quotation marks, which is told as a speech, and the clause it is in."""
    spans = [span for span in spans if span[1] > span[0]]
    if not spans or is_quoted(document, line.tokens[spans[0][0]].start):
        return []
    if line.tokens[spans[0][0]].text in ('"', "“", "«"):  # a speech that nobody closed
        return []
    first, last = spans[0][0], spans[-1][1]
    if first >= last:
        return []
    place = find_first_speech(document.source, line.tokens[first].start, line.tokens[last - 1].end)
    if place is None:
        return spans
    quoted = next(n for n in range(first, last) if line.tokens[n].start >= place)
    joints = [n for n in range(first, quoted) if line.tags[n] == "CC" or line.tokens[n].text == ","]
    # A comma right before it: the words in quotation marks end a clause that the source began.
    apart = joints and (joints[-1] < quoted - 1 or line.tags[joints[-1]] == "CC")
    return [(first, joints[-1])] if apart else []


def _find_start(saying: Saying) -> int | None:
    """The first token of the clause behind the verb; None when there is none."""
    line = saying.line
    that = _find_that(saying)
    if that is not None:
        return that + 1
    if line.parses:
        for child in list_children(line, saying.verb, "ccomp", "parataxis"):
            first = max(find_span(line, child)[0], saying.last)
            if (
                child > saying.verb
                and first <= child
                and ";" not in line.words[saying.verb : child]
                and not _asks(line, first)
                and not _asks(line, first - 1)
            ):
                return first
        if saying.base == "claim" and list_children(line, saying.verb, "obj"):
            return None  # "claimed silver and Jane Roe took bronze"
    return _guess_start(saying) if saying.base in _BARE or not line.parses else None


_BARE = frozenset({"say", "tell", "add", "insist", "claim", "deny"})
"""Verbs that often stand without "that"."""


def _asks(line: Line, n: int) -> bool:
    return line.words[n] in (
        "whether",
        "if",
        "how",
        "why",
        "what",
        "who",
        "when",
        "where",
        "to",
    )


def _find_that(saying: Saying) -> int | None:
    line = saying.line
    for n in range(saying.last, min(saying.last + _REACH, len(line.tokens))):
        that = line.tokens[n].text == "that" and line.tags[n] in ("IN", "WDT", "DT")
        if that and (n == saying.last or _is_mark(saying, n)):
            return n
        if line.tags[n] in _FINITE:
            return None
    return None


def _is_mark(saying: Saying, n: int) -> bool:
    """Whether "that" opens what was said, not a "that was closed" behind a noun."""
    line = saying.line
    if line.tags[n] == "DT":
        return False
    if line.parses:
        return line.parses[n].relation == "mark"
    told = saying.base in ("tell", "inform", "assure", "warn", "remind", "advise")
    return told or line.tags[saying.last] in ("IN", "RB", ",", "TO")


def _guess_start(saying: Saying) -> int | None:
    """Behind the verb a noun and its finite verb: "said the plant was closed"."""
    line = saying.line
    pronoun = line.tags[saying.last : saying.last + 1] == ("PRP",)
    if pronoun and line.tags[saying.last + 1 : saying.last + 2] in _VERBS:  # "says it has"
        return saying.last
    phrases = [p for p in line.phrases if p.first >= saying.last]
    place = 0
    if saying.base == "tell" and phrases and phrases[0].kind == "noun":
        place = 1
    if place >= len(phrases) or phrases[place].kind != "noun":
        return None
    for phrase in phrases[place + 1 :]:
        if phrase.kind == "verb":
            return phrases[place].first if line.tags[phrase.first] in _FINITE else None
        if phrase.kind not in ("noun", "preposition", "adverb", "and"):
            return None
    return None


def _find_end(saying: Saying, start: int, behind: tuple[Saying, ...]) -> int:
    """The token behind the report: the end of the sentence, or of the clause the verb stands in, or
    where the speaker goes on to say something else."""
    line = saying.line
    end = len(line.tokens)
    if saying.relative:
        end = (
            max(find_span(line, saying.verb)[1], start) if line.parses else _next_comma(line, start)
        )
    for other in behind:
        if start < other.verb < end and _goes_on(saying, other):
            return _before_joint(line, start, other.first)
    return _find_comment(saying, start, end)


def _find_comment(saying: Saying, start: int, end: int) -> int:
    """Where the source speaks again: ", a claim that …", or ", and it is" behind a past tense."""
    line = saying.line
    past = line.tags[saying.verb] == "VBD"
    for n in range(start, end - 2):
        if line.tags[n] in ("VBZ", "VBP"):
            past = False
        if line.tokens[n].text != "," or n < start + _SHORTEST:
            continue
        if line.tokens[n + 1].text in ("a", "an") and line.tokens[n + 2].text in _COMMENTS:
            return n
        ahead = [t for t in line.tags[n + 2 : n + 5] if t in _FINITE]
        if past and line.tokens[n + 1].text == "and" and ahead[:1] in (["VBZ"], ["VBP"]):
            return n
    return end


_COMMENTS = frozenset(
    {
        "claim",
        "charge",
        "accusation",
        "allegation",
        "figure",
        "move",
        "view",
        "assertion",
        "statement",
        "position",
        "step",
        "suggestion",
    }
)


def _next_comma(line: Line, start: int) -> int:
    return next(
        (n for n in range(start, len(line.tokens)) if line.tokens[n].text == ","), len(line.tokens)
    )


def _goes_on(saying: Saying, other: Saying) -> bool:
    """Whether the other saying is a second one of the same speaker, not part of what he says."""
    if other.base == ACCORDING:
        return False
    if is_added(other.line, other.verb):
        return True
    shared = other.speaker == saying.speaker and other.first > saying.verb
    own = other.line.words[other.first - 1] in (",", "and", "but")
    if saying.line.parses:
        parse = saying.line.parses[other.verb]
        return parse.head == saying.verb and parse.relation in _CHAINED
    return shared and own


_CHAINED = ("conj", "advcl", "acl", "parataxis")


def _before_joint(line: Line, start: int, n: int) -> int:
    while n - 1 > start and (line.tags[n - 1] in ("CC", "RB") or line.tokens[n - 1].text == ","):
        n -= 1
    return n


def _find_fronted(saying: Saying) -> list[Span]:
    """ "The plant would stay open, Anna Visser said": what stands before, and behind when it goes on."""
    line, first = saying.line, saying.first
    if saying.relative or line.tags[saying.verb] == "VBG":
        return []
    if first < _SHORTEST or line.tokens[first - 1].text != "," or _has_own_clause(saying):
        return []
    rest = saying.last
    while rest < len(line.tokens) and line.tokens[rest].text not in (",", ".", ";"):
        if line.tags[rest] in _FINITE or line.tags[rest] == "VBG":
            return []
        rest += 1
    before = (0, first - 1)
    whole = any(line.tags[n] in _FINITE for n in range(*before))
    # "The plant, she said, would stay open": a subject before, its verb behind.
    apart = line.tags[0] not in ("IN", "TO", "VBG", "VBN", "RB") and not whole
    goes_on = apart and line.tags[rest + 1 : rest + 2] in _VERBS and line.tokens[rest].text == ","
    return [before, (rest + 1, len(line.tokens))] if goes_on else [before]


def _has_own_clause(saying: Saying) -> bool:
    """ "A court cleared him, but the cook, Leif Hovden, repeated the charge": what is said stands behind the verb, and a
    clause of its own begins before who says it."""
    line = saying.line
    things = [n for n in list_children(line, saying.verb, "obj") if n > saying.verb]
    if not any(line.tags[n].startswith("NN") for n in things):
        return False
    commas = [n for n in range(saying.first - 1) if line.tokens[n].text == ","]
    return any(line.tags[n + 1] == "CC" for n in commas[-2:])


_VERBS = (("VBD",), ("VBZ",), ("VBP",), ("MD",))


def _find_around(saying: Saying) -> list[Span]:
    """What "according to" tells of: behind it at the beginning, before it at the end, or both."""
    line, first, last = saying.line, saying.first, saying.last
    end = len(line.tokens)
    before = [n for n in (first - 1, first - 2) if n >= 0 and line.tokens[n].text != ","]
    if before and line.tags[before[0]] in (
        "WDT",
        "WP",
    ):  # "a delay which, according to …, was short"
        return [(last, end)]
    rest = (last + 1, end) if last + 1 < end and line.tokens[last].text == "," else (end, end)
    if first <= 1:
        return [_skip_apposition(line, rest)]
    whole = any(line.tags[n] in _FINITE for n in range(first))
    return [(0, first)] if whole or rest[0] >= end else [(0, first), rest]


def _skip_apposition(line: Line, rest: Span) -> Span:
    """ "According to Anna Visser, the chief executive, the plant …"."""
    comma = _next_comma(line, rest[0])
    apart = not any(line.tags[n] in _FINITE for n in range(rest[0], comma))
    tells = any(line.tags[n] in _FINITE for n in range(comma, rest[1]))
    goes_on = comma + 1 < rest[1] and line.tags[comma + 1].startswith(("W", "VB"))
    titled = tells and apart and not goes_on and names_people(line, *rest)
    if rest[0] < len(line.tags) and line.tags[rest[0]].startswith(
        ("W", "VBG")
    ):  # "who leads the party, …"
        return (comma + 1, rest[1]) if tells else rest
    return (comma + 1, rest[1]) if titled else rest
