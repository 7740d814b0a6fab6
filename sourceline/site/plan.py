"""Chronicle → every page of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sourceline.model import Chronicle
from sourceline.site import addresses
from sourceline.site.about import plan_about, plan_not_found
from sourceline.site.columns import plan_columns
from sourceline.site.corrections import plan_corrections
from sourceline.site.embeds import plan_embeds
from sourceline.site.entries import add_entries
from sourceline.site.events import plan_events
from sourceline.site.feeds import plan_feeds
from sourceline.site.home import plan_home
from sourceline.site.lists import plan_profile_index, plan_source_index
from sourceline.site.lookup import Lookup, make_lookup
from sourceline.site.overview import plan_overview
from sourceline.site.pages import Page, Task
from sourceline.site.profiles import plan_profiles
from sourceline.site.redirects import plan_redirects
from sourceline.site.search import plan_search
from sourceline.site.sitemap import ROBOTS, plan_robots, plan_sitemap
from sourceline.site.sources import plan_sources
from sourceline.site.timeline import Dated, date_events
from sourceline.site.years import plan_years


class Plan(NamedTuple):
    """All pages of a site, yet to be made."""

    lookup: Lookup
    """What the tasks are done with."""
    tasks: tuple[Task, ...]


def plan_site(chronicle: Chronicle, *, assets: Mapping[str, str]) -> tuple[Page, ...]:
    """Every page, in a fixed order. `assets`: name in the theme → path in the site (`plan_assets`).

    Pure; the same chronicle gives the same pages.
    """
    lookup, tasks = plan_tasks(chronicle, assets=assets)
    made = (each for task in tasks for each in task.make(lookup))
    return tuple(page for page in made if isinstance(page, Page))


def plan_tasks(chronicle: Chronicle, *, assets: Mapping[str, str]) -> Plan:
    """As `plan_site`, with every page still to be made, so that a large site is never held as a whole."""
    lookup = add_entries(make_lookup(chronicle, assets))
    events = date_events(chronicle.events)
    pages = (
        Task(addresses.HOME, plan_home, (events,)),
        Task(addresses.TIMELINE, _plan_timeline, (events,)),
        *plan_years(lookup, events),
        *plan_events(lookup, events),
        *(task for kind in lookup.kinds for task in plan_profile_index(lookup, kind)),
        *plan_profiles(lookup),
        *plan_source_index(lookup),
        *plan_sources(lookup),
        Task(addresses.SEARCH, plan_search, (events,)),
        Task(addresses.CORRECTIONS, plan_corrections, (chronicle.corrections,)),
        Task(addresses.ABOUT, plan_about),
        Task(addresses.NOT_FOUND, plan_not_found),
    )
    listed = tuple(task.path for task in pages if task.path != addresses.NOT_FOUND)
    return Plan(
        lookup,
        (
            *pages,
            *plan_redirects(lookup),
            *plan_embeds(lookup),
            *plan_feeds(lookup),
            *plan_sitemap(lookup, listed),
            Task(ROBOTS, plan_robots),
        ),
    )


def _plan_timeline(lookup: Lookup, events: Sequence[Dated]) -> tuple[Page, ...]:
    """The page above all periods, and the data that its scripts read."""
    columns = plan_columns(lookup, events)
    return (plan_overview(lookup, events, columns[0].path), *columns)
