"""Markdown by strangers."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.render.markdown import render_markdown
from sourceline.render.parser import is_allowed


def test_markdown_is_set_as_a_typographer_would() -> None:
    """Quotes, dashes, ellipses; headings stay out of the page's outline."""
    expected = '<p class="subheading"><strong>He said</strong></p>\n<p>“Yes” – or so… <em>perhaps</em></p>\n'
    assert expected == render_markdown('# He said\n\n"Yes" -- or so... *perhaps*')


def test_markup_is_shown_as_words() -> None:
    """HTML in a text is text."""
    expected = "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=x&gt;</p>\n"
    assert expected == render_markdown("<script>alert(1)</script> <b onclick=x>")


def test_link_away_says_so() -> None:
    """Trust is not passed on to strangers' links."""
    expected = '<p><a href="https://a.example/" title="t" rel="noopener nofollow ugc">x</a></p>\n'
    assert expected == render_markdown('[x](https://a.example/ "t")')


def test_picture_becomes_a_link() -> None:
    """No page loads a foreign file; within a link only the words stay."""
    expected = (
        '<p><a href="https://a.example/p.png" rel="noopener nofollow ugc">a &lt;b&gt;</a></p>\n'
    )
    assert expected == render_markdown("![a <b>](https://a.example/p.png)")
    inside = render_markdown("[![a](https://a.example/p.png)](https://b.example/)")
    assert inside == '<p><a href="https://b.example/" rel="noopener nofollow ugc">a</a></p>\n'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:https://a/b",
        "//a.example/",
        "\\\\a.example\\x",
        "/\\a.example",
        "http:a.example",
        "https:///a.example",
        "https://good.example@evil.example",
        "%6aavascript:alert(1)",
        "java%09script:alert(1)",
        "%01javascript:alert(1)",
        "%5Cevil.example%5Cx",
        "x:y",
    ],
)
def test_address_that_could_do_harm_is_no_link(address: str) -> None:
    """Only what a browser reads as http, https or mailto with a host, or a path of this site."""
    assert not is_allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x?y=1&z=2#f",
        "HTTP://a.example",
        "mailto:a@b.example",
        "../about/index.html",
        "#x",
        "a/b:c",
        "?q=a:b",
    ],
)
def test_plain_address_is_a_link(address: str) -> None:
    """These are harmless."""
    assert is_allowed(address)


@given(st.text(alphabet=st.sampled_from("<>\"'&;:()[]!`*_#-\\/ \n\tabjsx0"), max_size=60))
def test_no_text_makes_a_tag_of_its_own(text: str) -> None:
    """Every element of the result is one that Markdown knows, and none carries a script."""
    known = {"html", "head", "body", "p", "a", "em", "strong", "code", "pre", "blockquote"}
    known |= {"ul", "ol", "li", "hr", "br", "table", "thead", "tbody", "tr", "th", "td"}
    for node in html5lib.parse(render_markdown(text), namespaceHTMLElements=False).iter():
        assert node.tag in known
        assert set(node.attrib) <= {"href", "title", "rel", "class", "start", "style"}
        assert "javascript:" not in node.get("href", "")
