"""Texts of other programs that may hold HTML."""

from __future__ import annotations

import pytest

from sourceline.interchange.markup import read_html, read_line


@pytest.mark.parametrize(
    ("text", "line", "markdown"),
    [
        ("<b>Ada</b> &amp; Ben", "Ada & Ben", "**Ada** & Ben"),
        ("a <![CDATA[x]]> b", "a b", "a  b"),
        ("<![ Point is set up> and runs", "and runs", "and runs"),
        ("<![C[ers, <p>it runs</p>", "it runs", "it runs"),
    ],
)
def test_markup(text: str, line: str, markdown: str) -> None:
    """Words are kept, and what a browser takes for a comment is none."""
    assert (read_line(text), read_html(text)) == (line, markdown)
