"""What a page is told of problems: place, cause, remedy and the lines around, as text that cannot deceive."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import Position, Problem
from sourceline.serve.bare import draw_page
from sourceline.serve.excerpt import Line, cut_excerpt, show_text
from sourceline.serve.notice import MOST, describe_problems

HOSTILE = "<img src=x onerror=alert(1)>'\"&{{7*7}}\u202egnp.exe\x00\x1b[31m"


def test_excerpt(tmp_path: Path) -> None:
    """The line and two on each side, with the word at the place marked; of a line without a column, all of it."""
    (tmp_path / "a.yaml").write_text("one: 1\ntwo: 2\nthree: [x\nfour: 4\nfive: 5\nsix: 6\n")
    assert cut_excerpt(tmp_path, Position("a.yaml", 3, 8)) == (
        Line(number=1, after="one: 1"),
        Line(number=2, after="two: 2"),
        Line(number=3, before="three: ", mark="[", after="x"),
        Line(number=4, after="four: 4"),
        Line(number=5, after="five: 5"),
    )
    assert cut_excerpt(tmp_path, Position("a.yaml", 1, 1))[0] == Line(
        number=1, mark="one", after=": 1"
    )
    assert cut_excerpt(tmp_path, Position("a.yaml", 6))[-1] == Line(number=6, mark="six: 6")
    assert cut_excerpt(tmp_path, Position("a.yaml", 7, 1))[-1] == Line(number=7, mark=" ")


@pytest.mark.parametrize(
    "position",
    [
        Position("a.yaml"),
        Position("a.yaml", 99, 1),
        Position("none.yaml", 1, 1),
        Position("../secret.txt", 1, 1),
        Position("link.txt", 1, 1),
        Position("folder", 1, 1),
        Position("page.pdf", 1, 1),
        Position("a\0.yaml", 1, 1),
    ],
)
def test_no_excerpt(position: Position, tmp_path: Path) -> None:
    """Nothing is shown of a place without a line, of a PDF, nor of what is no file of the site."""
    root = tmp_path / "site"
    (root / "folder").mkdir(parents=True)
    (root / "a.yaml").write_text("a: 1\n")
    (root / "page.pdf").write_text("%PDF\n")
    (tmp_path / "secret.txt").write_text("SECRET\n")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert cut_excerpt(root, position) == ()


def test_long_line(tmp_path: Path) -> None:
    """Of a very long line the part around the place is shown."""
    (tmp_path / "a.txt").write_text("x" * 5000 + " here " + "y" * 5000)
    (line,) = cut_excerpt(tmp_path, Position("a.txt", 1, 5002))
    assert (line.before, line.mark, line.after) == (
        "…" + "x" * 59 + " ",
        "here",
        " " + "y" * 95 + "…",
    )


@given(data=st.binary(max_size=300), line=st.integers(1, 12), column=st.integers(0, 300))
def test_any_bytes(
    data: bytes, line: int, column: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever a file holds, an excerpt is a few short lines of text that can be seen and sent."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.bin").write_bytes(data)
    excerpt = cut_excerpt(folder, Position("any.bin", line, column))
    assert len(excerpt) <= 5
    for each in excerpt:
        text = each.before + each.mark + each.after
        text.encode()  # no half of a pair
        assert [sign for sign in text if sign != "\t" and not sign.isprintable()] == []


def test_text_that_hides(tmp_path: Path) -> None:
    """What turns or hides text is put into words, in path, message, remedy and excerpt."""
    (tmp_path / "a.yaml").write_text(HOSTILE)
    problem = Problem(Position("a.yaml", 1, 1), "odd", HOSTILE, HOSTILE)
    shown = "<img src=x onerror=alert(1)>'\"&{{7*7}}⟨U+202E⟩gnp.exe⟨U+0000⟩⟨U+001B⟩[31m"
    notice = describe_problems([problem], tmp_path)
    assert notice["heading"] == "1 problem in the way"
    (one,) = notice["problems"]
    assert (one["message"], one["remedy"]) == (shown, shown)
    assert one["excerpt"] == [[1, "", "<", shown[1:]]]
    assert show_text("a\tb\nc") == "a\tb\nc"


def test_many_problems(tmp_path: Path) -> None:
    """The first are shown, in order of place, the others counted."""
    problems = [Problem(Position("a.yaml", n), "odd", f"{n}", "") for n in range(1030, 0, -1)]
    notice = describe_problems(problems, tmp_path)
    assert [each["place"] for each in notice["problems"]] == [
        f"a.yaml:{n}" for n in range(1, MOST + 1)
    ]
    assert (notice["heading"], notice["more"]) == (
        "1,030 problems in the way",
        "And 1,010 more; the terminal lists all.",
    )


def test_page_that_cannot_be_made(tmp_path: Path) -> None:
    """It says why also without scripts, and nothing in it is markup but its own."""
    page = draw_page(
        [Problem(Position("a.html", 2, 1), "odd", HOSTILE, "Mend it.")], tmp_path
    ).decode()
    assert "<strong>a.html:2:1</strong>: &lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img" not in page
