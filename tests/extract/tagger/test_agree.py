"""Document sense: what one place says of a name holds in the others."""

from __future__ import annotations

import re

import pytest
from cases import Case, case_parameters

from sourceline.extract.tagger.agree import agree
from sourceline.extract.tagger.spans import LABELS, Span
from sourceline.extract.tagger.words import Word, split_words

MARK = re.compile(r"\[([^\]]+)\]\((PER|ORG|LOC|MISC)(?: ([.\d]+))?\)")


def _read(line: str) -> tuple[list[Word], list[Span]]:
    """A sentence written as "[Ada Moss](PER .9) spoke", the number being the model's chance."""
    plain, marks, last = "", [], 0
    for mark in MARK.finditer(line):
        plain += line[last : mark.start()]
        marks.append((len(plain), len(plain) + len(mark[1]), mark[2], float(mark[3] or 0.9)))
        plain += mark[1]
        last = mark.end()
    plain += line[last:]
    words = split_words(plain, 0, len(plain))
    spans = []
    for start, end, label, chance in marks:
        inside = [n for n, word in enumerate(words) if start <= word.start < end]
        chances = tuple(chance if name == label else (1 - chance) / 3 for name in LABELS)
        spans.append(Span(inside[0], inside[-1] + 1, label, chances))
    return words, spans


@pytest.mark.parametrize("case", case_parameters("names", "agree"))
def test_document_sense(case: Case) -> None:
    """The names of the document are those of the fixture."""
    rows = [_read(line) for line in case.text.splitlines()]
    found = agree([words for words, _ in rows], [spans for _, spans in rows])
    lines = [
        "; ".join(f"{' '.join(w.text for w in words[s.first : s.last])} {s.label}" for s in spans)
        or "-"
        for (words, _), spans in zip(rows, found, strict=True)
    ]
    assert case.expected.splitlines() == lines
