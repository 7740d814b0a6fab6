"""The reader of usual files: the same tree as the parser's, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import ContentError
from sourceline.positions import index_lines
from sourceline.store.lines import read_lines
from sourceline.store.nodes import Node
from sourceline.store.yaml import parse_text

USUAL = """\
# A file as people write it.
title: "A bell: rung # twice"

date: 2031-05-06
participants:
  - profile: ada-fenwick
    role: 'agent'
  # nobody else
  - name: Bruno
evidence:
- source: gazette
  exact: |
    The bell was rung.

      Twice.
- "a text"
- plain
note: |-
 short
text: |
  # Not a comment

  Words: more.

"""

LINES = (
    *(
        "a: x",
        "b:",
        "c: |",
        'd: "q"',
        "- x",
        "- a: 1",
        "- b:",
        "  e: 1",
        "  - y",
        "  - f: 2",
        "    g: 3",
    ),
    *(
        "    h:",
        "      - z",
        "  text",
        "    text",
        "",
        "   ",
        "# c",
        "  # c",
        "i: |-",
        "j: 'k'",
        "- |",
    ),
    *(
        "  l: |",
        "    m",
        "    - n",
        "-",
        "  ",
        "- o: |",
        "p: q #r",
        '"s": t',
        "      deep",
        "u: v: w",
    ),
    *(
        "---",
        "...",
        "- - x",
        "x: [a]",
        "y: &z a",
        "z: it's",
        "a: 'it''s'",
        'b: "\\n"',
        "c: -",
        "\td: e",
    ),
)


def parse(text: str) -> Node | None:
    """What the parser alone makes of a text; None where it refuses it."""
    try:
        return parse_text(text, "x.yaml", index_lines(text))
    except ContentError:
        return None


@pytest.mark.parametrize("text", [USUAL, USUAL.rstrip(), "- a\n- b: c\n  d: e", "  a:\n    b: c\n"])
def test_reads_usual_files(text: str) -> None:
    """Block style, quotes, literal blocks and comments give the parser's tree, with its places."""
    assert parse(text) is not None
    assert read_lines(text) == parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a:\n",
        "a: [b]\n",
        "a: &b c\n",
        "a: b\na: c\n",
        "a: b\n  c\n",
        "a: |\n\n  b\n",
        "a: >-\n  b\n",
        "a: b\r\n",
        'a: "\\n"\n',
        "---\na: b\n",
        "".join("  " * n + "a:\n" for n in range(25)) + "  " * 25 + "b: c\n",
    ],
)
def test_leaves_the_rest_to_the_parser(text: str) -> None:
    """What has more than one shape, or is wrong, is not read."""
    assert read_lines(text) is None


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_never_differs_from_the_parser(text: str) -> None:
    """Lines in any order are read as the parser reads them, or not at all."""
    assert read_lines(text) in (None, parse(text))
