"""What an author may add to a source."""

from __future__ import annotations

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
