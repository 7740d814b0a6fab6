"""Which paths a site may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import ContentError, Position, Problem
from sourceline.publish.address import Directory, check_paths, explain_path, list_parents


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "events/a-b_c/index.html",
        "assets/theme.3f2a.css",
        "CNAME",
        ".nojekyll",
        "a" * 80,
        "a" * 80 + ".json",
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
        ("a/c.html/x/y", "the file 'a/c.html' stands where it needs a folder"),
        (
            "a/B.html",
            "'B.html' is not made of a-z, 0-9, '-', '_' and '.' with a letter or digit at both ends",
        ),
        ("/index.html", "a part of its path is empty"),
    ],
)
def test_clash(path: str, clash: str | None) -> None:
    """Two files of one address, a file where a folder is needed, and an unsafe name are found."""
    directory = Directory()
    assert [directory.add_path(known) for known in ("index.html", "a/c.html")] == [None, None]
    assert directory.add_path(path) == clash


@given(st.lists(st.text("abA./", max_size=5)))
def test_paths_are_checked_as_each_by_itself(paths: list[str]) -> None:
    """Paths that are accepted one after the other are each safe, differ, and none is another's folder."""
    directory = Directory()
    accepted = [path for path in paths if directory.add_path(path) is None]
    assert [path for path in accepted if explain_path(path)] == []
    assert len(accepted) == len(set(accepted))
    assert {parent for path in accepted for parent in list_parents(path)}.isdisjoint(accepted)
    first = next((path for path in paths if explain_path(path) is None), None)
    assert accepted[:1] == ([] if first is None else [first])


def test_all_faults_at_once() -> None:
    """A check of many paths names every one at fault."""
    with pytest.raises(ContentError) as caught:
        check_paths(["a", "b", "a", "..", "b/c"])
    assert [problem.position.path for problem in caught.value.problems] == ["..", "a", "b/c"]


def test_each_fault_is_a_problem_of_its_own() -> None:
    """With what is wrong with the path, and how to mend it."""
    remedy = "Rename the file in static/, or give the record it is made from another id."

    def problem(path: str, reason: str) -> Problem:
        message = f"The site cannot hold a file at {path!r}: {reason}."
        return Problem(Position(path), "bad-address", message, remedy)

    with pytest.raises(ContentError) as caught:
        check_paths(["index.html", "../x", "index.html", "a", "a/b"])
    assert caught.value.problems == (
        problem(
            "../x",
            "'..' is not made of a-z, 0-9, '-', '_' and '.' with a letter or digit at both ends",
        ),
        problem("a/b", "the file 'a' stands where it needs a folder"),
        problem("index.html", "another page or file has the same address"),
    )


def test_parents() -> None:
    """The folders of a path come outermost first."""
    assert list_parents("a/b/c.html") == ["a", "a/b"]
