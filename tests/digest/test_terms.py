"""Words as weighted terms."""

from __future__ import annotations

import pytest

from sourceline.digest.terms import Rarity, add_vectors, compare, list_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Closing the closed dams closes a dam.", ["clos", "clos", "dam", "clos", "dam"]),
        ("The cities of a city", ["city", "city"]),
        ("They stopped; stopping stops.", ["stop", "stop", "stop"]),
        ("On Tuesday 4 March he said: “no news”", []),
        ("Nine people, 118 houses, the crisis", ["nin", "118", "hous", "crisis"]),
        ("Élodie’s bus", ["élodi", "bus"]),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    """A term is a word without its ending; words of grammar, of time and of all newspapers are none."""
    assert list_terms(text) == terms


def test_rare_terms_weigh_more() -> None:
    """Of two terms of a text, the one that fewer texts have weighs more."""
    vector = Rarity([["dam", "crack"], ["dam"], ["dam"]]).make_vector(["dam", "crack"])
    assert vector["crack"] > vector["dam"] > 0


def test_compare() -> None:
    """The same text is as near as can be, one without a common term as far; order does not matter."""
    rarity = Rarity([["dam"], ["crack"], ["choir"]])
    dam, both = rarity.make_vector(["dam"]), rarity.make_vector(["dam", "crack"])
    assert compare(both, both) == pytest.approx(1)
    assert compare(dam, rarity.make_vector(["choir"])) == 0
    assert compare(dam, both) == compare(both, dam) == pytest.approx(0.5**0.5)
    assert compare(dam, rarity.make_vector([])) == 0


def test_add_vectors() -> None:
    """A sum has unit length, and leans to the part with the larger factor."""
    total = add_vectors([({"dam": 1.0}, 3.0), ({"choir": 1.0}, 4.0)])
    assert total == pytest.approx({"dam": 0.6, "choir": 0.8})
    assert add_vectors([]) == {}
