"""The fast tagger: where it looks for names, and what the rules make of its answers."""

from __future__ import annotations

import pytest

from sourceline.extract.rules.order import read_names
from sourceline.extract.tagger import load_tagger
from sourceline.extract.tagger.fast import KEPT, Lexicon, find_stretches, survey_document
from sourceline.read import read_plain


@pytest.mark.parametrize(
    ("sentence", "stretches"),
    [
        ("no name at all", []),
        ("Visser came", [(0, 2)]),
        ("a b c Visser d e f g", [(1, 6)]),
        ("a Visser b c d Roos", [(0, 6)]),
        ("Visser a b c d e f Roos", [(0, 3), (5, 8)]),
        ("1 2 Visser", [(0, 3)]),
        ("", []),
    ],
)
def test_stretches(sentence: str, stretches: list[tuple[int, int]]) -> None:
    """Capitals are read with two words at each side; stretches that meet are one."""
    assert find_stretches(sentence.split()) == stretches


def test_the_last_word_of_a_run_of_capitals_speaks_for_all() -> None:
    """Each word of "Harbour Works Ltd" is told how its name ends; a word alone is told nothing."""
    lexicon = Lexicon({"ltd": ("ORG9", "ORG9", "7")})
    words = ["Harbour", "Works", "Ltd", "beat", "Roos"]
    (features,) = lexicon.describe(words, [(0, 5)], survey_document([words]))
    assert [b"l#ORG9" in row for row in features] == [True, True, False, False, False]


def test_known_forms_stay_few() -> None:
    """A long batch of texts does not keep the features of every word it met."""
    lexicon = Lexicon({})
    for n in range(KEPT + 10):
        lexicon.describe([f"word{n}"], [(0, 1)], survey_document([]))
    assert len(lexicon.known) <= KEPT


def test_a_company_is_told_by_its_last_word_everywhere() -> None:
    """A firm that the tagger takes for a place, or passes over, is one organization in the text."""
    pytest.importorskip("pycrfsuite")
    text = (
        "Larkspur AI named a new chief on Monday. As Larkspur AI looks ahead, its staff wait.\n\n"
        "Larkspur AI's rivals are larger. Nobody left Larkspur AI in May."
    )
    source = read_plain(text, published=None, language="en")
    mentions = read_names(source, load_tagger("fast")).mentions
    assert [(m.text, m.label, m.profile) for m in mentions] == [
        ("Larkspur AI", "ORG", "larkspur-ai")
    ] * 4
