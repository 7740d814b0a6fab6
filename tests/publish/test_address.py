"""Which paths a site may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.publish.address import explain_path, find_clash, list_parents


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "events/a-b_c/index.html",
        "assets/theme.3f2a.css",
        "CNAME",
        ".nojekyll",
        "a" * 80,
        ".well-known/x",
    ],
)
def test_plain_path(path: str) -> None:
    """Plain lower-case paths, and the names that hosts ask for, are accepted."""
    assert explain_path(path) is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "a part of its path is empty"),
        ("/etc/passwd", "a part of its path is empty"),
        ("a//b", "a part of its path is empty"),
        ("../x", "'..' is not made of"),
        ("a/../../x", "'..' is not made of"),
        ("a/.", "'.' is not made of"),
        ("a\\b", r"'a\\b' is not made of"),
        ("%2e%2e/x", "'%2e%2e' is not made of"),
        ("Logo.PNG", "'Logo.PNG' is not made of"),
        (".env", "'.env' is not made of"),
        (".git/config", "'.git' is not made of"),
        ("trailing.", "'trailing.' is not made of"),
        ("é.html", "'é.html' is not made of"),
        ("a\nb", r"'a\nb' is not made of"),
        ("a\0b", r"'a\x00b' is not made of"),
        ("a" * 81, "a part of its path is longer than 80 characters"),
        ("con", "Windows keeps the name 'con' for itself"),
        ("x/lpt1.html", "Windows keeps the name 'lpt1.html' for itself"),
    ],
)
def test_unsafe_path(path: str, reason: str) -> None:
    """A path that could leave the site, or that some system cannot hold, is refused with the part at fault."""
    assert (explain_path(path) or "").startswith(reason)


@given(st.text())
def test_accepted_path_stays_inside(path: str) -> None:
    """Whatever is accepted has only parts of plain characters, none of them leading upwards."""
    if explain_path(path) is None:
        parts = path.split("/")
        assert all(
            part.isascii() and part not in {"", ".", ".."} and "\\" not in part for part in parts
        )


@pytest.mark.parametrize(
    ("path", "clash"),
    [
        ("a/b.html", None),
        ("index.html", "another page or file has the same address"),
        ("a", "a folder has the same address"),
        ("index.html/x", "the file 'index.html' stands where it needs a folder"),
    ],
)
def test_clash(path: str, clash: str | None) -> None:
    """Two files of one address, and a file where a folder is needed, are found."""
    assert find_clash(path, {"index.html": "00", "a/c.html": "01"}, {"a"}) == clash


def test_parents() -> None:
    """The folders of a path come outermost first."""
    assert list_parents("a/b/c.html") == ["a", "a/b"]
