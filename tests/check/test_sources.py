"""What an author may add to a source."""

from __future__ import annotations

from dataclasses import replace

from notes import make_event, make_source, show

from sourceline.model import Chronicle, Settings


def test_undated_source() -> None:
    """A source whose day of publication is unknown is named, with the file to write."""
    chronicle = Chronicle(
        settings=Settings(), sources=(make_source(published=None),), events=(make_event(),)
    )
    assert show(chronicle) == [
        (
            "content/sources/tide.txt: note: It is not known when this was published, so what it reports"
            " cannot be dated by that.\n"
            "    Write 'published: 2024-03-26' (the day) into content/sources/tide.txt.yaml."
        )
    ]


def test_text_in_another_language() -> None:
    """Of a text on which nothing rests it is said when that is for its language."""
    told = {
        language: show(
            Chronicle(settings=Settings(), sources=(replace(make_source(), language=language),))
        )
        for language in ("en-GB", "de")
    }
    advice = "\n    Add an event with a quote from it in content/events/, or leave it as it is."
    said = "content/sources/tide.txt: note: Nothing on the site rests on this source."
    why = " Its language is 'de', and our rules read English alone."
    assert told == {"en-GB": [f"{said}{advice}"], "de": [f"{said}{why}{advice}"]}
