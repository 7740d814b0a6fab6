"""Chronicle → every page of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from sourceline.model import Chronicle
from sourceline.site import addresses
from sourceline.site.about import plan_about, plan_not_found
from sourceline.site.columns import FOLDER as COLUMNS
from sourceline.site.columns import plan_columns
from sourceline.site.corrections import plan_corrections
from sourceline.site.data.files import plan_lists, plan_things
from sourceline.site.data.page import plan_data
from sourceline.site.data.places import FOLDER as DATA
from sourceline.site.embeds import plan_embeds
from sourceline.site.entries import add_entries
from sourceline.site.events import Surroundings, plan_event
from sourceline.site.feeds import plan_feeds
from sourceline.site.home import plan_home
from sourceline.site.lists import plan_profile_index, plan_source_index
from sourceline.site.lookup import Lookup, make_lookup
from sourceline.site.overview import plan_overview
from sourceline.site.pages import Page, Task
from sourceline.site.profiles import plan_profiles
from sourceline.site.redirects import plan_redirects
from sourceline.site.search import plan_search
from sourceline.site.search.files import FOLDER as INDEX
from sourceline.site.sitemap import ROBOTS, SITEMAP, plan_robots, plan_sitemap
from sourceline.site.sources import plan_sources
from sourceline.site.timeline import Dated
from sourceline.site.years import plan_years
from sourceline.weave.claims import collect_claims


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
    chapters = plan_chapters(lookup, cache(lambda: Surroundings(chronicle)))
    return Plan(lookup, tuple(task for chapter in chapters for task in chapter.tasks))


class Chapter:
    """Pages whose paths begin alike, planned when the first of them is asked for: of a large site a preview
    shows a few."""

    def __init__(
        self,
        heads: tuple[str, ...],
        plan: Callable[[], Iterable[Task]],
        pick: Callable[[str], Task | None] | None = None,
    ) -> None:
        """`heads`: what the paths begin with. `pick`: finds one task without planning all."""
        self._heads, self._plan, self._pick = heads, plan, pick

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """All of them."""
        return tuple(self._plan())

    @cached_property
    def _places(self) -> dict[str, Task]:
        return {task.path: task for task in self.tasks}

    def find(self, path: str) -> Task | None:
        """The task with this path."""
        if not path.startswith(self._heads):
            return None
        return self._pick(path) if self._pick else self._places.get(path)


def find_task(chapters: Iterable[Chapter], path: str) -> Task | None:
    """The task that makes the file at `path`, if any does."""
    maker = _find_maker(path)
    return next((task for chapter in chapters if (task := chapter.find(maker))), None)


def _find_maker(path: str) -> str:
    """The page with which a file is made."""
    folder, _, name = path.rpartition("/")
    if folder == COLUMNS:
        return addresses.TIMELINE
    if folder.startswith(f"{INDEX}/"):
        return addresses.SEARCH
    if name == addresses.JSON_FEED:
        return path.removesuffix(name) + addresses.FEED
    if name == addresses.OEMBED:
        return path.removesuffix(name) + addresses.HOME
    return SITEMAP if path.startswith("sitemap-") else path


def plan_chapters(lookup: Lookup, surroundings: Callable[[], Surroundings]) -> tuple[Chapter, ...]:
    """All pages of a site, in a fixed order; `surroundings` of its events are asked for when they are needed."""
    chronicle = lookup.chronicle
    events = tuple(lookup.dated.values())
    folders = tuple(f"{addresses.FOLDERS[kind]}/" for kind in lookup.kinds)

    def list_events() -> Iterable[Task]:
        return (plan_event(surroundings(), each.event) for each in events)

    places = cache(lambda: {addresses.event_path(event.id): event for event in chronicle.events})

    def pick_event(path: str) -> Task | None:
        found = lookup.events.get(path.removeprefix("events/").removesuffix("/index.html"))
        if found is None or addresses.event_path(found.id) != path:
            found = places().get(path)  # few ids are no name of a folder
        return plan_event(surroundings(), found) if found else None

    say = cache(lambda: collect_claims(chronicle))

    def one(path: str, function: Callable[..., Any], *given: Any) -> Chapter:
        return Chapter((path,), lambda: (Task(path, function, given),))

    pages = (
        one(addresses.HOME, plan_home, events),
        one(addresses.TIMELINE, _plan_timeline, events),
        Chapter(("timeline/",), lambda: plan_years(lookup, events)),
        *([Chapter(("events/",), list_events, pick_event)] if lookup.settings.event_pages else ()),
        Chapter(folders, lambda: (t for k in lookup.kinds for t in plan_profile_index(lookup, k))),
        Chapter(folders, lambda: plan_profiles(lookup)),
        Chapter(("sources/",), lambda: plan_source_index(lookup)),
        Chapter(("sources/",), lambda: plan_sources(lookup)),
        one(addresses.SEARCH, plan_search, events),
        one(addresses.CORRECTIONS, plan_corrections, chronicle.corrections),
        one(addresses.ABOUT, plan_about),
        Chapter((f"{DATA}/",), lambda: plan_data(lookup, say)),
        one(addresses.NOT_FOUND, plan_not_found),
    )

    def list_paths() -> tuple[str, ...]:
        tasks = (task for chapter in pages for task in chapter.tasks)
        return tuple(task.path for task in tasks if task.path != addresses.NOT_FOUND)

    return (
        *pages,
        Chapter(("",), lambda: plan_redirects(lookup)),
        Chapter(("embed/",), lambda: plan_embeds(lookup)),
        Chapter((addresses.FEED, *folders), lambda: plan_feeds(lookup)),
        Chapter((f"{DATA}/",), lambda: plan_lists(lookup, events, say)),
        Chapter((f"{DATA}/",), lambda: plan_things(lookup, say)),
        Chapter(
            (SITEMAP,), lambda: plan_sitemap(lookup, list_paths() if lookup.settings.url else ())
        ),
        one(ROBOTS, plan_robots),
    )


def _plan_timeline(lookup: Lookup, events: Sequence[Dated]) -> tuple[Page, ...]:
    """The page above all periods, and the data that its scripts read."""
    columns = plan_columns(lookup, events)
    return (plan_overview(lookup, events, columns[0].path), *columns)
