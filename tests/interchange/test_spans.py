"""What a date says in numbers."""

from __future__ import annotations

import random

import pytest
from edtf_oracle import make_date
from hypothesis import given
from hypothesis import strategies as st

from sourceline.edtf import is_edtf, parse
from sourceline.interchange.spans import UNKNOWN, Part, Span, find_span, write_edtf
from sourceline.model import Date


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2024-03-26", Span(Part(2024, 3, 26), exact=True)),
        ("2024-03", Span(Part(2024, 3), exact=True)),
        ("2024", Span(Part(2024), exact=True)),
        ("-0043-03-15", Span(Part(-43, 3, 15), exact=True)),
        ("Y170000002", Span(Part(170_000_002), exact=True)),
        ("2024-03-26T10:35:00Z", Span(Part(2024, 3, 26, "10:35:00Z"), exact=True)),
        ("1450~", Span(Part(1450))),
        ("2004-06~-11", Span(Part(2004, 6, 11))),
        ("199X", Span(Part(1990), Part(1999))),
        ("2024-24", Span(Part(2024, 12), Part(2025, 2))),
        ("1985-04-XX", Span(Part(1985, 4))),
        ("1985-XX-XX", Span(Part(1985))),
        ("2004-1X", Span(Part(2004, 10), Part(2004, 12))),
        ("2004-06-1X", Span(Part(2004, 6, 10), Part(2004, 6, 19))),
        ("XXXX-12-XX", UNKNOWN),
        ("1450/1467", Span(Part(1450), Part(1467), exact=True)),
        ("198X/2005-03", Span(Part(1980), Part(2005, 3))),
        ("1985/..", Span(Part(1985))),
        ("../2019-08", Span(None, Part(2019, 8))),
        ("/1984", Span(None, Part(1984))),
        ("[1667,1668..1670]", Span(Part(1667), Part(1670))),
        ("[..1984]", Span(None, Part(1984))),
        ("1950S2", Span(Part(1900), Part(1999))),
    ],
)
def test_span(text: str, span: Span) -> None:
    """A date is given as far as it is known, bounds as bounds, and only what is sure is exact."""
    assert find_span(Date(text)) == span


def test_reported() -> None:
    """The day of a report is not the day of the event; without a date there is nothing."""
    assert find_span(Date("2024-03-26", "published")) == Span(Part(2024, 3, 26))
    assert find_span(None) == UNKNOWN


@given(st.randoms(use_true_random=False))
def test_never_finer(random_: random.Random) -> None:
    """The numbers never leave out a day that the date may mean; exact ones are the date itself."""
    text = make_date(random_)
    if not is_edtf(text):
        return
    date, span = parse(text), find_span(Date(text))
    again = write_edtf(span.begin, span.end)
    if span.exact:
        assert again is not None
        told = parse(again)
        assert (told.earliest, told.latest) == (date.earliest, date.latest)
    elif again is not None:
        told = parse(again)
        first, last = told.earliest, told.latest if span.end or date.latest else None
        assert first is None or (date.earliest is not None and first <= date.earliest)
        assert last is None or (date.latest is not None and last >= date.latest)
