"""The quicker code of templates beside Jinja2's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from pages import ROOT, theme_assets
from sample import HOSTILE, SAMPLE

from sourceline.check import check_chronicle
from sourceline.render import Renderer
from sourceline.render.compiler import PageEnvironment, print_value
from sourceline.render.renderer import list_names, make_environment
from sourceline.site import Page, plan_desk, plan_site

PART = """{% macro line(text, root="/", class="x") %}<li class="{{ class }}">{{ root }}{{ text }}</li>{% endmacro %}
{% macro whole() %}[{{ varargs|join(",") }}{{ kwargs.b }}{{ caller() if caller is defined }}]{% endmacro %}
{% macro of(thing) %}{{ line(thing) }}{{ line(text=thing, class="of") }}{% endmacro %}"""


@dataclass(frozen=True)
class Values:
    """What the lines below show."""

    text: str = HOSTILE
    texts: tuple[str, ...] = ("a", "<b>", HOSTILE)
    number: int = 7
    none: None = None

    def __str__(self) -> str:
        return self.text


def test_every_page_of_the_theme_has_quick_code() -> None:
    """It runs to its end, and writes what Jinja2's own writes."""
    quick, own = (
        make_environment(kind, [ROOT / "templates"]) for kind in (PageEnvironment, Environment)
    )
    assets = {asset.name: asset.path for asset in theme_assets()}
    desk = plan_desk(SAMPLE, check_chronicle(SAMPLE), "Of 2 sentences 1.", assets=assets)
    pages = [page for page in (*plan_site(SAMPLE, assets=assets), desk) if page.template]
    for page in pages:
        names = list_names(page.values)
        text = quick.get_template(page.template or "").render(names)
        assert text == own.get_template(page.template or "").render(names)
    assert {page.template for page in pages} >= {"event.html", "profile.html", "feed.xml"}


@pytest.mark.parametrize(
    "template",
    [
        "{{ v }} {{ v.text }} {{ v.number }} {{ v.none }} {{ 1.5 }} {{ true }} {{ [v.text] }}",
        "{{ v.text|upper }} {{ v.text|length }} {{ v.text[:9] }} {{ v.text ~ '<' }} {{ '<' + v.text }}",
        "{% if v.none is none and v.text is not none %}{{ v.texts|join('<') }}{% endif %}",
        "{% for x in v.texts %}{{ loop.index }}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{% for x in [[1, [2]]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}",
        "{% set words %}<i>{{ v.text }}</i>{% endset %}{{ words }} {{ words ~ v.text }}",
        "{% filter upper %}<i>{{ v.text }}</i>{% endfilter %}",
        "{% set ns = namespace(n=0) %}{% for x in v.texts %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
        "{{ {'a': v.text}.a }} {{ v.missing is defined }} {{ v.missing|default(v.text) }}",
        "{{ missing is defined }} {{ missing|default('<') }} {{ v['text'] }} {{ v.texts.1 }}",
        "{{ '%s'|format(v.text) }} {{ 'a{}'.format(v.text) }} {{ range(3)|list }} {{ dict(a=v.text) }}",
        "{{ line(v.text) }} {{ line(v.text, '<', class=v.text) }} {{ line(class='c', text='t') }}",
        "{{ line(*v.texts) }} {{ line(**{'text': v.text}) }} {{ line }} {{ line.name }}",
        "{{ of(v.text) }} {{ line(v.text)|length }} {{ line(v.text) ~ v.text }}",
        "{{ whole(1, '<', b=v.text) }} {% call whole(b='b') %}{{ v.text }}{% endcall %}",
        "{% block a %}{{ v.text }}{% endblock %} {{ self.a() }} {{ self.a()|length }}",
        "{% autoescape false %}{{ v.text }}{{ line(v.text) }}{% endautoescape %}{{ v.text }}",
        "{{ v.text|safe }} {{ v.text|e }} {{ v.text|markdown }} {{ v.text|json_data }} {{ v.text|side }}",
        "{% include 'part' %}{% include 'none' ignore missing %}{% include 'line' %}",
        "{% import 'part' as part %}{{ part.line(v.text) }}{{ part }}",
        "{% extends 'base' %}{% block a %}own {{ super() }} {{ v.text }}{% endblock %}",
        "{% with x = v.text %}{{ x }}{% endwith %}{{ v.text.title() }}{{ '<' if v.none }}",
    ],
)
def test_whatever_a_template_asks_for_is_done_as_jinja_does_it(
    tmp_path: Path, template: str
) -> None:
    """In quick code, or else in Jinja2's own."""
    head = '{% from "part" import line, whole, of %}'
    own = head + template if "extends" not in template else template
    files = {
        "x": own,
        "part": PART,
        "line": "{{ v.text }}",
        "base": "<{% block a %}{{ v.number }}{% endblock %}>",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    class Names(NamedTuple):
        v: Values

    expected = make_environment(Environment, [tmp_path]).get_template("x").render(v=Values())
    assert Renderer([tmp_path]).render(Page("x.html", "x", Names(Values()))) == expected


@given(st.text() | st.integers() | st.none() | st.booleans() | st.floats())
def test_value_is_printed_escaped(value: object) -> None:
    """As Jinja2 prints it."""
    assert print_value(value) == Environment(autoescape=True).from_string("{{ v }}").render(v=value)
