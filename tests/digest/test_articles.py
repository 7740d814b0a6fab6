"""Sources as a digest looks at them."""

from __future__ import annotations

from datetime import date

import pytest
from articles import make_article

from sourceline.digest.articles import read_day


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_days_of_a_sentence() -> None:
    """A sentence has every day that it names, once, and marks those on which somebody only spoke."""
    text = (
        "On Monday and on 3 May the gate broke, the mayor said on Tuesday. The gate broke on 3 May."
    )
    lines = make_article(text, "2031-05-07").lines
    assert [(line.days, line.spoken) for line in lines] == [
        (
            (day("2031-05-05"), day("2031-05-03"), day("2031-05-06")),
            frozenset({day("2031-05-06")}),
        ),
        ((day("2031-05-03"),), frozenset()),
    ]


def test_months_are_no_days() -> None:
    """A month, a year or a length of time is no day."""
    text = "It was built in May 1964, in 1964, for three days. It rained last week."
    assert [line.days for line in make_article(text, "2031-05-07").lines] == [(), ()]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("OSTVAR, Quandria (Wire) -- The dam broke.", "The dam broke."),
        ("(Wire) - The dam broke.", "The dam broke."),
        ("OSTVAR -LRB- Wire -RRB- -- The dam broke .", "The dam broke ."),
        ("NEW OSTVAR — The dam broke.", "The dam broke."),
        ("Northwater — the owner — was silent.", "Northwater — the owner — was silent."),
        ("The Water Board (WB) was silent.", "The Water Board (WB) was silent."),
    ],
)
def test_datelines(text: str, left: str) -> None:
    """A sentence begins behind the dateline before it."""
    (line,) = make_article(text).lines
    assert (line.text, text[line.start : line.end]) == (left, left)


def test_dateline_alone() -> None:
    """A dateline in a paragraph of its own is no sentence."""
    (line,) = make_article("OSTVAR, Quandria (Wire) --\n\nThe dam broke.\n").lines
    assert (line.number, line.text) == (0, "The dam broke.")


def test_text_is_single_spaced() -> None:
    """A sentence over several lines has single spaces, and the offsets of the source's text."""
    text = "The dam\nbroke on  Monday. It rained."
    first, second = make_article(text).lines
    assert (first.text, first.start, first.end) == ("The dam broke on Monday.", 0, 25)
    assert (second.number, second.start) == (1, 26)


def test_stamps() -> None:
    """The day of publication with its year is a stamp of the page, and names no day; another is none."""
    text = "UPDATED: Wednesday, 7 May 2031, 10:34 PM. The dam broke on 5 May 2031. It was shut on 7 May."
    assert [line.days for line in make_article(text, "2031-05-07").lines] == [
        (),
        (day("2031-05-05"),),
        (day("2031-05-07"),),
    ]


def test_headings_are_no_sentences() -> None:
    """Titles and headings are told by no day; the title's terms stand for themselves."""
    article = make_article("# The dam of Keld\n\nIt broke on 3 May 2031.\n", path="a.md")
    assert article.title == ("dam", "keld")
    assert [line.text for line in article.lines] == ["It broke on 3 May 2031."]


def test_chronology() -> None:
    """Below days that stand alone, sentences tell of them; a single one is the date of the page."""
    chronology = (
        "# The dam\n\n3 May\n\nThe gate broke.\n\n5 May\n\nIt was shut. On 7 May it rained.\n"
    )
    assert [line.days for line in make_article(chronology, "2031-06-01", "a.md").lines] == [
        (day("2031-05-03"),),
        (day("2031-05-05"),),
        (day("2031-05-07"),),
    ]
    page = "# The dam\n\nThe gate broke.\n\n3 May\n\nIt was shut.\n"
    assert [line.days for line in make_article(page, "2031-06-01", "a.md").lines] == [(), ()]


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("The dam broke on Tuesday.", "2031-05-07", "2031-05-06"),
        ("The dam broke on Tuesday, after a crack was seen on Monday.", "2031-05-07", "2031-05-06"),
        ("The dam was opened on 9 May 1964.", "2031-05-07", "2031-05-07"),
        ("The dam broke.", "2031-05-07T08:30", "2031-05-07"),
        (
            "It rained. The mayor said on Monday that the dam broke on Tuesday.",
            "2031-05-07",
            "2031-05-06",
        ),
        ("It is to be shut on Friday.", "2031-05-07", "2031-05-07"),
    ],
)
def test_told(text: str, published: str, told: str) -> None:
    """An article tells of the first day just before on which something happened; else of its own."""
    assert make_article(text, published).told == day(told)


def test_undated_article() -> None:
    """An article without a day of publication, or with a month only, tells of none."""
    assert [make_article("The dam broke.", when).told for when in (None, "2031-05")] == [None, None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2031-05-07", "2031-05-07"),
        ("2031-05-07TNI", "2031-05-07"),
        ("2031-02-30", None),
        ("2031-W20-WE", None),
        ("2031-05", None),
        ("2031-05-07/2031-05-09", None),
        ("-0043-03-15", None),
        ("", None),
    ],
)
def test_read_day(text: str, found: str | None) -> None:
    """Only whole days of our era are days."""
    assert read_day(text) == (None if found is None else day(found))
