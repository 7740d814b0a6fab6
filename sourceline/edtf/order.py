"""The order of dates, and what a machine may be told of them."""

from __future__ import annotations

from sourceline.edtf.bounds import day_number
from sourceline.edtf.value import Day, Edtf


def sort_key(date: Edtf) -> tuple[float, str, float, str]:
    """A total order: by first day, then time of day, the coarser before the finer, then by text.

    A date whose begin is open ("by March 2024") stands where it ends; one that is wholly open
    does not exist.
    """
    first = date.earliest or date.latest
    time = date.fields.time if date.fields else None
    return (_number(first), time or "", -_number(date.latest), date.text)


def datetime_attribute(date: Edtf) -> str | None:
    """What HTML's `<time datetime>` may hold without claiming more than is known, or None."""
    fields = date.fields
    if fields is None or date.approximate or date.uncertain or "X" in date.text:
        return None
    if date.precision not in ("time", "day", "month", "year") or int(fields.year) < 1:
        return None
    parts = [part for part in (f"{int(fields.year):04d}", fields.month, fields.day) if part]
    return "-".join(parts) + (f"T{_html_time(fields.time)}" if fields.time else "")


def _html_time(time: str) -> str:
    """HTML wants minutes in a zone: "+02" is written "+02:00"."""
    return time + ":00" if len(time) == 11 else time


def _number(day: Day | None) -> float:
    return float("inf") if day is None else day_number(day)
