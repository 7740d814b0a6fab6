"""The density ribbon: how many events fall in each stretch of time, drawn and said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sourceline.edtf import Day, Edtf, word_month, word_year
from sourceline.site.dates import count_months
from sourceline.site.labels import Labels
from sourceline.site.values import Bar, Ribbon, Tick

# Months in one bar, finest first; the first that needs no more than MOST_BARS bars is taken.
STEPS = (1, 3, 12, 60, 120, 600, 1200, 6000, 12000)
MOST_BARS = 120
FEWEST_BARS = 3
# A shorter stretch would be a few broad blocks.
SHORTEST = 8
MOST_TICKS = 7


def draw_ribbon(values: Iterable[Edtf], labels: Labels) -> Ribbon | None:
    """Bars of events over time, or None where there is too little to show.

    An event counts once, where it begins (or ends, if that alone is known).
    """
    days = [value.earliest or value.latest for value in values]
    months = sorted(count_months(day) for day in days if day)
    if not months:
        return None
    step = next((s for s in STEPS if _count_bars(months, s) <= MOST_BARS), STEPS[-1])
    counts = Counter(month // step for month in months)
    first, last = min(counts), max(counts)
    size = last - first + 1
    if len(counts) < FEWEST_BARS or size < SHORTEST:
        return None
    tallest = max(counts.values())
    bars = tuple(
        _draw_bar(
            place - first, size, counts[place], tallest, _word_step(place, step, labels), labels
        )
        for place in sorted(counts)
    )
    return Ribbon(_word_title(counts, step, labels), bars, _draw_ticks(first, last, step, labels))


def _count_bars(months: list[int], step: int) -> int:
    return months[-1] // step - months[0] // step + 1


def _draw_bar(place: int, size: int, count: int, tallest: int, when: str, labels: Labels) -> Bar:
    width = 100 / size
    # One event must still be seen beside a thousand: heights start at a tenth.
    height = 10 + 90 * count / tallest
    return Bar(
        x=percent(place * width),
        y=percent(100 - height),
        width=percent(max(width * 0.72, 0.25)),
        height=percent(height),
        title=labels("ribbon_part", when=when, n=labels.count(count)),
    )


def _word_title(counts: Counter[int], step: int, labels: Labels) -> str:
    first, last = min(counts), max(counts)
    span = labels(
        "span", first=_word_step(first, step, labels), last=_word_step(last, step, labels)
    )
    # The busiest stretches say enough; the list of years below holds every count.
    busiest = sorted(sorted(counts), key=lambda place: -counts[place])[:5]
    parts = [
        labels("ribbon_part", when=_word_step(place, step, labels), n=labels.count(counts[place]))
        for place in sorted(busiest)
    ]
    return labels("ribbon", sum(counts.values()), span=span, list=labels.join(parts, "join_names"))


def _word_step(place: int, step: int, labels: Labels) -> str:
    year, month = divmod(place * step, 12)
    if step >= 12:
        return word_year(year, labels.language)
    return word_month(year, month + 1, labels.language)


def _draw_ticks(first: int, last: int, step: int, labels: Labels) -> tuple[Tick, ...]:
    """Years at round places, few enough to stand side by side."""
    begin, end = first * step, (last + 1) * step
    years = range(-(-begin // 12), (end - 1) // 12 + 1)
    if not years:
        return ()
    pace = next(p for p in _paces() if len([y for y in years if y % p == 0]) <= MOST_TICKS)
    places = [
        (100 * (year * 12 - begin) / (end - begin), year) for year in years if year % pace == 0
    ]
    return tuple(
        Tick(percent(place), word_year(year, labels.language), "start")
        for place, year in places
        # At the far end a label would run out of the page.
        if place < 91
    )


def _paces() -> Iterable[int]:
    scale = 1
    while True:
        yield from (scale, 2 * scale, 5 * scale)
        scale *= 10


def percent(number: float) -> str:
    """A number as per cent with two digits at most: "12.5%"."""
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"


def place_day(day: Day) -> float:
    """A day on an axis of years."""
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 365.25
