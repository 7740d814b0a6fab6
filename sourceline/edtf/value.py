"""The values of the EDTF room: a day, a date with its bounds, and the error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Precision = Literal[
    "time",
    "day",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
    "interval",
    "set",
    "open",
    "unknown",
]
"""How fine a date is. `open` and `unknown` occur only as an end of an interval (".." and "")."""


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; `year` is astronomical (0 is 1 BC)."""

    year: int
    month: int
    day: int


class EdtfError(ValueError):
    """The text is no EDTF date; `column` is the 0-based place of the fault."""

    def __init__(self, message: str, column: int = 0) -> None:
        self.column = column
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Fields:
    """The parts of one date as written: digits with "X" for an unspecified one."""

    year: str
    """With sign, without "Y": "2024", "-0043", "19XX", "170000002"."""
    month: str | None = None
    """"01" to "12", a season or quarter "21" to "41", or with "X"."""
    day: str | None = None
    time: str | None = None
    """"10:35:00", "10:35:00Z", "10:35:00+02:00"."""
    qualifiers: tuple[str, ...] = ()
    """For year, month and day, as many as there are: "", "~", "?" or "%"; () when all are ""."""
    digits: int | None = None
    """Significant digits of the year ("1950S2")."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of ISO 8601-2 (EDTF), levels 0 and 1, and of level 2 the sets, qualified parts,
    unspecified digits anywhere, exponential years, significant digits and sub-year groupings.

    `None` as a bound means open or unknown. The fuzzy bounds are the strict ones, widened where
    the date is approximate or uncertain.
    """

    text: str
    """Canonical: the shortest way to write it."""
    precision: Precision
    earliest: Day | None = None
    latest: Day | None = None
    earliest_fuzzy: Day | None = None
    latest_fuzzy: Day | None = None
    approximate: bool = False
    uncertain: bool = False
    fields: Fields | None = None
    """None for intervals and sets."""
    parts: tuple[Edtf, ...] = ()
    """The two ends of an interval, or the members of a set (of which some may be intervals)."""

    def __str__(self) -> str:
        return self.text
