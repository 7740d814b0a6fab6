"""Profiles: what is kept as their evidence."""

from __future__ import annotations

from sourceline.extract.rules.order import read_document
from sourceline.read import read_source


def test_a_profile_keeps_three_sentences_and_counts_all() -> None:
    """The first sentence with the whole name and the first others are evidence; mentions are all counted."""
    text = b"""Visser came early. She waited.

Visser slept. Then Visser read. Anna Visser left at noon. Visser came back, and Visser stayed."""
    document = read_document(read_source(text, path="content/sources/a.txt"))
    (profile,) = document.profiles
    assert [e.exact for e in profile.evidence] == [
        "Visser came early.",
        "Visser slept.",
        "Anna Visser left at noon.",
    ]
    assert (profile.name, profile.mentions) == ("Anna Visser", 6)
