"""The text in a finished page that a later build may exchange."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from trees import write_tree

from sourceline.render import Renderer
from sourceline.site.pages import Page

PLAIN = '<p dir="{{ markdown|side }}">{{ markdown|markdown }}</p>'


class Values(NamedTuple):
    """What the templates of these tests show."""

    markdown: str = "It *rained*."
    index: str = "data/1f"  # type: ignore[assignment] # in place of the method of tuples
    title: str = "Flood"


def render_gap(
    folder: Path, templates: dict[str, str], gap: str = "markdown", values: object = None
) -> tuple[str, str | None]:
    """A page of the template "page.html", and what stands in its gap."""
    write_tree(folder, templates)
    renderer = Renderer([folder])
    page = Page("a/index.html", "page.html", values or Values(), gap=gap)
    data, found = renderer.render_open(page)
    assert data.decode() == renderer.render(page)
    return data.decode(), found and data[slice(*found)].decode()


@pytest.mark.parametrize(
    ("template", "gap"),
    [
        (PLAIN, "markdown"),
        (f"Überflutung {{% if markdown %}}{PLAIN}{{% endif %}}", "markdown"),
        ('<a href="{{ index }}/x">', "index"),
        (f"{PLAIN}{{% for index in [1, 2] %}}{{{{ title|upper }}}}{{% endfor %}}", "markdown"),
    ],
)
def test_text_that_is_only_shown_has_a_gap(tmp_path: Path, template: str, gap: str) -> None:
    """It is where the text stands, in bytes."""
    _, found = render_gap(tmp_path, {"page.html": template}, gap)
    assert found == {"markdown": "<p>It <em>rained</em>.</p>\n", "index": "data/1f"}[gap]


def test_text_of_a_block_that_is_taken_over_has_a_gap(tmp_path: Path) -> None:
    """Templates may extend and include each other."""
    templates = {
        "base.html": "<main>{% block main %}{% endblock %}</main>",
        "event.html": '{% extends "base.html" %}{% block main %}{% include "text.html" %}{% endblock %}',
        "text.html": PLAIN,
        "page.html": '{% extends "event.html" %}{% block main %}<hr>{{ super() }}{% endblock %}',
    }
    assert render_gap(tmp_path, templates) == (
        '<main><hr><p dir="ltr"><p>It <em>rained</em>.</p>\n</p></main>',
        "<p>It <em>rained</em>.</p>\n",
    )


@pytest.mark.parametrize(
    "template",
    [
        "{{ title }}",
        PLAIN + PLAIN,
        PLAIN + "{{ markdown|length }}",
        PLAIN + "{{ markdown }}",
        PLAIN + "{% if not markdown %}x{% endif %}",
        PLAIN + "{% if markdown == 'x' %}y{% endif %}",
        "{{ markdown|markdown|replace('x', 'y') }}",
        "{% filter replace('x', 'y') %}" + PLAIN + "{% endfilter %}",
        "{% set part %}" + PLAIN + "{% endset %}{{ part }}",
        "{% set text = markdown %}{{ text|markdown }}",
        "{% macro part() %}" + PLAIN + "{% endmacro %}{{ part()|replace('x', 'y') }}",
        "{% block part %}" + PLAIN + "{% endblock %}{{ self.part()|length }}",
        "{% extends 'base.html' %}{% block part %}{{ super()|replace('x', 'y') }}{% endblock %}",
        "{% include title ~ '.html' %}" + PLAIN,
        "{% for word in markdown.split() %}{{ word }}{% endfor %}" + PLAIN,
    ],
)
def test_text_that_is_used_otherwise_has_none(tmp_path: Path, template: str) -> None:
    """Where anything else in the page may hang on the text, the page must be made anew."""
    templates = {"base.html": "{% block part %}" + PLAIN + "{% endblock %}", "Flood.html": ""}
    assert render_gap(tmp_path, {**templates, "page.html": template})[1] is None


def test_same_text_elsewhere_has_none(tmp_path: Path) -> None:
    """A page that holds these very words twice does not show which of them are the text."""
    page = {"page.html": PLAIN + "{{ title|markdown }}"}
    assert render_gap(tmp_path, page, values=Values(title="It *rained*."))[1] is None
    assert render_gap(tmp_path, page, values=Values(title="It rained."))[1] is not None


def test_code_of_jinja_has_none(tmp_path: Path) -> None:
    """A page that only Jinja2's own code can make has no gap: nobody has looked at what that does."""
    page = {"page.html": PLAIN + "{% set table = {'a': 1} %}{{ table.a }}"}
    text, found = render_gap(tmp_path, page)
    assert (text[-1], found) == ("1", None)
