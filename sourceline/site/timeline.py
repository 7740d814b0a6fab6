"""Entries under their years and months, with the long empty stretches between them said in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sourceline import edtf
from sourceline.edtf import Edtf
from sourceline.model import Event
from sourceline.site.addresses import part_path, period_path
from sourceline.site.dates import (
    count_months,
    find_month,
    find_year,
    format_year,
)
from sourceline.site.labels import Labels
from sourceline.site.values import Entry, Group, Item, Period

# From here on an empty stretch is worth a line of its own (months).
LONG_GAP = 6
# From so many entries on the lighter half is told in brief.
DENSE_FROM = 100
# Fewer entries in a year need no month headings.
MONTHS_FROM = 4
# A longer year is split into pages of months, and a longer month into parts: 300 entries are about 320 kB.
LONG_YEAR = 300
# Longer quotes are shown from their start; the whole sentence is one click away.
LONGEST_QUOTE = 420
# Fewer entries where they are long: bytes of a page, as `measure_page` estimates them.
LARGE_PAGE = 330_000
# One more entry then seldom moves all others.
_STEP = 50
# Fewer stand on a page where each is told whole.
LONG_DETAILED = 72
_COARSE = ("decade", "century", "millennium")
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Dated:
    """An event beside its date's value, parsed once."""

    event: Event
    value: Edtf | None

    @property
    def period(self) -> str:
        """The key of the period it stands under: "2024", "-0043", "199x", "undated"."""
        if self.value is None or find_year(self.value) is None:
            return UNDATED
        if self.value.precision in _COARSE:
            return self.value.text.rstrip("~?%").lower()
        return format_year(find_year(self.value) or 0)


def date_events(events: Iterable[Event]) -> tuple[Dated, ...]:
    """Events with their dates parsed, in the order given."""
    return tuple(
        Dated(event, edtf.parse(event.date.edtf) if event.date else None) for event in events
    )


def group_periods(events: Iterable[Dated]) -> dict[str, list[Dated]]:
    """Period key → its events, in order of time."""
    periods: dict[str, list[Dated]] = {}
    for dated in events:
        periods.setdefault(dated.period, []).append(dated)
    return periods


def title_period(key: str, labels: Labels) -> str:
    """ "2024", "44 BC", "the 1990s", "Undated"."""
    if key == UNDATED:
        return labels("undated")
    return start_large(edtf.words(edtf.parse(key.upper()), language=labels.language))


def start_large(text: str) -> str:
    """A phrase as a heading: with a capital."""
    return text[:1].upper() + text[1:]


def arrange_timeline(
    events: Sequence[Dated],
    entries: Mapping[str, Entry],
    weights: Mapping[str, float],
    labels: Labels,
    *,
    level: int = 3,
    months: bool = True,
    linked: bool = True,
) -> tuple[Period, ...]:
    """Entries by year and month; `level` is that of the years' headings."""
    periods = []
    brief = find_brief([entries[dated.event.id] for dated in events], weights)
    last_day: int | None = None
    for key, members in group_periods(events).items():
        gap = word_gap(last_day, _first_month(members[0].value), labels)
        groups = _arrange_groups(
            members, entries, labels, brief=brief, key=key, level=level, months=months
        )
        periods.append(
            Period(
                title=title_period(key, labels),
                anchor=f"y{key}",
                path=period_path(key) if linked else None,
                level=level,
                gap=gap,
                groups=groups,
                count=len(members),
            )
        )
        last_day = max((m for m in map(_last_month, members) if m is not None), default=last_day)
    return tuple(periods)


def _arrange_groups(
    members: Sequence[Dated],
    entries: Mapping[str, Entry],
    labels: Labels,
    *,
    brief: AbstractSet[str],
    key: str,
    level: int,
    months: bool,
) -> tuple[Group, ...]:
    by_month = (
        group_months(members) if months and len(members) >= MONTHS_FROM else {0: list(members)}
    )
    groups = []
    last: int | None = None
    previous: Entry | None = None
    for month, inside in by_month.items():
        items = _arrange_items([entries[d.event.id] for d in inside], previous, brief)
        groups.append(
            Group(
                title=start_large(edtf.name_month(month, labels.language)) if month else "",
                anchor=f"y{key}-{month:02d}" if month else "",
                level=level + 1,
                entry_level=level + 2 if month else level + 1,
                gap=word_gap(last, _first_month(inside[0].value), labels) if month else "",
                items=items,
            )
        )
        previous = items[-1].entry
        last = max((m for m in map(_last_month, inside) if month and m is not None), default=last)
    return tuple(groups)


