"""Roles over time as bars. Geometry is worked out here, in per cent; the template only draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline import edtf
from sourceline.edtf import Day
from sourceline.model import Date, RoleClaim
from sourceline.site.citations import shorten_text
from sourceline.site.labels import Labels
from sourceline.site.scale import Scale, draw_ticks, percent, place_day
from sourceline.site.values import LifeBar, Lifeline, LifePart

ROW = 44
"""Pixels from one bar to the next."""
CLOSE_ROW = 34
"""The same where there are many."""
MANY = 12
MOST_BARS = 40
"""More would be a drawing of several screens; the list holds every role."""
TOP = 8
FOOT = 28
# An open end runs on for this part of the known span, and fades.
OVERHANG = 0.12
# Letters of a label at the most, and per cent of the narrowest drawing (288 pixels) that one of them needs.
LONGEST = 40
LETTER = 2.4
# A day must still be seen in a drawing of centuries.
THINNEST = 0.6


@dataclass(frozen=True, slots=True)
class Ends:
    """Between which places on the axis of years a date lies."""

    first: float
    last: float
    reported: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A role from one date to another; None is open."""

    text: str
    title: str
    begin: Ends | None
    end: Ends | None


def draw_lifeline(
    roles: Sequence[RoleClaim], names: Sequence[str], spans: Sequence[str], labels: Labels
) -> Lifeline | None:
    """Bars for the roles of which any date is known, or None where there is too little to draw.

    `names` words each role, `spans` its dates. Bars stand in order of time, those with the same words
    together, so that one follows the other as their holders did.
    """
    found = [
        stretch
        for role, name, span in zip(roles, names, spans, strict=True)
        if (stretch := _place_role(role, name, span))
    ]
    if len(found) < 2 and not any(s.begin and s.end for s in found):
        return None
    stretches = sorted(found, key=_order)[:MOST_BARS]
    scale = find_scale(stretches)
    row = ROW if len(stretches) <= MANY else CLOSE_ROW
    bars = tuple(_draw_bar(s, TOP + row * n + 22, scale) for n, s in enumerate(stretches))
    left = len(found) - len(bars)
    title = labels("lifeline_some", left) if left else labels("lifeline")
    return Lifeline(title, TOP + row * len(bars) + FOOT, bars, draw_ticks(scale, labels))


def _order(stretch: Stretch) -> tuple[float, float, str]:
    known = [ends for ends in (stretch.begin, stretch.end) if ends]
    return known[0].first, known[-1].last, stretch.text


def _place_role(role: RoleClaim, name: str, span: str) -> Stretch | None:
    begin, end = _find_ends(role.begin), _find_ends(role.end)
    if begin is None and end is None:
        return None
    if begin and end and end.last < begin.first:  # a slip of the source is not drawn backwards
        begin, end = end, begin
    title = ", ".join(part for part in (name, span) if part)
    return Stretch(shorten_text(name, LONGEST), title, begin, end)


def _find_ends(date: Date | None) -> Ends | None:
    if date is None:
        return None
    value = edtf.parse(date.edtf)
    known = [day for day in (value.earliest_fuzzy, value.latest_fuzzy) if day]
    if not known:
        return None
    return Ends(place_day(known[0]), _place_end(known[-1]), date.basis == "published")


def _place_end(day: Day) -> float:
    """The evening of a day."""
    return place_day(day) + 1 / 366


def find_scale(stretches: Sequence[Stretch]) -> Scale:
    """First and last year of the drawing, with room for open ends."""
    known = [p for s in stretches for e in (s.begin, s.end) if e for p in (e.first, e.last)]
    first, last = min(known), max(known)
    room = max((last - first) * OVERHANG, 0.1)
    return Scale(first - room, last + room)


def _draw_bar(stretch: Stretch, y: int, scale: Scale) -> LifeBar:
    parts = tuple(_list_parts(stretch, scale))
    begin, end = float(parts[0].x[:-1]), float(parts[-1].x[:-1]) + float(parts[-1].width[:-1])
    x, anchor = place_label(begin, end, len(stretch.text) * LETTER)
    reported = [
        percent(scale.place(place))
        for ends, place in (
            (stretch.begin, stretch.begin and stretch.begin.first),
            (stretch.end, stretch.end and stretch.end.last),
        )
        if ends and place and ends.reported
    ]
    return LifeBar(
        y=y,
        text=stretch.text,
        text_x=percent(x),
        text_anchor="end" if anchor == "end" else "start",
        title=stretch.title,
        parts=parts,
        reported=tuple(reported),
    )


def place_label(begin: float, end: float, width: float) -> tuple[float, str]:
    """Where a label of a width stands above a bar: from its begin, to its end, or as near as it finds
    room, all in per cent."""
    if begin + width <= 100:
        return begin, "start"
    return (min(end, 100), "end") if end >= width else (max(100 - width, 0), "start")


def _list_parts(stretch: Stretch, scale: Scale) -> Iterator[LifePart]:
    """Stretches from left to right: each kind of end, and what is sure between them."""
    begin, end = stretch.begin, stretch.end
    sure_from = begin.last if begin else scale.first
    sure_to = end.first if end else scale.last
    if begin and end and sure_to < sure_from:  # the uncertain ends meet
        yield _draw_part("soft", begin.first, end.last, scale)
        return
    if begin is None and end:
        yield _draw_part("open-start", scale.first, sure_to, scale)
    elif begin and begin.last - begin.first > 0.01:
        yield _draw_part("soft", begin.first, begin.last, scale)
    if begin and end:
        yield _draw_part("sure", sure_from, sure_to, scale)
    if end is None and begin:
        yield _draw_part("open-end", sure_from, scale.last, scale)
    elif end and end.last - end.first > 0.01:
        yield _draw_part("soft", end.first, end.last, scale)


def _draw_part(shape: str, first: float, last: float, scale: Scale) -> LifePart:
    x = scale.place(first)
    width = max(scale.place(last) - x, THINNEST)
    return LifePart(shape, percent(x), percent(width))  # type: ignore[arg-type] # one of the shapes
