"""The pages of years, of coarser periods, and of months where a year is long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourceline import edtf
from sourceline.site import addresses
from sourceline.site.details import describe_detail
from sourceline.site.entries import describe_when
from sourceline.site.frames import make_frame
from sourceline.site.linked_data import describe_event, describe_page
from sourceline.site.lists import list_cited
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Page, Task, YearPage
from sourceline.site.parts import Part, cut_list, word_ends
from sourceline.site.ribbon import draw_ribbon
from sourceline.site.timeline import (
    LONG_DETAILED,
    LONG_YEAR,
    Dated,
    arrange_timeline,
    choose_size,
    fit_page,
    group_months,
    group_periods,
    is_split,
    start_large,
    title_period,
)
from sourceline.site.values import CountedLink, Link, PeriodLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a page of the timeline tells: a period, a month of a long year, or a part of either."""

    part: Part[Dated]
    title: str
    whole: Sequence[Dated]
    """All entries of the period, those of its months and parts, too."""
    months: tuple[CountedLink, ...] = ()
    """Filled where the year is split into them."""
    above: Link | None = None
    """The year of a month."""
    before: Link | None
    after: Link | None


def plan_years(lookup: Lookup, events: Sequence[Dated]) -> tuple[Task, ...]:
    """A page for every period that holds an event."""
    return tuple(
        Task(stretch.part.path, _plan_stretch, (stretch,))
        for stretch in list_stretches(lookup, events)
    )


def list_stretches(lookup: Lookup, events: Sequence[Dated]) -> tuple[Stretch, ...]:
    """Every page of the timeline, in order of time; the months of a long year after it."""
    periods = group_periods(events)
    links = [Link(title_period(key, lookup.labels), addresses.period_path(key)) for key in periods]
    found: list[Stretch] = []
    for n, (key, members) in enumerate(periods.items()):
        around = (links[n - 1] if n else None, links[n + 1] if n + 1 < len(links) else None)
        found += _split_period(lookup, key, members, links[n], around)
    return tuple(found)


def index_periods(lookup: Lookup, events: Sequence[Dated]) -> tuple[PeriodLink, ...]:
    """Every period with its count, and the months of those that are split."""
    lines = []
    for key, members in group_periods(events).items():
        title, months = title_period(key, lookup.labels), group_months(members)
        link = CountedLink(title, addresses.period_path(key), len(members))
        split = _list_months(lookup, key, months) if is_split(months) else ()
        lines.append(PeriodLink(link, f"y{key}", split))
    return tuple(lines)


def _split_period(
    lookup: Lookup,
    key: str,
    members: Sequence[Dated],
    link: Link,
    around: tuple[Link | None, Link | None],
) -> Iterator[Stretch]:
    months = group_months(members)
    if not is_split(months):
        yield from _cut_stretch(lookup, link, members, members, around)
        return
    split = _list_months(lookup, key, months)
    kept = months.get(0, [])
    yield from _cut_stretch(lookup, link, kept, members, around, months=split)
    for n, group in enumerate(g for m, g in months.items() if m):
        sides = (
            Link(split[n - 1].text, split[n - 1].path) if n else None,
            Link(split[n + 1].text, split[n + 1].path) if n + 1 < len(split) else None,
        )
        month = Link(split[n].text, split[n].path)
        yield from _cut_stretch(lookup, month, group, group, sides, above=link)


def _cut_stretch(
    lookup: Lookup,
    link: Link,
    members: Sequence[Dated],
    whole: Sequence[Dated],
    around: tuple[Link | None, Link | None],
    *,
    months: tuple[CountedLink, ...] = (),
    above: Link | None = None,
) -> Iterator[Stretch]:
    for part in cut_period(lookup, members, link.path or ""):
        yield Stretch(
            part=part,
            title=part.title(link.text, lookup.labels),
            whole=whole,
            months=months if part.number == 1 else (),
            above=above,
            before=part.before or around[0],
            after=part.after or around[1],
        )


def cut_period(lookup: Lookup, members: Sequence[Dated], path: str) -> list[Part[Dated]]:
    """Entries of one period in pages, each worded by its first and last date."""
    pages = lookup.settings.event_pages
    size = fit_page(members, LONG_YEAR) if pages else choose_size(len(members), LONG_DETAILED)
    return cut_list(members, path, size, lambda part, _: _word_days(lookup, part))


def _word_days(lookup: Lookup, members: Sequence[Dated]) -> str:
    first, last = (describe_when(lookup, d.event) for d in (members[0], members[-1]))
    return word_ends(first.short, last.short, lookup.labels)


def _list_months(
    lookup: Lookup, key: str, months: Mapping[int, Sequence[Dated]]
) -> tuple[CountedLink, ...]:
    return tuple(
        CountedLink(
            start_large(edtf.words(edtf.parse(f"{key}-{month:02d}"), language=lookup.language)),
            addresses.period_path(f"{key}/{month:02d}"),
            len(group),
        )
        for month, group in months.items()
        if month
    )


def _plan_stretch(lookup: Lookup, stretch: Stretch) -> Page:
    labels = lookup.labels
    path, title, members = stretch.part.path, stretch.title, stretch.part.members
    summary = labels("entries", len(stretch.whole))
    pages = lookup.settings.event_pages
    told = [] if pages else [dated.event for dated in members]
    values = YearPage(
        frame=make_frame(
            lookup,
            path,
            title,
            description=labels("headed", head=title, text=summary),
            crumbs=(
                Link(labels("timeline"), addresses.TIMELINE),
                *((stretch.above,) if stretch.above else ()),
            ),
            data=(
                describe_page(lookup, "CollectionPage", path, title),
                *(describe_event(lookup, event) for event in told),
            ),
        ),
        title=title,
        summary=summary,
        # Once for a period, however many parts it has.
        ribbon=draw_ribbon(stretch.whole, labels) if stretch.part.number == 1 else None,
        months=stretch.months,
        parts=stretch.part.links,
        periods=arrange_timeline(
            members,
            lookup.entries,
            lookup.weights,
            labels,
            level=1,
            months=stretch.above is None,
            linked=False,
        ),
        details={event.id: describe_detail(lookup, event) for event in told},
        cited=list_cited(lookup, members),
        before=stretch.before,
        after=stretch.after,
    )
    return Page(path, "year.html", values)
