"""The density ribbon: how many events fall in each stretch of time, drawn and said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sourceline.edtf import Day, word_month, word_year
from sourceline.site.addresses import TIMELINE, period_path
from sourceline.site.dates import count_months
from sourceline.site.labels import Labels
from sourceline.site.scale import list_paces, percent
from sourceline.site.timeline import Dated, place_events
from sourceline.site.values import Bar, Ribbon, Tick

# Months in one bar, finest first; the first that needs no more than MOST_BARS bars is taken.
STEPS = (1, 3, 12, 60, 120, 600, 1200, 6000, 12000)
MOST_BARS = 120
FEWEST_BARS = 3
# A shorter stretch would be a few broad blocks.
SHORTEST = 8
MOST_TICKS = 7


def draw_ribbon(events: Sequence[Dated], labels: Labels) -> Ribbon | None:
    """Bars of events over time, or None where there is too little to show.

    An event counts once, where it begins (or ends, if that alone is known). `events` are those of
    whole periods, so that each bar can lead to the page that tells them.
    """
    dated = [(count_months(day), event) for event in events if (day := _find_day(event))]
    months = sorted(month for month, _ in dated)
    if not months:
        return None
    step = next((s for s in STEPS if _count_bars(months, s) <= MOST_BARS), STEPS[-1])
    counts = Counter(month // step for month in months)
    first, last = min(counts), max(counts)
    size = last - first + 1
    if len(counts) < FEWEST_BARS or size < SHORTEST:
        return None
    members: dict[int, list[Dated]] = {place: [] for place in sorted(counts)}
    for month, event in dated:
        members[month // step].append(event)
    places, tallest = place_events(events), max(counts.values())
    bars = []
    for place, inside in members.items():
        path = find_bar_path(place, step, inside, places)
        when = _word_step(place, step, labels)
        bars.append(_draw_bar(place - first, size, len(inside), tallest, when, path, labels))
    return Ribbon(
        title=_word_title(counts, step, labels),
        bars=tuple(bars),
        ticks=_draw_ticks(first, last, step, labels),
        step=step,
        first=first,
        size=size,
    )


def _find_day(dated: Dated) -> Day | None:
    return (dated.value.earliest or dated.value.latest) if dated.value else None


def find_bar_path(place: int, step: int, inside: Sequence[Dated], places: Mapping[str, str]) -> str:
    """Where the events of a bar are told: their heading, their period's page, or, when they are of
    several periods, the timeline page narrowed to the bar's stretch; without scripts that opens at the
    first of them."""
    headings = list(dict.fromkeys(places[dated.event.id] for dated in inside))
    if len(headings) == 1:
        return headings[0]
    keys = list(dict.fromkeys(dated.period for dated in inside))
    if len(keys) == 1:
        return period_path(keys[0])
    begin, end = (_name_month(month, step) for month in (place * step, (place + 1) * step - 1))
    return f"{TIMELINE}?from={begin}&to={end}#y{keys[0]}"


def _name_month(month: int, step: int) -> str:
    """As the form of the timeline page takes it: "1990", or "1990-03" where a bar is of months."""
    year = month // 12
    return str(year) if step >= 12 else f"{year}-{month % 12 + 1:02d}"


def _count_bars(months: list[int], step: int) -> int:
    return months[-1] // step - months[0] // step + 1


def _draw_bar(
    place: int, size: int, count: int, tallest: int, when: str, path: str, labels: Labels
) -> Bar:
    width = 100 / size
    # One event must still be seen beside a thousand: heights start at a tenth.
    height = 10 + 90 * count / tallest
    return Bar(
        x=percent(place * width),
        y=percent(100 - height),
        width=percent(max(width * 0.72, 0.25)),
        height=percent(height),
        slot=percent(width),
        path=path,
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
    rounded = (range(-(-years.start // pace) * pace, years.stop, pace) for pace in list_paces())
    shown = next(years for years in rounded if len(years) <= MOST_TICKS)
    places = [(100 * (year * 12 - begin) / (end - begin), year) for year in shown]
    return tuple(
        Tick(percent(place), word_year(year, labels.language), "start")
        for place, year in places
        # At the far end a label would run out of the page.
        if place < 91
    )
