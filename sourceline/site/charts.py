"""Figures over time: one small chart for each measure and unit. Geometry is worked out here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from sourceline import edtf
from sourceline.model import FigureClaim
from sourceline.site.labels import Labels
from sourceline.site.scale import Scale, draw_ticks, percent, place_day
from sourceline.site.values import Chart, ChartPoint, FigureLine, Level

FEWEST = 3
"""Dated values that make a chart; two are told as quickly by the list."""
TOP = 26
FLOOR = 176
HEIGHT = 202
STUB = 26
"""Pixels that an open bound runs on."""
ASIDE = 9
"""Pixels between values of one day."""
WIDEST = 54
REACH = 12
"""Pixels around a point that lead to its figure; fewer where others stand beside it."""
ROOM = 0.06
"""Of the width, at each side."""
MOST_LEVELS = 4
FINEST = 1e-12
"""What values differ by at least: no source tells more finely."""
# Larger numbers are no count of anything, and a picture of them says nothing.
LARGEST = 1e18
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure as numbers: between which values and which places on the axis of years it lies."""

    line: FigureLine
    value: float | None
    low: float | None
    high: float | None
    first: float
    last: float
    open_date: bool
    hollow: bool

    @property
    def known(self) -> list[float]:
        return [number for number in (self.low, self.value, self.high) if number is not None]


def draw_charts(
    figures: Sequence[FigureClaim], lines: Sequence[FigureLine], labels: Labels
) -> tuple[Chart, ...]:
    """A chart for each measure and unit with at least three dated values on two days or more, in the
    order of the list. `lines` words each figure."""
    groups: dict[tuple[str, str, str, str], list[Spot]] = defaultdict(list)
    for figure, line in zip(figures, lines, strict=True):
        spot = _place_figure(figure, line)
        if spot:
            groups[find_measure(figure)].append(spot)
    charts = [
        (measure, spots)
        for measure, spots in groups.items()
        if len(spots) >= FEWEST and len({(s.first, s.last) for s in spots}) > 1
    ]
    return tuple(
        _draw_chart(f"chart-{n}", measure, spots, labels)
        for n, (measure, spots) in enumerate(charts, 1)
    )


def find_measure(figure: FigureClaim) -> tuple[str, str, str, str]:
    """What figures must share to stand in one chart: measure, unit, currency and period."""
    return (figure.measure or "", figure.unit or "", figure.currency or "", figure.per or "")


def _place_figure(figure: FigureClaim, line: FigureLine) -> Spot | None:
    numbers = [
        None if number is None else float(number)
        for number in (figure.value, figure.low, figure.high)
    ]
    known = [number for number in numbers if number is not None]
    if figure.date is None or not known:
        return None
    if any(not isfinite(number) or abs(number) > LARGEST for number in known):
        return None
    date = edtf.parse(figure.date.edtf)
    days = [day for day in (date.earliest_fuzzy, date.latest_fuzzy) if day]
    if not days:
        return None
    return Spot(
        line=line,
        value=numbers[0],
        low=numbers[1],
        high=numbers[2],
        first=place_day(days[0]),
        last=place_day(days[-1]),
        open_date=len(days) < 2,
        hollow=figure.date.basis == "published",
    )


def _draw_chart(
    identity: str, measure: tuple[str, str, str, str], spots: list[Spot], labels: Labels
) -> Chart:
    spots = sorted(spots, key=lambda spot: (spot.first, spot.last))
    first, last = min(s.first for s in spots), max(s.last for s in spots)
    room = max((last - first) * ROOM, 1 / 52)
    scale = Scale(first - room, last + room)
    bottom, top, step = choose_levels([number for spot in spots for number in spot.known])
    title = name_measure(measure, labels)
    return Chart(
        id=identity,
        title=title,
        words=labels(
            "chart",
            len(spots),
            measure=title,
            first=spots[0].line.when.text if spots[0].line.when else "",
            last=spots[-1].line.when.text if spots[-1].line.when else "",
        ),
        note=labels("chart_cut", least=word_number(bottom, labels)) if bottom > 0 else "",
        height=HEIGHT,
        floor=FLOOR,
        points=_draw_points(spots, scale, (bottom, top), labels),
        levels=tuple(
            Level(
                _place_value(bottom + step * n, bottom, top), word_number(bottom + step * n, labels)
            )
            for n in range(round((top - bottom) / step) + 1)
        ),
        ticks=draw_ticks(scale, labels),
    )


