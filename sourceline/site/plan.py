"""Chronicle → every page of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from sourceline.model import Chronicle
from sourceline.site import addresses
from sourceline.site.about import plan_about, plan_not_found
from sourceline.site.columns import plan_columns
from sourceline.site.corrections import plan_corrections
from sourceline.site.embeds import plan_embeds
from sourceline.site.entries import make_entries
from sourceline.site.events import plan_events
from sourceline.site.feeds import plan_feeds
from sourceline.site.home import plan_home
from sourceline.site.lists import plan_profile_index, plan_source_index
from sourceline.site.lookup import Lookup, make_lookup
from sourceline.site.overview import plan_overview
from sourceline.site.pages import Page, Task, put_off
from sourceline.site.profiles import plan_profiles
from sourceline.site.redirects import plan_redirects
from sourceline.site.search import plan_search
from sourceline.site.sitemap import ROBOTS, plan_robots, plan_sitemap
from sourceline.site.sources import plan_sources
from sourceline.site.timeline import Dated, date_events
from sourceline.site.values import Entry
from sourceline.site.years import plan_years


def plan_site(chronicle: Chronicle, *, assets: Mapping[str, str]) -> tuple[Page, ...]:
    """Every page, in a fixed order. `assets`: name in the theme → path in the site (`plan_assets`).

    Pure; the same chronicle gives the same pages.
    """
    made = (each for task in plan_tasks(chronicle, assets=assets) for each in task.make())
    return tuple(page for page in made if isinstance(page, Page))


def plan_tasks(chronicle: Chronicle, *, assets: Mapping[str, str]) -> tuple[Task, ...]:
    """As `plan_site`, with every page still to be made, so that a large site is never held as a whole."""
    lookup = make_lookup(chronicle, assets)
    entries = make_entries(lookup)
    events = date_events(chronicle.events)
    given = (lookup, events, entries)
    pages = (
        put_off(addresses.HOME, plan_home, *given),
        Task(addresses.TIMELINE, partial(_plan_timeline, *given)),
        *plan_years(*given),
        *plan_events(*given),
        *(task for kind in lookup.kinds for task in plan_profile_index(lookup, kind)),
        *plan_profiles(*given),
        *plan_source_index(lookup),
        *plan_sources(lookup),
        Task(addresses.SEARCH, partial(plan_search, *given)),
        put_off(addresses.CORRECTIONS, plan_corrections, lookup),
        put_off(addresses.ABOUT, plan_about, lookup),
        put_off(addresses.NOT_FOUND, plan_not_found, lookup),
    )
    listed = [task.path for task in pages if task.path != addresses.NOT_FOUND]
    return (
        *pages,
        *plan_redirects(lookup),
        *plan_embeds(lookup, entries),
        *plan_feeds(lookup, entries),
        *plan_sitemap(lookup, listed),
        put_off(ROBOTS, plan_robots, lookup),
    )


def _plan_timeline(
    lookup: Lookup, events: Sequence[Dated], entries: Mapping[str, Entry]
) -> tuple[Page, ...]:
    """The page above all periods, and the data that its scripts read."""
    columns = plan_columns(lookup, events, entries)
    return (plan_overview(lookup, events, entries, columns[0].path), *columns)
