"""The forms of verbs."""

from __future__ import annotations

import pytest

from sourceline.extract.rules.verbs import (
    find_base,
    list_forms,
    write_gerund,
    write_participle,
    write_past,
    write_third,
)


@pytest.mark.parametrize(
    ("verb", "third", "past", "participle", "gerund"),
    [
        ("step down", "steps down", "stepped down", "stepped down", "stepping down"),
        ("quit", "quits", "quit", "quit", "quitting"),
        ("die", "dies", "died", "died", "dying"),
        ("open", "opens", "opened", "opened", "opening"),
        ("deny", "denies", "denied", "denied", "denying"),
        ("launch", "launches", "launched", "launched", "launching"),
        ("take over", "takes over", "took over", "taken over", "taking over"),
    ],
)
def test_forms_are_written(verb: str, third: str, past: str, participle: str, gerund: str) -> None:
    """Regular, irregular and phrasal verbs have their four forms."""
    forms = (write_third(verb), write_past(verb), write_participle(verb), write_gerund(verb))
    assert forms == (third, past, participle, gerund)


@pytest.mark.parametrize(
    "verb",
    ["appoint", "resign", "sue", "seize", "carry", "stop", "visit", "leave", "sell", "reveal"],
)
def test_every_form_leads_back_to_its_verb(verb: str) -> None:
    """The base of each form of a verb is the verb."""
    assert {find_base(form) for form in list_forms(verb)} == {verb}


def test_unknown_verbs_are_guessed_by_their_ending() -> None:
    """The rules of spelling find the verb where no list holds it."""
    words = ("tweeted", "characterized", "evolving", "boxes", "panicked", "flicked")
    bases = ["tweet", "characterize", "evolve", "box", "panic", "flick"]
    assert [find_base(word) for word in words] == bases


@pytest.mark.parametrize(
    ("word", "base"),
    [("hung", "hang"), ("lied", "lie"), ("burnt", "burn"), ("repaid", "repay"), ("loaded", "load")],
)
def test_odd_forms_are_listed(word: str, base: str) -> None:
    """Second forms, irregular ones, and those whose spelling misleads lead to their verb."""
    assert find_base(word) == base
