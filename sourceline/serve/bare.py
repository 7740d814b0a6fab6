"""The preview's own page, for when the site has none to show: it is not made yet, or a page cannot be made."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from json import dumps
from pathlib import Path

from sourceline.errors import Problem
from sourceline.serve.excerpt import show_text
from sourceline.serve.notice import describe_problems

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{heading} · preview</title>
<link rel="stylesheet" href="/livereload/preview.css">
</head>
<body class="bare"{notice}>
<main>
<h1>{heading}</h1>
<p>{text}</p>
{list}</main>
</body>
</html>
"""


def draw_page(problems: Sequence[Problem], folder: Path) -> bytes:
    """A page that says what stands in its way, also without scripts; without problems, that there is none."""
    if not problems:
        text = "It may be in the making: this page then loads itself. Otherwise there is none at this address."
        return _PAGE.format(heading="No page here yet", text=text, list="", notice="").encode()
    notice = escape(dumps(describe_problems(problems, folder)))
    items = "".join(
        f"<li><strong>{_show(str(each.position))}</strong>: {_show(each.message)} {_show(each.remedy)}</li>\n"
        for each in sorted(problems)
    )
    return _PAGE.format(
        heading="This page cannot be made",
        text="The next good save makes it.",
        list=f"<ul>\n{items}</ul>\n",
        notice=f' data-notice="{notice}"',
    ).encode(errors="replace")


def _show(text: str) -> str:
    return escape(show_text(text))
