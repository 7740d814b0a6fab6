"""Dates as the reader meets them."""

from __future__ import annotations

import pytest

from sourceline.edtf import parse
from sourceline.model import Date
from sourceline.site.dates import describe_date, find_month, format_year
from sourceline.site.labels import load_labels


@pytest.mark.parametrize(
    ("edtf", "shape", "short", "attribute"),
    [
        ("2024-03-26", "dot", "26 March", "2024-03-26"),
        ("2024-03", "month", "March", "2024-03"),
        ("2024-33", "quarter", "the first quarter of 2024", None),
        ("2024-21", "quarter", "spring", None),
        ("2024", "year", "2024", "2024"),
        ("199X", "span", "the 1990s", None),
        ("2019/2023", "span", "2019 to 2023", None),
        ("2024-03-03/2024-03-05", "span", "3 to 5 March", None),
        ("1985/..", "from", "since 1985", None),
        ("../2019-08", "until", "by August", None),
        ("-0043-03-15", "dot", "15 March", None),
        ("-0043", "year", "44 BC", None),
    ],
)
def test_precision_is_drawn_and_worded(
    edtf: str, shape: str, short: str, attribute: str | None
) -> None:
    """Each precision has its shape; the gutter leaves out only a year that its heading says."""
    when = describe_date(Date(edtf), load_labels("en"))
    assert (shape, short, attribute) == (when.shape, when.short, when.attribute)


def test_reported_date_is_hollow_and_says_so() -> None:
    """Where only the reporting is dated, drawing, words and note say it."""
    when = describe_date(Date("2024-03-26", "published"), load_labels("en"))
    assert (when.hollow, when.text, when.lead) == (True, "reported 26 March 2024", "reported")
    assert when.note == "The source was published 26 March 2024; it states no other day for this."


def test_approximate_date_is_soft() -> None:
    """And has no machine-readable form that would claim more."""
    when = describe_date(Date("1450~"), load_labels("en"))
    assert (when.soft, when.attribute, when.text) == (True, None, "about 1450")


def test_relative_date_names_what_it_is_counted_from() -> None:
    """Its own words and the day they count from."""
    date = Date("2024-03-19", "relative", "last Tuesday", "2024-03-26")
    note = describe_date(date, load_labels("en")).note
    assert note == "“last Tuesday”, counted from 26 March 2024."


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-03-26", 3),
        ("2024-03", 3),
        ("2024", None),
        ("2024-21", None),
        ("2024/2025", None),
        ("../2019-08", 8),
        ("2024-02-01/2024-03-05", 2),
    ],
)
def test_month_is_only_what_the_date_names(edtf: str, expected: int | None) -> None:
    """ "2024" never stands under January."""
    assert expected == find_month(parse(edtf))


@pytest.mark.parametrize(
    ("year", "expected"), [(2024, "2024"), (43, "0043"), (-43, "-0043"), (12000, "Y12000")]
)
def test_years_are_edtf(year: int, expected: str) -> None:
    """So that the addresses of periods can be read back."""
    assert expected == format_year(year)
