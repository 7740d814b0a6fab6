"""Quote ↔ span: where the words of a fact stand in its source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sourceline.model import Evidence, Source

CONTEXT = 32
"""Characters kept before and after a quote, to tell equal sentences apart."""

# Signs a person may type for one another. Each class is one sign of the keyboard.
_ALIKE = (
    "'‘’‚‛′`´",
    '"“”„‟″«»',
    "-‐‑‒–—―−",
)


def make_evidence(source: Source, start: int, end: int) -> Evidence:
    """The span `start`..`end` of `source.text` as evidence, with its surroundings."""
    text = source.text
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span {start}..{end} in {source.id}, which has {len(text)} characters")
    return Evidence(
        source=source.id,
        exact=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def quote_sentence(source: Source, number: int) -> Evidence:
    """Sentence `number` of the source as evidence."""
    sentence = source.sentences[number]
    return make_evidence(source, sentence.start, sentence.end)


def find_quote(source: Source, evidence: Evidence) -> tuple[int, int] | None:
    """Where the quote stands in the source today; None when its words are not there.

    The old place wins; then the occurrence whose surroundings fit best; then the nearest one. A
    quote with offsets (a machine's) must be there character by character. A quote without them
    (start = -1, a person's or a language model's) may differ in runs of white space, in the shape of
    quotation marks, apostrophes and dashes, in whether an accent is a sign of its own (NFC or NFD),
    and in nothing else.
    """
    start, end, exact = evidence.start, evidence.end, evidence.exact
    if start >= 0 and exact and source.text[start:end] == exact:
        return start, end
    spans = find_words(source.text, exact) if start < 0 else [*_find_exact(source.text, exact)]
    if not spans:
        return None
    return max(spans, key=lambda span: _rank_span(source.text, span, evidence))


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Every place of some words in a text: as they are, or else normalized as `find_quote` tells."""
    return (
        [*_find_exact(text, words)] or [*_find_alike(text, words)] or [*_find_composed(text, words)]
    )


def _find_exact(text: str, exact: str) -> Iterator[tuple[int, int]]:
    place = text.find(exact) if exact else -1
    while place >= 0:
        yield place, place + len(exact)
        place = text.find(exact, place + len(exact))


def _find_alike(text: str, exact: str) -> Iterator[tuple[int, int]]:
    words = exact.split()
    if not words:
        return
    # Starts with a sign that is no white space and repeats nothing but white space: linear.
    pattern = r"\s+".join("".join(map(_match_alike, word)) for word in words)
    for match in re.finditer(pattern, text):
        yield match.span()


def _find_composed(text: str, exact: str) -> Iterator[tuple[int, int]]:
    """As `_find_alike`, where a letter and its accent may be one sign or two."""
    if unicodedata.is_normalized("NFC", text) and unicodedata.is_normalized("NFC", exact):
        return
    spans: list[tuple[int, int]] = []
    composed = ""
    for cluster in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", cluster[0])
        spans += [cluster.span()] * len(part)
        composed += part
    for start, end in _find_alike(composed, unicodedata.normalize("NFC", exact)):
        yield spans[start][0], spans[end - 1][1]  # never half a letter


_JOINING = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"  # accents
    "\u0653-\u0655\u1161-\u1175\u11a8-\u11c2\u3099\u309a"  # of Arabic, Korean, Japanese
    "\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf"
    "\u0ddf\u102e\u1b35\U000110ba\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd"
    "\U000115af\U00011930"  # of the scripts of India and those that came of them
)
"""Every sign that NFC makes one with the sign before it, and more accents."""
_CLUSTER = re.compile(f"[^{_JOINING}]?[{_JOINING}]*", re.DOTALL)
"""A sign with the accents that follow it."""


def _match_alike(sign: str) -> str:
    for group in _ALIKE:
        if sign in group:
            return f"[{re.escape(group)}]"
    return re.escape(sign)


def _rank_span(text: str, span: tuple[int, int], evidence: Evidence) -> tuple[int, int]:
    """The higher, the better: surroundings that fit, then nearness to the old place."""
    start, end = span
    before = bool(evidence.prefix) and text.endswith(evidence.prefix, 0, start)
    after = bool(evidence.suffix) and text.startswith(evidence.suffix, end)
    return before + after, -abs(start - max(evidence.start, 0))
