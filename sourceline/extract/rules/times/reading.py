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
    spoken: bool = True
    """Whether later words may refer back to it."""
    compared: bool = False
    """A period that results are compared with: "the quarter" after it is still the one reported."""
    edtf: str | None = None
    """Where it is not simply that of `value`."""


def read_date(point: Point, anchor: Point | None = None, mod: str | None = None) -> Reading:
    """A date; relative when it is counted from an anchor."""
    basis: Basis = "relative" if anchor else "stated"
    return Reading(type="DATE", value=write_value(point), basis=basis, anchor=anchor, mod=mod)
