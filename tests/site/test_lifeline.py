"""Roles as bars over time: what is sure, soft and open, and words that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values import dates

from sourceline.model import Basis, Date, Reference, RoleClaim
from sourceline.site.labels import load_labels
from sourceline.site.lifeline import MOST_BARS, draw_lifeline, place_label
from sourceline.site.values import Lifeline

LABELS = load_labels("en")


def make_role(begin: str | None, end: str | None, basis: Basis = "stated") -> RoleClaim:
    """A role between two dates."""
    return RoleClaim(
        person=Reference("A"),
        role="keeper",
        begin=Date(begin, basis) if begin else None,
        end=Date(end, basis) if end else None,
    )


def draw(*roles: RoleClaim, names: list[str] | None = None) -> Lifeline | None:
    words = names or [f"keeper {n}" for n in range(len(roles))]
    return draw_lifeline(roles, words, [""] * len(roles), LABELS)


def test_roles_without_dates_are_not_drawn() -> None:
    """Nothing is known that could be drawn; nor is one role of which one end is known."""
    assert draw(make_role(None, None)) is None
    assert draw(make_role("2000", None)) is None


def test_one_role_with_both_ends_is_drawn() -> None:
    """Days are sharp: nothing is soft."""
    line = draw(make_role("2000-01-01", "2010-12-31"))
    assert line is not None
    assert [[part.shape for part in bar.parts] for bar in line.bars] == [["sure"]]


@pytest.mark.parametrize(
    ("begin", "end", "shapes"),
    [
        ("2000", "2010", ["soft", "sure", "soft"]),
        ("2000~", "2010-05-01", ["soft", "sure"]),
        ("2000", None, ["soft", "open-end"]),
        (None, "2010-05-01", ["open-start"]),
        ("2000", "2000", ["soft"]),
        ("2010-05-01", "2000-05-01", ["sure"]),
    ],
)
def test_ends_are_drawn_as_they_are_known(
    begin: str | None, end: str | None, shapes: list[str]
) -> None:
    """A year is a soft end, an unknown end fades, and a slip of the source is not drawn backwards."""
    line = draw(make_role(begin, end), make_role("1990-01-01", "2020-01-01"))
    assert line is not None
    bar = next(bar for bar in line.bars if bar.text == "keeper 0")
    assert [part.shape for part in bar.parts] == shapes


def test_reported_ends_are_hollow() -> None:
    """Where only the report of an end is dated, the end has the sign of that."""
    line = draw(make_role("2000-01-01", None, "published"), make_role("1999-01-01", "2001-01-01"))
    assert line is not None
    assert [len(bar.reported) for bar in line.bars] == [0, 1]


def test_bars_stand_in_order_of_time() -> None:
    """A successor stands below whom they followed, whatever the order of the sources."""
    line = draw(
        make_role("2010", "2012"), make_role("2000", "2010"), names=["the second", "the first"]
    )
    assert line is not None
    assert [(bar.text, bar.y) for bar in line.bars] == [("the first", 30), ("the second", 74)]


def test_sixty_roles_are_a_drawing_of_one_size() -> None:
    """As many as fit are drawn, closer, and the title says how many stand only in the list."""
    line = draw(*(make_role(f"{1900 + n}", f"{1901 + n}") for n in range(60)))
    assert line is not None
    assert (len(line.bars), line.height) == (MOST_BARS, 1396)
    assert line.title.startswith("Roles over time; 20 later ones stand only in the list below")


def test_long_names_fit() -> None:
    """A label of a hundred letters is cut, and its title holds it whole."""
    name = "The Most Ancient Company of " + "Grinders " * 9
    line = draw(make_role("2000", "2001"), make_role("2001", "2020"), names=[name.strip(), "x"])
    assert line is not None
    assert line.bars[0].text == "The Most Ancient Company of Grinders …"
    assert line.bars[0].title == name.strip()


@given(st.floats(0, 100), st.floats(0, 100), st.floats(1, 100))
def test_labels_stay_in_the_drawing(one: float, other: float, width: float) -> None:
    """From its place to its end no label runs out on either side."""
    place, anchor = place_label(min(one, other), max(one, other), width)
    first = place if anchor == "start" else place - width
    assert first >= -1e-9
    assert first + width <= 100 + 1e-9


@given(st.lists(st.tuples(dates, dates), min_size=2, max_size=6))
def test_bars_stay_in_the_drawing(spans: list[tuple[str, str]]) -> None:
    """Whatever the dates, every part lies within the width."""
    line = draw(*(make_role(begin, end) for begin, end in spans))
    assert line is not None
    for bar in line.bars:
        for part in bar.parts:
            assert 0 <= float(part.x[:-1]) <= 100
            assert float(part.x[:-1]) + float(part.width[:-1]) <= 101
