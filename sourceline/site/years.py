"""The pages of years, of coarser periods, and of months where a year is long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sourceline import edtf
from sourceline.site import addresses
from sourceline.site.frames import make_frame
from sourceline.site.linked_data import describe_page
from sourceline.site.lists import list_cited
from sourceline.site.lookup import Lookup
from sourceline.site.pages import Page, Task, YearPage, put_off
from sourceline.site.ribbon import draw_ribbon
from sourceline.site.timeline import (
    Dated,
    arrange_timeline,
    group_months,
    group_periods,
    is_split,
    start_large,
    title_period,
)
from sourceline.site.values import CountedLink, Entry, Link, PeriodLink


def plan_years(
    lookup: Lookup, events: Sequence[Dated], entries: Mapping[str, Entry]
) -> tuple[Task, ...]:
    """A page for every period that holds an event."""
    periods = group_periods(events)
    keys = list(periods)
    links = [Link(title_period(key, lookup.labels), addresses.period_path(key)) for key in keys]
    tasks: list[Task] = []
    for n, key in enumerate(keys):
        around = (links[n - 1] if n else None, links[n + 1] if n + 1 < len(links) else None)
        tasks += _plan_year(lookup, key, periods[key], entries, around)
    return tuple(tasks)


def index_periods(lookup: Lookup, events: Sequence[Dated]) -> tuple[PeriodLink, ...]:
    """Every period with its count, and the months of those that are split."""
    lines = []
    for key, members in group_periods(events).items():
        title, months = title_period(key, lookup.labels), group_months(members)
        link = CountedLink(title, addresses.period_path(key), len(members))
        split = _list_months(lookup, key, months) if is_split(months) else ()
        lines.append(PeriodLink(link, f"y{key}", split))
    return tuple(lines)


def _plan_year(
    lookup: Lookup,
    key: str,
    members: Sequence[Dated],
    entries: Mapping[str, Entry],
    around: tuple[Link | None, Link | None],
) -> list[Task]:
    title = title_period(key, lookup.labels)
    months = group_months(members)
    if not is_split(months):
        return [_put_off(lookup, key, title, members, entries, around)]
    split = _list_months(lookup, key, months)
    kept = months.get(0, [])
    tasks = [_put_off(lookup, key, title, kept, entries, around, split=split, all_members=members)]
    for n, (month, group) in enumerate((m, g) for m, g in months.items() if m):
        before = Link(split[n - 1].text, split[n - 1].path) if n else None
        after = Link(split[n + 1].text, split[n + 1].path) if n + 1 < len(split) else None
        sides = (before, after)
        tasks.append(
            _put_off(
                lookup,
                f"{key}/{month:02d}",
                split[n].text,
                group,
                entries,
                sides,
                above=(key, title),
            )
        )
    return tasks


def _put_off(lookup: Lookup, key: str, *given: Any, **more: Any) -> Task:
    return put_off(addresses.period_path(key), partial(_plan_page, lookup, key, *given, **more))


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


def _plan_page(
    lookup: Lookup,
    key: str,
    title: str,
    members: Sequence[Dated],
    entries: Mapping[str, Entry],
    around: tuple[Link | None, Link | None],
    *,
    split: tuple[CountedLink, ...] = (),
    all_members: Sequence[Dated] = (),
    above: tuple[str, str] | None = None,
) -> Page:
    labels = lookup.labels
    path = addresses.period_path(key)
    year = (Link(above[1], addresses.period_path(above[0])),) if above else ()
    crumbs = (Link(labels("timeline"), addresses.TIMELINE), *year)
    summary = labels("entries", len(all_members or members))
    values = YearPage(
        frame=make_frame(
            lookup,
            path,
            title,
            description=labels("headed", head=title, text=summary),
            crumbs=crumbs,
            data=(describe_page(lookup, "CollectionPage", path, title),),
        ),
        title=title,
        summary=summary,
        ribbon=draw_ribbon(all_members or members, labels),
        months=split,
        periods=arrange_timeline(
            members, entries, labels, level=1, months=above is None, linked=False
        ),
        cited=list_cited(lookup, members),
        before=around[0],
        after=around[1],
    )
    return Page(path, "year.html", values)
