"""Names: which spellings are one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sourceline.model import ProfileKind
from sourceline.weave.names import fold_name


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ada Fenwick", "ADA  FENWICK", "person"),
        ("Renée Müller", "Renee Muller", "person"),
        ("O’Brien", "O'Brien", "person"),
        ("A. B. Fenwick", "A B Fenwick", "person"),
        ("Northwind Tide Ltd.", "The Northwind Tide", "organization"),
        ("Tide & Wave plc", "Tide and Wave", "organization"),
        ("Anne-Marie", "Anne Marie", "person"),
    ],
)
def test_spellings_of_one_name(one: str, other: str, kind: ProfileKind) -> None:
    """Case, accents, stops, "the" and legal forms make no other name."""
    assert fold_name(one, kind) == fold_name(other, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ada Fenwick", "Fenwick", "person"),
        ("Tide 2", "Tide 3", "product"),
        ("C++", "C#", "product"),
        ("Tide Ltd", "Tide", "product"),
        ("The The", "The", "organization"),
        ("किताब", "कताब", "topic"),
        ("東京", "京都", "place"),
    ],
)
def test_different_names(one: str, other: str, kind: ProfileKind) -> None:
    """Words, numbers and the vowel signs of other scripts tell names apart."""
    assert fold_name(one, kind) != fold_name(other, kind)


@given(st.text() | st.text("theTHE .&'-áß𝓐È\u1aca\u20d0"))
@example("È\u1aca")
def test_folding_twice_changes_nothing(name: str) -> None:
    """A folded name is its own folded form."""
    folded = fold_name(name)
    assert folded == fold_name(folded)
