"""Time expressions: examples as text, and what holds for any text."""

from __future__ import annotations

from datetime import date

import pytest
from cases import Case, case_parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.edtf import is_edtf
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.times import find_times, read_times
from sourceline.extract.rules.times.holidays import DAYS, day_of, easter, nth_weekday
from sourceline.model import Dropped, Source, TimeExpression


def write_line(time: TimeExpression) -> str:
    """ "last May | DATE 2023-05 | 2023-05 | counted from 26 March 2024"."""
    reason = (time.reason or "").removeprefix(f"'{time.text}', ")
    return f"{time.text} | {time.type} {time.value} | {time.edtf or '-'} | {reason}"


@pytest.mark.parametrize("case", case_parameters("times"))
def test_example(case: Case) -> None:
    """Each example gives exactly its times."""
    options = case.options
    times = read_times(
        case.text, published=options.get("published"), language=options.get("language", "en")
    )
    assert "\n".join(map(write_line, times)) == case.expected


def test_dropped_text() -> None:
    """A time in a part of the source that is no part of the article is left out."""
    text = "date 2024-03-26 It closed in May 2021."
    source = Source(id="a", path="a.txt", sha256="", text=text, dropped=(Dropped(0, 15, "stamp"),))
    times = find_times(Document(source=source, tokens=()))
    assert [time.text for time in times] == ["May 2021"]


def test_front_matter_is_no_tale() -> None:
    """A weekday is counted from the publication, and not from another day that stands in the front matter."""
    head = "---\npublished: 2032-04-18\nadded: 2026-11-26\n---\n"
    text = head + (
        "The lift opened on Saturday. It was planned in 2019, begun in 2021, stopped in 2023, begun again in"
        " 2024, stopped in 2025, sold in 2026, sold in 2027, sold in 2028 and begun again in 2029."
    )
    source = Source(
        id="a",
        path="a.md",
        sha256="",
        text=text,
        published="2032-04-18",
        dropped=(Dropped(0, len(head), "front matter"),),
    )
    times = find_times(Document(source=source, tokens=()))
    assert (times[0].text, times[0].edtf, times[0].reference) == (
        "Saturday",
        "2032-04-17",
        "2032-04-18",
    )


WORDS = [
    "the",
    "a",
    "this",
    "last",
    "next",
    "past",
    "early",
    "late",
    "mid",
    "-",
    ",",
    ".",
    "first",
    "third",
    "3",
    "15",
    "31",
    "1989",
    "2024",
    "'89",
    "1980s",
    "may",
    "May",
    "March",
    "Friday",
    "Monday",
    "quarter",
    "year",
    "years",
    "week",
    "month",
    "day",
    "days",
    "decade",
    "century",
    "ago",
    "later",
    "earlier",
    "before",
    "after",
    "of",
    "in",
    "on",
    "to",
    "and",
    "or",
    "between",
    "until",
    "two",
    "ten",
    "few",
    "several",
    "half",
    "BC",
    "AD",
    "a.m.",
    "10:35",
    "noon",
    "EST",
    "summer",
    "fall",
    "Christmas",
    "every",
    "each",
    "daily",
    "now",
    "recent",
    "future",
    "period",
    "weekend",
    "morning",
    "night",
    "\n\n",
    "8/22/22",
    "2022-08-22",
    "Q3",
    "fiscal",
    "twenty",
    "hundred",
    "1/2",
    "about",
    "least",
    "more",
    "than",
    "end",
    "beginning",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=24),
    st.sampled_from(["2024-03-26", "2024", "9999-12-31", "0001-01-01", None]),
)
@settings(deadline=None)
def test_any_words(words: list[str], published: str | None) -> None:
    """Of any words, times lie inside the text, in order and apart, each with a valid EDTF or none."""
    check_times(" ".join(words), published)


@given(st.text(max_size=200), st.sampled_from(["0001-01-01", "9999-12-31", "-0043", "XXXX", "?"]))
@settings(deadline=None)
def test_any_text(text: str, published: str) -> None:
    """No text and no publication date is too odd to be read."""
    check_times(text, published)


def check_times(text: str, published: str | None) -> None:
    """Spans, phrases and dates fit the text."""
    times = read_times(text, published=published)
    ends = [place for time in times for place in (time.start, time.end)]
    assert ends == sorted(ends)
    for time in times:
        assert time.text == text[time.start : time.end] != ""
        assert time.edtf is None or is_edtf(time.edtf)
        assert time.reference is None or is_edtf(time.reference)
        assert time.type in ("DATE", "TIME") or time.edtf is None


def test_same_twice() -> None:
    """The same text gives the same times."""
    text = "He left last May, after two years; since 1999 it was known."
    assert read_times(text, published="2024") == read_times(text, published="2024")


@pytest.mark.parametrize("number", ["9" * 5000, "9," + "999," * 2000 + "999", "9" * 500 + ".5"])
def test_long_number(number: str) -> None:
    """A number too long for a year or a count is none, and harmless."""
    times = read_times(f"after {number} years, in {number}", published="2024-03-26")
    assert [time.value for time in times] == []


def test_no_time() -> None:
    """Text without a word of time has no times."""
    assert read_times("The quick brown fox jumps over the lazy dog. " * 50, published=None) == ()


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2024, (3, 31)), (2038, (4, 25))],
)
def test_easter(year: int, expected: tuple[int, int]) -> None:
    """Easter Sunday by the almanac, at its earliest and latest too."""
    assert easter(year) == date(year, *expected)


def test_nth_weekday() -> None:
    """The fourth Thursday of November 2024, and the last Monday of May."""
    found = nth_weekday(2024, 11, 4, 4), nth_weekday(2024, 5, 1, -1)
    assert found == (date(2024, 11, 28), date(2024, 5, 27))


@pytest.mark.parametrize("name", sorted(DAYS))
def test_named_days(name: str) -> None:
    """Every named day has a date in every year of the calendar."""
    assert [day_of(name, year).year for year in (1583, 2024, 2199)] == [1583, 2024, 2199]
