"""Datelines: "OSLO, Feb 7 (Reuters) -" before the first sentence of a report, which is no part of it.

A parser that reads it with the sentence takes the town for who does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourceline.extract.tagger.reading import Parse, Reading

Span = tuple[int, int]

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}"  # the town, in capitals
    r"(?:, ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"  # its country or state
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?)?"
    r"(?: ?\([A-Z][\w ./-]{1,40}\))?"  # the agency
    r" ?(?:--?|[–—_])\s+(?=\S)"
)


def find_datelines(text: str, spans: Sequence[Span]) -> dict[int, Span]:
    """Sentence that opens with a dateline → the span of what follows it."""
    found = ((n, _DATELINE.match(text, *span)) for n, span in enumerate(spans))
    return {n: (match.end(), spans[n][1]) for n, match in found if match}


def mend_datelines(reading: Reading, found: dict[int, Span], rest: Reading) -> Reading:
    """`reading` with the parses and senses of `rest` for what follows the datelines; what stands in one hangs
    loosely on the verb of its sentence. Names stay: they are read better in the whole."""
    words, parses, senses = list(reading.words), list(reading.parses), list(reading.senses)
    for place, (n, (start, _)) in enumerate(found.items()):
        count = sum(word.start < start for word in words[n])
        words[n] = (*words[n][:count], *rest.words[place])
        parses[n] = tuple(_join(parses[n][:count], rest.parses[place]))
        if senses:
            senses[n] = (*senses[n][:count], *rest.senses[place])
    return Reading(reading.mentions, tuple(words), tuple(parses), tuple(senses))


def _join(dateline: tuple[Parse, ...], sentence: tuple[Parse, ...]) -> Iterator[Parse]:
    shift = len(dateline)
    root = next((n for n, parse in enumerate(sentence) if parse.head < 0), 0) + shift
    for n, parse in enumerate(dateline):
        inside = 0 <= parse.head < shift and n > 0
        yield parse if inside else parse._replace(head=root, relation="parataxis")
    for parse in sentence:
        yield parse if parse.head < 0 else parse._replace(head=parse.head + shift)
