"""Text → blocks: every case of fixtures/read/blocks.txt."""

from __future__ import annotations

from itertools import pairwise

import pytest
from cases import Case, case_parameters
from hypothesis import given
from hypothesis import strategies as st

from sourceline.read.blocks import Layout, find_blocks


def write_layout(text: str, layout: Layout) -> str:
    """The layout in words: metadata, then blocks and dropped spans in text order."""
    found = [
        (b.start, f"{b.kind}{b.level or ''}: {text[b.start : b.end]!r}") for b in layout.blocks
    ]
    found += [(d.start, f"dropped, {d.reason}: {text[d.start : d.end]!r}") for d in layout.dropped]
    fields = {"title": layout.title, "author": layout.author, "published": layout.published}
    stated = [f"{name} = {value}" for name, value in fields.items() if value]
    return "\n".join([*stated, *(words for _, words in sorted(found))])


@pytest.mark.parametrize("case", case_parameters("read", "blocks"))
def test_blocks_are_found(case: Case) -> None:
    """Each text gives the blocks, dropped lines and metadata that stand under it."""
    assert case.expected == write_layout(case.text, find_blocks(case.text))


@given(st.text(alphabet='Ab .\n#-=\t“"12', max_size=200))
def test_no_word_is_lost(text: str) -> None:
    """Blocks and dropped spans lie in order, apart, and together hold every letter."""
    layout = find_blocks(text)
    spans = [(b.start, b.end) for b in layout.blocks] + [(d.start, d.end) for d in layout.dropped]
    spans.sort()
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    letters = [c for c in text if c.isalpha()]
    assert [c for c in kept if c.isalpha()] == letters
