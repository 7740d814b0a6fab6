"""Hostile documents of every kind, small here: `make torture PARTS="documents growth"` builds and times large ones."""

from __future__ import annotations

import pytest
from hostile import DOCUMENTS, SENTENCE

from sourceline.errors import ContentError
from sourceline.extract.door import admit
from sourceline.extract.rules import FastEngine
from sourceline.model import Source
from sourceline.read import read_source


def read_or_name(data: bytes, path: str) -> Source | None:
    """What is read; None where it is refused by its name."""
    try:
        return read_source(data, path=path)
    except ContentError as error:
        named = {problem.position.path for problem in error.problems}
    assert named == {path}
    return None


@pytest.mark.parametrize("name", DOCUMENTS)
def test_hostile_document(name: str) -> None:
    """It is read, with its plain sentence in the text, among what is told to be left out, or not in the file; or it is
    refused, and named."""
    document = DOCUMENTS[name]
    path = f"content/sources/hostile{document.suffix}"
    source = read_or_name(document.make(min(document.size, 40)), path)
    if source is None:
        return
    admit(source, FastEngine().extract(source))
    kept = [source.text[block.start : block.end] for block in source.blocks]
    left = [source.text[part.start : part.end] for part in source.dropped]
    assert any(SENTENCE in " ".join(text.split()) for text in (*kept, *left)) or source.doubts
