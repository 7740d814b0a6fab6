"""Dates that are counted from a day nobody states."""

from __future__ import annotations

from dataclasses import replace

import pytest
from notes import make_source

from sourceline.check import check_texts
from sourceline.model import Chronicle, Dropped, Settings, Source


def make_text(text: str, *, published: str | None = None) -> Source:
    return replace(make_source(published=published), text=text)


def show(source: Source) -> list[str]:
    chronicle = Chronicle(settings=Settings(), sources=(source,))
    return [str(problem) for problem in check_texts(chronicle, ())]


def test_relative_dates_of_a_source_without_a_day() -> None:
    """The first date that cannot be counted is shown at its place, with the number of the others."""
    text = "A storm.\nA gale came last Tuesday. It ends next week, says yesterday's paper. This year\nwas calm.\n"
    assert show(make_text(text)) == [
        (
            "content/sources/tide.txt:2:13: note: “last Tuesday”, “next week”, “yesterday” and 1 more"
            " cannot be dated: no day is known to count from.\n"
            "    Write 'published: YYYY-MM-DD' into content/sources/tide.txt.yaml, with the day of"
            " publication; the source is then read again."
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It opened on 3 May 2019. It closed the next day.",
        "In 1918, 1920 and 1925 ships sank. It takes two days, every year.",
    ],
    ids=["counted in the text", "no dates that are counted"],
)
def test_what_needs_no_anchor(text: str) -> None:
    """What the text itself anchors, and what is no date, needs no day of publication."""
    assert show(make_text(text)) == []


def test_dated_source() -> None:
    """A source whose day is known anchors its dates."""
    assert show(make_text("It opened last Tuesday.", published="2031-05-06")) == []


def test_dropped_text() -> None:
    """What is no part of the article is not asked about."""
    source = make_text("Sale ends next week.")
    assert show(replace(source, dropped=(Dropped(0, 20, "advertisement"),))) == []
