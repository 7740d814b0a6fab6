"""Templates and values."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from sourceline.errors import ContentError
from sourceline.render import Renderer
from sourceline.render.characters import drop_illegal
from sourceline.site import Page
from sourceline.site.bidi import find_side


class Values(NamedTuple):
    """One text."""

    text: str


def render(folder: Path, template: str, text: str, *, path: str = "x.html") -> str:
    """A template of one line, rendered."""
    (folder / "x").write_text(template, encoding="utf-8")
    return Renderer([folder]).render(Page(path, "x", Values(text)))


def test_everything_is_escaped_in_html_and_xml(tmp_path: Path) -> None:
    """Whatever the template's name, and content is never a template."""
    expected = "<p>&lt;b&gt; &#34;&#39; &amp; {{7*7}}</p>"
    assert expected == render(tmp_path, "<p>{{ text }}</p>", "<b> \"' & {{7*7}}")
    assert expected == render(tmp_path, "<p>{{ text }}</p>", "<b> \"' & {{7*7}}", path="x.xml")


def test_misspelt_name_is_an_error(tmp_path: Path) -> None:
    """Nothing is silently empty."""
    with pytest.raises(UndefinedError, match="txet"):
        render(tmp_path, "{{ txet }}", "x")


def test_first_folder_wins(tmp_path: Path) -> None:
    """A site's own template stands before the theme's of the same name."""
    for name in ("own", "theme"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text(name, encoding="utf-8")
    folders = [tmp_path / "own", tmp_path / "theme"]
    assert Renderer(folders).render(Page("x.html", "x", Values("x"))) == "own"


def test_template_that_cannot_be_looked_at(tmp_path: Path) -> None:
    """It is an error, and the theme's does not silently take its place."""
    for name in ("own", "theme"):
        (tmp_path / name).mkdir()
    (tmp_path / "own/x").symlink_to(tmp_path / "own/x")
    (tmp_path / "theme/x").write_text("theme", encoding="utf-8")
    with pytest.raises(ContentError, match=r"^own/x: error: This link leads in a circle\."):
        Renderer([tmp_path / "own", tmp_path / "theme"]).render(Page("x.html", "x", Values("x")))


def test_own_template_may_change_one_block_of_the_themes(tmp_path: Path) -> None:
    """ "theme/x" is the template of the same name that the site's own one hides."""
    for name, text in (
        ("own", '{% extends "theme/x" %}{% block a %}own {{ super() }}{% endblock %}'),
        ("theme", "{% block a %}theme{% endblock %}, rest"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text(text, encoding="utf-8")
    folders = [tmp_path / "own", tmp_path / "theme"]
    assert Renderer(folders).render(Page("x.html", "x", Values("x"))) == "own theme, rest"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("x", "\n{{ txet }}", ("own/x:2", "The template cannot be rendered: 'txet' is undefined.")),
        (
            "x",
            "{% block a %}\n\n{{ text( }}",
            ("own/x:3", "The template cannot be rendered: unexpected '}', expected ')'."),
        ),
        ("x", '{% extends "them/x" %}', ("own/x:1", "There is no template “them/x”.")),
        (
            "x",
            '{{ {}["y"] + text }}',
            ("own/x:1", "The template cannot be rendered: 'dict object' has no attribute 'y'."),
        ),
        (
            "x",
            "{{ text + 1 }}",
            (
                "own/x:1",
                'The template cannot be rendered: can only concatenate str (not "int") to str.',
            ),
        ),
        ("x", "{{ '{y}'.format_map({}) }}", ("own/x:1", "There is nothing of the name “y”.")),
        (
            "part",
            "",
            (
                "own",
                "The template cannot be rendered: the template 'part' (imported on line 1 in 'x') does not export the requested name 'line'.",
            ),
        ),
    ],
)
def test_fault_in_a_template_of_ones_own(
    tmp_path: Path, file: str, text: str, expected: tuple[str, str]
) -> None:
    """It is told with the place in the site, and how to mend it; nothing else of it is seen."""
    (tmp_path / "own").mkdir()
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "x").write_text('{% from "part" import line %}{{ line() }}')
    (tmp_path / "theme" / "part").write_text("{% macro line() %}{% endmacro %}")
    (tmp_path / "own" / file).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        Renderer([tmp_path / "own", tmp_path / "theme"]).render(Page("x.html", "x", Values("x")))
    (problem,) = caught.value.problems
    assert (str(problem.position), problem.message) == expected
    assert problem.remedy.startswith("docs/theming.md")


def test_characters_no_file_may_hold_are_replaced(tmp_path: Path) -> None:
    """In HTML they are seen to be missing; in XML they go."""
    bad = "a\x00b\x1bc\ud800d\ufffee\x85f"
    assert render(tmp_path, "{{ text }}", bad) == "a�b�c�d�e�f"
    assert render(tmp_path, "{{ text }}", bad, path="x.xml") == "abcde\x85f"


def test_json_cannot_end_its_script(tmp_path: Path) -> None:
    """Even a value that was not escaped before."""
    expected = r'{"a":"\u003c/script\u003e \u0026 \u2028"}'
    assert expected == render(tmp_path, "{{ text|json_data }}", '{"a":"</script> & \u2028"}')


@given(st.text())
def test_xml_keeps_what_it_may(text: str) -> None:
    """Nothing legal is lost, and twice is the same as once."""
    cleaned = drop_illegal(text)
    assert cleaned == drop_illegal(cleaned)
    assert [c for c in text if c.isalnum()] == [c for c in cleaned if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "ltr"),
        ("مها الزهراني", "rtl"),
        ("مها visits the works", "ltr"),
        ("", "ltr"),
        ("44", "ltr"),
    ],
)
def test_side_goes_by_most_letters(text: str, expected: str) -> None:
    """An English sentence that begins with an Arabic name stays English."""
    assert expected == find_side(text)