def choose_levels(numbers: Iterable[float]) -> tuple[float, float, float]:
    """Lowest and highest level of the axis, and the step between two of them: 1, 2 or 5 times a power of
    ten.

    The axis begins at nothing, so that twice as much stands twice as high, unless all values lie within
    the upper third: then nothing could be told apart, and the chart says that it is cut.
    """
    listed = list(numbers)
    least, most = min(listed), max(listed)
    if least >= 0 and most - least >= most / 3:
        least = 0.0
    elif most <= 0 and most - least >= -least / 3:
        most = 0.0
    # Values that lie closer together than any source tells would need steps no number can hold.
    span = max(most - least or abs(most) / 2 or 1.0, FINEST)
    power = 10.0 ** floor(log10(span / MOST_LEVELS))
    step = next(
        power * n
        for n in (1, 2, 5, 10, 20)
        if floor(most / (power * n)) - floor(least / (power * n)) < MOST_LEVELS
    )
    bottom = floor(least / step) * step
    top = -floor(-most / step) * step
    return bottom, (top if top > bottom else bottom + step), step


def _draw_points(
    spots: Sequence[Spot], scale: Scale, ends: tuple[float, float], labels: Labels
) -> tuple[ChartPoint, ...]:
    """Values of one date stand side by side, in the order of the list."""
    dates = [(spot.first, spot.last) for spot in spots]
    points = []
    for n, spot in enumerate(spots):
        count, place = dates.count(dates[n]), dates[:n].count(dates[n])
        pace = min(ASIDE, WIDEST / max(count - 1, 1))
        shift = round((place - (count - 1) / 2) * pace)
        point = _draw_point(spot, scale, ends, labels)
        points.append(point._replace(shift=shift, reach=REACH if count == 1 else int(pace / 2)))
    return tuple(points)


def _draw_point(spot: Spot, scale: Scale, ends: tuple[float, float], labels: Labels) -> ChartPoint:
    bottom, top = ends
    middle = spot.value if spot.value is not None else sum(spot.known) / len(spot.known)
    y = _place_value(middle, bottom, top)
    bounded = spot.low is not None or spot.high is not None
    open_low, open_high = bounded and spot.low is None, bounded and spot.high is None
    low = None if spot.low is None else _place_value(spot.low, bottom, top)
    high = None if spot.high is None else _place_value(spot.high, bottom, top)
    long = spot.last - spot.first > 2 / 365 or spot.open_date
    return ChartPoint(
        anchor=spot.line.anchor,
        title=_word_point(spot.line, labels),
        x=percent(scale.place((spot.first + spot.last) / 2)),
        y=y,
        shift=0,
        reach=REACH,
        exact=spot.value is not None,
        low=min(y + STUB, FLOOR) if open_low else low,
        high=max(y - STUB, 2) if open_high else high,
        open_low=open_low,
        open_high=open_high,
        begin=percent(scale.place(spot.first)) if long else "",
        end=percent(100 if spot.open_date else scale.place(spot.last)) if long else "",
        open_date=spot.open_date,
        hollow=spot.hollow,
    )


def _word_point(line: FigureLine, labels: Labels) -> str:
    parts = [line.phrase, line.when.text if line.when else ""]
    return labels.join(parts)


def _place_value(value: float, bottom: float, top: float) -> int:
    return round(FLOOR - (FLOOR - TOP) * (value - bottom) / (top - bottom))


def name_measure(measure: tuple[str, str, str, str], labels: Labels) -> str:
    """ "expenditure, USD, per month", "deaths, people", "per cent"."""
    what, unit, currency, per = measure
    unit = "" if unit == "money" and (what or currency) else unit
    period = labels("chart_per", unit=per) if per else ""
    parts = (what.replace("_", " "), unit, currency, period)
    return labels.join(parts) or labels("figures")


def word_number(number: float, labels: Labels) -> str:
    """A round number of an axis: "0", "2,500", "1.5 million"."""
    for size, word in _SCALES:
        if abs(number) >= size:
            return labels(f"number_{word}", number=format_number(number / size))
    return format_number(number)


def format_number(number: float) -> str:
    """With separators, and as few decimals as it has, three at most."""
    text = f"{number:,.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
