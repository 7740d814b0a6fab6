"""The site at one moment, in memory: each file is made when it is asked for.

Three things make a file, and an edit exchanges as few of them as it can: what was woven, its pages, and the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from jinja2 import TemplateError

from sourceline.errors import ContentError
from sourceline.model import Chronicle, Event, Profile, Settings
from sourceline.pipeline.cards import refuse_undrawable
from sourceline.pipeline.reports import CheckReport, Content
from sourceline.pipeline.texts import Telling
from sourceline.pipeline.theme import list_folders
from sourceline.pipeline.weaving import count_holdings, inspect_texts, weave_content
from sourceline.render import Renderer
from sourceline.render.faults import describe_fault
from sourceline.site import Asset, Page, plan_cards, plan_desk, plan_site
from sourceline.site.cards import has_cards
from sourceline.site.desk import DESK
from sourceline.site.entries import Entries
from sourceline.site.events import Surroundings
from sourceline.site.lookup import Lookup, make_lookup, retell_lookup
from sourceline.site.pages import Task
from sourceline.site.plan import find_task, plan_chapters
from sourceline.site.state import SHOWN, dump_state, make_state
from sourceline.site.stats import STATS, plan_stats
from sourceline.site.values import Entry
from sourceline.weave.sentences import summarize_accounts

KEPT = 100
"""Tasks whose pages are kept: those of a large site are 400 MB."""
_FEW = 3
"""Of events and of sources, from which a page of each kind is made to try the templates."""


class Pages:
    """The pages of a chronicle, not yet rendered."""

    def __init__(
        self,
        lookup: Lookup,
        entries: dict[str, Entry],
        surroundings: Callable[[], Surroundings],
        made: Mapping[str, tuple[Page, ...]],
    ) -> None:
        """`entries`: those that are known; `made`: what tasks have made. Both grow."""
        # Without those of the pages before: they would hold all that came before them.
        bare = replace(lookup, entries={})
        self._lookup = replace(bare, entries=Entries(bare, entries))
        self._entries, self._surroundings = entries, surroundings
        self._chapters = plan_chapters(self._lookup, surroundings)
        self._made = dict(made)
        self.lock = RLock()
        """Of whoever asks for pages: several editions may share them."""

    def tell_anew(self, told: Telling) -> Pages:
        """The pages of a chronicle in which only texts are others."""
        made = {path: made for path, made in self._made.copy().items() if path not in told.tasks}
        lookup = retell_lookup(self._lookup, told.chronicle, told.events, told.profiles)
        return Pages(lookup, self._entries, self._surroundings, made)

    def retell(self, chronicle: Chronicle, events: Iterable[Event]) -> Pages:
        """The pages of a chronicle in which some events are told otherwise (`list_retold`)."""
        lookup = retell_lookup(self._lookup, chronicle, events, ())
        return Pages(lookup, {}, self._surroundings, {})

    def dress_anew(self, assets: Iterable[Asset]) -> Pages:
        """The same with other static files, to which every page leads."""
        lookup = replace(self._lookup, assets=name_assets(assets))
        return Pages(lookup, self._entries, self._surroundings, {})

    @cached_property
    def samples(self) -> tuple[Page, ...]:
        """A page of each kind, of a few events."""
        chronicle = shorten_chronicle(self._lookup.chronicle)
        pages = plan_site(chronicle, assets=self._lookup.assets)
        return tuple({page.template: page for page in pages if page.template}.values())

    def find_task(self, path: str) -> Task | None:
        """What makes the page or file at `path`."""
        return find_task(self._chapters, path)

    def make(self, task: Task) -> tuple[Page, ...]:
        """The pages and files of a task."""
        found = self._made.pop(task.path, None)
        if found is None:
            made = task.make(self._lookup)
            found = tuple(page for page in made if isinstance(page, Page))
        self._made[task.path] = found  # the last one now
        while len(self._made) > KEPT:
            del self._made[next(iter(self._made))]
        return found


def open_pages(chronicle: Chronicle, assets: Iterable[Asset]) -> Pages:
    """The pages of a chronicle of which nothing is known yet."""
    lookup = make_lookup(chronicle, name_assets(assets))
    return Pages(lookup, {}, cache(lambda: Surroundings(chronicle)), {})


def name_assets(assets: Iterable[Asset]) -> dict[str, str]:
    """Name of a static file → its path in the site."""
    return {asset.name: asset.path for asset in assets}


class Edition:
    """The files of a site, and two pages of its author: the desk, and what the chronicle holds."""

    def __init__(
        self,
        root: Path,
        content: Content,
        chronicle: Chronicle,
        assets: tuple[Asset, ...],
        renderer: Renderer,
        pages: Pages | None = None,
        former: Edition | None = None,
    ) -> None:
        """`pages`: those of a former one, where they still hold."""
        if has_cards(chronicle.settings):
            refuse_undrawable(root)
        self.root, self.content, self.chronicle = root, content, chronicle
        self.assets, self.renderer = assets, renderer
        self.paths = name_assets(assets)
        self.pages = pages or open_pages(chronicle, assets)
        self._files = {asset.path: asset.data for asset in assets}
        # An open page may ask for what it was made with.
        self._names: dict[str, str] = dict(former._names) if former else {}  # noqa: SLF001 - of this class
        self._names.update((asset.path, asset.name) for asset in assets)

    def read(self, path: str) -> bytes | None:
        """The file of the site at a path; None where there is none. ContentError tells a fault in a template."""
        if path in self._files:
            return self._files[path]
        with self.pages.lock:
            if path == DESK:
                return self._desk
            if path == STATS:
                return self._stats
            if path == SHOWN:
                return dump_state(make_state(self.chronicle)).encode()
            if path.startswith("cards/"):
                return self._draw_card(path)
            if path in self._names:
                return self._files.get(self.paths.get(self._names[path], ""))
            task = self.pages.find_task(path)
            if task is None:
                return None
            page = next((page for page in self.pages.make(task) if page.path == path), None)
            return page and self.render(page)

    def render(self, page: Page) -> bytes:
        """The bytes of a page; ContentError tells a fault in a template."""
        try:
            return self.renderer.render(page).encode()
        except (TemplateError, TypeError, ValueError, LookupError) as error:
            # Of the site's own templates, the renderer tells it. Here the author of the theme is at work.
            problem = describe_fault(error, list_folders(self.root, "templates")[0])
            if problem is None:
                raise
            raise ContentError([problem]) from error

    def try_templates(self, path: str) -> None:
        """Render the page at `path`, and one of each kind; ContentError tells a fault."""
        self.read(path)
        for page in self.pages.samples:
            self.render(page)

    @cached_property
    def _desk(self) -> bytes:
        # Only now are all problems looked for, at the places where they are now.
        woven = weave_content(self.content)
        return render_desk(self.renderer, self.paths, inspect_texts(woven), woven.chronicle)

    @cached_property
    def _stats(self) -> bytes:
        holdings = count_holdings(self.chronicle, self.content.reading.extractions)
        page = plan_stats(self.chronicle, holdings, assets=self.paths)
        return self.renderer.render(page).encode()

    @cached_property
    def _cards(self) -> dict[str, Any]:
        return {card.path: card for card in plan_cards(self.chronicle)}

    def _draw_card(self, path: str) -> bytes | None:
        if path not in self._cards:
            return None
        from sourceline.render.cards import draw_card  # noqa: PLC0415 - Pillow

        return draw_card(self._cards[path])


def render_desk(
    renderer: Renderer,
    paths: Mapping[str, str],
    report: CheckReport,
    chronicle: Chronicle | None = None,
) -> bytes:
    """The author's desk. Without a chronicle, since the content is broken, it shows the problems alone."""
    page = plan_desk(
        chronicle or Chronicle(settings=Settings()),
        report.problems,
        summarize_accounts(report.sentences),
        assets=paths,
    )
    return renderer.render(page).encode()


def shorten_chronicle(chronicle: Chronicle) -> Chronicle:
    """A chronicle of a few events, of which the same kinds of pages are made."""
    events = chronicle.events[:_FEW]
    first = {profile.kind: profile for profile in reversed(chronicle.profiles)}
    named = {part.profile for event in events for part in event.participants}
    profiles = tuple(
        replace(profile, events=tuple(e.id for e in events if e.id in profile.events))
        for profile in chronicle.profiles
        if profile.id in named or profile is first[profile.kind]
    )
    things: tuple[Event | Profile, ...] = (*events, *profiles)
    cited = {e.source for thing in things for e in thing.evidence}
    cited.update(
        s for thing in things for d in thing.disagreements for v in d.variants for s in v.sources
    )
    sources = tuple(s for n, s in enumerate(chronicle.sources) if n < _FEW or s.id in cited)
    return replace(
        chronicle,
        events=events,
        profiles=profiles,
        sources=sources,
        redirects=chronicle.redirects[:1],
        corrections=chronicle.corrections[:_FEW],
    )
