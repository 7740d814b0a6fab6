"""Where the links of a page lead."""

from __future__ import annotations

import pytest

from sourceline.branch.links import Page, find_file, is_any_place, read_page, resolve_link


def test_read_page() -> None:
    """Tags count, whatever their quotes and lines; comments, scripts and the words of a text do not."""
    page = read_page(
        """<link\nrel=x href='a.css'><a class="k" href = "b/?q=1&amp;r=2#c">x</a> <p id="here">
        <!-- <a href="gone.html"> --><script src="s.js">let x = ' href="no.html"';</script>
        <p>say href=&#34;words&#34;</p><img src="p.png">"""
    )
    assert page == Page(frozenset({"here"}), frozenset({"a.css", "b/?q=1&r=2#c", "s.js", "p.png"}))


@pytest.mark.parametrize(
    ("folder", "link", "found"),
    [
        ("events/x", "../../index.html", ("index.html", "")),
        ("events/x", "../y/#s1", ("events/y/index.html", "s1")),
        ("events/x", "#s%201", ("", "s 1")),
        ("events/x", "../..", ("index.html", "")),
        ("", ".", ("index.html", "")),
        ("", "a%20b.html?x#y", ("a b.html", "y")),
        ("", "../other/", ("../other/index.html", "")),
        ("", "/repo/a.html", ("a.html", "")),
        ("", "/repo/", ("index.html", "")),
        ("", "/repo", ("index.html", "")),
        ("", "/elsewhere/", None),
        ("", "https://example.org/", None),
        ("", "//example.org/", None),
        ("", "mailto:jo@example.org", None),
    ],
)
def test_resolve_link(folder: str, link: str, found: tuple[str, str] | None) -> None:
    """Relative links count from the page's folder, others from the root of the host."""
    assert resolve_link(folder, link, "/repo/") == found


def test_find_file() -> None:
    """A folder stands for its index, as every host has it."""
    files = {"a/index.html", "b.html"}
    assert [find_file(path, files) for path in ("a", "b.html", "b", "a/index.html")] == [
        "a/index.html",
        "b.html",
        None,
        "a/index.html",
    ]


def test_any_place() -> None:
    """The top and words to look for are on every page."""
    assert [is_any_place(place) for place in ("", "top", ":~:text=x", "s1")] == [
        True,
        True,
        True,
        False,
    ]