def group_months(members: Iterable[Dated]) -> dict[int, list[Dated]]:
    """Month (0: none named, first of all) → its events."""
    months: dict[int, list[Dated]] = {}
    for dated in members:
        month = find_month(dated.value) if dated.value else None
        months.setdefault(month or 0, []).append(dated)
    return dict(sorted(months.items()))


def is_split(months: Mapping[int, Sequence[Dated]]) -> bool:
    """Whether a period of these months is too long for one page."""
    members = [dated for month in months.values() for dated in month]
    return len(months) > 1 and (len(members) > LONG_YEAR or measure_page(members) > LARGE_PAGE)


def measure_page(members: Iterable[Dated]) -> int:
    """About how many bytes a page of these entries has, with the sources that are printed after them: fitted to
    298 pages of 20 entries and more."""
    events = [dated.event for dated in members]
    sources = {evidence.source for event in events for evidence in event.evidence}
    quotes = sum(
        min(len(event.evidence[0].exact), LONGEST_QUOTE) for event in events if event.evidence
    )
    people = sum(len(event.participants) for event in events)
    titles = sum(len(event.title) for event in events)
    return 4_400 + 730 * len(events) + titles + quotes + 90 * people + 400 * len(sources)


def fit_page(members: Sequence[Dated], longest: int) -> int:
    """As `choose_size`, for entries of which too long ones stand on smaller pages."""
    size, bytes_of_all = choose_size(len(members), longest), measure_page(members)
    if bytes_of_all <= LARGE_PAGE:
        return size
    return min(size, max(_STEP, LARGE_PAGE * len(members) // bytes_of_all // _STEP * _STEP))


def place_events(events: Iterable[Dated]) -> dict[str, str]:
    """Event id → the page of its period, or the heading of its month there. `events` are whole periods."""
    places: dict[str, str] = {}
    for key, members in group_periods(events).items():
        months = group_months(members)
        split = is_split(months)
        for month, inside in months.items():
            place = period_path(key)
            if month and split:
                place = period_path(f"{key}/{month:02d}")
            elif month and len(members) >= MONTHS_FROM:
                place += f"#y{key}-{month:02d}"
            places.update((dated.event.id, place) for dated in inside)
    return places


def choose_size(count: int, longest: int) -> int:
    """How many entries stand on a page of a period of so many. Where they do not fit on one, pages are
    smaller than the largest: the sources printed after them are then more, too."""
    return longest if count <= longest else longest * 2 // 3


def place_pages(events: Iterable[Dated], longest: int) -> dict[str, str]:
    """Event id → the page of the timeline on which it stands, where none holds more than `longest`."""
    places: dict[str, str] = {}
    for key, members in group_periods(events).items():
        months = group_months(members)
        pages: dict[str, Sequence[Dated]] = {period_path(key): members}
        if is_split(months):
            pages = {
                period_path(f"{key}/{month:02d}" if month else key): inside
                for month, inside in months.items()
            }
        for page, inside in pages.items():
            size = choose_size(len(inside), longest)
            places.update(
                (dated.event.id, part_path(page, n // size + 1)) for n, dated in enumerate(inside)
            )
    return places


def find_brief(entries: Sequence[Entry], weights: Mapping[str, float]) -> frozenset[str]:
    """The ids of the lighter half of a long timeline; what is in dispute is always told in full."""
    if len(entries) < DENSE_FROM:
        return frozenset()
    middle = sorted(weights[entry.id] for entry in entries)[len(entries) // 2]
    return frozenset(e.id for e in entries if weights[e.id] < middle and not e.disputed)


def _arrange_items(
    entries: Sequence[Entry], previous: Entry | None, brief: AbstractSet[str]
) -> tuple[Item, ...]:
    """Marks what the line above already says; a date only within the same list."""
    items = []
    for n, entry in enumerate(entries):
        quoted = previous is not None and previous.citation == entry.citation
        same_date = n > 0 and entries[n - 1].when == entry.when
        items.append(Item(entry, same_date, quoted, entry.id in brief))
        previous = entry
    return tuple(items)


def word_gap(last: int | None, first: int | None, labels: Labels) -> str:
    """ "eleven months without an entry" between two months; "" for a short stretch."""
    if last is None or first is None:
        return ""
    empty = first - last - 1
    if empty < LONG_GAP:
        return ""
    years = empty // 12
    key, number = ("gap_months", empty) if empty < 24 else ("gap_years", years)
    return labels(key, number, n=labels.spell(number))


def _first_month(value: Edtf | None) -> int | None:
    day = value and (value.earliest or value.latest)
    return count_months(day) if day else None


def _last_month(dated: Dated) -> int | None:
    day = dated.value and (dated.value.latest or dated.value.earliest)
    return count_months(day) if day else None
