"""Roles over time as bars. Geometry is worked out here, in per cent; the template only draws."""

from __future__ import annotations

from dataclasses import dataclass

from sourceline import edtf
from sourceline.edtf import Day, word_year
from sourceline.model import Date, RoleClaim
from sourceline.site.labels import Labels
from sourceline.site.ribbon import percent, place_day
from sourceline.site.values import LifeBar, Lifeline, Tick

ROW = 44
"""Pixels from one bar to the next."""
TOP = 8
FOOT = 28
# An open end runs on for this part of the known span, and fades.
OVERHANG = 0.12


@dataclass(frozen=True, slots=True)
class Stretch:
    """A role between two places on the axis of years; None is open."""

    text: str
    begin: float | None
    end: float | None


def draw_lifeline(
    roles: tuple[RoleClaim, ...], names: tuple[str, ...], labels: Labels
) -> Lifeline | None:
    """Bars for the roles of which any date is known, or None where there is too little to draw.

    `names` words each role.
    """
    pairs = zip(roles, names, strict=True)
    stretches = [s for s in (_place_role(role, name) for role, name in pairs) if s]
    if len(stretches) < 2 and not any(s.begin and s.end for s in stretches):
        return None
    first, last = find_axis(stretches)
    bars = tuple(_draw_bar(s, n, first, last) for n, s in enumerate(stretches))
    height = TOP + ROW * len(bars) + FOOT
    return Lifeline(labels("lifeline"), height, bars, _draw_ticks(first, last, labels))


def _place_role(role: RoleClaim, name: str) -> Stretch | None:
    begin, end = _find_day(role.begin, first=True), _find_day(role.end, first=False)
    if begin is None and end is None:
        return None
    return Stretch(name, place_day(begin) if begin else None, place_day(end) if end else None)


def _find_day(date: Date | None, *, first: bool) -> Day | None:
    if date is None:
        return None
    value = edtf.parse(date.edtf)
    return (value.earliest or value.latest) if first else (value.latest or value.earliest)


def find_axis(stretches: list[Stretch]) -> tuple[float, float]:
    """First and last year of the drawing, with room for open ends."""
    known = [place for s in stretches for place in (s.begin, s.end) if place is not None]
    first, last = min(known), max(known)
    room = max((last - first) * OVERHANG, 0.5)
    return first - room, last + room


def _draw_bar(stretch: Stretch, row: int, first: float, last: float) -> LifeBar:
    begin = first if stretch.begin is None else stretch.begin
    end = last if stretch.end is None else stretch.end
    x = 100 * (begin - first) / (last - first)
    width = max(100 * (end - begin) / (last - first), 0.6)
    right = x > 55
    return LifeBar(
        x=percent(x),
        width=percent(width),
        y=TOP + ROW * row + 22,
        text=stretch.text,
        text_x=percent(min(x + width, 100) if right else x),
        text_anchor="end" if right else "start",
        open_start=stretch.begin is None,
        open_end=stretch.end is None,
        point=stretch.begin is not None and stretch.end is not None and end - begin < 0.01,
    )


def _draw_ticks(first: float, last: float, labels: Labels) -> tuple[Tick, ...]:
    years = [year for year in range(int(first) - 1, int(last) + 2) if first <= year <= last]
    pace = max(1, -(-len(years) // 6))
    chosen = [year for year in years if year % pace == 0] or years[:1]
    return tuple(
        Tick(
            percent(100 * (year - first) / (last - first)),
            word_year(year, labels.language),
            "middle",
        )
        for year in chosen
    )
