"""EDTF text is read to its canonical form, precision and bounds, or refused with a place."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from edtf_oracle import compare, make_date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourceline.edtf import Day, EdtfError, is_edtf, parse


@pytest.mark.parametrize(
    ("text", "canonical", "precision", "earliest", "latest"),
    [
        ("2024-03-26", "2024-03-26", "day", (2024, 3, 26), (2024, 3, 26)),
        ("2024-02", "2024-02", "month", (2024, 2, 1), (2024, 2, 29)),
        ("2023", "2023", "year", (2023, 1, 1), (2023, 12, 31)),
        ("2024-03-26T10:35:00Z", "2024-03-26T10:35:00Z", "time", (2024, 3, 26), (2024, 3, 26)),
        ("2024-21", "2024-21", "season", (2024, 3, 1), (2024, 5, 31)),
        ("2024-24", "2024-24", "season", (2024, 12, 1), (2025, 2, 28)),
        ("2024-35", "2024-35", "quarter", (2024, 7, 1), (2024, 9, 30)),
        ("2024-41", "2024-41", "half", (2024, 7, 1), (2024, 12, 31)),
        ("198X", "198X", "decade", (1980, 1, 1), (1989, 12, 31)),
        ("18XX", "18XX", "century", (1800, 1, 1), (1899, 12, 31)),
        ("1XXX", "1XXX", "millennium", (1000, 1, 1), (1999, 12, 31)),
        ("-19XX", "-19XX", "century", (-1999, 1, 1), (-1900, 12, 31)),
        ("2004-XX", "2004-XX", "month", (2004, 1, 1), (2004, 12, 31)),
        ("1985-04-XX", "1985-04-XX", "day", (1985, 4, 1), (1985, 4, 30)),
        ("2021-XX-31", "2021-XX-31", "day", (2021, 1, 31), (2021, 12, 31)),
        ("199X-02-29", "199X-02-29", "day", (1992, 2, 29), (1996, 2, 29)),
        ("1984-1X", "1984-1X", "month", (1984, 10, 1), (1984, 12, 31)),
        ("0000", "0000", "year", (0, 1, 1), (0, 12, 31)),
        ("-0043-03-15", "-0043-03-15", "day", (-43, 3, 15), (-43, 3, 15)),
        ("Y170000002", "Y170000002", "year", (170000002, 1, 1), (170000002, 12, 31)),
        ("Y-17E7", "Y-17E7", "year", (-170000000, 1, 1), (-170000000, 12, 31)),
        ("../2024-03", "../2024-03", "interval", None, (2024, 3, 31)),
        ("2021-05/..", "2021-05/..", "interval", (2021, 5, 1), None),
        ("2021-05/", "2021-05/", "interval", (2021, 5, 1), None),
        ("[ 1667,1668, 1670..1672 ]", "[1667,1668,1670..1672]", "set", (1667, 1, 1), (1672, 12, 31)),
        ("{1960,1961-12}", "{1960,1961-12}", "set", (1960, 1, 1), (1961, 12, 31)),
        ("[..1983]", "[..1983]", "set", None, (1983, 12, 31)),
        ("~2004-~06-~11", "2004-06-11~", "day", (2004, 6, 11), (2004, 6, 11)),
        ("2004-06~-11", "2004-06~-11", "day", (2004, 6, 11), (2004, 6, 11)),
        ("?2004-06", "2004?-06", "month", (2004, 6, 1), (2004, 6, 30)),
    ],
)  # fmt: skip
def test_parse(
    text: str,
    canonical: str,
    precision: str,
    earliest: tuple[int, int, int] | None,
    latest: tuple[int, int, int] | None,
) -> None:
    """Each shape has one canonical form, a precision, and a first and last day."""
    date = parse(text)
    expected = (canonical, precision, earliest, latest)
    assert (date.text, date.precision, date.earliest, date.latest) == expected


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1450~", (1449, 1, 1), (1451, 12, 31)),
        ("1450%", (1448, 1, 1), (1452, 12, 31)),
        ("2024-02~", (2024, 1, 1), (2024, 3, 31)),
        ("2024-03-26?", (2024, 3, 25), (2024, 3, 27)),
        ("2004?-06", (2003, 6, 1), (2005, 6, 30)),
        ("2004-06~-11", (2003, 6, 11), (2005, 6, 11)),
        ("2004-06-~11", (2004, 6, 10), (2004, 6, 12)),
        ("198X~", (1970, 1, 1), (1999, 12, 31)),
        ("1950S2", (1900, 1, 1), (1999, 12, 31)),
    ],
)
def test_fuzzy_bounds(
    text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    """A mark widens a whole date by its own unit, a part by the coarsest marked unit."""
    date = parse(text)
    assert (date.earliest_fuzzy, date.latest_fuzzy) == (Day(*earliest), Day(*latest))


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.sampled_from("~?%"))
def test_padding(day: date, mark: str) -> None:
    """A marked day, month or year is widened by one of its own, or two where it is both."""
    count = 2 if mark == "%" else 1
    days = timedelta(days=count)
    first, last = day.replace(day=1), day.replace(day=1)
    for _ in range(count):
        first = (first - timedelta(days=1)).replace(day=1)
        last = (last + timedelta(days=31)).replace(day=1)
    end = (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    expected = {
        f"{day}{mark}": (day - days, day + days),
        f"{day:%Y-%m}{mark}": (first, end),
        f"{day:%Y}{mark}": (date(day.year - count, 1, 1), date(day.year + count, 12, 31)),
    }
    for text, (low, high) in expected.items():
        read = parse(text)
        bounds = tuple(date(*b) for b in (read.earliest_fuzzy, read.latest_fuzzy) if b)
        assert bounds == (low, high)


@given(st.integers(-9999, 9999).filter(lambda year: year != 0), st.integers(1, 3))
def test_masks(year: int, unknown: int) -> None:
    """The years of a mask are those whose digits fit, before Christ as after."""
    digits = f"{abs(year):04d}"
    mask = ("-" if year < 0 else "") + digits[:-unknown] + "X" * unknown
    fitting = [y for y in range(10**4) if f"{y:04d}"[:-unknown] == digits[:-unknown]]
    ends = sorted(y if year > 0 else -y for y in (fitting[0], fitting[-1]))
    read = parse(mask)
    assert (read.earliest, read.latest) == (Day(ends[0], 1, 1), Day(ends[1], 12, 31))


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 0),
        ("soon", 0),
        ("2023-02-29", 8),
        ("2024-13", 5),
        ("2024-3-1", 4),
        ("2024/03/26", 7),
        ("2021/2020", 5),
        ("../..", 0),
        ("2024-21-01", 8),
        ("-0000", 0),
        ("Y2024", 0),
        ("Y1E999999999", 0),
        ("2024-03-26T25:00:00", 11),
        ("2024-03T10:00:00", 8),
        ("[1667,,1670]", 6),
        ("[1667", 4),
        ("[1670..1667]", 1),
        ("2024\n", 4),
        ("٢٠٢٤", 0),
    ],
)
def test_refused(text: str, column: int) -> None:
    """What is no date is refused at the column of the fault."""
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert (caught.value.column, is_edtf(text)) == (column, False)


@given(st.randoms(use_true_random=False))
def test_canonical_form(random_: random.Random) -> None:
    """The canonical form of a date is a date with the same bounds, and is its own canonical form."""
    text = make_date(random_)
    if is_edtf(text):
        date = parse(text)
        again = parse(date.text)
        assert (again.text, again.earliest, again.latest) == (date.text, date.earliest, date.latest)


@given(st.randoms(use_true_random=False))
def test_bounds_are_ordered(random_: random.Random) -> None:
    """The fuzzy bounds hold the strict ones, and no bound precedes its begin."""
    text = make_date(random_)
    if is_edtf(text):
        date = parse(text)
        days = (date.earliest_fuzzy, date.earliest, date.latest, date.latest_fuzzy)
        known = [day for day in days if day is not None]
        assert known == sorted(known)


@given(st.text(alphabet="0123456789-/.X~?%[]{},YESTZ:+ ", max_size=24))
def test_any_text(text: str) -> None:
    """Any text is a date or refused with a column inside it."""
    column = 0
    try:
        parse(text)
    except EdtfError as error:
        column = error.column
    assert 0 <= column <= len(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_oracle(random_: random.Random) -> None:
    """python-edtf reads the same, or the difference has an explanation in `edtf_oracle`."""
    assert compare(make_date(random_))
