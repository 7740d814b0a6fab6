"""What a rule reads: a TIMEX3 type and value, and how the value came to be known."""

from __future__ import annotations

from dataclasses import dataclass

from sourceline.extract.rules.times.points import Point, write_value
from sourceline.model import Basis, TimexType


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A time expression as one rule understands it."""

    type: TimexType
    value: str
    span: tuple[int, int] | None = None
    """Where it stands, if not the whole match."""
    mod: str | None = None
    """"start", "mid", "end" or "about": narrows or widens the EDTF date."""
    basis: Basis = "stated"
    anchor: Point | None = None
    """What a relative date is counted from."""
    year_taken: bool = False
    """Whether only the year is taken from the anchor ("Nov. 15")."""
    spoken: bool = True
    """Whether later words may refer back to it."""
    compared: bool = False
    """A period that results are compared with: "the quarter" after it is still the one reported."""
    edtf: str | None = None
    """Where it is not simply that of `value`."""


def read_date(
    point: Point, anchor: Point | None = None, mod: str | None = None, *, year_taken: bool = False
) -> Reading:
    """A date; relative when it is counted from an anchor."""
    return Reading(
        type="DATE",
        value=write_value(point),
        basis="relative" if anchor else "stated",
        anchor=anchor,
        mod=mod,
        year_taken=year_taken and anchor is not None,
    )


def read_part(point: Point, part: str, anchor: Point | None) -> Reading:
    """The morning, afternoon, evening or night of a day, or a clock time: 2024-03-26TMO."""
    return Reading(
        type="TIME",
        value=f"{write_value(point)}T{part}",
        basis="relative" if anchor else "stated",
        anchor=anchor,
    )


def read_vague(value: str) -> Reading:
    """A date that cannot be placed: PAST_REF, PRESENT_REF, FUTURE_REF, XXXX-WXX-5."""
    return Reading(type="DATE", value=value, spoken=False)


def read_length(value: str) -> Reading:
    """A duration."""
    return Reading(type="DURATION", value=value, spoken=False)


def read_set(value: str) -> Reading:
    """A time that returns."""
    return Reading(type="SET", value=value, spoken=False)
