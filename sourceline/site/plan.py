"""Chronicle → every page of the site."""

from __future__ import annotations

from collections.abc import Mapping

from sourceline.model import Chronicle
from sourceline.site.about import plan_about, plan_not_found
from sourceline.site.addresses import NOT_FOUND
from sourceline.site.columns import plan_columns
from sourceline.site.corrections import plan_corrections
from sourceline.site.embeds import plan_embeds
from sourceline.site.entries import make_entries
from sourceline.site.events import plan_events
from sourceline.site.feeds import plan_feeds
from sourceline.site.home import plan_home
from sourceline.site.lists import plan_profile_index, plan_source_index
from sourceline.site.lookup import make_lookup
from sourceline.site.overview import plan_overview
from sourceline.site.pages import Page
from sourceline.site.profiles import plan_profiles
from sourceline.site.redirects import plan_redirects
from sourceline.site.search import plan_search
from sourceline.site.sitemap import plan_robots, plan_sitemap
from sourceline.site.sources import plan_sources
from sourceline.site.timeline import date_events
from sourceline.site.years import plan_years


def plan_site(chronicle: Chronicle, *, assets: Mapping[str, str]) -> tuple[Page, ...]:
    """Every page, in a fixed order. `assets`: name in the theme → path in the site (`plan_assets`).

    Pure; the same chronicle gives the same pages.
    """
    lookup = make_lookup(chronicle, assets)
    entries = make_entries(lookup)
    events = date_events(chronicle.events)
    search, *index = plan_search(lookup, events, entries)
    columns = plan_columns(lookup, events, entries)
    pages = (
        plan_home(lookup, events, entries),
        plan_overview(lookup, events, entries, columns[0].path),
        *plan_years(lookup, events, entries),
        *plan_events(lookup, events, entries),
        *(page for kind in lookup.kinds for page in plan_profile_index(lookup, kind)),
        *plan_profiles(lookup, events, entries),
        *plan_source_index(lookup),
        *plan_sources(lookup),
        search,
        plan_corrections(lookup),
        plan_about(lookup),
        plan_not_found(lookup),
    )
    listed = [page.path for page in pages if page.path != NOT_FOUND]
    return (
        *pages,
        *plan_redirects(lookup),
        *plan_embeds(lookup, entries),
        *plan_feeds(lookup, entries),
        *plan_sitemap(lookup, listed),
        plan_robots(lookup),
        *index,
        *columns,
    )
