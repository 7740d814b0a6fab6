"""Dates as the reader meets them: worded, drawn, and with how they are known."""

from __future__ import annotations

from functools import lru_cache

from sourceline import edtf
from sourceline.edtf import Day, Edtf
from sourceline.model import Date
from sourceline.site.bidi import isolate
from sourceline.site.labels import Labels
from sourceline.site.values import Shape, When

_SHAPES: dict[str, Shape] = {
    "time": "dot",
    "day": "dot",
    "month": "month",
    "season": "quarter",
    "quarter": "quarter",
    "half": "year",
    "year": "year",
}


# The days of a century are 36,525; so many dates in words take 30 MB.
@lru_cache(maxsize=40_000)
def describe_date(date: Date, labels: Labels) -> When:
    """A date in the words and the drawing of the site's language."""
    value = edtf.parse(date.edtf)
    stated = edtf.words(value, language=labels.language)
    hollow = date.basis == "published"
    return When(
        text=edtf.words(value, language=labels.language, basis=date.basis),
        plain=stated,
        lead=labels("reported") if hollow else "",
        short=edtf.words_below(value, language=labels.language),
        attribute=edtf.datetime_attribute(value),
        shape=find_shape(value),
        soft=value.approximate or value.uncertain,
        hollow=hollow,
        note=_word_basis(date, value, stated, labels),
    )


@lru_cache(maxsize=40_000)
def describe_text(text: str | None, labels: Labels) -> When | None:
    """An EDTF text of a source's metadata, or None."""
    return describe_date(Date(text), labels) if text and edtf.is_edtf(text) else None


def find_shape(value: Edtf) -> Shape:
    """How a date is drawn: a dot, a bar, or a bar that is open at one end."""
    if value.earliest is None and value.latest is None:
        return "none"
    if value.earliest is None:
        return "until"
    if value.latest is None:
        return "from"
    return _SHAPES.get(value.precision, "span")


def find_year(value: Edtf) -> int | None:
    """The year a date stands under: of its first day, or of its last where that alone is known."""
    day = value.earliest or value.latest
    return day.year if day else None


def find_month(value: Edtf) -> int | None:
    """The month it stands under, or None where it names none."""
    first, last = value.earliest, value.latest
    day = first or last
    if day is None or value.precision not in ("time", "day", "month", "interval", "set"):
        return None
    if value.precision == "interval" and any(p.precision == "year" for p in value.parts):
        return None
    same_year = first is None or last is None or first.year == last.year
    whole_year = (
        first is not None and last is not None and (first[1:], last[1:]) == ((1, 1), (12, 31))
    )
    return day.month if same_year and not whole_year else None


def format_year(year: int) -> str:
    """An astronomical year as EDTF: "0043", "-0043", "Y170000002"."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def count_months(day: Day) -> int:
    """Months since year 0, for gaps and axes."""
    return day.year * 12 + day.month - 1


def _word_basis(date: Date, value: Edtf, stated: str, labels: Labels) -> str:
    notes = []
    if date.basis == "published":
        notes.append(labels("note_published", date=_set_day(stated, value)))
    elif date.reason:
        reason = date.reason if date.reason.endswith((".", "。")) else date.reason + "."
        notes.append(isolate(reason, labels.language))
    elif date.basis == "relative" and date.phrase and date.reference:
        reference = edtf.words(edtf.parse(date.reference), language=labels.language)
        notes.append(labels("note_relative", phrase=date.phrase, reference=reference))
    elif date.phrase and date.phrase != stated:
        notes.append(labels("note_phrase", phrase=date.phrase))
    return " ".join(notes)


def _set_day(stated: str, value: Edtf) -> str:
    return stated if value.precision == "day" else f"({stated})"
