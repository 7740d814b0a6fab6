"""Names of a pipeline's kinds and borders become ours."""

from __future__ import annotations

import pytest

from sourceline.extract.spacy.labels import make_span
from sourceline.extract.tagger.words import split_words


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("Ada Fenwick", "PERSON", "PER Ada Fenwick"),
        ("Ada Fenwick", "per", "PER Ada Fenwick"),
        ("the Bank of Alda", "ORG", "ORG Bank of Alda"),
        ("The Bank's", "ORG", "ORG Bank"),
        ("Norway’s", "GPE", "LOC Norway"),
        ("Boats'", "ORG", "ORG Boats"),
        ("The", "WORK_OF_ART", "MISC The"),
        ("Norwegian", "NORP", "MISC Norwegian"),
        ("Alda Bridge", "FAC", "LOC Alda Bridge"),
        ("last Tuesday", "DATE", None),
        ("8 percent", "PERCENT", None),
        ("'s", "ORG", None),
    ],
)
def test_spans(text: str, label: str, name: str | None) -> None:
    """A name has one of our labels, no article before it and no "'s" behind; what is no name is none."""
    words = split_words(text, 0, len(text))
    span = make_span(words, 0, len(words), label)
    found = span and f"{span.label} {text[words[span.first].start : words[span.last - 1].end]}"
    assert found == name
