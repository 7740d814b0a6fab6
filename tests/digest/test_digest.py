"""The key dates of a folder of articles."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from sourceline.cli.report import format_dates
from sourceline.digest import Article, digest, read_article
from sourceline.model import Source
from sourceline.pipeline.reading import read_file
from sourceline.store import list_sources, load_source

ROOT = Path(__file__).resolve().parent.parent
DAM = ROOT / "fixtures" / "digest" / "dam"
GOLDEN = ROOT / "golden" / "digest" / "dam.json"


@cache
def read_dam() -> tuple[Source, ...]:
    """The sources of an invented story: a dam that broke."""
    paths, problems = list_sources(DAM, PurePosixPath())
    files = [load_source(DAM, path) for path in paths]
    assert (problems, [faults for _, faults in files if faults]) == ((), [])
    return tuple(read_file(file) for file, _ in files)


@cache
def list_articles() -> tuple[Article, ...]:
    return tuple(map(read_article, read_dam()))


@pytest.mark.golden
def test_golden() -> None:
    """The digest of the dam is the one that was last looked at."""
    text = format_dates(digest(list_articles(), dates=8, sentences=2)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text


def test_happenings_are_the_key_dates() -> None:
    """The days on which something happened come before those on which it was reported."""
    found = [key.date for key in digest(list_articles(), dates=7, end=date(2031, 12, 31))]
    assert found == [
        "2031-03-04",  # the crack
        "2031-03-06",  # the flood
        "2031-03-19",  # the head resigns
        "2031-04-15",  # the inquiry opens
        "2031-06-02",  # people return
        "2031-09-23",  # the report
        "2031-11-11",  # the fine
    ]


@given(st.permutations(range(12)))
def test_order_of_files_changes_nothing(order: list[int]) -> None:
    """The same articles in any order give the same digest."""
    articles = list_articles()
    assert digest([articles[n] for n in order]) == digest(articles)


@given(
    dates=st.integers(1, 30),
    sentences=st.integers(1, 5),
    query=st.sampled_from(["", "spillway", "Northwater fine", "choir", "zebra", "the"]),
    begin=st.sampled_from([None, date(2031, 3, 5), date(2031, 6, 1), date(2040, 1, 1)]),
    end=st.sampled_from([None, date(1964, 5, 9), date(2031, 9, 23), date.max]),
)
def test_bounds(
    dates: int, sentences: int, query: str, begin: date | None, end: date | None
) -> None:
    """No more dates and sentences than asked for, all between the bounds, in order, with weights up to
    1; and every sentence stands at its offsets."""
    found = digest(
        list_articles(), dates=dates, sentences=sentences, query=query, begin=begin, end=end
    )
    days = [date.fromisoformat(key.date) for key in found]
    assert len(days) <= dates
    assert days == sorted(set(days))
    assert all((begin or date.min) <= day <= (end or date.max) for day in days)
    assert all(1 <= len(key.lines) <= sentences and 0 <= key.weight <= 1 for key in found)
    texts = {source.path: source.text for source in read_dam()}
    lines = [line for key in found for line in key.lines]
    assert [line.text for line in lines] == [
        " ".join(texts[line.source][line.start : line.end].split()) for line in lines
    ]


def test_fewer_dates_are_the_most_important() -> None:
    """With fewer dates asked for, those with the highest weights are left."""
    whole = digest(list_articles(), dates=20)
    best = sorted(whole, key=lambda key: -key.weight)[:4]
    assert {key.date for key in digest(list_articles(), dates=4)} == {key.date for key in best}


def test_query_chooses() -> None:
    """A query brings what it asks for to the front."""
    asked = {"fined crowns": "2031-11-11", "Osterley resigns": "2031-03-19", "crack": "2031-03-04"}
    found = {query: digest(list_articles(), dates=1, query=query)[0].date for query in asked}
    assert found == asked


def test_unrelated_articles() -> None:
    """Articles that state no day, are empty of words, or tell of something else do no harm."""
    others = [
        make_article("A recipe asks for two lemons.", path="recipe.txt"),
        make_article("1 2 3", path="numbers.txt"),
        make_article("Der Damm brach am 6. März 2031.", path="damm.txt"),
    ]
    kept = [key.date for key in digest([*list_articles(), *others], dates=4)]
    assert kept == [key.date for key in digest(list_articles(), dates=4)]


def test_nothing() -> None:
    """No articles, no dates."""
    assert digest([]) == ()
