"""The short way through Markdown beside the whole parser."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample import HOSTILE

from sourceline.render.markdown import parse_markdown, render_markdown
from sourceline.render.prose import set_block, split_blocks

# Words, signs and ends of lines that Markdown or a typographer could take for something.
_PARTS = [
    "word",
    "The",
    "court's",
    "s'",
    "'",
    '"',
    '"Quoted',
    '"quoted',
    'words"',
    "(see",
    ").",
    ",",
    ";",
    "é",
    "ß",
    "12",
    "1.",
    "10)",
    "1.5",
    "-",
    "--",
    "---",
    "+",
    "+-",
    "*",
    "**",
    "_",
    "__",
    "`",
    "```",
    "~~~",
    "~",
    "#",
    "##",
    "#######",
    ">",
    "[",
    "]",
    "[a]",
    "]:",
    "](x)",
    "[a]:",
    "!",
    "![a]",
    "!!!!",
    "????",
    "?…",
    "..",
    "...",
    ",,",
    "(c)",
    "(TM)",
    "(r",
    "|",
    "|-|-|",
    "a|b",
    ":-:",
    "==",
    "===",
    "&",
    "&amp;",
    "&#39;",
    "<",
    "<b>",
    "<http://a.example>",
    "http://a.example",
    "\\",
    "\\*",
    "…",
    "“",
    "”",
    "·",
    "©",
    "—",
    "*em*",
    "**bold**",
    "`code`",
    "[link](https://a.example/b-c)",
    "[link](https://A.example)",
    "[link](javascript:x)",
    "![p](https://a.example)",
    "-",
    "item",
    "1.",
    "item",
    "2.",
    "item",
    "*a",
    "b*",
    "a*b*",
    "**a",
    "b**c",
]
_PARTS += [
    HOSTILE,
    "\u00a0",
    "\u2028",
    "\x0b",
    "\x1f",
    "\x85",
    "\u200b",
    "plain words",
    "more words",
]
_ENDS = [
    " ",
    "  ",
    "",
    "\n",
    "\n\n",
    "\n\n\n",
    " \n",
    "  \n",
    "\n ",
    "\n    ",
    "\n  \n",
    "\t",
    "\r\n",
    "\n> ",
    "\n- ",
    "\n\n- ",
    "\n\n1. ",
    "\n\n# ",
    "\n\n> ",
    "\n>     ",
]
_TEXTS = st.lists(
    st.tuples(st.sampled_from(_PARTS), st.sampled_from(_ENDS)).map("".join), max_size=14
).map("".join)
# The same of plain words for the most part, so that the short way is taken.
_PROSE = st.lists(
    st.tuples(
        st.sampled_from(["The words", "the court's words", "in 1988", "say", *_PARTS]),
        st.sampled_from([" ", " ", " ", ", ", ". ", ".\n\n", ".\n\n", "\n", ".\n\n## ", ".\n\n- "]),
    ).map("".join),
    max_size=10,
).map("".join)


@given(_TEXTS | _PROSE | st.text(alphabet="ab1 \n*_`'\"[](){}<>&!#-+.,:;=|~\\/?", max_size=40))
@example("a > \n> >  ```\n> > \n\nb")
@example("- a\n\n- b")
@example("[a]\n\n[a]: https://a.example")
def test_short_way_leads_where_the_parser_does(text: str) -> None:
    """Whatever is written."""
    assert render_markdown(text) == (parse_markdown(text) if text.strip() else "")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("The court's words, of 1988.", "<p>The court’s words, of 1988.</p>\n"),
        ("Two\nlines (of it).", "<p>Two\nlines (of it).</p>\n"),
        ("## Of words", '<p class="subheading"><strong>Of words</strong></p>\n'),
        ("> It's said.", "<blockquote>\n<p>It’s said.</p>\n</blockquote>\n"),
        ("- one\n- *two*", "<ul>\n<li>one</li>\n<li><em>two</em></li>\n</ul>\n"),
        ("1. one\n7. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n"),
        ('"Words," it says.', "<p>“Words,” it says.</p>\n"),
        (
            "A **b**, a `c-1` and [d e](https://f.example/g).",
            '<p>A <strong>b</strong>, a <code>c-1</code> and <a href="https://f.example/g" rel="noopener nofollow ugc">d e</a>.</p>\n',
        ),
    ],
)
def test_plain_prose_takes_the_short_way(block: str, expected: str) -> None:
    """Paragraphs, headings, quotations and lists, with simple marks."""
    assert set_block(block) == expected
    assert parse_markdown(block) == expected


@pytest.mark.parametrize(
    "block",
    [
        HOSTILE,
        "a -- b",
        "a...",
        "(C) a",
        "a *b",
        "[a](javascript:b)",
        "[a](//b)",
        "a_b_",
        "2. a",
        "a &amp; b",
        "-a",
    ],
)
def test_anything_else_is_for_the_parser(block: str) -> None:
    """It has the last word on what could mean something."""
    assert set_block(block) is None


def test_text_whose_blocks_know_of_each_other_is_not_split() -> None:
    """Lists and what is indented go on, and an address may be named anywhere."""
    assert split_blocks("a\n\nb\n\n\n- c\n- d\n\ne\n") == ["a", "b", "- c\n- d", "e"]
    for text in ("- a\n\n- b", "- a\n\n  b", "[a]\n\n[a]: b", "```\n\na\n```", "a\n \nb"):
        assert split_blocks(text) is None
